"""What should be mended before a matchmaking day opens: one line for each, with the page that mends it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.asking import contacts_of
from meetings.wishing import DayWishes

FEW = 4  # names that are said before the rest is counted


@dataclass(frozen=True)
class Line:
    """What is not ready, what to do about it, and where."""

    words: str
    deed: str
    url: str


def lines_of(wishes: DayWishes) -> list[Line]:
    """Everything that speaks against opening the day; an empty list when nothing does."""
    change = reverse("meetings:day_change", args=[wishes.day.pk])
    if not (wishes.managers and wishes.startups):
        return [Line(_("Ingen är vald än, eller bara den ena sidan."), _("Välj deltagare"), change)]
    return [
        *_without_own_startup(wishes, change),
        *_without_contact(wishes),
        *_not_to_be_met(wishes, change),
        *_met_before(wishes, change),
        *_too_little_room(wishes, change),
    ]


def names_of(people: Iterable[Any]) -> str:
    """ "Karin, Lina och 3 till"."""
    names = [person.name for person in people]
    if len(names) <= FEW:
        return (
            _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]} if names[1:] else names[0]
        )
    told = {"names": ", ".join(names[: FEW - 1]), "count": len(names) - FEW + 1}
    return _("%(names)s och %(count)s till") % told


def _without_own_startup(wishes: DayWishes, change: str) -> Iterator[Line]:
    own = {pair.manager for pair in wishes.pairs if pair.is_own}
    if missing := [manager for pk, manager in wishes.managers.items() if pk not in own]:
        words = _("%(names)s saknar startup för sin egen utmaning.") % {"names": names_of(missing)}
        yield Line(words, _("Välj deltagare"), change)


def _without_contact(wishes: DayWishes) -> Iterator[Line]:
    contacts = contacts_of(wishes.day)
    of_startup = {match.startup_id: match for match in reversed(wishes.matches.values())}
    missing = [startup for pk, startup in wishes.startups.items() if pk in of_startup and pk not in contacts]
    if missing:
        words = ngettext(
            "%(names)s saknar kontakt med en länk som gäller.",
            "%(count)s startuper saknar kontakt med en länk som gäller: %(names)s.",
            len(missing),
        )
        told = {"names": names_of(missing), "count": len(missing)}
        yield Line(words % told, _("Bjud in på nytt"), of_startup[missing[0].pk].get_absolute_url())


def _not_to_be_met(wishes: DayWishes, change: str) -> Iterator[Line]:
    meetable = {match.startup_id for match in wishes.matches.values()}
    if gone := [startup for pk, startup in wishes.startups.items() if pk not in meetable]:
        words = _("%(names)s går inte att möta längre.") % {"names": names_of(gone)}
        yield Line(words, _("Ta bort från dagen"), change)


def _met_before(wishes: DayWishes, change: str) -> Iterator[Line]:
    again: dict[int, list[Any]] = {}
    for pair in wishes.pairs:
        if pair.has_met and pair.is_own:
            again.setdefault(pair.startup, []).append(wishes.managers[pair.manager])
    for startup, managers in again.items():
        told = {"startup": wishes.startups[startup].name, "names": names_of(managers)}
        yield Line(_("%(startup)s har redan träffat %(names)s.") % told, _("Se över deltagarna"), change)


def _too_little_room(wishes: DayWishes, change: str) -> Iterator[Line]:
    """Managers and startups that want more than their own free times, and a day that wants more than its rooms."""
    day, wanted = wishes.numbers, wishes.numbers.wanted
    people = [
        *(
            (day.manager_free[row], [w for w in wanted if w[0] == row], wishes.managers[pk])
            for row, pk in enumerate(day.managers)
        ),
        *(
            (day.startup_free[col], [w for w in wanted if w[1] == col], wishes.startups[pk])
            for col, pk in enumerate(day.startups)
        ),
    ]
    crowded = [who for free, theirs, who in people if len(theirs) > sum(free)]
    if crowded:
        words = _("%(names)s har fler önskade möten än lediga tider.") % {"names": names_of(crowded)}
        yield Line(words, _("Lägg till tider"), change)
    room = day.room_count
    if room is not None and room * day.slots < len(wanted):
        told = {"wanted": len(wanted), "room": room * day.slots}
        words = _("Önskemålen är %(wanted)s möten, men rummen räcker till %(room)s.") % told
        yield Line(words, _("Lägg till rum"), change)
