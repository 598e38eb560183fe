"""What is told of a district: the shape of the texts in demo/texts, which hold every word and every day.

A day is a number of working days from the day on which the demo is built: -1 is the latest one before it. People, needs
and challenges are named by their keys, startups and units by their names.
"""

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from functools import cache

from accounts.models import Role
from demo.reading import TEXTS, read_folder
from meetings.states import Level
from needs.states import CandidateDecision, NeedState
from pilots.states import DecisionKind, Mood, ObstacleKind


# --- An administration and its people -----------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class DriverText:
    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class OrganisationText:
    """`units` is a tree: the name of a unit → the names of the units under it."""

    slug: str
    name: str
    colour: str
    pilot_budget_min: int
    pilot_budget_max: int
    founded: int
    administrator: str
    chief: str
    scout: str
    narrative: str
    greeting: str
    delegation: str
    units: dict[str, tuple[str, ...]]
    drivers: tuple[DriverText, ...]


@dataclass(frozen=True, kw_only=True)
class PersonText:
    """`sign_in` is the place in the table of sign-ins, and `first_sight` what a visitor does well to look at first."""

    key: str
    name: str
    email: str
    unit: str
    roles: tuple[Role, ...]
    language: str = "sv"
    sign_in: int = 0
    first_sight: str = ""


