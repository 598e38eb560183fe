"""What a page offers is what the software does: a button that stands there works, and what has no button is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.offers.offers import ASKED_AGAIN, REFUSED, TAKEN, Offer, Situation, offered, take_up, traces
from tests.offers.outcomes import (
    DAYS,
    DRAFTS,
    FREE_TIMES,
    LESSONS,
    LIVE,
    MEETINGS,
    PILOTS,
    PORTALS,
    QUESTIONS,
    REST,
    WISHES,
)
from tests.offers.pipeline import CHALLENGES, MATCHES, NEEDS, ROUNDS
from tests.test_access import ROLES, rows
from tests.world import World, a_world

# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db

SITUATIONS: dict[str, Situation] = {
    **NEEDS,
    **ROUNDS,
    **CHALLENGES,
    **MATCHES,
    **DAYS,
    **DRAFTS,
    **FREE_TIMES,
    **QUESTIONS,
    **WISHES,
    **LIVE,
    **MEETINGS,
    **PILOTS,
    **LESSONS,
    **REST,
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all; what a situation adds and what its deeds do is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """Everybody's browser, signed in."""
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(world.people[role])
    return clients


def disagreements(situation: Situation, w: World, clients: dict[str, Client]) -> list[str]:
    """Where the page and the deed behind it do not agree.

    Who may not even see the page is refused whatever the situation: tests/test_access.py and tests/separation ask that.
    """
    found, before = [], traces()
    for role in told_apart(situation, list(clients)):
        client = clients[role]
        stands = offered(client, situation.page(w))
        for offer in situation.offers if stands is not None else []:
            is_offered, answer = offer.path(w) in stands, take_up(client, offer, w, before)
            if not agrees(offer, is_offered, answer):
                found.append(f"{role} {'is' if is_offered else 'is not'} offered {offer.address}: {answer}")
    return found


def told_apart(situation: Situation, roles: list[str]) -> list[str]:
    """One role of each kind: those to whom the table of tests/test_access.py gives the same answers are one kind."""
    addresses = {offer.address for offer in situation.offers}
    answers = [
        dict(zip(ROLES, letters, strict=True)) for name, _method, _things, letters in rows() if name in addresses
    ]
    kinds = {tuple(by_role.get(role) for by_role in answers): role for role in reversed(roles)}
    return list(kinds.values())


def agrees(offer: Offer, is_offered: bool, answer: str) -> bool:
    taken = TAKEN if offer.body else ASKED_AGAIN
    if is_offered:
        return answer == taken
    return offer.elsewhere or answer == REFUSED or bool(offer.body and answer == ASKED_AGAIN)


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_stands_on_the_page_is_what_can_be_done(name: str, world: World, clients: dict[str, Client]) -> None:
    with transaction.atomic():
        w = World(world.people, dict(world.things))
        SITUATIONS[name].arrange(w)
        assert disagreements(SITUATIONS[name], w, clients) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", PORTALS)
def test_what_stands_in_the_portal_is_what_the_startup_can_do(name: str, world: World) -> None:
    with transaction.atomic():
        w = World(world.people, dict(world.things))
        PORTALS[name].arrange(w)
        assert disagreements(PORTALS[name], w, {"startup": Client()}) == []
        transaction.set_rollback(True)


# Deeds on an object that no situation above shows, each with its reason.
ELSEWHERE = {
    "needs:need_import_file": "a file is decided about on its own page, which tests/imports looks at",
    "startups:startup_import_file": "the same",
    "startups:shortlist_add": "each startup that was searched for has its own button; tests/startups looks at it",
    "meetings:planned_add": "stands beside each wish that can still be met; tests/meetings/test_plans.py looks at it",
    "meetings:absence_end": "stands beside each absence; tests/meetings/test_repairs.py looks at it",
    "meetings:free_time_offer": "stands beside each free time; tests/meetings/test_freed_times.py looks at it",
    "meetings:guest_more_answer": "stands as on the manager's page; tests/meetings/test_freed_times.py looks at it",
    "meetings:day_thanks": "stands on the page about what a day led to; tests/meetings/test_results.py looks at it",
    "meetings:results_printout": "the same",
    "startups:reason_refute": "stands beside each reason; tests/startups/test_suggestions.py looks at it",
    "startups:reason_restore": "stands only in the message that offers to undo",
    "startups:match_put_back": "stands only in the message that offers to undo",
    "startups:portal_language": "stands in the portal whatever has happened",
    "meetings:guest_language": "the same",
    "accounts:unit": "the administrator's pages show the same whatever has happened",
    "accounts:unit_remove": "the same",
    "accounts:person": "the same",
    "accounts:person_remove": "the same",
    "accounts:invitation_revoke": "the same",
    "accounts:letter_again": "stands beside each letter that did not arrive; tests/post looks at it",
    "digests:off": "stands in each digest; tests/digests looks at it",
    "accounts:accept": "whoever has the link is nobody yet; tests/accounts looks at it",
}


def test_every_deed_on_an_object_is_tried() -> None:
    on_objects = {name for name, method, things, _ in rows() if method == "post" and things}
    tried = {offer.address for situation in {**SITUATIONS, **PORTALS}.values() for offer in situation.offers}

    assert on_objects - tried == set(ELSEWHERE)
