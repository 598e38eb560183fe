"""The forms of the decision and the lessons."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from pilots.forms.charters import LONGEST
from pilots.forms.fields import SentOnceForm, say
from pilots.forms.rows import RowForm, Rows
from pilots.models import Lesson, Pilot
from pilots.states import BEGUN, DecisionKind

MOST_LESSONS = 3


class LessonForm(PersonalDataWarningMixin, RowForm, SentOnceForm):
    """What we now know."""

    WARN_ABOUT = ("title", "believed", "saw", "advice", "for_whom")

    class Meta:
        model = Lesson
        fields = ["title", "believed", "saw", "advice", "for_whom"]
        widgets = {
            "believed": forms.Textarea(attrs={"rows": 3}),
            "saw": forms.Textarea(attrs={"rows": 4}),
            "advice": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, title=_("Skriv lärdomen i en mening"), saw=_("Skriv vad ni såg"))


class LessonOfAnswerForm(LessonForm):
    """The same out of what a line manager has answered: it belongs to a pilot, which is chosen too."""

    pilot = forms.ModelChoiceField(
        label=_("Vilken pilot hör den till?"), queryset=Pilot.objects.none(), empty_label=_("Välj pilot")
    )
    field_order = ("pilot",)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pilot"]
        field.queryset = Pilot.objects.of(organisation).filter(state__in=BEGUN).defer("search").order_by("-started_at")
        say(self, pilot=_("Välj en pilot"))


class LessonRowsBase(Rows):
    too_few = _("Skriv minst en lärdom")

    def clean(self) -> None:
        if self.management_form.is_valid() and not any(row.has_changed() for row in self.forms):
            raise ValidationError(self.too_few, code="too_few_forms")


LessonRows: Any = forms.formset_factory(
    LessonForm, formset=LessonRowsBase, extra=1, max_num=MOST_LESSONS, absolute_max=MOST_LESSONS, validate_max=True
)


class DecisionForm(Form):
    """The decider's word, with its reason. `number` tells which time around the person saw."""

    kind = forms.ChoiceField(
        label=_("Beslut"),
        choices=DecisionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett beslut"), "invalid_choice": _("Välj ett beslut")},
    )
    new_end = forms.DateField(
        label=_("Nytt slutdatum"),
        required=False,
        help_text=_("Bara om ni fortsätter pröva."),
        error_messages={"invalid": _("Skriv datumet som 2026-11-18")},
    )
    reason = forms.CharField(
        label=_("Motivering"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv en motivering")},
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1000)

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilot = pilot

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") != DecisionKind.ITERATE or "new_end" in self.errors:
            return cleaned
        end = cleaned.get("new_end")
        if not end:
            self.add_error("new_end", _("Välj ett nytt slutdatum"))
        elif end <= max(self.pilot.ends_on, timezone.localdate()):
            self.add_error("new_end", _("Välj ett datum som ligger senare än det gamla slutdatumet och i dag"))
        elif end > timezone.localdate() + LONGEST:
            self.add_error("new_end", _("Välj ett slutdatum inom tre år"))
        return cleaned