# --- Needs and rounds ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class SupportText:
    person: str
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class NeedText:
    key: str
    day: int
    submitter: str
    unit: str
    theme: str
    title: str
    is_draft: bool = False
    withdrawn: int | None = None
    on_behalf_of: str = ""
    drivers: tuple[str, ...] = ()
    for_whom: str = ""
    situation: str = ""
    consequence: str = ""
    desired_effect: str = ""
    baseline: str = ""
    supports: tuple[SupportText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NeedAnswerText:
    """An answer straight from the need's own page, without a round."""

    need: str
    day: int
    state: NeedState
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResumedText:
    need: str
    day: int


@dataclass(frozen=True, kw_only=True)
class CandidateText:
    """`points` is the team's typical view, 1–5, around which each person's points fall."""

    need: str
    points: int
    decision: CandidateDecision
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoundText:
    """A round that is not `opened` is being prepared, and one that is not `closed` still assessed.

    `handed_in` counts the needs that a person has had time for.
    """

    name: str
    planned: int
    opened: int | None = None
    assessed: int | None = None
    closes_on: int
    closed: int | None = None
    decided: int | None = None
    team: tuple[str, ...]
    needs: tuple[str, ...] = ()
    handed_in: dict[str, int] = field(default_factory=dict)
    candidates: tuple[CandidateText, ...] = ()


# --- Startups and challenges --------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class ContactText:
    """Whom another administration knows at a startup that is in the registry already."""

    startup: str
    contact: str
    day: int


@dataclass(frozen=True, kw_only=True)
class StartupText:
    """`day` is when it came into the registry; the contact's address is made from the name."""

    name: str
    day: int
    place: str
    stage: str
    themes: tuple[str, ...]
    contact: str
    summary: str
    for_whom: str = ""
    references: str = ""
    price_from: int | None = None
    language: str = "sv"


@dataclass(frozen=True, kw_only=True)
class ReasonText:
    startup: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProposalText:
    """What one startup handed in; the price is SEK excl. VAT."""

    startup: str
    how: str
    pilot_plan: str
    price: int
    needs_from_us: str
    references: str = ""
    personal_data: bool = False
    trade_secret: str = ""
    trade_secret_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ChallengeText:
    """On the days `offered` the startups can meet. A challenge that is not `opened` is still a draft."""

    key: str
    needs: tuple[str, ...]
    owner: str
    theme: str
    budget_max: int
    written: int
    opened: int | None = None
    answers_by: int
    closed: int | None = None
    offered: tuple[int, ...] = ()
    title: str
    problem: str
    for_whom: str
    baseline: str
    desired_effect: str
    contribution: str = ""
    route_to_adoption: str = ""
    shortlisted: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    set_aside: tuple[ReasonText, ...] = ()
    declined: tuple[ReasonText, ...] = ()
    proposals: tuple[ProposalText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenPortalText:
    """An invitation that waits for its answer: the contact lost the letter, and visitors get the new link printed."""

    challenge: str
    startup: str
    day: int


@dataclass(frozen=True, kw_only=True)
class ThanksText:
    """What those hear who do not go on."""

    challenge: str
    startup: str
    day: int
    reason: str


# --- Meetings -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class MeetingText:
    """`outcome` is a next step, "missed", "cancelled", "" while nothing has been said; `words` go with it.

    `theirs` is the next step that the startup wants, "" while it has said nothing; `their_words` go with that.
    """

    challenge: str
    startup: str
    manager: str
    booked: int
    outcome: str = ""
    theirs: str = ""
    their_words: str = ""
    words: str = ""
    follow_up: int | None = None
    refer_to: str = ""


@dataclass(frozen=True, kw_only=True)
class OneToOneText(MeetingText):
    day: int
    hour: int = 10
    place: str


@dataclass(frozen=True, kw_only=True)
class SlotText(MeetingText):
    """A meeting on a matchmaking day, whose slots count from 0."""

    slot: int
    moved_to_slot: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoomText:
    name: str
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class WishText:
    """Before a day a manager marks a startup, or a startup (`by_startup`) a manager."""

    manager: str
    startup: str
    level: Level
    day: int
    by_startup: bool = False


@dataclass(frozen=True, kw_only=True)
class MatchmakingDayText:
    """`asked` is when both sides were asked whom they want to meet, until `wishes_by`; `opened` when they can book."""

    name: str
    date: int
    planned: int
    asked: int | None = None
    wishes_by: int = 0
    opened: int | None = None
    is_over: bool = False
    starts_at: time
    ends_at: time
    afternoon_from: time | None = None
    afternoon_to: time | None = None
    lunch_from: time | None = None
    lunch_to: time | None = None
    place: str
    rooms: tuple[RoomText, ...] = ()
    managers: tuple[str, ...]
    startups: tuple[str, ...]
    wishes: tuple[WishText, ...] = ()
    meetings: tuple[SlotText, ...] = ()


# --- Pilots and reports -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class ThresholdText:
    measure: str
    unit: str
    baseline: Decimal
    target: Decimal
    result: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class CheckInText:
    day: int
    mood: Mood
    line: str


@dataclass(frozen=True, kw_only=True)
class CostText:
    day: int
    amount: Decimal
    what: str


@dataclass(frozen=True, kw_only=True)
class ObstacleText:
    day: int
    kind: ObstacleKind
    owner: str
    text: str
    resolved: int | None = None
    resolution: str = ""


@dataclass(frozen=True, kw_only=True)
class LessonText:
    title: str
    believed: str
    saw: str
    advice: str
    for_whom: str


@dataclass(frozen=True, kw_only=True)
class DatedLessonText(LessonText):
    """A lesson that nobody waited with until the decision."""

    day: int


@dataclass(frozen=True, kw_only=True)
class DecisionText:
    day: int
    kind: DecisionKind
    new_end: int | None = None
    reason: str
    lessons: tuple[LessonText, ...]


@dataclass(frozen=True, kw_only=True)
class PilotText:
    """`number` is the running number in the registry of the year in which the pilot starts; money is SEK excl. VAT."""

    challenge: str
    startup: str
    owner: str
    decider: str
    planned: int
    starts: int
    ends: int
    is_started: bool = True
    abandoned: int | None = None
    abandoned_because: str = ""
    measured: int | None = None
    budget: int
    number: int = 0
    title: str
    question: str
    partners: str = ""
    personal_data: bool = False
    thresholds: tuple[ThresholdText, ...]
    check_ins: tuple[CheckInText, ...] = ()
    costs: tuple[CostText, ...] = ()
    obstacles: tuple[ObstacleText, ...] = ()
    lessons: tuple[DatedLessonText, ...] = ()
    decisions: tuple[DecisionText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GroupText:
    name: str
    day: int
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReportText:
    """A report over twelve whole months; 0 years back is the latest one."""

    group: str
    years_back: int
    title: str
    summary: str
    decisions_asked: tuple[str, ...]


# --- All of it ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class District:
    """All that is told of one administration; the files of its folder hold one or several of these each."""

    organisation: OrganisationText
    people: tuple[PersonText, ...]
    groups: tuple[GroupText, ...] = ()
    startups: tuple[StartupText, ...] = ()
    contacts: tuple[ContactText, ...] = ()
    needs: tuple[NeedText, ...]
    need_answers: tuple[NeedAnswerText, ...] = ()
    resumed: tuple[ResumedText, ...] = ()
    rounds: tuple[RoundText, ...]
    challenges: tuple[ChallengeText, ...]
    open_portals: tuple[OpenPortalText, ...] = ()
    matchmaking_days: tuple[MatchmakingDayText, ...] = ()
    meetings: tuple[OneToOneText, ...]
    thanks: tuple[ThanksText, ...] = ()
    pilots: tuple[PilotText, ...]
    reports: tuple[ReportText, ...] = ()


@cache
def districts() -> tuple[District, District]:
    return read_folder(District, TEXTS / "ekdalen"), read_folder(District, TEXTS / "vasterskog")
