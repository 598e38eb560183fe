"""Assessing blind: one need at a time, others' assessments hidden until the chief closes the assessment."""

import pytest

from history.actions import StaleState
from needs.actions.rounds import close_assessment, hand_in_assessment, keep_assessment, reopen_assessment
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
    close_assessment(round_, by=chief)

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


def test_ones_own_may_be_revised_until_the_round_is_closed(as_, round_, chief, team_member):
    candidate = candidates(round_)[0]
    hand_in(candidate, team_member, 5, 5)
    assert "Ändra din bedömning" in as_(team_member).get(candidate.get_absolute_url()).text
    assert "Spara ändringen" in as_(team_member).get(url(candidate)).text

    as_(team_member).post(url(candidate), levels(round_, 1, 1, comment="Jag tänkte om"))
    as_(team_member).post(url(candidate), levels(round_, 1, 1, comment="Jag tänkte om"))  # a double press

    assessment = Assessment.objects.get()
    assert (assessment.comment, list(assessment.scores.values_list("points", flat=True))) == ("Jag tänkte om", [1, 1])
    assert [e.verb for e in round_.history] == ["round.reassessed", "round.assessed"]
    page = as_(chief).get(round_.get_absolute_url()).text
    assert "2 inlämnade eller ändrade bedömningar" in page

    close_assessment(round_, by=chief)
    page = as_(team_member).post(url(candidate), levels(round_, 2, 2), follow=True)
    assert "Bedömningen är avslutad." in page.text


def test_a_draft_does_not_take_the_place_of_what_is_handed_in(as_, round_, team_member):
    candidate = candidates(round_)[0]
    hand_in(candidate, team_member, 5, 5)

    page = as_(team_member).post(url(candidate), levels(round_, 1, "", draft="1"), follow=True)

    assert "Du har redan lämnat in din bedömning av behovet." in page.text
    assert list(Assessment.objects.get().scores.values_list("points", flat=True)) == [5, 5]


def test_what_others_have_seen_stands_when_the_round_is_opened_again(as_, round_, chief, team_member, second):
    first = candidates(round_)[0]
    hand_in(first, team_member, 5, 5)
    close_assessment(round_, by=chief)
    reopen_assessment(round_, by=chief)

    assert as_(team_member).get(url(first)).url == first.get_absolute_url()
    assert "Ändra din bedömning" not in as_(team_member).get(first.get_absolute_url()).text
    with pytest.raises(StaleState, match="har visats för andra"):
        hand_in(candidates(round_)[0], team_member, 1, 1)
    hand_in(candidates(round_)[1], team_member, 2, 2)
    hand_in(candidates(round_)[1], team_member, 3, 3)  # nobody has seen this one
    assert [row.standing for row in result_of(round_, user=second).rows] == [None, None]


def test_whoever_has_seen_the_assessments_does_not_begin_to_assess(as_, round_, chief, team_member):
    close_assessment(round_, by=chief)
    reopen_assessment(round_, by=chief)

    typed = {"name": round_.name, "closes_on": round_.closes_on, "team": [team_member.pk, chief.pk]}
    page = as_(chief).post(f"{round_.get_absolute_url()}andra/", typed)

    assert page.status_code == 422
    assert f"{chief.name} har kunnat se bedömningarna" in page.text


