"""A day on paper: an agenda for each manager, startup and table, and name badges; one person's agenda alone; or, when it
has been, what it led to."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2s
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.colours import light_shades
from accounts.models import Membership, User
from accounts.units import swedish
from meetings.asking import contacts_of
from meetings.models import BADGE_LINK, MatchmakingDay, Meeting
from meetings.results import results_of
from printing.rendering import PDF, render
from startups.models import Contact, Startup

BADGES_A_PAGE = 8
# The bundle of a large day has two hundred pages, a tenth of a second each on a quiet machine; both in seconds.
PROCESSOR, PATIENCE = 180, 540
# One of the eight patterns that a code may be masked with. To look for the best of them takes five times as long, and
# every reader takes any.
MASK = 3


def paper_as_pdf(day: MatchmakingDay, *, language: str, is_results: bool = False, **whose: Any) -> PDF:
    """The agenda of one of the two on a page, or without either the whole day's bundle, or its results. For the worker.

    Raises `rendering.CouldNotRender`.
    """
    html = results_html(day, language=language) if is_results else agenda_html(day, language=language, **whose)
    return render(html, processor=PROCESSOR, patience=PATIENCE)


def agenda_html(
    day: MatchmakingDay, *, language: str, manager: User | None = None, startup: Startup | None = None
) -> str:
    """The document as HTML in the reader's language; everything people wrote is escaped by the template."""
    meetings = meetings_of(day, manager=manager, startup=startup)
    with override(language):
        context = _around(day, language) | {"is_whole": not (manager or startup)}
        context |= _bundle(day, meetings) if not (manager or startup) else {"agendas": _own(day, meetings, startup)}
        return render_to_string("meetings/pdf/agendas.html", context)


def results_html(day: MatchmakingDay, *, language: str) -> str:
    """What the day led to, for those who were not there: figures and next steps, and nobody's wishes by name."""
    whole, parts = results_of(day)
    with override(language):
        return render_to_string("meetings/pdf/results.html", _around(day, language) | {"whole": whole, "parts": parts})


def _around(day: MatchmakingDay, language: str) -> dict[str, Any]:
    shades = {name.replace("-", "_"): value for name, value in light_shades(day.organisation.colour).items()}
    return {"day": day, "language": language, "shades": shades}


def meetings_of(day: MatchmakingDay, *, manager: User | None = None, startup: Startup | None = None) -> list[Meeting]:
    """The meetings that take time on the day, or those of one of the two, with what is printed of them."""
    meetings = day.meetings.taking_time().select_related("manager", "startup", "room", "match__challenge")
    if manager or startup:
        meetings = meetings.filter(**({"manager": manager} if manager else {"startup": startup}))
    heavy = ("startup__search", "startup__summary", "match__challenge__search", "match__challenge__problem")
    return list(meetings.defer(*heavy).order_by("starts_at", "pk"))


def version_of(day: MatchmakingDay, *, is_results: bool = False, **whose: Any) -> str:
    """Changes with whatever a printout shows of the meetings, so that one that is out of date can be told."""
    shown: list[Any]
    if is_results:
        whole, _parts = results_of(day)
        shown = [(m.pk, m.state, m.manager.name, m.startup.name, *_led_to(m)) for m in whole.meetings]
        shown.append(sorted(whole.wished))
    else:
        meetings = meetings_of(day, **whose)
        shown = [(m.pk, m.starts_at, m.ends_at, m.place, m.table, m.manager.name, m.startup.name) for m in meetings]
    return blake2s(repr(shown).encode(), digest_size=8).hexdigest()


def _led_to(meeting: Meeting) -> tuple[Any, ...]:
    outcome = getattr(meeting, "outcome", None)
    return (outcome.next_step, outcome.follow_up_on, outcome.refer_to_id) if outcome else ()


def _own(day: MatchmakingDay, meetings: Sequence[Meeting], startup: Startup | None) -> list[dict[str, Any]]:
    return _of_startups(meetings, _units(day, meetings)) if startup else _of_managers(meetings, _units(day, meetings))


