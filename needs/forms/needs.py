"""Writing a need, answering it and supporting it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from accounts.units import indented
from entry.changes import AsksBeforeOverwriting, ModelForm
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from needs.actions.needs import TEXTS
from needs.models import Need, Theme
from needs.states import NeedState

ASKED_FOR = {
    "title": _("Skriv en rubrik"),
    "for_whom": _("Skriv vem det gäller"),
    "situation": _("Beskriv hur det är i dag"),
    "consequence": _("Skriv vad följden blir"),
    "desired_effect": _("Skriv vad ni vill uppnå"),
    "unit": _("Välj en enhet"),
}


class NeedForm(PersonalDataWarningMixin, ModelForm):
    """A need as it is written. A draft may be short; to hand it in, what is asked for must be there."""

    WARN_ABOUT = TEXTS

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Need
        fields = [*TEXTS, "theme", "drivers", "unit", "on_behalf_of", "on_behalf_email"]
        widgets = {
            "situation": forms.Textarea(attrs={"rows": 5}),
            "consequence": forms.Textarea(attrs={"rows": 3}),
            "desired_effect": forms.Textarea(attrs={"rows": 3}),
            "drivers": forms.CheckboxSelectMultiple,
            "on_behalf_email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, organisation: Organisation, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.fields["drivers"].queryset = organisation.drivers.all()
        self.fields["unit"].queryset = organisation.units.all()
        self.fields["unit"].choices = [("", _("Välj enhet")), *indented(organisation)]
        self.fields["theme"].queryset = Theme.objects.offered_to(organisation)
        self.fields["theme"].empty_label = _("Välj tema")
        if not self.fields["drivers"].queryset.exists():
            del self.fields["drivers"]
        for name, message in ASKED_FOR.items():
            self.fields[name].required = not is_draft or name == "title"
            self.fields[name].error_messages["required"] = message


class AnswerForm(PersonalDataWarningMixin):
    """The chief's answer to a need outside a round."""

    WARN_ABOUT = ("reason",)

    to = forms.ChoiceField(
        label=_("Svar"),
        choices=[(NeedState.PARKED, _("Parkera")), (NeedState.DECLINED, _("Avböj"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett svar")},
    )
    reason = forms.CharField(
        label=_("Motivering"),
        help_text=_("Den som lämnade in behovet får den här texten."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv en motivering")},
    )


class SupportForm(Form):
    line = forms.CharField(label=_("Hur är det hos er?"), max_length=300, required=False)


class OwnerForm(AsksBeforeOverwriting, Form):
    owner = forms.ModelChoiceField(
        label=_("Behovsägare"),
        queryset=User.objects.none(),
        empty_label=_("Välj linjechef"),
        error_messages={"required": _("Välj en linjechef")},
    )

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, initial={"owner": need.owner_id}, **kwargs)
        managers = User.objects.of(need.organisation).with_role(Role.LINE_MANAGER)
        self.fields["owner"].queryset = managers.or_chosen(need.owner_id).in_order()
