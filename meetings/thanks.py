"""The letters of thanks after a day, as they are prepared: each startup hears what became of each of its meetings."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from history.templatetags.days import day
from meetings.models import Meeting
from meetings.states import MeetingState, NextStep


def prepared_words(meetings: Iterable[Meeting], *, language: str) -> str:
    """What the letter says of these meetings of one startup, one line each, in its reader's language.

    It tells the next step that the manager has chosen, never her words.
    """
    with override(language):
        return "\n".join(dict.fromkeys(map(_line, meetings)))  # two who say the same about one challenge say it once


def _line(meeting: Meeting) -> str:
    names = {"manager": meeting.manager.name, "challenge": meeting.match.challenge.title}
    if meeting.state == MeetingState.MISSED:
        return _("%(challenge)s: mötet med %(manager)s blev inte av.") % names
    outcome = getattr(meeting, "outcome", None)
    if outcome is None:
        return _("%(challenge)s: %(manager)s hör av sig om nästa steg.") % names
    if outcome.next_step == NextStep.PILOT:
        return _("%(challenge)s: %(manager)s vill föreslå en pilot och hör av sig.") % names
    again = outcome.follow_up_on if outcome.next_step == NextStep.FOLLOW_UP else None
    if again and again >= timezone.localdate():
        return _("%(challenge)s: %(manager)s vill ses igen, %(day)s.") % {**names, "day": day(again)}
    if outcome.next_step == NextStep.FOLLOW_UP:
        return _("%(challenge)s: %(manager)s vill ses igen och hör av sig.") % names
    if outcome.next_step == NextStep.LATER:
        return _("%(challenge)s: ni är rätt företag, men tiden är inte inne än.") % names
    if outcome.next_step == NextStep.REFER and outcome.refer_to:
        return _("%(challenge)s: %(manager)s har tipsat %(unit)s om er.") % {**names, "unit": outcome.refer_to.name}
    return _("%(challenge)s: det blir inte aktuellt den här gången.") % names
