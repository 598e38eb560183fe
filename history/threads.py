"""The thread from a need to a lesson: every room tells which of its objects hang on which needs.

A room registers one StepKind for each kind of object, with a QuerySet method `in_thread(user, need_ids)`;
`thread_of()` asks all of them in a single UNION query and answers with links.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from history.addresses import address
from history.models import Entry
from history.questions import composed

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class StepKind:
    """How one kind of object appears in a thread.

    The QuerySet of `model` has `in_thread(user, need_ids)`: those that hang on the needs and that the person may see; it
    may give one of them twice. It is put together once (`history.questions`), so nothing but the person may decide what
    it says: no row that is read for it, no clock. `title` and `day` are names of fields; without a `day` of its own an
    object shows when it came into the state it is in. `instead` says what can be told of the step to somebody who may
    see nothing in it: the state of a need in the thread → words.
    """

    name: str
    model: Any
    position: int
    label: Any
    title: str = "title"
    day: str = ""
    instead: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def states(self) -> dict[str, Any]:
        """State → its word, still to be translated."""
        return dict(self.model._meta.get_field("state").flatchoices) if self.model.TRANSITIONS else {}

    def rows(self, user: "User", need_ids: Collection[int]) -> "QuerySet[Any, Any]":
        """Name of the kind, id, title, state and moment of what there is."""
        state = F("state") if self.states else Value("", CharField())
        found = self.model.objects.in_thread(user, need_ids).order_by()
        return found.values_list(Value(self.name, CharField()), "pk", self.title, state, self._when())

    def _when(self) -> Any:
        if self.day or not self.states:
            return F(self.day or "created_at")
        kind = ContentType.objects.get_for_model(self.model)
        moves = Entry.objects.filter(subject_type=kind.pk, subject_id=OuterRef("pk"), to_state=OuterRef("state"))
        came = moves.exclude(from_state=F("to_state")).order_by("-at", "-id").values("at")[:1]
        return Coalesce(Subquery(came), F("created_at"))


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    state: str
    when: datetime | None
    current: bool


@dataclass
class Step:
    """One step of the pipeline. `passed` means that a later step has links: an empty one does not lie ahead.

    `instead` is what the needs' states tell of a step without links.
    """

    name: str
    title: str
    current: bool = False
    passed: bool = False
    instead: str = ""
    links: list[Link] = field(default_factory=list)

    @property
    def shown(self) -> list[Link]:
        """The first few links, the one that is looked at always among them."""
        if len(self.links) <= MOST_SHOWN + 1:
            return self.links
        here = [link for link in self.links if link.current]
        return [link for link in self.links if not link.current][: MOST_SHOWN - len(here)] + here

    @property
    def folded(self) -> list[Link]:
        """The links that the page keeps under a fold."""
        shown = self.shown
        return [link for link in self.links if link not in shown]


# A step with more links than this (and one: a fold for a single link saves nothing) is folded.
MOST_SHOWN = 4
_STEP_KINDS: dict[str, StepKind] = {}


def register_thread_step(kind: StepKind) -> None:
    """Adds a kind of step; called from each room's AppConfig.ready()."""
    _STEP_KINDS[kind.name] = kind


def _step_kinds() -> list[StepKind]:
    """In the order of the pipeline."""
    return sorted(_STEP_KINDS.values(), key=lambda kind: kind.position)


def _question(user: "User", count: int) -> "QuerySet[Any, Any]":
    """The thread of as many needs; −1, −2, … stand for their ids."""
    first, *others = [kind.rows(user, range(-1, -count - 1, -1)) for kind in _step_kinds()]
    return first.union(*others)


def _rows(user: "User", need_ids: list[int]) -> list[Any]:
    """What stands in the thread of these needs, as `StepKind.rows()` tells it, the oldest first."""
    question = composed(_question, user, len(need_ids))
    if question is None:  # there is no need, or the person has no place
        return []
    values = [need_ids[-v - 1] if isinstance(v, int) and v < 0 else v for v in question.values]
    with connection.cursor() as cursor:
        cursor.execute(question.sql, values)
        return sorted(cursor.fetchall(), key=lambda row: (row[4], row[1]))


def thread_of(subject: Any, *, user: "User") -> list[Step]:
    """Every step of the pipeline that `subject` belongs to, in the order of the pipeline, in one query.

    `subject.thread_needs()` gives the ids of the needs it began with. A step is there also when it is still
    empty, so that one sees how far the thread has come.
    """
    kinds = _step_kinds()
    rows = _rows(user, list(subject.thread_needs()))
    steps = {kind.name: Step(kind.name, str(kind.label)) for kind in kinds}
    word = cache(lambda name, state: str(_STEP_KINDS[name].states[state]))  # translated once, not for each of a hundred
    for name, pk, title, state, when in rows:
        kind = _STEP_KINDS[name]
        link = Link(
            label=title,
            url=address(kind.model.URL_NAME, pk),
            state=word(name, state) if state else "",
            when=when,
            current=isinstance(subject, kind.model) and pk == subject.pk,
        )
        steps[name].links.append(link)
        steps[name].current |= link.current
    thread = list(steps.values())
    need_states = [state for name, _pk, _title, state, _when in rows if name == kinds[0].name]
    for number, step in enumerate(thread):
        step.passed = any(later.links for later in thread[number + 1 :])
        known = _STEP_KINDS[step.name].instead
        step.instead = next((str(known[state]) for state in need_states if state in known), "")
    return thread
