"""The receipt for a need that is handed in: its number, what happens now and when, and where to follow it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from needs.actions.needs import submit_need
from needs.models import Need
from needs.states import NeedState
from post.models import Letter
from tests import factories
from tests.needs.test_submit import NEW, filled

pytestmark = pytest.mark.django_db


def hand_in(staff, **fields) -> Need:
    draft = factories.a_need(staff, NeedState.DRAFT, title="Skriv en gång", **fields)
    return submit_need(draft, drivers=[], by=staff)


def test_whoever_hands_in_a_need_gets_a_receipt_that_a_chief_answers_for(as_, staff, chief):
    as_(staff).post(NEW, filled(staff))
    need, receipt = Need.objects.get(), Letter.objects.get()
    assert (receipt.to, receipt.reply_to) == (staff.email, chief.email)
    assert receipt.subject == f"Vi har tagit emot ditt behov, B-{need.pk}: {need.title}"
    assert need.situation in receipt.text
    assert "Utvecklingschefen beslutar och motiverar." in receipt.text
    assert f"http://localhost:8000{need.get_absolute_url()}" in receipt.text


def test_the_receipt_comes_in_the_language_of_its_reader(staff):
    staff.language = "en"
    staff.save()
    assert hand_in(staff).title in Letter.objects.get().subject
    assert "Thank you. Your need has number B-" in Letter.objects.get().text


def test_neither_a_draft_nor_a_changed_need_gives_a_receipt(as_, staff):
    as_(staff).post(NEW, {"title": "Nycklar", "draft": "1"})
    need = factories.a_need(staff)
    as_(staff).post(f"{need.get_absolute_url()}andra/", filled(staff))
    assert Letter.objects.count() == 0


def test_whom_it_is_handed_in_for_reads_it_in_the_letter(staff, chief):
    hand_in(staff, on_behalf_of="Natt Nilsson", on_behalf_email="natt@exempel.example")
    receipt = Letter.objects.get(to="natt@exempel.example")
    assert "Hej Natt Nilsson," in receipt.text
    assert "Mia Medarbetare har lämnat in ett behov åt dig." in receipt.text
    assert "Samma uppgift skrivs i tre system efter varje besök." in receipt.text
    assert receipt.reply_to == staff.email
    assert "http" not in receipt.text  # what needs an account is not offered to somebody without one


def test_a_colleague_it_is_handed_in_for_can_open_it(organisation, staff):
    colleague = factories.a_person(organisation, factories.STAFF, name="Nora Natt", language="en")
    need = hand_in(staff, on_behalf_of="Nora", on_behalf_email=colleague.email.upper())
    receipt = Letter.objects.get(to=colleague.email)
    assert need.get_absolute_url() in receipt.text
    assert "Hello Nora Natt," in receipt.text


def test_who_hands_in_for_themselves_gets_one(staff):
    hand_in(staff, on_behalf_of="Mia", on_behalf_email=staff.email)
    assert Letter.objects.get().to == staff.email


@pytest.mark.parametrize(("answered", "said"), [(5, True), (4, False)])
def test_the_receipt_says_when_to_expect_an_answer_once_there_is_something_to_go_by(staff, answered, said):
    for days in range(10, 10 + answered):
        before = timezone.now() - timedelta(days=days)
        factories.a_need(staff, NeedState.PARKED, submitted_at=before, answered_at=timezone.now())
    hand_in(staff)
    assert ("Hälften av de senaste behoven fick svar inom 12 dagar." in Letter.objects.get().text) is said
