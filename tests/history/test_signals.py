"""What is recorded is told to those who listen: once, in the deed's transaction, undone together with it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from history import diagrams
from history.actions import move, record, record_all
from history.models import Entry
from history.signals import Subscription, entries_recorded, listen
from needs.actions.needs import change_need, give_owner
from needs.models import Need
from needs.states import NeedState
from startups.models import Startup
from tests import factories

Hear = Callable[[Callable[..., Any]], None]


@pytest.fixture
def hear() -> Iterator[Hear]:
    """`hear(listener)`: subscribes to whatever is done to needs, for this test."""
    connected = []

    def subscribe(listener: Callable[..., Any]) -> None:
        entries_recorded.connect(listener, sender=Need, weak=False)
        connected.append(listener)

    yield subscribe
    for listener in connected:
        entries_recorded.disconnect(listener, sender=Need)


@pytest.fixture
def heard(hear: Hear) -> list[dict[str, Any]]:
    """All that is heard of needs."""
    messages: list[dict[str, Any]] = []
    hear(lambda **message: messages.append(message))
    return messages


def transaction_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        return cursor.fetchone()[0]


def test_a_deed_is_told_once_with_its_subject_and_its_entry(staff, manager, heard):
    need = factories.a_need(staff)

    give_owner(need, owner=manager, by=staff)

    assert [(m["verb"], m["subjects"]) for m in heard] == [("need.owner", [need])]
    assert heard[0]["entries"] == [Entry.objects.get(verb="need.owner")]
    assert heard[0]["entries"][0].data == {"owner": manager.name}


def test_a_move_is_told_once_with_both_states_the_person_and_the_reason(staff, chief, heard):
    need = factories.a_need(staff)

    move(need, NeedState.PARKED, by=chief, reason="Inte nu", fields={"answer": "Inte nu"})

    [message] = heard
    [entry] = message["entries"]
    assert (message["verb"], message["subjects"][0].state) == ("need.parked", NeedState.PARKED)
    assert (entry.from_state, entry.to_state) == (NeedState.SUBMITTED, NeedState.PARKED)
    assert (entry.actor, entry.reason) == (chief, "Inte nu")


def test_many_done_at_once_are_one_message(staff, heard):
    needs = [factories.a_need(staff) for _ in range(30)]

    record_all(needs, "need.imported", by=staff, file="behov.csv")

    [message] = heard
    assert message["subjects"] == needs
    assert [entry.subject_id for entry in message["entries"]] == [need.pk for need in needs]
    assert {entry.pk for entry in message["entries"]} == set(Entry.objects.values_list("pk", flat=True))


def test_many_cost_as_many_questions_as_one(staff, heard):
    needs = [factories.a_need(staff) for _ in range(30)]
    counts = []
    for some in (needs[:1], needs):
        with CaptureQueriesContext(connection) as asked:
            record_all(some, "need.imported", by=staff, file="behov.csv")
        counts.append(len(asked))
    assert counts == [1, 1]


def test_nothing_done_is_not_told(staff, heard):
    record_all([], "need.imported", by=staff, file="behov.csv")

    assert heard == []


def test_it_is_told_in_the_transaction_of_the_deed(staff, hear):
    need, numbers = factories.a_need(staff), []
    hear(lambda **_: numbers.append(transaction_number()))

    with transaction.atomic():
        record(need, "need.changed", by=staff)
        numbers.append(transaction_number())

    assert numbers[0] == numbers[1]


def test_a_listeners_error_undoes_the_deed(staff, manager, hear):
    def fail(**_: Any) -> None:
        raise LookupError("the listener cannot")

    need = factories.a_need(staff)
    hear(fail)

    with pytest.raises(LookupError, match="the listener cannot"):
        give_owner(need, owner=manager, by=staff)

    need.refresh_from_db()
    assert (need.owner, Entry.objects.count()) == (None, 0)


def test_what_a_listener_wrote_falls_with_the_deed(staff, hear):
    need = factories.a_need(staff)
    hear(lambda **_: factories.a_startup("Hörde om behovet"))

    with transaction.atomic():
        record(need, "need.changed", by=staff)
        assert Startup.objects.count() == 1
        transaction.set_rollback(True)

    assert (Startup.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_a_deed(staff, heard):
    need = factories.a_need(staff)

    with pytest.raises(transaction.TransactionManagementError):
        record(need, "need.changed", by=staff)
    with pytest.raises(transaction.TransactionManagementError):
        record_all([need], "need.imported", by=staff, file="behov.csv")

    assert (Entry.objects.count(), heard) == (0, [])


def test_a_subscription_hears_its_own_verbs_only(staff, manager, hear):
    need, calls = factories.a_need(staff), []
    subscription = Subscription(lambda *message: calls.append(message), Need, frozenset({"need.owner"}))
    hear(subscription.hear)

    change_need(need, drivers=[], by=staff)
    give_owner(need, owner=manager, by=staff)

    assert calls == [([need], [Entry.objects.get(verb="need.owner")])]


def test_other_kinds_of_objects_are_not_heard_of(staff, chief, heard):
    record(factories.a_challenge(chief, factories.a_need(staff)), "challenge.changed", by=chief)

    assert heard == []


def test_a_verb_that_nobody_says_cannot_be_listened_to():
    with pytest.raises(KeyError, match=r"need\.eaten"):
        listen(print, to=Need, verbs={"need.owner", "need.eaten"})


def test_the_drawing_of_who_listens_to_what_agrees_with_the_code():
    page = Path(diagrams.__file__).parent.parent / "docs" / "architecture.md"
    assert diagrams.listeners() in page.read_text()
