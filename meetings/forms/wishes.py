"""Asking for wishes before a day, and the times at which one cannot meet."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entry.texts import Form
from meetings.models import MatchmakingDay, Slot
from meetings.slots import Span
from meetings.wishes import WITH_PAUSES

DAYS_TO_SAY = 7
DAYS_TO_PLAN = 2


class AskForm(Form):
    """The last day on which both sides can say whom they want to meet."""

    wishes_by = forms.DateField(
        label=_("Önskemål senast"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"required": _("Välj sista dag"), "invalid": _("Skriv datumet som 2026-11-18")},
    )

    def __init__(self, *args: Any, day: MatchmakingDay, **kwargs: Any) -> None:
        self.day, today = day, timezone.localdate()
        latest = max(today, day.date - timedelta(days=DAYS_TO_PLAN))
        super().__init__(*args, initial={"wishes_by": min(today + timedelta(days=DAYS_TO_SAY), latest)}, **kwargs)

    def clean_wishes_by(self) -> Any:
        last = self.cleaned_data["wishes_by"]
        if not timezone.localdate() <= last < self.day.date:
            raise forms.ValidationError(_("Välj en dag från i dag till dagen före matchdagen"))
        return last


class AwayForm(Form):
    """The day's times, ticked where one cannot."""

    away = forms.TypedMultipleChoiceField(
        label=_("Tider som inte går"),
        help_text=_("Kryssa bara i dem. Alla andra tider räknar vi som lediga."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
        error_messages={"invalid_choice": _("Dagen har delats in på nytt. Välj igen")},
    )

    needs_pauses = forms.BooleanField(label="", required=False)

    def __init__(
        self,
        *args: Any,
        slots: Sequence[Slot],
        away: Sequence[Span],
        busy: Sequence[Span],
        needs_pauses: bool,
        is_startup: bool,
        **kwargs: Any,
    ) -> None:
        """`busy` are times that are known from the person's own calendar and need not be ticked."""
        taken = [slot.pk for slot in slots if any(slot.span.overlaps(span) for span in away)]
        super().__init__(*args, initial={"away": taken, "needs_pauses": needs_pauses}, **kwargs)
        self.slots = {slot.pk: slot for slot in slots}
        field: Any = self.fields["away"]
        field.choices = [(slot.pk, _in_words(slot, busy)) for slot in slots]
        words = {"count": WITH_PAUSES}
        self.fields["needs_pauses"].label = (
            _("Vi behöver pauser: högst %(count)s möten i rad")
            if is_startup
            else _("Jag behöver pauser: högst %(count)s möten i rad")
        ) % words

    @property
    def needs(self) -> bool:
        return bool(self.cleaned_data["needs_pauses"])

    @property
    def spans(self) -> list[Span]:
        return [self.slots[pk].span for pk in self.cleaned_data["away"]]


def _in_words(slot: Slot, busy: Sequence[Span]) -> str:
    is_busy = any(slot.span.overlaps(span) for span in busy)
    return _("%(time)s (upptagen i kalendern)") % {"time": slot} if is_busy else str(slot)
