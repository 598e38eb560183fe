"""What is true of every letter, whoever writes it: a person stands behind it, and an answer reaches that person."""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test.signals import template_rendered

from accounts.letters import sender_in
from post import tasks
from post.models import Letter
from post.senders import Sender
from tests import factories
from tests.post.every_letter import DEEDS, letters_of, templates
from tests.post.test_write import as_sent
from tests.world import World, a_world

pytestmark = pytest.mark.django_db
HOUSE = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all letters."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World) -> World:
    """The world as it stands in the database, where each deed is undone."""
    things = {
        name: type(thing)._base_manager.get(pk=thing.pk) if hasattr(thing, "pk") else thing
        for name, thing in built.things.items()
    }
    return World(built.people, things)


def test_every_letter_is_tried() -> None:
    assert set(DEEDS) == templates()


@pytest.mark.parametrize("name", DEEDS)
def test_each_letter_has_a_name_and_an_address_that_answers_to_it_reach(name: str, world: World) -> None:
    used: set[str] = set()

    def note(template: Any, **_: Any) -> None:
        used.add(template.name)

    template_rendered.connect(note)
    letters = letters_of(DEEDS[name], world)
    template_rendered.disconnect(note)
    assert f"letters/{name}.txt" in used
    for letter in letters:
        mail.outbox.clear()
        message = as_sent(letter)
        assert parseaddr(str(message["From"]))[1] == HOUSE
        assert parseaddr(str(message["From"]))[0] == letter.sender_name != ""
        assert str(message["Reply-To"]) == letter.reply_to != letter.to


def sender_of(letter: Letter) -> tuple[str, str]:
    return letter.sender_name, letter.reply_to


def test_a_letter_bears_the_name_of_whoever_did_it(world: World) -> None:
    (letter, *_others) = letters_of(DEEDS["startup_thanks"], world)
    assert sender_of(letter) == (f"{world.chief.name}, {world.organisation.name}", world.chief.email)


def test_what_a_startup_does_is_told_under_its_contacts_name(world: World) -> None:
    (letter, *_others) = letters_of(DEEDS["startup_declined"], world)
    assert sender_of(letter) == (f"{world.contact.name}, {world.startup.name}", world.contact.email)


def test_what_nobody_did_is_told_in_the_name_of_a_chief(world: World) -> None:
    for letter in letters_of(DEEDS["report_ready"], world):
        assert sender_of(letter) == (f"{world.chief.name}, {world.organisation.name}", world.chief.email)


def test_somebody_who_has_left_is_not_who_is_answered(world: World) -> None:
    world.chief.membership_set.all().delete()
    (receipt,) = [x for x in letters_of(DEEDS["startup_receipt"], world) if x.to == world.contact.email]
    assert receipt.reply_to == world.manager.email


def test_nobody_is_written_to_in_their_own_name(organisation, chief) -> None:
    assert sender_in(organisation, chief, to=chief.email) == Sender(organisation.name, HOUSE)
    administrator = factories.a_person(organisation, factories.ADMIN, name="Ada")
    assert sender_in(organisation, chief, to=chief.email).email == administrator.email


def test_a_person_is_not_told_of_what_they_did_themselves(world: World) -> None:
    world.planned_round.team.add(world.chief)
    letters = letters_of(DEEDS["round_opened"], world)
    assert [letter.to for letter in letters] == [world.team.email]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Åsa Öst, Ekdalens stadsdelsförvaltning", "Åsa Öst, Ekdalens stadsdelsförvaltning"),
        ('Bo "Chefen" <bo@ond.example>, Norra', 'Bo "Chefen" <bo@ond.example>, Norra'),
        ("Sly\r\nBcc: alla@ond.example", "Sly Bcc: alla@ond.example"),
        ("Dold\u202e\u200b\x00namn", "Doldnamn"),
        ("Östermalm-Åkeshov " * 13, ("Östermalm-Åkeshov " * 13).strip()),
    ],
    ids=["swedish", "quoted", "lines", "unseen", "long"],
)
def test_a_name_cannot_be_anything_but_a_name(name: str, shown: str) -> None:
    letter = Letter.objects.create(to="u@exempel.example", subject="Hej", text="Hej\n", reply_to="a@exempel.example")
    letter.sender_name = Sender(name, "a@exempel.example").shown_name
    letter.save()
    message = as_sent(letter)
    (sender,) = message["From"].addresses
    # Python's parser puts a blank where a long name is divided.
    assert (sender.display_name.replace(" ", ""), sender.addr_spec) == (shown.replace(" ", ""), HOUSE)
    assert message["Bcc"] is None
    assert all(len(line) < 999 for line in mail.outbox[0].message().as_bytes().splitlines())


def test_a_letter_from_before_names_were_kept_can_be_answered() -> None:
    letter = Letter.objects.create(to="ulla@exempel.example", subject="Hej", text="Hej\n")
    tasks.deliver(letter.pk)
    assert (mail.outbox[0].from_email, mail.outbox[0].reply_to) == (settings.DEFAULT_FROM_EMAIL, [HOUSE])
