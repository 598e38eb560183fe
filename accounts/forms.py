"""Describing the organisation, inviting people and giving roles."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.forms import BaseModelFormSet, modelformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.colours import contrast
from accounts.models import Driver, Invitation, Membership, Organisation, ProcurementLimit, Role, Unit, User
from accounts.units import indented, with_those_below
from entry.changes import ModelForm, RowsAskBeforeOverwriting
from entry.fields import KronorField
from entry.texts import Form, TidiesTexts

# What holds for single meetings.
MEETINGS = ("video_link", "self_service_hours")
READABLE = 3.0  # WCAG 2.2, 1.4.11: what is not text must stand out 3:1 from the ground


class OrganisationForm(ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "colour", "narrative", "pilot_budget_min", "pilot_budget_max", *MEETINGS]
        widgets = {
            "narrative": forms.Textarea(attrs={"rows": 8}),
            "colour": forms.TextInput(attrs={"size": 8}),
            "self_service_hours": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        }
        labels = {"self_service_hours": _("Startuper flyttar och avbokar själva, till så många timmar före mötet")}
        field_classes = {"pilot_budget_min": KronorField, "pilot_budget_max": KronorField}
        help_texts = {
            "colour": _("Kommunens färg, till exempel #0B5A6B. Den används i menyn, på knappar och i rapporter."),
            "narrative": _(
                "Varför måste ni tänka nytt? Texten står bredvid formuläret för behov och först i varje rapport."
            ),
            "pilot_budget_min": _("Den som planerar en pilot utanför ramen får en påminnelse."),
            "video_link": _(
                "Föreslås när någon bokar ett enskilt möte. Skriv {kod} där varje möte ska få sin egen kod, "
                "till exempel https://video.exempel.se/{kod}."
            ),
            "self_service_hours": _("Därefter hör de av sig till linjechefen. Lämna tomt om de alltid ska göra det."),
        }
        error_messages = {
            "name": {"required": _("Skriv organisationens namn")},
            "pilot_budget_min": {"required": _("Skriv ett belopp")},
            "pilot_budget_max": {"required": _("Skriv ett belopp")},
            "self_service_hours": {
                "invalid": _("Skriv timmarna som ett heltal"),
                "max_value": _("Skriv högst 336 timmar, det är två veckor"),
            },
        }

    def clean_colour(self) -> str:
        colour = self.cleaned_data["colour"]
        for validate in Organisation._meta.get_field("colour").validators:
            validate(colour)
        if contrast(colour, "#FFFFFF") < READABLE:
            raise forms.ValidationError(_("Färgen syns för dåligt mot vitt. Välj en mörkare"))
        return colour

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        low, high = cleaned.get("pilot_budget_min"), cleaned.get("pilot_budget_max")
        if low is not None and high is not None and low > high:
            self.add_error("pilot_budget_max", _("Skriv ett belopp som är minst lika stort som det minsta"))
        return cleaned


class DriverForm(TidiesTexts, forms.ModelForm):
    class Meta:
        model = Driver
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"title": {"required": _("Skriv en rubrik")}}


class DriverRows(RowsAskBeforeOverwriting, BaseModelFormSet):
    title = _("Omvärldsfaktorer")

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort omvärldsfaktorn")


DriverFormSet: type[BaseModelFormSet] = modelformset_factory(
    Driver, form=DriverForm, formset=DriverRows, extra=1, can_delete=True, max_num=12
)


class LimitForm(TidiesTexts, forms.ModelForm):
    class Meta:
        model = ProcurementLimit
        fields = ["kind", "amount", "valid_from"]
        field_classes = {"amount": KronorField}
        widgets = {"valid_from": forms.DateInput, "kind": forms.RadioSelect}
        error_messages = {
            "kind": {"required": _("Välj en gräns")},
            "amount": {"required": _("Skriv ett belopp")},
            "valid_from": {"required": _("Välj ett datum")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = ProcurementLimit.Kind.choices
        self.fields["valid_from"].initial = timezone.localdate


class UnitForm(ModelForm):
    class Meta:
        model = Unit
        fields = ["name", "parent"]
        error_messages = {"name": {"required": _("Skriv enhetens namn")}}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        own = set()
        if self.instance.pk:
            own = set(with_those_below(organisation.units.values_list("pk", "parent_id", "name"))[self.instance.pk])
        self.fields["parent"].queryset = organisation.units.exclude(pk__in=own)
        self.fields["parent"].choices = [
            ("", _("Ingen, enheten ligger överst")),
            *((pk, name) for pk, name in indented(organisation) if pk not in own),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        same = Unit.objects.filter(
            organisation=self.instance.organisation, parent=cleaned.get("parent"), name=cleaned.get("name")
        ).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("name", _("Det finns redan en enhet med det namnet där. Välj ett annat namn"))
        return cleaned


class _Roles(ModelForm):
    roles = forms.MultipleChoiceField(
        label=_("Roller"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en roll")},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = self.instance.organisation = organisation
        self.fields["unit"].queryset = organisation.units.all()
        self.fields["unit"].choices = [("", _("Ingen särskild enhet")), *indented(organisation)]


class InvitationForm(_Roles):
    class Meta:
        model = Invitation
        fields = ["name", "email", "unit", "roles"]
        error_messages = {
            "name": {"required": _("Skriv personens namn")},
            "email": {"required": _("Skriv personens e-postadress")},
        }

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if Membership.objects.filter(organisation=self.organisation, user__email=email).exists():
            raise forms.ValidationError(_("Personen är redan med. Ändra rollerna i stället"))
        return email


class MembershipForm(_Roles):
    class Meta:
        model = Membership
        fields = ["unit", "roles"]


class AcceptForm(Form):
    """What a new person says when coming in by an invitation."""

    name = forms.CharField(label=_("Ditt namn"), max_length=120, error_messages={"required": _("Skriv ditt namn")})
    password = forms.CharField(
        label=_("Välj ett lösenord"),
        help_text=_("Minst tio tecken. En mening går bra."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Välj ett lösenord")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.data.get("name", "")))
        return password
