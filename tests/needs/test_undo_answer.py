"""An answer that is undone: before the letter leaves nobody hears of it, after that each who got it is told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from history.tasks import sweep
from needs.actions.needs import answer_need, resume_need, support_need
from needs.models import Need
from needs.states import NeedState
from post import tasks
from post.actions import _put_back
from post.models import Letter, LetterState
from tests import factories

pytestmark = pytest.mark.django_db
WRONG = {"to": NeedState.DECLINED, "reason": "Det fel ordet."}


@pytest.fixture
def need(staff, manager, chief):
    """A need that somebody else has too, answered just now."""
    need = factories.a_need(staff)
    support_need(need, line="", unit=None, by=manager)
    answer_need(need, **WRONG, by=chief)
    return need


def minutes_pass(number: int) -> None:
    """All that is told of a moment lies so much further back."""
    for letter in Letter.objects.all():
        letter.due_at -= timedelta(minutes=number)
        letter.save()
    for need in Need.objects.exclude(answered_at=None):
        Need.objects.filter(pk=need.pk).update(answered_at=need.answered_at - timedelta(minutes=number))
    sweep()


def sent() -> list[tuple[str, str]]:
    return sorted((message.to[0], message.subject.split(":")[0]) for message in mail.outbox)


def test_an_answer_waits_five_minutes_before_it_leaves(need, staff, manager):
    minutes_pass(4)
    assert sent() == []
    minutes_pass(1)
    assert sent() == sorted([(staff.email, "Svar på ditt behov"), (manager.email, "Svar på ditt behov")])


def test_an_answer_undone_before_that_never_leaves_and_was_never_given(as_, need, chief):
    page = as_(chief).post(f"/behov/{need.pk}/ta-upp/", follow=True)
    minutes_pass(60)

    need.refresh_from_db()
    assert (need.state, need.answer, need.answered_at, sent()) == (NeedState.SUBMITTED, "", None, [])
    assert set(Letter.objects.values_list("state", "text")) == {(LetterState.WITHDRAWN, "")}
    assert "Svaret</h2>" not in page.text


def test_after_that_it_asks_first_and_says_who_is_written_to(as_, need, staff, manager, chief):
    minutes_pass(5)

    page = as_(chief).post(f"/behov/{need.pk}/ta-upp/")

    assert Need.objects.get().state == NeedState.DECLINED
    assert page.context["readers"] == [staff.name, manager.name]
    assert "Svaret har redan gått iväg." in page.text


def test_each_who_got_the_answer_gets_a_correction_and_it_is_the_answer_no_longer(as_, need, staff, manager, chief):
    minutes_pass(5)
    mail.outbox.clear()

    as_(chief).post(f"/behov/{need.pk}/ta-upp/", {"sure": "1"})
    sweep()

    need.refresh_from_db()
    assert (need.state, need.answer) == (NeedState.SUBMITTED, "")
    assert sent() == sorted((person.email, "Svaret gäller inte längre") for person in (staff, manager))
    assert need.get_absolute_url() in mail.outbox[0].body
    page = as_(staff).get(need.get_absolute_url()).text
    assert "Svaret</h2>" not in page


def test_an_answer_that_was_received_still_counts_in_the_report_of_its_days(need, chief):
    minutes_pass(5)
    need.refresh_from_db()
    resume_need(need, by=chief)
    today = timezone.localdate()
    assert Need.objects.answered_between(today - timedelta(days=1), today).count() == 1


def test_whose_letter_failed_gets_no_correction(need, staff, manager, chief):
    Letter.objects.filter(to=staff.email).update(state=LetterState.FAILED, last_error="no such box")
    minutes_pass(5)
    mail.outbox.clear()
    resume_need(need, by=chief)
    sweep()
    assert sent() == [(manager.email, "Svaret gäller inte längre")]


def test_a_second_answer_is_corrected_by_itself(need, staff, manager, chief):
    minutes_pass(5)
    resume_need(need, by=chief)
    answer_need(need, **WRONG, by=chief)
    mail.outbox.clear()
    resume_need(need, by=chief)
    minutes_pass(60)
    assert sent() == sorted((person.email, "Svaret gäller inte längre") for person in (staff, manager))


@pytest.mark.parametrize("came_through", [True, False])
def test_a_letter_in_a_workers_hands_is_corrected_only_if_it_comes_through(need, staff, manager, chief, came_through):
    """The worker has it when the answer is undone; what comes back from the mail server is stopped then."""
    letter = Letter.objects.get(to=staff.email)
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now())
    in_hand = Letter.objects.claim(letter.pk)
    resume_need(need, by=chief)
    sweep()  # the correction waits for what comes of it
    assert sent() == []

    if came_through:
        in_hand.change(state=LetterState.SENT)
    else:
        _put_back(in_hand, OSError("4.2.1 try again"))
    minutes_pass(10)

    assert sent() == ([(staff.email, "Svaret gäller inte längre")] if came_through else [])


def test_of_an_undone_answer_and_a_worker_one_has_the_letter(need, chief):
    letter = Letter.objects.first()
    resume_need(need, by=chief)
    Letter.objects.update(due_at=timezone.now())
    tasks.deliver(letter.pk)
    assert sent() == []


def test_a_stranger_it_was_handed_in_for_is_told_too(staff, chief):
    need = factories.a_need(staff, on_behalf_of="Natt Nilsson", on_behalf_email="natt@exempel.example")
    answer_need(need, **WRONG, by=chief)
    minutes_pass(5)
    mail.outbox.clear()
    resume_need(need, by=chief)
    sweep()
    (letter,) = [message for message in mail.outbox if message.to == ["natt@exempel.example"]]
    assert "Hej Natt Nilsson," in letter.body
    assert need.get_absolute_url() not in letter.body
