"""What awaits a person today, in the order of the pipeline: one line for each deed, with a link to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Organisation, Role, User
from meetings.models import MatchmakingDay, Meeting
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import UNANSWERED, ChallengeState, NeedState
from pilots.models import Lesson, Pilot
from pilots.states import DECIDED, PilotState
from post.models import Letter, LetterState
from reports.models import Report
from startups.models import Match
from startups.states import MatchState

SOON = timedelta(days=14)
PIPELINE_SECONDS = 60


@dataclass(frozen=True)
class Task:
    """Something that awaits the person: what, a quiet line about it, and the deed with its address."""

    what: str
    hint: str
    deed: str
    url: str


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    url: str


def _day(when: date | datetime) -> str:
    return date_format(timezone.localtime(when) if isinstance(when, datetime) else when, "DATE_FORMAT")


def _time(when: datetime) -> str:
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")


def tasks_for(user: User, membership: Membership) -> list[Task]:
    """Everything that awaits the person in the organisation where they act now."""
    roles, organisation = set(membership.roles), membership.organisation
    found: list[Task] = [*_writer(user, organisation)]
    if Role.TEAM_MEMBER in roles or Role.DEVELOPMENT_CHIEF in roles:
        found += _assessor(user, organisation)
    if Role.DEVELOPMENT_CHIEF in roles:
        found += _chief(organisation)
    if roles & {Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF}:
        found += _meeting_holder(user, organisation)
    found += _pilot_owner(user, organisation)
    if Role.ADMINISTRATOR in roles:
        found += _administrator(organisation)
    return found


def _writer(user: User, organisation: Organisation) -> Iterator[Task]:
    for need in (
        Need.objects.of(organisation)
        .filter(submitter=user, state=NeedState.DRAFT)
        .only("title", "created_at")[:5]
    ):
        yield Task(
            need.title,
            _("Utkast från %(day)s") % {"day": _day(need.created_at)},
            _("Fortsätt skriva"),
            reverse("needs:need_change", args=[need.pk]),
        )


def _assessor(user: User, organisation: Organisation) -> Iterator[Task]:
    for round_ in PrioritisationRound.objects.of(organisation).awaiting_assessment_by(user)[:5]:
        yield Task(
            _("Bedöm behoven i %(round)s") % {"round": round_.name},
            _("Senast %(day)s") % {"day": _day(round_.closes_on)},
            _("Bedöm"),
            round_.get_absolute_url(),
        )


def _chief(organisation: Organisation) -> Iterator[Task]:
    waiting = Need.objects.of(organisation).waiting_for_a_round()[:100].count()
    if waiting:
        yield Task(
            ngettext("%(count)s behov väntar på svar", "%(count)s behov väntar på svar", waiting)
            % {"count": waiting},
            _("Ta med dem i en prioritering"),
            _("Öppna en prioritering"),
            reverse("needs:round_new"),
        )
    for round_ in PrioritisationRound.objects.of(organisation).awaiting_decision()[:5]:
        yield Task(
            _("Besluta om behoven i %(round)s") % {"round": round_.name},
            _("Bedömningen är klar"),
            _("Besluta"),
            round_.get_absolute_url(),
        )
    unasked = Match.objects.filter(challenge=OuterRef("pk")).asked()
    for challenge in (
        Challenge.objects.of(organisation)
        .filter(state=ChallengeState.OPEN)
        .filter(~Exists(unasked))
        .defer("search")[:5]
    ):
        yield Task(
            challenge.title,
            _("Ingen startup är inbjuden än"),
            _("Hitta startuper"),
            reverse("startups:shortlist", args=[challenge.pk]),
        )
    answered = Match.objects.filter(organisation=organisation, state=MatchState.ANSWERED).select_related(
        "startup", "challenge"
    )
    for match in answered.filter(~Exists(Meeting.objects.filter(match=OuterRef("pk")).coming())).defer(
        "challenge__search", "startup__search"
    )[:5]:
        yield Task(
            _("%(startup)s har svarat") % {"startup": match.startup.name},
            match.challenge.title,
            _("Läs förslaget"),
            match.get_absolute_url(),
        )
    for pilot in Pilot.objects.of(organisation).awaiting_start().defer("search")[:5]:
        yield Task(
            pilot.title, _("Pilotplanen väntar på start"), _("Läs pilotplanen"), pilot.get_absolute_url()
        )


def _meeting_holder(user: User, organisation: Organisation) -> Iterator[Task]:
    mine = Meeting.objects.of(organisation).held_by(user).select_related("startup").defer("startup__search")
    for meeting in mine.awaiting_outcome().order_by("starts_at")[:5]:
        yield Task(
            _("Hur gick mötet med %(startup)s?") % {"startup": meeting.startup.name},
            _time(meeting.starts_at),
            _("Lämna utfall"),
            meeting.get_absolute_url(),
        )
    for meeting in mine.coming().filter(starts_at__lt=timezone.now() + SOON).order_by("starts_at")[:8]:
        yield Task(
            _("Möte med %(startup)s") % {"startup": meeting.startup.name},
            f"{_time(meeting.starts_at)}, {meeting.place}",
            _("Öppna mötet"),
            meeting.get_absolute_url(),
        )


def _pilot_owner(user: User, organisation: Organisation) -> Iterator[Task]:
    pilots = Pilot.objects.of(organisation).defer("search")
    for pilot in pilots.awaiting_decision_by(user)[:5]:
        yield Task(
            _("Besluta om %(pilot)s") % {"pilot": pilot.title},
            _("Slutar %(day)s") % {"day": _day(pilot.ends_on)},
            _("Besluta"),
            pilot.get_absolute_url(),
        )
    for pilot in pilots.owned_by(user).awaiting_check_in()[:5]:
        yield Task(
            _("Hur går det med %(pilot)s?") % {"pilot": pilot.title},
            _("Ingen avstämning på en vecka"),
            _("Stäm av"),
            pilot.get_absolute_url(),
        )


def _administrator(organisation: Organisation) -> Iterator[Task]:
    failed = Letter.objects.filter(organisation=organisation, state=LetterState.FAILED)[:100].count()
    if failed:
        yield Task(
            ngettext("%(count)s brev kunde inte skickas", "%(count)s brev kunde inte skickas", failed)
            % {"count": failed},
            _("Se varför"),
            _("Öppna breven"),
            reverse("accounts:letters"),
        )


def pipeline_of(organisation: Organisation) -> list[Figure]:
    """How many are at each step just now; counted at most once a minute for each organisation."""
    key = f"pipeline-{organisation.pk}"
    counts: dict[str, int] | None = cache.get(key)
    if counts is None:
        counts = _count(organisation)
        cache.set(key, counts, PIPELINE_SECONDS)
    pages: list[tuple[str, str, str]] = [
        ("unanswered", _("Behov som väntar på svar"), reverse("needs:needs") + "?unanswered=on"),
        ("prioritised", _("Prioriterade behov"), reverse("needs:needs") + f"?state={NeedState.PRIORITISED}"),
        ("challenges", _("Öppna utmaningar"), reverse("needs:challenges")),
        ("meetings", _("Kommande möten"), reverse("meetings:meetings")),
        ("pilots", _("Pågående piloter"), reverse("pilots:pilots") + f"?state={PilotState.RUNNING}"),
        ("lessons", _("Lärdomar"), reverse("pilots:lessons")),
    ]
    return [Figure(label, counts[key], url) for key, label, url in pages]


def _count(organisation: Organisation) -> dict[str, int]:
    needs = Need.objects.of(organisation).aggregate(
        unanswered=Count("pk", filter=Q(state__in=UNANSWERED)),
        prioritised=Count("pk", filter=Q(state=NeedState.PRIORITISED)),
    )
    return {
        **needs,
        "challenges": Challenge.objects.of(organisation).filter(state=ChallengeState.OPEN).count(),
        "meetings": Meeting.objects.of(organisation).coming().count(),
        "pilots": Pilot.objects.of(organisation).running().count(),
        "lessons": Lesson.objects.of(organisation).count(),
    }


def news_for(user: User, membership: Membership) -> dict[str, Any]:
    """What is good to know: the person's own needs, the newest lessons, the next day, the latest papers."""
    organisation, roles = membership.organisation, set(membership.roles)
    news: dict[str, Any] = {
        "own_needs": Need.objects.of(organisation)
        .submitted_by(user)
        .handed_in()
        .only("title", "state", "listed_at")
        .order_by("-listed_at", "-pk")[:5],
        "lessons": Lesson.objects.of(organisation).only("title", "created_at").order_by("-created_at")[:3],
    }
    if roles & {Role.LEADERSHIP, Role.DEVELOPMENT_CHIEF}:
        news["reports"] = Report.objects.visible_to(user).of(organisation).ready().order_by("-created_at")[:3]
        news["pipeline"] = pipeline_of(organisation)
    if Role.LEADERSHIP in roles:
        news["decided"] = (
            Pilot.objects.of(organisation)
            .filter(state__in=DECIDED)
            .defer("search")
            .order_by("-decided_at")[:5]
        )
    if roles & {Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER}:
        news["day"] = (
            MatchmakingDay.objects.visible_to(user).of(organisation).coming().order_by("date").first()
        )
    return news