def _bundle(day: MatchmakingDay, meetings: Sequence[Meeting]) -> dict[str, Any]:
    units, contacts = _units(day, meetings), contacts_of(day)
    managers, startups = _of_managers(meetings, units), _of_startups(meetings, units)
    tables = _of_tables(meetings)
    badges = list(_badges(day, meetings, units, contacts))
    return {
        "agendas": [*managers, *startups, *tables],
        "counts": {"managers": len(managers), "startups": len(startups), "tables": len(tables)},
        "badges": [badges[first : first + BADGES_A_PAGE] for first in range(0, len(badges), BADGES_A_PAGE)],
        "badge_count": len(badges),
        "meeting_count": len(meetings),
    }


def _units(day: MatchmakingDay, meetings: Iterable[Meeting]) -> dict[int, str]:
    """Where each manager works."""
    places = Membership.objects.filter(organisation=day.organisation_id, user__in={m.manager_id for m in meetings})
    return dict(places.exclude(unit=None).values_list("user", "unit__name"))


def _gathered(meetings: Iterable[Meeting], key: Any) -> dict[Any, list[Meeting]]:
    found: dict[Any, list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(key(meeting), []).append(meeting)
    return found


def _of_managers(meetings: Iterable[Meeting], units: dict[int, str]) -> list[dict[str, Any]]:
    people = _gathered(meetings, lambda meeting: meeting.manager)
    return [
        {
            "kind": _("Agenda för linjechef"),
            "name": manager.name,
            "of": units.get(manager.pk, ""),
            "heads": [_("Du möter"), _("Om"), _("Var")],
            "rows": [_row(m, m.startup.name, "", m.match.challenge.title, m.table or m.place) for m in theirs],
        }
        for manager, theirs in sorted(people.items(), key=lambda pair: swedish(pair[0].name))
    ]


def _of_startups(meetings: Iterable[Meeting], units: dict[int, str]) -> list[dict[str, Any]]:
    startups = _gathered(meetings, lambda meeting: meeting.startup)
    return [
        {
            "kind": _("Agenda för startup"),
            "name": startup.name,
            "of": "",
            "heads": [_("Ni möter"), _("Om"), _("Var")],
            "rows": [
                _row(m, m.manager.name, units.get(m.manager_id, ""), m.match.challenge.title, m.table or m.place)
                for m in theirs
            ],
        }
        for startup, theirs in sorted(startups.items(), key=lambda pair: swedish(pair[0].name))
    ]


def _of_tables(meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    tables = _gathered((m for m in meetings if m.room), lambda meeting: (meeting.room_id, meeting.seat or 0))
    return [
        {
            "kind": _("Agenda för bordet"),
            "name": theirs[0].table,
            "of": "",
            "heads": [_("Startup"), _("Linjechef"), ""],
            "rows": [_row(m, m.startup.name, "", m.manager.name, "") for m in theirs],
        }
        for _seat, theirs in sorted(tables.items())
    ]


def _row(meeting: Meeting, whom: str, of: str, about: str, where: str) -> dict[str, Any]:
    return {"meeting": meeting, "whom": whom, "of": of, "about": about, "where": where}


def _badges(
    day: MatchmakingDay, meetings: Collection[Meeting], units: dict[int, str], contacts: dict[int, Contact]
) -> Iterable[dict[str, Any]]:
    """One for each person who meets somebody. What the code on it opens acts in nobody's name: a badge is read by others.

    A manager's leads to the day's page, where one signs in; a contact's to what the wall shows of that company.
    """
    live = qr_path(settings.BASE_URL + reverse("meetings:live", args=[day.pk]))
    managers = {m.manager_id: m.manager for m in meetings}
    for manager in sorted(managers.values(), key=lambda one: swedish(one.name)):
        yield {"name": manager.name, "of": units.get(manager.pk) or day.organisation.name, "qr": live}
    startups = {m.startup_id: m.startup for m in meetings}
    for startup in sorted(startups.values(), key=lambda one: swedish(one.name)):
        if contact := contacts.get(startup.pk):
            address = settings.BASE_URL + reverse("meetings:badge", args=[BADGE_LINK.token(contact), day.pk])
            yield {"name": contact.name, "of": startup.name, "qr": qr_path(address)}


def qr_path(text: str) -> dict[str, Any]:
    """A QR code as the `d` of an SVG path of one unit a module, and how many modules its side has, without margin."""
    # Only the worker draws codes; the pages that ask what is printed need not carry this.
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                path.append(f"M{x} {y}h{run}v1h-{run}z")
            x += run or 1
    return {"path": "".join(path), "side": len(rows)}