def everything_seen_by(client, round_):
    """All pages and exports of the round as one text."""
    addresses = [round_.get_absolute_url(), f"{round_.get_absolute_url()}?format=csv"]
    addresses += [candidate.get_absolute_url() for candidate in round_.candidates.all()]
    addresses += [candidate.need.get_absolute_url() for candidate in round_.candidates.all()]
    answers = [client.get(address) for address in addresses]
    return "".join(
        (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode() for answer in answers
    )


@pytest.mark.parametrize("who", ["chief", "leader", "team_member"])
@pytest.mark.parametrize("own_is_in", [False, True])
def test_nobody_sees_others_scores_means_or_ranks_before_the_round_is_closed(
    request, as_, round_, chief, team_member, second, who, own_is_in
):
    reader, candidate = request.getfixturevalue(who), candidates(round_)[0]
    hand_in(candidate, second, 5, 2, comment=SECRET)  # (3·5 + 1·2) / 4 = 4,25
    if own_is_in:
        for each in candidates(round_):
            hand_in(each, team_member, 5, 2)

    before = everything_seen_by(as_(reader), round_)
    for hidden in (SECRET, "4,25", "Plats 1 av", "Ordningen</h2>"):
        assert hidden not in before
    assert all(row.standing is None for row in result_of(round_, user=reader).rows)
    assert (f"{1 + own_is_in} av 2 har bedömt behovet." in " ".join(before.split())) is True

    close_assessment(round_, by=chief)
    after = everything_seen_by(as_(reader), round_)
    assert (SECRET in after) == (who != "team_member" or own_is_in)


def test_ones_own_is_seen_by_oneself_alone(as_, round_, chief, team_member, second):
    candidate = candidates(round_)[0]
    hand_in(candidate, team_member, 5, 2, comment=SECRET)

    assert SECRET in as_(team_member).get(candidate.get_absolute_url()).text
    for person in (chief, second):
        assert SECRET not in everything_seen_by(as_(person), round_)


def test_ones_own_on_one_need_opens_nothing_about_another(round_, chief, team_member, second):
    first, other = candidates(round_)
    hand_in(first, second, 5, 5)
    hand_in(other, second, 1, 1)
    hand_in(first, team_member, 3, 3)
    close_assessment(round_, by=chief)

    rows = {row.candidate: row for row in result_of(round_, user=team_member).rows}
    assert rows[first].standing.mean == 4.0
    assert rows[other].standing is None
    assert not result_of(round_, user=team_member).ranked


def test_a_chief_who_assesses_hands_in_before_lifting_the_curtain(as_, round_, chief, second):
    round_.team.add(chief)
    first, other = candidates(round_)
    hand_in(first, second, 5, 5)
    assert "Avsluta bedömningen" not in as_(chief).get(round_.get_absolute_url()).text

    page = as_(chief).post(f"{round_.get_absolute_url()}avsluta-bedomning/", follow=True)
    assert "Lämna in dina egna bedömningar först." in page.text
    assert [row.standing for row in result_of(round_, user=chief).rows] == [None, None]

    for candidate in (first, other):
        hand_in(candidate, chief, 3, 3)
    as_(chief).post(f"{round_.get_absolute_url()}avsluta-bedomning/")
    round_.refresh_from_db()
    assert [row.standing.mean for row in result_of(round_, user=chief).rows] == [4.0, 3.0]


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


def test_a_complete_round_offers_closing_to_the_chief_once_and_does_not_close_itself(
    as_, round_, chief, team_member, second
):
    offer = (f"Alla har bedömt behoven i {round_.name}", "Avsluta bedömningen")
    for person in (team_member, second):
        assert offer not in [(task.what, task.deed) for task in as_(chief).get("/").context["tasks"]]
        for candidate in candidates(round_):
            hand_in(candidate, person, 4, 4)
    hand_in(candidates(round_)[0], second, 2, 2)  # and thinks again: the chief is not told twice

    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN
    assert [e.sentence for e in round_.history].count("Alla har bedömt alla behov") == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (chief.email, f"Alla har bedömt behoven i {round_.name}")
    assert offer in [(task.what, task.deed) for task in as_(chief).get("/").context["tasks"]]
    page = as_(chief).get(round_.get_absolute_url()).text
    assert "Alla har bedömt. Det går att ändra sig" in page
    assert '<button class="ds-button" type="button" popovertarget="avsluta">' in page


@pytest.mark.parametrize("how", ["inactive", "removed"])
def test_a_team_member_who_has_left_does_not_keep_a_round_open(as_, round_, chief, team_member, second, how):
    first, other = candidates(round_)
    hand_in(first, second, 5, 5)
    if how == "inactive":
        type(second).objects.filter(pk=second.pk).update(is_active=False)
    else:
        second.membership_set.all().delete()
    for candidate in (first, other):
        hand_in(candidate, team_member, 3, 3)

    assert list(type(round_).objects.complete()) == [round_]
    assert Letter.objects.get().to == chief.email
    result = result_of(round_, user=chief)
    assert (result.handed_in, result.wanted, result.is_complete) == (3, 3, True)
    assert [(row.handed_in, row.asked) for row in result.rows] == [(2, 2), (1, 1)]
    assert "Inte kvar här" in as_(chief).get(round_.get_absolute_url()).text


def test_only_you_see_the_round_is_said_to_whoever_sees_it_alone(as_, organisation, chief, leader, staff, team_member):
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member,), state=RoundState.PLANNED)
    assert "Bara du ser omgången" in as_(chief).get(round_.get_absolute_url()).text
    for person in (leader, team_member, staff):
        assert as_(person).get(round_.get_absolute_url()).status_code == 404
        assert round_.name not in as_(person).get(round_.candidates.get().need.get_absolute_url()).text
    assert round_.name not in as_(leader).get("/prioritering/").text

    other = factories.a_person(organisation, factories.CHIEF)
    for person in (chief, other):
        page = as_(person).get(round_.get_absolute_url()).text
        assert "Bara ni som är utvecklingschefer ser omgången" in page
        assert "Bara du ser omgången" not in page


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
    close_assessment(round_, by=chief)

    assert "<script>alert" not in as_(chief).get(candidate.get_absolute_url()).content.decode()
