"""Answering a need outside a round, taking it up again, naming its owner, supporting it."""

import threading

import pytest
from django.db import connection

from history.actions import StaleState
from needs.actions.needs import answer_need
from needs.models import Need, Support
from needs.states import NeedState
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
DECLINED = {"to": "declined", "reason": "Det finns redan en lösning i planeringssystemet."}


def test_the_submitter_gets_the_answer_by_letter_and_on_the_page(as_, staff, chief):
    need = factories.a_need(staff)

    as_(chief).post(f"/behov/{need.pk}/svara/", DECLINED)

    letter = Letter.objects.get()
    assert letter.to == staff.email
    assert DECLINED["reason"] in letter.text
    assert need.get_absolute_url() in letter.text
    assert DECLINED["reason"] in as_(staff).get(need.get_absolute_url()).content.decode()


def test_the_one_it_was_handed_in_for_hears_too(staff, chief):
    need = factories.a_need(staff, on_behalf_email="natt@exempel.example")

    answer_need(need, to=NeedState.PARKED, reason="Vi väntar.", by=chief)

    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted([staff.email, "natt@exempel.example"])


def test_an_answer_has_a_reason(as_, staff, chief):
    need = factories.a_need(staff)

    answer = as_(chief).post(f"/behov/{need.pk}/svara/", {"to": "declined", "reason": " "})

    assert answer.status_code == 422
    assert "Skriv en motivering" in answer.content.decode()
    assert Need.objects.get(pk=need.pk).state == NeedState.SUBMITTED


def test_only_the_chief_answers(as_, staff, manager, team_member, leader, administrator, other_chief):
    need = factories.a_need(staff)

    for person, status in [
        (staff, 403),
        (manager, 403),
        (team_member, 403),
        (leader, 403),
        (administrator, 403),
        (other_chief, 404),
    ]:
        assert as_(person).post(f"/behov/{need.pk}/svara/", DECLINED).status_code == status
    assert Need.objects.get(pk=need.pk).state == NeedState.SUBMITTED


@pytest.mark.parametrize(("is_first", "said"), [(False, "Någon annan hann före"), (True, "Det är redan gjort")])
def test_the_second_to_answer_is_told_who_was_first(as_, organisation, staff, chief, is_first, said):
    need = factories.a_need(staff)
    first = chief if is_first else factories.a_person(organisation, factories.CHIEF, name="Urban Utveckling")
    answer_need(Need.objects.get(pk=need.pk), to=NeedState.PARKED, reason="Jag var först.", by=first)

    page = as_(chief).post(f"/behov/{need.pk}/svara/", DECLINED, follow=True).content.decode()

    assert said in page
    assert Need.objects.get(pk=need.pk).answer == "Jag var först."
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_chiefs_at_the_very_same_time_give_one_answer(staff, chief):
    need = factories.a_need(staff)
    start, won = threading.Barrier(2), []

    def answer(to: str) -> None:
        mine = Need.objects.select_related("organisation", "submitter").get(pk=need.pk)
        start.wait()
        try:
            answer_need(mine, to=to, reason=f"Mitt svar är {to}.", by=chief)
            won.append(to)
        except StaleState:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[to]) for to in (NeedState.PARKED, NeedState.DECLINED)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(won) == 1
    assert Need.objects.get(pk=need.pk).state == won[0]
    assert Letter.objects.count() == 1


def test_a_parked_need_is_taken_up_again(as_, staff, chief):
    need = factories.a_need(staff, NeedState.PARKED)

    as_(chief).post(f"/behov/{need.pk}/ta-upp/")

    need.refresh_from_db()
    assert need.state == NeedState.SUBMITTED


def test_support_is_given_once_and_taken_back(as_, staff, manager):
    need = factories.a_need(staff)

    for line in ("Hos oss också", "Hos oss i Söder också"):
        as_(manager).post(f"/behov/{need.pk}/stod/", {"line": line})
    assert [s.line for s in Support.objects.all()] == ["Hos oss i Söder också"]

    as_(manager).post(f"/behov/{need.pk}/stod/", {"withdraw": "1"})
    assert Support.objects.count() == 0


def test_nobody_supports_their_own_need(as_, staff):
    need = factories.a_need(staff)

    assert as_(staff).post(f"/behov/{need.pk}/stod/", {"line": ""}).status_code == 403


def test_the_chief_names_a_line_manager_as_owner(as_, staff, manager, chief):
    need = factories.a_need(staff)

    as_(chief).post(f"/behov/{need.pk}/agare/", {"owner": staff.pk})
    assert Need.objects.get(pk=need.pk).owner is None

    as_(chief).post(f"/behov/{need.pk}/agare/", {"owner": manager.pk})
    assert Need.objects.get(pk=need.pk).owner == manager
