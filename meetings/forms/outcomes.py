"""How a meeting went: a few questions to each of the two, of which two must be answered."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.units import indented
from entry.changes import ModelForm
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from meetings.actions.outcomes import OutcomeData
from meetings.actions.startup_outcomes import StartupOutcomeData
from meetings.models import Meeting, Outcome, StartupOutcome
from meetings.states import NextStep, StartupStep

WIDGETS = {
    "next_step": forms.RadioSelect,
    "surprise": forms.Textarea(attrs={"rows": 2}),
    "follow_up_on": forms.DateInput(format="%Y-%m-%d"),
}
ERRORS = {
    "next_step": {"required": _("Välj ett nästa steg")},
    "follow_up_on": {"invalid": _("Skriv datumet som 2026-11-18")},
}
ONE_LINE = _("En rad räcker. Skriv inga personuppgifter.")


class _HowItWent(PersonalDataWarningMixin, ModelForm):
    """What both are asked: whether it happened, what comes next, what surprised them, and when."""

    WARN_ABOUT = ("surprise",)

    happened = forms.ChoiceField(
        label=_("Blev mötet av?"),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Svara om mötet blev av")},
    )

    def ask_next_step(self, choices: Any) -> None:
        field: Any = self.fields["next_step"]
        field.choices, field.required = choices, True

    def clean_follow_up_on(self) -> date | None:
        day: date | None = self.cleaned_data["follow_up_on"]
        if day and day < timezone.localdate() and "follow_up_on" in self.changed_data:
            raise forms.ValidationError(_("Välj en dag som inte har varit"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("happened") == "no":
            for name in ("next_step", "follow_up_on"):
                self.errors.pop(name, None)
        return cleaned


class OutcomeForm(_HowItWent):
    """The manager's."""

    class Meta:
        model = Outcome
        fields = ["next_step", "refer_to", "surprise", "follow_up_on"]
        widgets = WIDGETS
        help_texts = {"surprise": ONE_LINE, "refer_to": _("Om startupen passar en annan enhet bättre.")}
        error_messages = ERRORS

    field_order = ("happened", "next_step", "refer_to", "surprise", "follow_up_on")

    def __init__(self, *args: Any, organisation: Organisation, was_held: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.ask_next_step(NextStep.choices)
        fields["refer_to"].queryset = organisation.units.all()
        fields["refer_to"].choices = [("", _("Välj enhet")), *indented(organisation)]
        if was_held:
            del self.fields["happened"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refers = cleaned.get("next_step") == NextStep.REFER and cleaned.get("happened") != "no"
        if refers and not cleaned.get("refer_to"):
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


class StartupOutcomeForm(_HowItWent):
    """The startup's."""

    class Meta:
        model = StartupOutcome
        fields = ["next_step", "surprise", "follow_up_on"]
        widgets = WIDGETS
        help_texts = {"surprise": ONE_LINE}
        error_messages = ERRORS

    field_order = ("happened", "next_step", "surprise", "follow_up_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_next_step(StartupStep.choices)
        if self.instance.pk:
            self.initial["happened"] = "yes" if self.instance.next_step else "no"

    @property
    def told(self) -> StartupOutcomeData:
        answers = self.cleaned_data
        if answers["happened"] == "no":
            return StartupOutcomeData(surprise=answers["surprise"])
        return StartupOutcomeData(answers["next_step"], answers["surprise"], answers["follow_up_on"])


class NotesForm(PersonalDataWarningMixin, ModelForm):
    """What the manager writes before and during the meeting."""

    WARN_ABOUT = ("notes",)

    class Meta:
        model = Meeting
        fields = ["notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"notes": _("Bara du ser dem. De blir texten i ditt utfall. Skriv inga personuppgifter.")}


class DeclineReferenceForm(PersonalDataWarningMixin, Form):
    """Why the startup is nothing for the unit to which it was referred."""

    WARN_ABOUT = ("reason",)

    reason = forms.CharField(
        label=_("Varför inte?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("En rad räcker. Den som tipsade läser den i mötets historik."),
        error_messages={"required": _("Skriv varför")},
    )
