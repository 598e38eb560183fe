"""What is to be planned and what came of it, as plain data that is refused when it makes no sense."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from numbers import Integral, Real
from typing import Any, NamedTuple

# More than any scale has; beyond it sums would no longer be exact.
HIGHEST = 1_000_000_000
Scores = Sequence[Sequence[float]]
Free = Sequence[Sequence[bool]]


class Meeting(NamedTuple):
    """One meeting, all three counted from 0."""

    manager: int
    startup: int
    slot: int


class Refusal(NamedTuple):
    """A pin that is not planned (`kept` false) or breaks a rule and is planned all the same, and why, for a person to read."""

    pin: Meeting
    reason: str
    kept: bool


@dataclass(frozen=True)
class Instance:
    """A day to plan. Scores are managers × startups (0: no wish), `…_free` persons × slots; ValueError when malformed.

    `pinned` is what has been held or is the chief's word, `keep` a published plan that is to be changed as little as
    can be, `most_in_a_row` how many meetings anybody has in consecutive slots, or of them those alone who are named as
    `pausing_…` (by number), `room_count` how many there are at once.
    """

    slots: int
    manager_scores: Scores
    startup_scores: Scores
    manager_free: Free
    startup_free: Free
    pinned: Sequence[Meeting] = ()
    room_count: int | None = None
    most_in_a_row: int | None = None
    fair_minimum: int | None = None
    keep: Sequence[Meeting] | None = None
    pausing_managers: Sequence[int] | None = None
    pausing_startups: Sequence[int] | None = None

    def __post_init__(self) -> None:
        self._set("slots", _whole("slots", self.slots, least=0))
        for name in ("manager_free", "startup_free"):
            self._set(name, _free_table(name, getattr(self, name), columns=self.slots))
        for name in ("manager_scores", "startup_scores"):
            self._set(name, _score_table(name, getattr(self, name), rows=self.managers, columns=self.startups))
        for name, least in (("room_count", 0), ("most_in_a_row", 1), ("fair_minimum", 0)):
            if getattr(self, name) is not None:
                self._set(name, _whole(name, getattr(self, name), least=least))
        self._set("pinned", self._meetings("pinned", self.pinned if self.pinned is not None else ()))
        if self.keep is not None:
            self._set("keep", self._meetings("keep", self.keep))
        for name, people in (("pausing_managers", self.managers), ("pausing_startups", self.startups)):
            if (named := getattr(self, name)) is not None:
                self._set(name, frozenset(_whole(name, one, least=0) for one in _sequence(name, named)))
                if any(one >= people for one in getattr(self, name)):
                    raise ValueError(f"{name}: there are {people} of them")

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    @property
    def managers(self) -> int:
        return len(self.manager_free)

    @property
    def startups(self) -> int:
        return len(self.startup_free)

    def most_of_manager(self, manager: int) -> int | None:
        """How many meetings in a row this manager has at most."""
        named = self.pausing_managers
        return self.most_in_a_row if named is None or manager in named else None

    def most_of_startup(self, startup: int) -> int | None:
        named = self.pausing_startups
        return self.most_in_a_row if named is None or startup in named else None

    @cached_property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """What a meeting of each pair is worth: the sum of both scores where both wish it, otherwise 0."""
        return tuple(
            tuple(a + b if a > 0 and b > 0 else 0 for a, b in zip(ours, theirs, strict=True))
            for ours, theirs in zip(self.manager_scores, self.startup_scores, strict=True)
        )

    def _meetings(self, name: str, triples: Iterable[Any]) -> tuple[Meeting, ...]:
        ends = (self.managers, self.startups, self.slots)
        meetings = []
        for number, triple in enumerate(_sequence(name, triples)):
            numbers = _sequence(f"{name}[{number}]", triple)
            if len(numbers) != 3:
                raise ValueError(f"{name}[{number}]: three numbers are wanted (manager, startup, slot)")
            for what, value, end in zip(Meeting._fields, numbers, ends, strict=True):
                if not 0 <= _whole(f"{name}[{number}], {what}", value, least=0) < end:
                    raise ValueError(f"{name}[{number}]: there is no {what} {value}")
            meetings.append(Meeting(*map(int, numbers)))
        return tuple(dict.fromkeys(meetings))


@dataclass(frozen=True)
class Plan:
    """The meetings in the order of slots, what is to be said of pins, and what the search took."""

    meetings: tuple[Meeting, ...]
    refusals: tuple[Refusal, ...] = ()
    rounds: int = 0
    seconds: float = 0.0


def instance_from_json(document: Any) -> tuple[Instance, list[str]]:
    """The instance that a JSON document holds, and the keys in it that say nothing to us; ValueError when malformed."""
    if not isinstance(document, Mapping):
        raise ValueError("an object with slots, scores and free times is wanted")
    names = [field.name for field in fields(Instance)]
    required = names[: names.index("pinned")]
    if missing := [name for name in required if name not in document]:
        raise ValueError(f"lacks {', '.join(missing)}")
    known = {name: document[name] for name in names if name in document}
    return Instance(**known), sorted(str(name) for name in document if name not in names)


def _sequence(name: str, value: Any) -> Sequence[Any]:
    if isinstance(value, (str, bytes, Mapping)) or not hasattr(value, "__len__") or not hasattr(value, "__iter__"):
        raise ValueError(f"{name}: a list is wanted")
    return tuple(value)


def _whole(name: str, value: Any, *, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name}: a whole number of at least {least} is wanted, not {value!r}")
    return int(value)


def _table(name: str, value: Any, *, columns: int) -> list[Sequence[Any]]:
    rows = [_sequence(f"{name}[{number}]", row) for number, row in enumerate(_sequence(name, value))]
    for number, row in enumerate(rows):
        if len(row) != columns:
            raise ValueError(f"{name}[{number}]: {columns} values are wanted, not {len(row)}")
    return rows


def _score_table(name: str, value: Any, *, rows: int, columns: int) -> tuple[tuple[float, ...], ...]:
    table = _table(name, value, columns=columns)
    if len(table) != rows:
        raise ValueError(f"{name}: {rows} rows are wanted, one for each manager, not {len(table)}")
    for number, row in enumerate(table):
        # Whole numbers, as the product's own are, are looked at all at once: it asks for every page of a draft.
        if set(map(type, row)) == {int} and min(row) >= 0 and max(row) <= HIGHEST:
            continue
        for score in row:
            if isinstance(score, bool) or not isinstance(score, Real) or not 0 <= float(score) <= HIGHEST:
                raise ValueError(f"{name}[{number}]: a score is a number from 0 to {HIGHEST}, not {score!r}")
    return tuple(
        row if set(map(type, row)) == {int} else tuple(int(x) if isinstance(x, Integral) else float(x) for x in row)
        for row in map(tuple, table)
    )


def _free_table(name: str, value: Any, *, columns: int) -> tuple[tuple[bool, ...], ...]:
    table = _table(name, value, columns=columns)
    for number, row in enumerate(table):
        if set(map(type, row)) <= {int, bool} and set(row) <= {0, 1}:
            continue
        if wrong := [
            x for x in row if (not isinstance(x, (bool, Real)) and type(x).__name__ != "bool") or x not in (0, 1)
        ]:
            raise ValueError(f"{name}[{number}]: true or false (1 or 0) is wanted, not {wrong[0]!r}")
    return tuple(tuple(map(bool, row)) for row in table)
