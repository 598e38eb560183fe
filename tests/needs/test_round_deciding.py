"""The chief decides about each need; the answers go out together when the round is finished."""

import csv
import io

import pytest

from history.actions import StaleState
from needs.actions.rounds import close_assessment, decide, release_answers, remove_candidate
from needs.models import PrioritisationRound
from needs.states import NeedState, RoundState
from post.models import Letter
from tests import factories
from tests.needs.test_assess import hand_in

pytestmark = pytest.mark.django_db
REASON = "Behovet delas av flera enheter."


@pytest.fixture
def round_(chief, staff, team_member):
    needs = [factories.a_need(staff, title=title) for title in ("Nycklar", "Matsvinn", "Tolkar")]
    round_ = factories.a_round(chief, *needs, team=(team_member,))
    for candidate, points in zip(round_.candidates.order_by("pk"), (2, 5, 3), strict=True):
        hand_in(candidate, team_member, points, points)
    close_assessment(round_, by=chief)
    return round_


def candidates(round_):
    return list(round_.candidates.select_related("need", "round").order_by("pk"))


def decide_all(round_, chief, *decisions):
    for candidate, decision in zip(candidates(round_), decisions, strict=True):
        decide(candidate, decision=decision, reason=f"{REASON} {decision}", seen="", by=chief)


def test_the_chief_sees_the_ranking(as_, chief, round_):
    page = as_(chief).get(round_.get_absolute_url())

    rows = page.context["result"].rows
    assert [(row.standing.place, row.candidate.need.title) for row in rows] == [
        (1, "Matsvinn"),
        (2, "Tolkar"),
        (3, "Nycklar"),
    ]


def test_deciding_saves_and_goes_on_to_the_next_in_the_ranking(as_, chief, round_):
    _keys, waste, interpreters = candidates(round_)

    answer = as_(chief).post(waste.get_absolute_url(), {"decision": "forward", "reason": REASON, "seen": ""})

    assert answer.url == interpreters.get_absolute_url()
    waste.refresh_from_db()
    assert (waste.decision, waste.reason, waste.decided_by) == ("forward", REASON, chief)
    entry = round_.history[0]
    assert (entry.sentence, entry.reason) == ("Beslutade att ta ”Matsvinn” vidare", REASON)


def test_nobody_is_told_before_the_answers_are_released(as_, chief, staff, leader, team_member, round_):
    Letter.objects.all().delete()
    decide_all(round_, chief, "forward", "park", "decline")

    assert Letter.objects.count() == 0
    assert {c.need.state for c in candidates(round_)} == {NeedState.IN_ROUND}
    for person in (leader, team_member):
        for page in (round_.get_absolute_url(), candidates(round_)[0].get_absolute_url()):
            assert REASON not in as_(person).get(page).content.decode()
    assert REASON not in as_(staff).get(candidates(round_)[0].need.get_absolute_url()).content.decode()


def test_a_decision_can_be_changed_until_then(as_, chief, round_):
    candidate = candidates(round_)[0]
    decide(candidate, decision="park", reason="Inte nu.", seen="", by=chief)

    as_(chief).post(candidate.get_absolute_url(), {"decision": "forward", "reason": REASON, "seen": candidate.version})

    candidate.refresh_from_db()
    assert (candidate.decision, candidate.reason) == ("forward", REASON)


