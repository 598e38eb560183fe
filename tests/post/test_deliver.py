"""Sending letters: once, again after a pause when the mail server is away, and given up with the reason kept."""

import threading
from datetime import timedelta
from smtplib import SMTPDataError
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from history.tasks import sweep
from post import tasks
from post.models import Letter, LetterState
from tests.post.conftest import LOCMEM

pytestmark = pytest.mark.django_db


def let_its_time_come(letter: Letter) -> None:
    """Its pause or its worker's lease is over."""
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def addresses() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


# --- Once ---------------------------------------------------------------------------------------------------------
def test_a_sent_letter_says_when_and_keeps_no_personal_link(letter):
    Letter.objects.filter(pk=letter.pk).update(calendar="BEGIN:VCALENDAR", calendar_method="REQUEST")
    began = timezone.now()
    tasks.deliver(letter.pk)
    letter.refresh_from_db()
    assert "https://exempel.example/lank/hemlig" in mail.outbox[0].body
    assert (letter.state, letter.text, letter.calendar) == (LetterState.SENT, "", "")
    assert (letter.subject, letter.attempts, letter.last_error) == ("Din länk", 1, "")
    assert began <= letter.sent_at <= timezone.now()


def test_a_letter_is_sent_once_however_often_it_is_asked_for(letter):
    for _ in range(3):
        tasks.deliver(letter.pk)
        let_its_time_come(letter)
        sweep()
    assert addresses() == [letter.to]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_sends_each_letter():
    letters = [Letter.objects.create(to=f"person{n}@exempel.example", subject="Hej", text="Hej\n") for n in range(20)]
    together = threading.Barrier(2)

    def worker() -> None:
        together.wait()
        for letter in letters:
            tasks.deliver(letter.pk)
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join(timeout=30)
    assert sorted(addresses()) == sorted(letter.to for letter in letters)
    assert set(Letter.objects.values_list("state", "attempts")) == {(LetterState.SENT, 1)}


def test_a_letter_in_another_s_hands_is_not_sent_during_the_lease_and_is_after(letter):
    assert Letter.objects.claim(letter.pk)
    tasks.deliver(letter.pk)
    sweep()
    assert addresses() == []
    let_its_time_come(letter)
    sweep()
    letter.refresh_from_db()
    assert (addresses(), letter.state, letter.attempts) == ([letter.to], LetterState.SENT, 2)


class SlowForOne(EmailBackend):
    """A mail server that keeps one of its callers waiting until `go_on`, and then says no."""

    kept: ClassVar[str] = "slow"
    waiting: ClassVar[threading.Event] = threading.Event()
    go_on: ClassVar[threading.Event] = threading.Event()

    def send_messages(self, messages: Any) -> int:
        if threading.current_thread().name == self.kept:
            self.waiting.set()
            self.go_on.wait(timeout=20)
            raise TimeoutError("timed out")
        return super().send_messages(messages)


@pytest.mark.django_db(transaction=True)
def test_a_slow_worker_does_not_write_over_what_another_has_done_meanwhile(letter, settings):
    settings.EMAIL_BACKEND = "tests.post.test_deliver.SlowForOne"

    def slow_worker() -> None:
        tasks.deliver(letter.pk)
        connection.close()

    slow = threading.Thread(target=slow_worker, name=SlowForOne.kept)
    slow.start()
    assert SlowForOne.waiting.wait(timeout=20)
    let_its_time_come(letter)
    tasks.deliver(letter.pk)
    SlowForOne.go_on.set()
    slow.join(timeout=20)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.last_error) == (LetterState.SENT, 2, "")
    assert addresses() == [letter.to]


def test_a_letter_that_is_gone_is_tolerated():
    tasks.deliver(987_654)
    assert addresses() == []


# --- Again --------------------------------------------------------------------------------------------------------
def test_what_the_server_said_is_kept_and_the_letter_waits(letter, server_away):
    tasks.deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (LetterState.WAITING, None)
    assert "Connection refused" in letter.last_error
    assert letter.text == "https://exempel.example/lank/hemlig\n"
    sweep()
    letter.refresh_from_db()
    assert letter.attempts == 1


def test_the_pauses_are_two_four_eight_minutes_and_so_on(letter, server_away):
    pauses = []
    for _ in range(Letter.MAX_ATTEMPTS - 1):
        let_its_time_come(letter)
        tasks.deliver(letter.pk)
        letter.refresh_from_db()
        pauses.append(round((letter.due_at - timezone.now()) / timedelta(minutes=1)))
    assert pauses == [2, 4, 8, 16, 32, 64, 128]
    assert letter.state == LetterState.WAITING


def test_the_sweep_sends_it_when_the_server_is_back(letter, server_away):
    tasks.deliver(letter.pk)
    server_away.EMAIL_BACKEND = LOCMEM
    sweep()
    assert addresses() == []
    let_its_time_come(letter)
    sweep()
    letter.refresh_from_db()
    assert (addresses(), letter.state, letter.last_error) == ([letter.to], LetterState.SENT, "")


def test_the_sweep_sends_what_was_never_nudged(letter):
    sweep()
    assert addresses() == [letter.to]


# --- Given up -----------------------------------------------------------------------------------------------------
def test_after_the_last_attempt_it_is_given_up_with_the_reason(letter, server_away):
    for _ in range(Letter.MAX_ATTEMPTS):
        let_its_time_come(letter)
        tasks.deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (LetterState.FAILED, Letter.MAX_ATTEMPTS)
    assert "Connection refused" in letter.last_error

    server_away.EMAIL_BACKEND = LOCMEM
    let_its_time_come(letter)
    sweep()
    assert addresses() == []


def test_a_letter_that_kills_its_workers_is_not_offered_for_ever(letter):
    for _ in range(Letter.MAX_ATTEMPTS):
        assert Letter.objects.claim(letter.pk)
        let_its_time_come(letter)
    sweep()
    letter.refresh_from_db()
    assert (addresses(), letter.state) == ([], LetterState.FAILED)
    assert letter.last_error == "Arbetet avbröts varje gång innan det blev klart."


def test_a_server_that_says_nothing_still_leaves_a_reason(letter, settings):
    settings.EMAIL_BACKEND = "tests.post.test_deliver.Speechless"
    tasks.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.last_error == "ConnectionResetError"


class Speechless(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionResetError


def test_the_administrator_reads_which_letters_failed_and_why(as_, administrator, letter, server_away):
    Letter.objects.filter(pk=letter.pk).update(
        organisation=administrator.memberships[0].organisation, attempts=Letter.MAX_ATTEMPTS - 1
    )
    tasks.deliver(letter.pk)
    page = as_(administrator).get("/organisation/brev/").text
    assert "Kunde inte skickas" in page
    assert "Connection refused" in page
    assert "hemlig" not in page


class Suspicious(EmailBackend):
    """A mail server that refuses a letter and repeats what it did not like."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPDataError(554, f"Suspicious address {messages[0].body.strip()} refused".encode())


def test_what_the_server_repeats_gives_nobody_the_readers_link(letter, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Suspicious"
    settings.BASE_URL = "https://exempel.example"
    tasks.deliver(letter.pk)

    letter.refresh_from_db()
    assert "Suspicious address https://exempel.example/… refused" in letter.last_error
    assert "hemlig" not in letter.last_error
