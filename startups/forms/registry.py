"""A startup's profile and its contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from entry.changes import ModelForm
from needs.models import Theme
from startups import profiles
from startups.models import Contact, Startup


class StartupForm(ModelForm):
    # As text: a number field would drop "40 000" without a word.
    price_from = forms.CharField(
        label=_("En liten pilot kostar från"),
        help_text=_("I hela kronor, exklusive moms."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 10, "data-unit": _("kr")}),
    )

    class Meta:
        model = Startup
        fields = ["name", "summary", "for_whom", "references", "themes", "stage", "place"]
        fields += ["price_from", "language", "website", "organisation_number", "source"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 6}),
            "references": forms.Textarea(attrs={"rows": 3}),
            "themes": forms.CheckboxSelectMultiple(attrs={"class": "options--columns"}),
            "language": forms.RadioSelect,
            "website": forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        }
        labels = {"language": _("Profilens språk"), "summary": _("Vad gör startupen?")}
        help_texts = {
            "summary": _("Vad startupen löser och hur. Orden här avgör vilka utmaningar den föreslås till."),
            "for_whom": _("Till exempel: hemtjänst, förskolor, fastighetsbolag."),
            "organisation_number": _("Tio siffror, som 556677-8899."),
            "website": _("Som https://exempel.se."),
            "source": _("Var uppgifterna kommer ifrån."),
        }
        error_messages = {
            "name": {"required": _("Skriv startupens namn")},
            "summary": {"required": _("Skriv vad startupen gör")},
            "language": {"required": _("Välj språk")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [("", _("Vet inte")), *Startup.Stage.choices]
        self.fields["themes"].queryset = Theme.objects.common()
        if not self.fields["themes"].queryset.exists():
            del self.fields["themes"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Startup.objects.exclude(pk=self.instance.pk)
        if taken := others.filter(name__iexact=name).values_list("name", flat=True).first():
            raise forms.ValidationError(profiles.name_taken(taken))
        return name

    def clean_organisation_number(self) -> str:
        text = self.cleaned_data["organisation_number"]
        number = profiles.organisation_number(text) if text else ""
        others = Startup.objects.exclude(pk=self.instance.pk).exclude(organisation_number="")
        if taken := others.filter(organisation_number=number).values_list("name", flat=True).first():
            raise forms.ValidationError(profiles.number_taken(taken))
        return number

    def clean_website(self) -> str:
        text = self.cleaned_data["website"]
        return profiles.website(text) if text else ""

    def clean_price_from(self) -> int | None:
        text = self.cleaned_data["price_from"]
        return profiles.price(text) if text else None

    def _get_validation_exclusions(self) -> set[str]:
        # The name's and the number's own words about a twin are kinder than the constraint's.
        return super()._get_validation_exclusions() | {"name", "organisation_number"}


class ContactForm(ModelForm):
    class Meta:
        model = Contact
        fields = ["name", "email", "phone", "language"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            "language": forms.RadioSelect,
        }
        labels = {"language": _("Skriv till kontakten på")}
        error_messages = {
            "name": {"required": _("Skriv kontaktens namn")},
            "email": {
                "required": _("Skriv kontaktens e-postadress"),
                "invalid": _("Skriv e-postadressen som namn@exempel.se"),
            },
            "language": {"required": _("Välj språk")},
        }

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        others = Contact.objects.exclude(pk=self.instance.pk).filter(
            startup=self.instance.startup, organisation=self.instance.organisation
        )
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_now("Den adressen finns redan bland kontakterna"))
        return email
