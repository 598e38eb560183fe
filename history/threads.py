"""The thread from a need to a lesson: every room tells which of its objects hang on which needs.

A room registers one StepKind for each kind of object, with a QuerySet method `in_thread(user, need_ids)`;
`thread_of()` asks all of them in a single UNION query and answers with links.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class StepKind:
    """How one kind of object appears in a thread.

    `title`, `when` are names of (annotated) fields; `search_page(user, need_ids)` gives the QuerySet the person may see;
    `url_name` takes the primary key. `instead` says what can be told of the step to somebody who may see nothing
    in it: the state of a need in the thread → words.
    """

    kind: str
    position: int
    label: Any
    url_name: str
    find: Callable[["User", Collection[int]], QuerySet[Any]]
    title: str = "title"
    when: str = "created_at"
    instead: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    state: str
    state_colour: str
    when: datetime | None
    current: bool


@dataclass
class Step:
    """One step of the pipeline. `passed` means that a later step has links: an empty one does not lie ahead.

    `instead` is what the needs' states tell of a step without links.
    """

    kind: str
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
    _STEP_KINDS[kind.kind] = kind


def _rows(found: QuerySet[Any], kind: StepKind) -> QuerySet[Any, Any]:
    """Kind, id, title, state and moment of what was found; a row may be there more than once."""
    state = F("state") if found.model.TRANSITIONS else Value("", CharField())
    return found.order_by().values_list(Value(kind.kind, CharField()), "pk", kind.title, state, kind.when)


def thread_of(subject: Any, *, user: "User") -> list[Step]:
    """Every step of the pipeline that `subject` belongs to, in the order of the pipeline, in one query.

    `subject.thread_needs()` gives the ids of the needs it began with. A step is there also when it is still
    empty, so that one sees how far the thread has come.
    """
    kinds = sorted(_STEP_KINDS.values(), key=lambda kind: kind.position)
    steps = {s.kind: Step(s.kind, str(s.label)) for s in kinds}
    need_ids = list(subject.thread_needs())
    found = {s.kind: s.find(user, need_ids) for s in kinds}
    first, *others = [_rows(found[s.kind], s) for s in kinds]
    rows = sorted(first.union(*others), key=lambda r: (r[4], r[1]))
    for kind, pk, title, state, when in rows:
        model = found[kind].model
        current = isinstance(subject, model) and pk == subject.pk
        steps[kind].current |= current
        steps[kind].links.append(
            Link(
                label=title,
                url=reverse(_STEP_KINDS[kind].url_name, args=[pk]),
                state=str(dict(model._meta.get_field("state").flatchoices)[state]) if state else "",
                state_colour=model.STATE_COLOURS.get(state, "neutral"),
                when=when,
                current=current,
            )
        )
    thread = list(steps.values())
    need_states = [state for kind, _pk, _title, state, _when in rows if kind == kinds[0].kind]
    for number, step in enumerate(thread):
        step.passed = any(later.links for later in thread[number + 1 :])
        known = _STEP_KINDS[step.kind].instead
        step.instead = next((str(known[state]) for state in need_states if state in known), "")
    return thread