def test_of_two_chiefs_deciding_at_once_the_second_is_told_and_loses_nothing(as_, chief, organisation, round_):
    other = factories.a_person(organisation, factories.CHIEF, name="Urban Utveckling")
    candidate = candidates(round_)[0]
    seen_by_both = candidate.version
    decide(candidate, decision="park", reason="Inte nu.", seen=seen_by_both, by=other)

    page = as_(chief).post(
        candidate.get_absolute_url(), {"decision": "forward", "reason": REASON, "seen": seen_by_both}
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert "Urban Utveckling beslutade före dig" in text
    assert "Inte nu." in text
    assert REASON in text
    candidate.refresh_from_db()
    assert candidate.decision == "park"

    again = {"decision": "forward", "reason": REASON, "seen": page.context["candidate"].version}
    assert as_(chief).post(candidate.get_absolute_url(), again).status_code == 302
    candidate.refresh_from_db()
    assert candidate.decision == "forward"


def test_ones_own_decision_in_another_tab_is_called_ones_own(as_, chief, round_):
    candidate = candidates(round_)[0]
    seen = candidate.version
    decide(candidate, decision="park", reason="Inte nu.", seen=seen, by=chief)

    typed = {"decision": "forward", "reason": REASON, "seen": seen}
    assert "Du har redan beslutat om behovet" in as_(chief).post(candidate.get_absolute_url(), typed).text


def test_saving_the_same_decision_twice_is_written_once(chief, round_):
    candidate = candidates(round_)[0]
    decide(candidate, decision="park", reason="Inte nu.", seen="", by=chief)
    decide(candidate, decision="park", reason="Inte nu.", seen=candidate.version, by=chief)

    assert [e.verb for e in round_.history].count("round.park") == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"decision": "forward", "reason": ""}, "Skriv en motivering"),
        ({"decision": "", "reason": REASON}, "Välj ett beslut"),
        ({"decision": "kanske", "reason": REASON}, "Välj ett beslut"),
        ({"decision": "park", "reason": "å" * 2001}, "2000"),
    ],
)
def test_a_decision_needs_its_reason(as_, chief, round_, typed, message):
    page = as_(chief).post(candidates(round_)[0].get_absolute_url(), typed | {"seen": ""})

    assert page.status_code == 422
    assert message in page.content.decode()


def test_releasing_answers_every_submitter_by_letter_and_on_the_need(as_, chief, staff, round_):
    Letter.objects.all().delete()
    decide_all(round_, chief, "forward", "park", "decline")

    as_(chief).post(f"{round_.get_absolute_url()}lamna-besked/")

    round_.refresh_from_db()
    assert round_.state == RoundState.FINISHED
    assert [(c.need.state, c.need.answer) for c in candidates(round_)] == [
        (NeedState.PRIORITISED, f"{REASON} forward"),
        (NeedState.PARKED, f"{REASON} park"),
        (NeedState.DECLINED, f"{REASON} decline"),
    ]
    assert list(Letter.objects.values_list("to", flat=True)) == [staff.email] * 3
    assert f"{REASON} park" in as_(staff).get(candidates(round_)[1].need.get_absolute_url()).content.decode()


def test_who_the_need_was_handed_in_for_gets_the_answer_too(chief, staff, round_):
    need = candidates(round_)[0].need
    type(need).objects.filter(pk=need.pk).update(on_behalf_email="boende@exempel.example")
    Letter.objects.all().delete()
    decide_all(round_, chief, "forward", "park", "decline")

    release_answers(round_, by=chief)

    assert Letter.objects.filter(to="boende@exempel.example").count() == 1


def test_answers_go_out_once(as_, chief, round_):
    decide_all(round_, chief, "forward", "park", "decline")
    Letter.objects.all().delete()

    as_(chief).post(f"{round_.get_absolute_url()}lamna-besked/")
    page = as_(chief).post(f"{round_.get_absolute_url()}lamna-besked/", follow=True)

    assert "Det är redan gjort" in page.content.decode()
    assert Letter.objects.count() == 3


def test_an_undecided_need_holds_all_answers_back(chief, round_):
    decide(candidates(round_)[0], decision="park", reason="Inte nu.", seen="", by=chief)

    with pytest.raises(StaleState, match="Besluta om alla behov först"):
        release_answers(round_, by=chief)
    assert {c.need.state for c in candidates(round_)} == {NeedState.IN_ROUND}


def test_nothing_is_half_released_when_one_need_has_moved(chief, round_):
    decide_all(round_, chief, "forward", "park", "decline")
    last = candidates(round_)[2].need
    type(last).objects.filter(pk=last.pk).update(state=NeedState.CONCLUDED)
    Letter.objects.all().delete()

    with pytest.raises(StaleState):
        release_answers(round_, by=chief)

    round_.refresh_from_db()
    assert round_.state == RoundState.DECIDING
    assert candidates(round_)[0].need.state == NeedState.IN_ROUND
    assert Letter.objects.count() == 0


