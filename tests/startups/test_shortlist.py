"""The shortlist of a challenge: who may make it, choosing, setting aside, changing one's mind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from history.actions import StaleState
from history.models import Entry
from needs.models import Challenge
from startups.actions.shortlist import add_by_hand, mark_read, set_aside, shortlist
from startups.actions.suggestions import make_suggestions
from startups.models import Match, Proposal
from startups.states import MatchState
from tests import factories

S = MatchState


@pytest.fixture
def challenge(manager) -> Challenge:
    return factories.a_challenge(manager)


@pytest.fixture
def page(challenge) -> str:
    return reverse("startups:shortlist", args=[challenge.pk])


def url(name: str, match: Match) -> str:
    return reverse(f"startups:{name}", args=[match.pk])


# --- the page -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reader", "is_read"), [("chief", True), ("manager", True), ("team_member", True), ("staff", False)]
)
def test_an_answer_is_new_until_somebody_who_judges_it_has_read_it(
    reader, is_read, as_, chief, challenge, page, request
):
    match = factories.a_match(challenge, state=S.ANSWERED)
    proposal = factories.a_proposal(factories.an_invitation(match, chief))
    assert "Nytt svar" in as_(chief).get(page).content.decode()
    as_(request.getfixturevalue(reader)).get(match.get_absolute_url())
    text = as_(chief).get(page).content.decode()
    assert ("Nytt svar" in text, "Har svarat" in text) == (not is_read, is_read)
    proposal.how = "Vi har tänkt om"
    proposal.save()
    assert "Nytt svar" in as_(chief).get(page).content.decode()


def test_an_answer_that_changes_while_it_is_opened_stays_new(chief, challenge):
    before = factories.a_proposal(factories.an_invitation(factories.a_match(challenge, state=S.ANSWERED), chief))
    Proposal.objects.get().save()
    mark_read(before)
    assert Proposal.objects.get().is_new


def test_opening_an_answer_again_asks_nothing_more_than_before(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.ANSWERED)
    factories.a_proposal(factories.an_invitation(match, chief))
    client, updates = as_(chief), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(match.get_absolute_url())
        updates.append(sum('UPDATE "startups_proposal"' in query["sql"] for query in asked))
    assert updates == [1, 0]


def test_everybody_considered_stands_there_with_the_reason(as_, chief, challenge, page):
    factories.a_match(
        challenge, factories.a_startup("Föreslagen"), S.SUGGESTED, score=0.5, reasons=[{"kind": "reference"}]
    )
    factories.a_match(challenge, factories.a_startup("Vald"), S.SHORTLISTED)
    factories.a_match(challenge, factories.a_startup("Bortvald"), S.SET_ASIDE, set_aside_reason="För dyrt")

    text = as_(chief).get(page).content.decode()

    assert all(word in text for word in ("Föreslagen", "Vald", "Bortvald", "För dyrt"))
    assert "Har arbetat med offentlig sektor" in text


def test_an_empty_shortlist_says_how_to_begin(as_, chief, page):
    text = as_(chief).get(page).content.decode()

    assert "Urvalet är tomt" in text
    assert "Ta fram förslag" in text


@pytest.mark.parametrize(("count", "word"), [(2, "plats för fler"), (7, "Ni är där"), (9, "tar mycket")])
def test_six_to_eight_is_the_guide(as_, chief, challenge, page, count: int, word: str):
    for _ in range(count):
        factories.a_match(challenge)

    assert word in as_(chief).get(page).content.decode()


def test_progress_is_shown_while_suggestions_are_made(as_, chief, challenge, page):
    client = as_(chief)
    client.post(reverse("startups:suggestions_ask", args=[challenge.pk]))
    progress = reverse("startups:suggestions_progress", args=[challenge.pk])

    assert "Förslagen tas fram" in client.get(page).content.decode()
    part = client.get(progress, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    # Without JavaScript the same link leads to the page.
    assert client.get(progress).url == page

    make_suggestions(challenge.pk)
    assert client.get(progress, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_the_page_makes_as_many_queries_for_thirty_as_for_one(as_, chief, challenge, page):
    client = as_(chief)
    counts = []
    for number in (1, 30):
        for state in (S.SUGGESTED, S.SHORTLISTED, S.SET_ASIDE):
            while challenge.matches.filter(state=state).count() < number:
                factories.a_match(challenge, state=state).startup.themes.add(factories.a_theme())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_the_owner_of_the_challenge_reads_and_does_not_choose(as_, manager, challenge, page):
    match = factories.a_match(challenge, state=S.SUGGESTED)
    client = as_(manager)

    text = client.get(page).content.decode()
    assert match.startup.name in text
    assert "Till urvalet" not in text
    assert client.post(url("match_shortlist", match)).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("chief", 200),
        ("team_member", 200),
        ("staff", 403),
        ("leader", 403),
        ("administrator", 403),
        ("other_chief", 404),
    ],
)
def test_who_may_open_the_shortlist(request, as_, page, who: str, status: int):
    assert as_(request.getfixturevalue(who)).get(page).status_code == status


def test_somebody_signed_out_is_asked_to_sign_in(client, page):
    assert client.get(page).status_code == 302


def test_another_line_manager_does_not_see_a_bare_suggestion(as_, organisation, challenge):
    other = factories.a_person(organisation, factories.MANAGER)
    match = factories.a_match(challenge, state=S.SUGGESTED)

    assert as_(other).get(match.get_absolute_url()).status_code == 404


# --- choosing -------------------------------------------------------------------------------------------------------
def test_a_suggestion_is_taken_onto_the_shortlist_and_put_back(as_, team_member, challenge, page):
    match = factories.a_match(challenge, state=S.SUGGESTED)
    client = as_(team_member)

    answer = client.post(url("match_shortlist", match), follow=True)
    match.refresh_from_db()
    assert match.state == S.SHORTLISTED
    assert url("match_put_back", match) in answer.content.decode()

    client.post(url("match_put_back", match))
    match.refresh_from_db()
    assert match.state == S.SUGGESTED
    assert [e.verb for e in match.history] == ["match.suggested", "match.shortlisted"]


def test_a_double_press_chooses_once(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.SUGGESTED)
    client = as_(chief)
    for _ in range(2):
        assert client.post(url("match_shortlist", match)).status_code == 302

    assert Entry.objects.filter(verb="match.shortlisted").count() == 1


def test_setting_aside_needs_a_reason(as_, chief, challenge):
    match = factories.a_match(challenge)
    answer = as_(chief).post(url("match_set_aside", match), {"words": ""})

    assert answer.status_code == 422
    assert "Välj ett skäl" in answer.content.decode()
    match.refresh_from_db()
    assert match.state == S.SHORTLISTED


def test_another_reason_has_to_be_written(as_, chief, challenge):
    match = factories.a_match(challenge)
    answer = as_(chief).post(url("match_set_aside", match), {"common": "other", "words": "  "})

    assert "Skriv skälet" in answer.content.decode()


def test_what_is_set_aside_keeps_the_reason_and_can_be_taken_back(as_, chief, challenge):
    match = factories.a_match(challenge)
    client = as_(chief)
    answer = client.post(
        url("match_set_aside", match), {"common": "too_dear", "words": "Minst 200 000 kr."}, follow=True
    )

    match.refresh_from_db()
    assert (match.state, match.set_aside_reason) == (S.SET_ASIDE, "För dyrt. Minst 200 000 kr.")
    assert match.history[0].reason == "För dyrt. Minst 200 000 kr."
    assert url("match_shortlist", match) in answer.content.decode()

    client.post(url("match_shortlist", match))
    match.refresh_from_db()
    assert (match.state, match.set_aside_reason) == (S.SHORTLISTED, "")


def test_a_very_long_reason_is_kept_in_the_form(as_, chief, challenge):
    match = factories.a_match(challenge)
    answer = as_(chief).post(url("match_set_aside", match), {"common": "other", "words": "ö" * 50_000})

    assert answer.status_code == 422
    assert "ö" * 50_000 in answer.content.decode()


def test_the_second_of_two_who_decide_is_told(as_, chief, team_member, challenge):
    match = factories.a_match(challenge, state=S.SUGGESTED)
    seen_by_the_second = Match.objects.get(pk=match.pk)
    shortlist(match, by=chief)

    with pytest.raises(StaleState):
        set_aside(seen_by_the_second, reason="För dyrt", by=team_member)
    seen_by_the_second.refresh_from_db()
    assert seen_by_the_second.state == S.SHORTLISTED


def test_one_that_is_invited_cannot_be_set_aside(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    answer = as_(chief).post(url("match_set_aside", match), {"common": "too_dear"}, follow=True)

    assert "Någon annan hann före" in answer.content.decode()


# --- by hand --------------------------------------------------------------------------------------------------------
def test_any_startup_of_the_registry_can_be_added(as_, chief, challenge, page):
    startup = factories.a_startup("Handplockad")
    client = as_(chief)
    add = reverse("startups:shortlist_add", args=[challenge.pk])

    assert "Handplockad" in client.get(add, {"q": "handplock"}).content.decode()
    client.post(add, {"startup": startup.pk})

    match = Match.objects.get(challenge=challenge, startup=startup)
    assert (match.state, match.added_by, match.score) == (S.SHORTLISTED, chief, None)


def test_a_search_without_hits_leads_to_the_registry(as_, chief, challenge):
    answer = as_(chief).get(reverse("startups:shortlist_add", args=[challenge.pk]), {"q": "xyzzy"})

    assert "Ingen startup passar" in answer.content.decode()


@pytest.mark.parametrize("value", ["", "abc", "-1", "999999", "9" * 40, "1; drop table"])
def test_a_startup_that_is_not_there_cannot_be_added(as_, chief, challenge, value: str):
    answer = as_(chief).post(reverse("startups:shortlist_add", args=[challenge.pk]), {"startup": value})

    assert answer.status_code == 404


def test_adding_one_that_is_invited_changes_nothing(chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)

    assert add_by_hand(challenge, match.startup, by=chief).state == S.INVITED


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_startup_at_once_get_one_match(chief, team_member, challenge):
    startup = factories.a_startup()

    def add(person):
        try:
            return add_by_hand(challenge, startup, by=person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(add, [chief, team_member])
    assert first == second
    assert Match.objects.get(challenge=challenge).state == S.SHORTLISTED


# --- side by side ---------------------------------------------------------------------------------------------------
def test_the_chosen_stand_side_by_side_and_drafts_are_not_shown(as_, chief, challenge):
    answered = factories.a_match(challenge, factories.a_startup("Svarat", place="Umeå"), S.ANSWERED)
    factories.a_proposal(factories.an_invitation(answered, chief), how="Så gör vi", price=77_000)
    drafting = factories.a_match(challenge, factories.a_startup("Skriver"), S.INVITED)
    factories.a_proposal(factories.an_invitation(drafting, chief), how="Hemligt utkast", handed_in_at=None)
    factories.a_match(challenge, factories.a_startup("Bara förslag"), S.SUGGESTED)

    text = as_(chief).get(reverse("startups:shortlist_compare", args=[challenge.pk])).content.decode()

    assert all(word in text for word in ("Svarat", "Umeå", "Så gör vi", "77\u00a0000", "Skriver"))
    assert "Hemligt utkast" not in text
    assert "Bara förslag" not in text
