"""How a meeting went: five questions, of which two must be answered."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.units import indented
from entry.changes import ModelForm
from entry.forms import AskAgainMixin, PersonalDataWarningMixin
from meetings.actions.outcomes import OutcomeData
from meetings.models import Outcome
from meetings.states import NextStep


class OutcomeForm(PersonalDataWarningMixin, AskAgainMixin, ModelForm):
    WARN_ABOUT = ("surprise",)

    happened = forms.ChoiceField(
        label=_("Blev mötet av?"),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Svara om mötet blev av")},
    )

    class Meta:
        model = Outcome
        fields = ["next_step", "refer_to", "surprise", "follow_up_on"]
        widgets = {
            "next_step": forms.RadioSelect,
            "surprise": forms.Textarea(attrs={"rows": 2}),
            "follow_up_on": forms.DateInput(format="%Y-%m-%d"),
        }
        help_texts = {
            "surprise": _("En rad räcker. Skriv inga personuppgifter."),
            "refer_to": _("Om startupen passar en annan enhet bättre."),
        }
        error_messages = {
            "next_step": {"required": _("Välj ett nästa steg")},
            "follow_up_on": {"invalid": _("Skriv datumet som 2026-11-18")},
        }

    field_order = ("happened", "next_step", "refer_to", "surprise", "follow_up_on")

    def __init__(self, *args: Any, organisation: Organisation, was_held: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["next_step"].choices = NextStep.choices
        fields["next_step"].required = True
        fields["refer_to"].queryset = organisation.units.all()
        fields["refer_to"].choices = [("", _("Välj enhet")), *indented(organisation)]
        if was_held:
            del self.fields["happened"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        follow_up = cleaned.get("follow_up_on")
        if follow_up and follow_up < timezone.localdate() and "follow_up_on" in self.changed_data:
            question = _("Dagen för uppföljningen har varit. Välj en annan dag, eller kryssa i att det stämmer")
            self.ask("follow_up_on", question)
        if cleaned.get("happened") == "no":
            self.errors.pop("next_step", None)
        elif cleaned.get("next_step") == NextStep.REFER and not cleaned.get("refer_to"):
            self.add_error("refer_to", _("Välj vilken enhet som passar bättre"))
        return cleaned

    @property
    def told(self) -> OutcomeData:
        """What was filled in; answers that do not belong to the choice are left out."""
        answers = self.cleaned_data
        if answers.get("happened") == "no":
            return OutcomeData(happened=False, surprise=answers["surprise"])
        refers = answers["next_step"] == NextStep.REFER
        return OutcomeData(
            happened=True,
            next_step=answers["next_step"],
            surprise=answers["surprise"],
            follow_up_on=answers["follow_up_on"],
            refer_to=answers["refer_to"] if refers else None,
        )
