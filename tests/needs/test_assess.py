"""Assessing blind: one need at a time, others' assessments hidden until one's own is in."""

import pytest

from history.actions import StaleState
from needs.actions.rounds import hand_in_assessment, keep_assessment
from needs.models import Assessment
from needs.results import result_of
from needs.states import RoundState
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "Det här har jag inte sagt till någon"


@pytest.fixture
def second(organisation):
    return factories.a_person(organisation, factories.STAFF, factories.TEAM, name="Tilda Tång")


@pytest.fixture
def round_(chief, staff, team_member, second):
    return factories.a_round(chief, factories.a_need(staff), factories.a_need(staff), team=(team_member, second))


def candidates(round_):
    return list(round_.candidates.order_by("pk"))


def url(candidate):
    return f"{candidate.get_absolute_url()}bedom/"


def levels(round_, benefit, feasibility, **more):
    first, other = round_.criteria.all()
    return {f"points_{first.pk}": benefit, f"points_{other.pk}": feasibility, **more}


def hand_in(candidate, person, benefit, feasibility, **more):
    first, other = candidate.round.criteria.all()
    return hand_in_assessment(
        candidate, points={first: benefit, other: feasibility}, **{"comment": "", "abstains": False, **more}, by=person
    )


def test_save_and_next_hands_in_and_goes_on_to_the_next_need(as_, round_, team_member):
    first, other = candidates(round_)

    answer = as_(team_member).post(url(first), levels(round_, 5, 2, comment="Många har det"))

    assert answer.url == url(other)
    assessment = Assessment.objects.get()
    assert assessment.handed_in_at is not None
    assert [score.points for score in assessment.scores.order_by("pk")] == [5, 2]
    assert "1 av 2 klara" in as_(team_member).get(url(other)).content.decode()


def test_the_last_need_leads_back_to_the_round(as_, round_, team_member):
    first, other = candidates(round_)
    hand_in(other, team_member, 3, 3)

    answer = as_(team_member).post(url(first), levels(round_, 5, 2))

    assert answer.url == round_.get_absolute_url()


def test_each_criterion_needs_a_level(as_, round_, team_member):
    page = as_(team_member).post(url(candidates(round_)[0]), levels(round_, 4, "", comment="Bra"))

    assert page.status_code == 422
    assert "Välj en nivå för genomförbarhet" in page.content.decode()
    assert "Bra" in page.content.decode()
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("nonsense", ["0", "6", "-1", "abc", "3.5"])
def test_only_one_to_five_can_be_given(as_, round_, team_member, nonsense):
    page = as_(team_member).post(url(candidates(round_)[0]), levels(round_, nonsense, 3))

    assert page.status_code == 422
    assert "Välj en nivå från 1 till 5" in page.content.decode()


def test_who_abstains_is_done_and_counts_for_nothing(as_, round_, chief, team_member, second):
    candidate = candidates(round_)[0]
    hand_in(candidate, second, 5, 5)

    as_(team_member).post(url(candidate), levels(round_, 1, 1, abstains="on"))

    row = next(r for r in result_of(round_, user=chief).rows if r.candidate == candidate)
    assert (row.handed_in, row.standing.assessors, row.standing.mean) == (2, 1, 5.0)


def test_a_draft_may_be_half_done_and_is_there_again(as_, round_, team_member):
    candidate = candidates(round_)[0]

    as_(team_member).post(url(candidate), levels(round_, 4, "", comment="Tänker", draft="1"))

    form = as_(team_member).get(url(candidate)).context["form"]
    assert [field.value() for field in form.levels] == [4, None]
    assert form["comment"].value() == "Tänker"
    assert Assessment.objects.get().handed_in_at is None


def test_a_draft_is_seen_by_nobody_else(as_, round_, chief, team_member):
    candidate = candidates(round_)[0]
    as_(team_member).post(url(candidate), levels(round_, 4, 4, comment=SECRET, draft="1"))

    assert SECRET not in as_(chief).get(candidate.get_absolute_url()).content.decode()
    assert result_of(round_, user=chief).handed_in == 0


def test_what_is_handed_in_stands(as_, round_, team_member):
    candidate = candidates(round_)[0]
    hand_in(candidate, team_member, 5, 5)

    page = as_(team_member).post(url(candidate), levels(round_, 1, 1), follow=True)

    assert "Du har redan lämnat in din bedömning av behovet." in page.content.decode()
    assert list(Assessment.objects.get().scores.values_list("points", flat=True)) == [5, 5]
    with pytest.raises(StaleState):
        hand_in(candidate, team_member, 1, 1)


