"""Taking a need back before its round opens, and throwing away a draft."""

import pytest
from django.urls import reverse
from django.utils import timezone

from history.models import Entry
from needs.actions.needs import support_need, withdraw_need
from needs.actions.rounds import open_round
from needs.models import Candidate, Need
from needs.states import NeedState, RoundState
from post.models import Letter, LetterState
from tests import factories

pytestmark = pytest.mark.django_db


def send(client, name: str, need: Need):
    return client.post(reverse(f"needs:{name}", args=[need.pk]), follow=True)


def test_a_draft_is_thrown_away_after_a_question(as_, staff):
    draft = factories.a_need(staff, NeedState.DRAFT)
    client = as_(staff)
    page = client.get(f"/behov/{draft.pk}/andra/").content.decode()
    assert "Vill du ta bort utkastet?" in page

    answer = send(client, "need_discard", draft)

    assert "Utkastet är borttaget." in answer.content.decode()
    assert not Need.objects.exists()
    assert Entry.objects.get().verb == "need.discarded"


def test_nobody_else_throws_it_away_nor_what_is_handed_in(as_, staff, chief):
    draft, need = factories.a_need(staff, NeedState.DRAFT), factories.a_need(staff)
    assert send(as_(chief), "need_discard", draft).status_code == 404
    send(as_(staff), "need_discard", need)
    assert Need.objects.count() == 2


def test_a_withdrawn_need_stays_on_record_and_waits_no_longer(as_, staff, chief):
    need = factories.a_need(staff)
    client = as_(staff)
    assert "Vill du återta behovet?" in client.get(need.get_absolute_url()).content.decode()

    page = send(client, "need_withdraw", need).content.decode()

    need.refresh_from_db()
    assert need.state == NeedState.WITHDRAWN
    assert "Återtaget" in page
    assert "Ångra" in page
    assert [e.sentence for e in need.history] == ["Återtog behovet"]
    assert not Need.objects.waiting_for_a_round().exists()
    assert not Need.objects.unanswered().exists()
    seen = as_(chief).get(need.get_absolute_url()).content.decode()
    assert "Ta med i en prioritering" not in seen
    assert "Parkera eller avböj" not in seen


def test_supporters_and_the_owner_hear_it_and_hear_when_it_is_undone(as_, staff, manager, team_member):
    need = factories.a_need(staff, owner=manager)
    support_need(need, line="", unit=None, by=team_member)
    client = as_(staff)
    assert "får ett brev" in client.get(need.get_absolute_url()).content.decode()

    send(client, "need_withdraw", need)
    assert {(x.to, x.subject) for x in Letter.objects.all()} == {
        (person.email, f"Behovet är återtaget: {need.title}") for person in (manager, team_member)
    }

    Letter.objects.filter(to=manager.email).update(state=LetterState.SENT, sent_at=timezone.now())
    send(client, "need_hand_in_again", need)
    need.refresh_from_db()
    assert need.state == NeedState.SUBMITTED
    assert need.supports.count() == 1
    # Who has read the one letter gets the other; a letter that has not left never does.
    assert [(x.to, x.subject) for x in Letter.objects.filter(state=LetterState.WAITING)] == [
        (manager.email, f"Behovet är inlämnat igen: {need.title}")
    ]
    assert Letter.objects.get(to=team_member.email).state == LetterState.WITHDRAWN


def test_a_round_in_preparation_opens_without_it(staff, chief, team_member):
    stays, goes = factories.a_need(staff), factories.a_need(staff)
    round_ = factories.a_round(chief, team=(team_member,), state=RoundState.PLANNED)
    Candidate.objects.bulk_create(Candidate(round=round_, need=need) for need in (stays, goes))
    withdraw_need(goes, by=staff)

    open_round(round_, by=chief)

    assert [candidate.need for candidate in round_.candidates.all()] == [stays]
    goes.refresh_from_db()
    assert goes.state == NeedState.WITHDRAWN


def test_once_the_round_is_open_it_is_too_late_and_nobody_else_withdraws(as_, staff, chief):
    need, open_ = factories.a_need(staff), factories.a_need(staff)
    factories.a_round(chief, open_)
    assert send(as_(chief), "need_withdraw", need).status_code == 403
    assert "Återta behovet" not in as_(staff).get(open_.get_absolute_url()).content.decode()
    send(as_(staff), "need_withdraw", open_)
    open_.refresh_from_db()
    assert open_.state == NeedState.IN_ROUND


def test_a_withdrawn_need_is_supported_by_nobody_more(as_, staff, manager):
    need = factories.a_need(staff, NeedState.WITHDRAWN)
    as_(manager).post(f"/behov/{need.pk}/stod/", {"line": ""})
    assert not need.supports.exists()
