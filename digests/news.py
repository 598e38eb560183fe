"""What has happened since somebody was last told: from the logbook, as far as that person may see it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from digests.kinds import DUE, Kind
from digests.models import DigestChoice
from history.models import Entry
from pilots.models import Pilot
from pilots.models.pilots import CHECK_IN_EVERY

MOST = 20  # of a kind in one letter
MOST_READ = 500


@dataclass(frozen=True)
class Line:
    subject: Any
    entry: Entry | None = None


@dataclass(frozen=True)
class Chapter:
    kind: Kind
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)


def news_of(choice: DigestChoice, kinds: list[Kind], *, until: datetime) -> list[Chapter]:
    """The kinds of which there is something to tell, in their order; nothing that the person did herself."""
    chapters = [
        Chapter(kind, _due(choice, kind, until) if kind.name == DUE else _told(choice, kind, until)) for kind in kinds
    ]
    return [chapter for chapter in chapters if chapter.lines]


def _told(choice: DigestChoice, kind: Kind, until: datetime) -> list[Line]:
    user = choice.membership.user
    entries = list(
        Entry.objects.filter(
            organisation=choice.membership.organisation_id,
            verb__in=kind.verbs,
            at__gt=choice.told_until(kind, now=until),
            at__lte=until,
        )
        .exclude(actor=user)
        .order_by("at", "pk")[:MOST_READ]
    )
    seen = _visible(entries, user)
    lines: dict[Any, Line] = {}
    for entry in entries:
        if subject := seen.get((entry.subject_type_id, entry.subject_id)):
            # The same once more about the same thing is one line, at its last place.
            key = (entry.subject_type_id, entry.subject_id, entry.verb, entry.actor_name)
            lines.pop(key, None)
            lines[key] = Line(subject, entry)
    return list(lines.values())


def _visible(entries: list[Entry], user: Any) -> dict[tuple[int, int], Any]:
    """What the entries speak of, where the person may see it."""
    wanted = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_type_id].add(entry.subject_id)
    seen = {}
    for kind, pks in wanted.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        for subject in model._default_manager.visible_to(user).filter(pk__in=pks):
            seen[kind, subject.pk] = subject
    return seen


def _due(choice: DigestChoice, kind: Kind, until: datetime) -> list[Line]:
    """Running pilots whose check-in has become due."""
    pilots = Pilot.objects.visible_to(choice.membership.user).of(choice.membership.organisation).awaiting_check_in()
    since = choice.told_until(kind, now=until)
    found = []
    pilot: Any  # with the moment of its last check-in beside it
    for pilot in pilots.defer("search").annotate(last=Max("check_ins__at")).order_by("pk"):
        due = pilot.last + CHECK_IN_EVERY if pilot.last else pilot.started_at
        if due and since < due <= until:
            found.append(Line(pilot))
    return found