def everything_seen_by(client, round_):
    """All pages and exports of the round as one text."""
    addresses = [round_.get_absolute_url(), f"{round_.get_absolute_url()}?format=csv"]
    addresses += [candidate.get_absolute_url() for candidate in round_.candidates.all()]
    addresses += [candidate.need.get_absolute_url() for candidate in round_.candidates.all()]
    answers = [client.get(address) for address in addresses]
    return "".join(
        (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode() for answer in answers
    )


def test_others_are_hidden_in_pages_exports_and_history_until_ones_own_is_in(as_, round_, team_member, second):
    candidate = candidates(round_)[0]
    hand_in(candidate, second, 5, 2, comment=SECRET)  # (3·5 + 1·2) / 4 = 4,25

    before = everything_seen_by(as_(team_member), round_)
    assert SECRET not in before
    assert "4,25" not in before

    hand_in(candidate, team_member, 5, 2)
    after = everything_seen_by(as_(team_member), round_)
    assert SECRET in after
    assert "4,25" in after


def test_ones_own_on_one_need_opens_nothing_about_another(round_, team_member, second):
    first, other = candidates(round_)
    hand_in(first, second, 5, 5)
    hand_in(other, second, 1, 1)
    hand_in(first, team_member, 3, 3)

    rows = {row.candidate: row for row in result_of(round_, user=team_member).rows}
    assert rows[first].standing.mean == 4.0
    assert rows[other].standing is None
    assert not result_of(round_, user=team_member).ranked


def test_a_chief_on_the_team_is_blind_too(round_, chief, second):
    round_.team.add(chief)
    candidate = candidates(round_)[0]
    hand_in(candidate, second, 5, 5)

    assert [row.standing for row in result_of(round_, user=chief).rows] == [None, None]


def test_the_leadership_waits_until_the_assessment_is_over(as_, round_, leader, second):
    hand_in(candidates(round_)[0], second, 5, 2, comment=SECRET)
    assert SECRET not in everything_seen_by(as_(leader), round_)

    type(round_).objects.filter(pk=round_.pk).update(state=RoundState.DECIDING)
    assert SECRET in everything_seen_by(as_(leader), round_)


def test_who_did_not_hand_in_stays_blind_while_the_round_can_open_again(as_, round_, team_member, second):
    hand_in(candidates(round_)[0], second, 5, 2, comment=SECRET)
    type(round_).objects.filter(pk=round_.pk).update(state=RoundState.DECIDING)

    assert SECRET not in everything_seen_by(as_(team_member), round_)


def test_the_logbook_says_that_an_assessment_is_in_and_not_what_it_says(round_, second):
    candidate = candidates(round_)[0]
    hand_in(candidate, second, 5, 2, comment=SECRET)

    entry = round_.history[0]  # on the page it stands folded, below the rest
    assert entry.sentence == f"Lämnade in sin bedömning av ”{candidate.need.title}”"
    assert (entry.reason, entry.data) == ("", {"need": candidate.need.title})


def test_the_last_assessment_closes_and_tells_the_chief(round_, chief, team_member, second):
    for person in (team_member, second):
        for candidate in candidates(round_):
            hand_in(candidate, person, 4, 4)

    round_.refresh_from_db()
    assert round_.state == RoundState.DECIDING
    assert round_.history[0].sentence == "Alla har bedömt alla behov"
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (chief.email, f"Alla har bedömt behoven i {round_.name}")


def test_an_assessment_that_is_only_kept_does_not_close_the_round(round_, team_member, second):
    first, other = candidates(round_)
    hand_in(first, team_member, 4, 4)
    hand_in(other, team_member, 4, 4)
    keep_assessment(first, points={}, comment="Tänker", abstains=False, by=second)
    hand_in(other, second, 4, 4)

    round_.refresh_from_db()
    assert (round_.state, Letter.objects.count()) == (RoundState.OPEN, 0)


def test_nobody_assesses_after_the_end(as_, round_, team_member):
    type(round_).objects.filter(pk=round_.pk).update(state=RoundState.DECIDING)
    candidate = candidates(round_)[0]

    page = as_(team_member).post(url(candidate), levels(round_, 4, 4), follow=True)

    assert "Bedömningen är avslutad." in page.content.decode()
    assert Assessment.objects.count() == 0


def test_only_the_team_assesses(as_, round_, organisation, chief, leader, staff, manager, administrator, other_chief):
    address = url(candidates(round_)[0])
    for person in (chief, leader):
        assert as_(person).get(address).status_code == 403
    not_on_the_team = factories.a_person(organisation, factories.TEAM)
    for person in (staff, manager, administrator, other_chief, not_on_the_team):
        assert as_(person).get(address).status_code == 404


def test_a_candidate_of_another_round_is_not_found_under_this_one(as_, round_, chief, staff, team_member):
    other = factories.a_round(chief, factories.a_need(staff), team=(team_member,))
    address = f"{round_.get_absolute_url()}behov/{other.candidates.get().pk}/"

    assert as_(team_member).get(address).status_code == 404


def test_a_personal_identity_number_in_the_comment_is_asked_about_first(as_, round_, team_member):
    candidate = candidates(round_)[0]
    typed = levels(round_, 4, 4, comment="Ring 811228-9874")

    page = as_(team_member).post(url(candidate), typed)
    assert page.status_code == 422
    assert "Det här ser ut som ett personnummer" in page.content.decode()

    assert as_(team_member).post(url(candidate), typed | {"keeps_number": "on"}).status_code == 302


def test_comments_are_never_markup(as_, round_, chief, second):
    candidate = candidates(round_)[0]
    hand_in(candidate, second, 3, 3, comment="<script>alert(1)</script>")

    assert "<script>alert" not in as_(chief).get(candidate.get_absolute_url()).content.decode()
