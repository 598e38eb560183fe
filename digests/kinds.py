"""What a digest can tell of: the logbook's verbs in a few kinds, of which each reader chooses how often."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    name: str
    label: Any
    verbs: frozenset[str] = frozenset()


DUE = "due"  # tells of what nobody has done, and so of no verbs
KINDS = (
    Kind("needs", _("Nya behov"), frozenset({"need.submitted", "need.withdrawn"})),
    Kind(
        "rounds",
        _("Prioritering och utmaningar"),
        frozenset(
            {
                *("round.opened", "round.complete", "round.closed", "round.reopened", "round.finished"),
                *("challenge.opened", "challenge.closed", "challenge.reopened"),
            }
        ),
    ),
    Kind(
        "answers",
        _("Svar från startuper"),
        frozenset({"match.answered", "match.answered_late", "match.answer_changed", "match.declined", "match.times"}),
    ),
    Kind(
        "meetings",
        _("Möten och utfall"),
        frozenset(
            {
                *(
                    "meeting.booked",
                    "meeting.moved",
                    "meeting.placed",
                    "meeting.cancelled",
                    "meeting.missed",
                    "meeting.corrected",
                ),
                *("meeting.held.pilot", "meeting.held.follow_up", "meeting.held.later"),
                *("meeting.held.refer", "meeting.held.no"),
            }
        ),
    ),
    Kind(
        "pilots",
        _("Piloter och lärdomar"),
        frozenset(
            {
                *("pilot.running", "pilot.started_early", "pilot.abandoned", "pilot.budget", "pilot.results"),
                *("pilot.check_in_well", "pilot.check_in_so_so", "pilot.check_in_stuck"),
                *("pilot.scaled_up", "pilot.continued", "pilot.ended", "lesson.written"),
            }
        ),
    ),
    Kind("obstacles", _("Hinder"), frozenset({"obstacle.reported", "obstacle.resolved", "obstacle.open"})),
    Kind(DUE, _("Avstämningar som väntar")),
)