def test_no_decision_while_the_team_assesses_and_none_after_the_answers(chief, staff, team_member, round_):
    still_open = factories.a_round(chief, factories.a_need(staff), team=(team_member,))
    with pytest.raises(StaleState):
        decide(still_open.candidates.get(), decision="park", reason="Nej", seen="", by=chief)

    decide_all(round_, chief, "forward", "park", "decline")
    release_answers(round_, by=chief)
    candidate = candidates(round_)[0]
    with pytest.raises(StaleState):
        decide(candidate, decision="park", reason="Nej", seen=candidate.version, by=chief)


def test_the_assessment_can_be_closed_early_and_opened_again(as_, chief, staff, team_member):
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member,))

    as_(chief).post(f"{round_.get_absolute_url()}avsluta-bedomning/")
    round_.refresh_from_db()
    assert round_.state == RoundState.DECIDING

    as_(chief).post(f"{round_.get_absolute_url()}oppna-igen/")
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN


def test_a_need_taken_out_waits_for_another_round(as_, chief, round_):
    candidate = candidates(round_)[0]

    as_(chief).post(f"{candidate.get_absolute_url()}ta-ut/")

    candidate.need.refresh_from_db()
    assert candidate.need.state == NeedState.SUBMITTED
    assert candidate.need.history[0].sentence == f"Tog ut behovet ur prioriteringen {round_.name}"
    assert round_.candidates.count() == 2
    assert as_(chief).post(f"{candidate.get_absolute_url()}ta-ut/").status_code == 404


def test_taking_out_what_the_others_are_done_without_offers_to_end_the_assessment(chief, staff, team_member):
    done, left = factories.a_need(staff), factories.a_need(staff)
    round_ = factories.a_round(chief, done, left, team=(team_member,))
    hand_in(round_.candidates.get(need=done), team_member, 4, 4)

    remove_candidate(round_.candidates.get(need=left), by=chief)

    assert list(type(round_).objects.complete()) == [round_]
    assert Letter.objects.get().to == chief.email


def test_the_export_is_what_the_page_shows(as_, chief, team_member, round_):
    decide(candidates(round_)[1], decision="forward", reason=REASON, seen="", by=chief)

    def exported(person):
        answer = as_(person).get(round_.get_absolute_url(), {"format": "csv"})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    first = exported(chief)[0]
    assert (first["Plats"], first["Behov"], first["Medel"], first["Spridning"]) == ("1", "Matsvinn", "5,00", "")
    assert (first["Nytta (3)"], first["Beslut"], first["Motivering"]) == ("5,00", "Ta vidare", REASON)
    assert "Beslut" not in exported(team_member)[0]


@pytest.mark.parametrize("deed", ["oppna", "ta-bort", "avsluta-bedomning", "oppna-igen", "lamna-besked", "andra"])
def test_only_the_chief_runs_the_round(as_, round_, deed, team_member, leader, staff, other_chief):
    address = f"{round_.get_absolute_url()}{deed}/"
    for person in (team_member, leader):
        assert as_(person).post(address).status_code == 403
    for person in (staff, other_chief):
        assert as_(person).post(address).status_code == 404


def test_only_the_chief_decides(as_, round_, team_member, leader):
    candidate = candidates(round_)[0]
    for person in (team_member, leader):
        answer = as_(person).post(candidate.get_absolute_url(), {"decision": "park", "reason": "Nej", "seen": ""})
        assert answer.status_code == 403
        assert as_(person).post(f"{candidate.get_absolute_url()}ta-ut/").status_code == 403


def test_a_mean_has_the_same_figures_on_both_pages_and_in_the_file(as_, chief, organisation, staff, team_member):
    another = factories.a_person(organisation, factories.STAFF, factories.TEAM)
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member, another))
    candidate = candidates(round_)[0]
    hand_in(candidate, team_member, 4, 5)
    hand_in(candidate, another, 4, 4)  # 4.25 and 4: a mean of 4.125
    PrioritisationRound.objects.update(state=RoundState.DECIDING)
    client = as_(chief)
    file = b"".join(client.get(round_.get_absolute_url(), {"format": "csv"}).streaming_content).decode()
    assert ";4,13;0,13;4,00;4,50;" in file
    for url in (round_.get_absolute_url(), candidate.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "4,13" in page
        assert "0,13" in page
    assert '<td class="number">4,50</td>' in page
