"""What is good to know on the start page: where the pipeline stands, what is new, which day comes next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import CharField, Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, Role, User
from ignite.own import asked
from meetings.models import Meeting
from needs.models import Challenge, Need
from needs.states import UNANSWERED, ChallengeState, NeedState
from pilots.models import Lesson, Pilot
from pilots.states import PilotState
from reports.models import Report

PIPELINE_SECONDS = 60
NEWEST = 3


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    url: str


@dataclass(frozen=True)
class Paper:
    """A lesson or a report to read."""

    title: str
    url: str
    when: datetime


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


def _papers(user: User, organisation: Organisation, *, with_reports: bool) -> dict[str, list[Paper]]:
    """The newest lessons and reports, in one query."""
    found: dict[str, list[Paper]] = {"lessons": [], "reports": []}
    newest = asked(_ask_papers, user, organisation, with_reports)
    for kind, pk, name, when in sorted(newest, key=lambda row: row[3], reverse=True):
        url = reverse("pilots:lesson" if kind == "lessons" else "reports:report", args=[pk])
        found[kind].append(Paper(name, url, when))
    return found


def _ask_papers(user: User, organisation: Organisation, with_reports: bool) -> QuerySet[Any, Any]:
    reports = Report.objects.visible_to(user).of(organisation).in_force() if with_reports else Report.objects.none()
    lessons, papers = (
        rows.annotate(kind=Value(kind, CharField()), name=Cast("title", TextField()))
        .order_by("-created_at")
        .values_list("kind", "pk", "name", "created_at")[:NEWEST]
        for kind, rows in (("lessons", Lesson.objects.of(organisation)), ("reports", reports))
    )
    return lessons.union(papers, all=True)


def news_for(user: User, membership: Membership) -> dict[str, Any]:
    """What is good to know: the newest lessons and reports, the pipeline, the decided pilots."""
    organisation, roles = membership.organisation, set(membership.roles)
    reads = bool(roles & {Role.LEADERSHIP, Role.DEVELOPMENT_CHIEF})
    news: dict[str, Any] = _papers(user, organisation, with_reports=reads)
    if reads:
        news["pipeline"] = pipeline_of(organisation)
    if Role.LEADERSHIP in roles:
        news["decided"] = Pilot.objects.of(organisation).decided().defer("search").order_by("-decided_at")[:5]
    return news
