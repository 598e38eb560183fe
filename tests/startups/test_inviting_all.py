"""Inviting all who are chosen at once: who gets which letter, what is left out, and two who press at once."""

from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from history.actions import StaleState
from needs.models import Challenge
from post.models import Letter
from startups.actions.inviting import Asked, invite_all
from startups.actions.shortlist import invite, set_aside
from startups.models import Contact, Match, StartupInvitation
from startups.states import MatchState
from tests import factories

S = MatchState


@pytest.fixture
def challenge(manager) -> Challenge:
    return factories.a_challenge(manager, title="Skriv en gång")


@pytest.fixture
def page(challenge) -> str:
    return reverse("startups:shortlist_invite", args=[challenge.pk])


@pytest.fixture
def alfa(challenge) -> Match:
    return factories.a_match(challenge, factories.a_startup("Alfa"))


@pytest.fixture
def beta(challenge) -> Match:
    return factories.a_match(challenge, factories.a_startup("Beta"))


def known(match: Match, name: str, **fields: str) -> Contact:
    email = f"{name.lower()}@{match.startup.name.lower()}.example"
    here = {"startup": match.startup, "organisation": match.organisation}
    return Contact.objects.create(**here, name=name, email=email, **fields)


def new(match: Match, name: str, language: str = "sv", **more: str) -> dict[str, str]:
    """What is typed for a new contact of that startup."""
    email = f"{name.lower()}@{match.startup.name.lower()}.example"
    fields = {"contact": "new", "name": name, "email": email, "language": language, **more}
    return {f"{field}_{match.pk}": value for field, value in fields.items()}


def as_the_page_stands(client, page: str) -> dict[str, str]:
    """What a browser sends when nothing has been typed."""
    form = client.get(page).context["form"]
    return {bound.html_name: str(bound.value() or "") for bound in form}


def texts(answer) -> str:
    return unescape(answer.content.decode())


# --- from the shortlist ---------------------------------------------------------------------------------------------
def test_the_shortlist_leads_to_all_or_to_the_ticked_ones(as_, chief, challenge, page, alfa, beta):
    factories.a_match(challenge, factories.a_startup("Redan"), S.INVITED)
    client = as_(chief)
    shortlist = texts(client.get(reverse("startups:shortlist", args=[challenge.pk])))
    assert "Bjud in alla 2 som inte är inbjudna" in shortlist
    assert shortlist.count('name="match"') == 2

    assert [m.startup.name for m in client.get(page).context["waiting"]] == ["Alfa", "Beta"]
    ticked = client.get(page, {"ticked": "1", "match": [beta.pk]})
    assert [m.startup.name for m in ticked.context["waiting"]] == ["Beta"]


def test_whoever_ticks_nobody_is_told_so(as_, chief, page, alfa):
    answer = as_(chief).get(page, {"ticked": "1"}, follow=True)

    assert "Kryssa för minst en startup" in texts(answer)


def test_an_empty_shortlist_leads_back_to_it(as_, chief, challenge, page):
    assert as_(chief).get(page).url == reverse("startups:shortlist", args=[challenge.pk])


@pytest.mark.parametrize("tick", ["", "abc", "-1", "9" * 40, "1; drop table"])
def test_a_tick_of_nothing_invites_nobody(as_, chief, page, alfa, tick: str):
    assert as_(chief).get(page, {"match": tick}).status_code == 302


def test_a_match_of_another_challenge_is_not_invited_here(as_, chief, manager, page, alfa):
    elsewhere = factories.a_match(factories.a_challenge(manager))

    answer = as_(chief).get(page, {"match": [alfa.pk, elsewhere.pk]})
    assert answer.context["waiting"] == [alfa]


@pytest.mark.parametrize(
    ("who", "status"), [("team_member", 403), ("manager", 403), ("staff", 403), ("leader", 403), ("other_chief", 404)]
)
def test_only_the_chief_invites(request, as_, page, alfa, who: str, status: int):
    assert as_(request.getfixturevalue(who)).post(page, new(alfa, "Ada")).status_code == status
    assert not Letter.objects.exists()


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "closed"}, {"answers_by": "2020-01-01"}])
def test_nobody_is_invited_to_a_challenge_that_takes_no_answers(as_, chief, challenge, page, alfa, fields):
    Challenge.objects.update(**fields)
    as_(chief).post(page, new(alfa, "Ada"))

    assert not Letter.objects.exists()
    with pytest.raises(StaleState, match="tar inte emot svar"):
        invite_all(challenge, [Asked(alfa, known(alfa, "Ada"), "")], by=chief)
    assert "Bjud in de ikryssade" not in texts(as_(chief).get(reverse("startups:shortlist", args=[challenge.pk])))


# --- who gets which letter ------------------------------------------------------------------------------------------
def test_each_gets_a_letter_of_its_own_with_the_greeting_the_line_and_the_language(as_, chief, page, alfa, beta):
    english = known(alfa, "Ann", language="en")
    sent = {
        "message": "Vi ses gärna i vår.",
        f"contact_{alfa.pk}": str(english.pk),
        f"line_{alfa.pk}": "Er app är bra.",
        **new(beta, "Bo"),
    }
    answer = as_(chief).post(page, sent, follow=True)

    assert "Inbjudan går nu till Alfa, Beta." in texts(answer)
    to_alfa, to_beta = Letter.objects.order_by("to")
    assert (to_alfa.to, to_alfa.language, to_beta.to, to_beta.language) == (
        "ann@alfa.example",
        "en",
        "bo@beta.example",
        "sv",
    )
    assert "Vi ses gärna i vår.\n\nEr app är bra." in to_alfa.text
    assert ("Vi ses gärna i vår." in to_beta.text, "Er app är bra." in to_beta.text) == (True, False)
    assert {match.state for match in Match.objects.all()} == {S.INVITED}


def test_before_anything_leaves_everybody_stands_there_with_name_and_address(as_, chief, page, alfa, beta):
    known(alfa, "Ann")
    client = as_(chief)
    sent = as_the_page_stands(client, page) | new(beta, "Bo")
    asked = texts(client.post(page, sent | {"letters": "ask"}))

    assert "Vem får brev?" in asked
    assert all(words in asked for words in ("Ann, ann@alfa.example", "Bo, bo@beta.example"))
    assert not Letter.objects.exists()
    client.post(page, sent)
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["ann@alfa.example", "bo@beta.example"]


def test_the_way_back_shows_what_was_typed(as_, chief, page, alfa):
    answer = as_(chief).post(page, new(alfa, "Ada") | {"message": "Hej på er", "letters": "change"})

    assert all(words in texts(answer) for words in ("Hej på er", "ada@alfa.example"))


def test_who_is_typed_beside_a_known_contact_chosen_beforehand_gets_the_letter(as_, chief, page, alfa):
    known(alfa, "Ann")
    client = as_(chief)
    typed = {f"name_{alfa.pk}": "Nora", f"email_{alfa.pk}": "nora@alfa.example"}
    client.post(page, as_the_page_stands(client, page) | typed)

    assert [letter.to for letter in Letter.objects.all()] == ["nora@alfa.example"]


def test_whoever_both_chooses_and_types_is_asked_which(as_, chief, page, alfa):
    known(alfa, "Ann")
    eva = known(alfa, "Eva")
    answer = as_(chief).post(page, new(alfa, "Nora") | {f"contact_{alfa.pk}": str(eva.pk)})

    assert (answer.status_code, "Du har både valt Eva" in texts(answer)) == (422, True)


def test_whoever_types_somebody_and_says_nobody_is_asked_which(as_, chief, page, alfa):
    answer = as_(chief).post(page, new(alfa, "Nora") | {f"contact_{alfa.pk}": "nobody"})

    assert "Du har skrivit in någon hos Alfa" in texts(answer)


def test_one_can_wait_while_the_others_are_invited(as_, chief, page, alfa, beta):
    as_(chief).post(page, new(alfa, "Ada") | {f"contact_{beta.pk}": "nobody"})

    assert [letter.to for letter in Letter.objects.all()] == ["ada@alfa.example"]
    beta.refresh_from_db()
    assert beta.state == S.SHORTLISTED


def test_somebody_has_to_be_invited(as_, chief, page, alfa):
    answer = as_(chief).post(page, {f"contact_{alfa.pk}": "nobody"})

    assert "Välj någon hos minst en startup" in texts(answer)


def test_what_is_missing_is_said_with_the_startups_name_and_nothing_typed_is_lost(as_, chief, page, alfa, beta):
    sent = new(alfa, "Ada") | {f"contact_{beta.pk}": "new", f"line_{beta.pk}": "Vi minns er."}
    answer = as_(chief).post(page, sent)

    assert answer.status_code == 422
    assert all(
        words in texts(answer) for words in ("Skriv namnet på kontakten hos Beta", "ada@alfa.example", "Vi minns er.")
    )
    assert not Letter.objects.exists()


def test_another_organisations_contact_cannot_be_chosen(as_, chief, other_chief, page, alfa):
    theirs = Contact.objects.create(
        startup=alfa.startup,
        organisation=other_chief.memberships[0].organisation,
        name="Deras",
        email="deras@alfa.example",
    )
    client = as_(chief)

    assert "deras@alfa.example" not in texts(client.get(page))
    assert client.post(page, {f"contact_{alfa.pk}": theirs.pk}).status_code == 422


def test_the_page_makes_as_many_queries_for_thirty_as_for_one(as_, chief, challenge, page):
    client = as_(chief)
    counts = []
    for number in (1, 30):
        while challenge.matches.count() < number:
            known(factories.a_match(challenge), "Ann")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- what cannot be invited any more --------------------------------------------------------------------------------
def test_who_was_set_aside_or_invited_meanwhile_is_named_and_the_others_go(
    as_, chief, team_member, challenge, page, alfa, beta
):
    gamma = factories.a_match(challenge, factories.a_startup("Gamma"))
    sent = {**new(alfa, "Ada"), **new(beta, "Bo"), **new(gamma, "Gun"), "match": [alfa.pk, beta.pk, gamma.pk]}
    invite(alfa, contact=known(alfa, "Ann"), message="", by=chief)
    set_aside(beta, reason="För dyrt", by=team_member)
    answer = as_(chief).post(page, sent, follow=True)

    assert "Inbjudan går nu till Gamma." in texts(answer)
    assert "Fick inget nytt brev: Alfa (Inbjuden), Beta (Valdes bort)." in texts(answer)
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["ann@alfa.example", "gun@gamma.example"]


def test_what_happens_between_the_look_and_the_lock_is_named_too(chief, team_member, challenge, alfa, beta):
    asked = [Asked(alfa, known(alfa, "Ada"), ""), Asked(beta, known(beta, "Bo"), "")]
    set_aside(Match.objects.get(pk=beta.pk), reason="För dyrt", by=team_member)
    invited, left_out = invite_all(challenge, asked, by=chief)

    assert ([one.match for one in invited], [one.match for one in left_out]) == ([alfa], [beta])


def test_a_contact_with_too_many_letters_this_hour_is_left_out_with_the_reason(chief, challenge, alfa, beta):
    ada = known(alfa, "Ada")
    for _ in range(5):
        Letter.objects.create(to=ada.email, subject="Hej", text="Hej", about=f"link {alfa.pk} {ada.pk}")
    invited, (left_out,) = invite_all(challenge, [Asked(alfa, ada, ""), Asked(beta, known(beta, "Bo"), "")], by=chief)

    assert [one.match for one in invited] == [beta]
    assert "många brev" in left_out.why
    alfa.refresh_from_db()
    assert alfa.state == S.SHORTLISTED


# --- twice ----------------------------------------------------------------------------------------------------------
def test_a_second_press_sends_nothing_more_and_names_nobody_as_left_out(chief, challenge, alfa):
    for _ in range(2):
        ada = Contact(startup=alfa.startup, organisation=alfa.organisation, name="Ada", email="Ada@alfa.example")
        invited, left_out = invite_all(challenge, [Asked(alfa, ada, "Hej")], by=chief)
        assert (len(invited), left_out) == (1, [])
    assert Letter.objects.count() == 1


def test_back_and_once_more_sends_no_second_letter(as_, chief, page, alfa):
    client = as_(chief)
    shown = client.get(page).context["shown"]
    mark = shown.split('value="')[1].split('"')[0]
    sent = new(alfa, "Ada") | {"match": [alfa.pk], "shown": mark}
    client.post(page, sent)
    client.post(page, sent)
    answer = client.post(page, sent | new(alfa, "Bea"), follow=True)

    assert "Fick inget nytt brev: Alfa (Inbjuden)." in texts(answer)
    assert [letter.to for letter in Letter.objects.all()] == ["ada@alfa.example"]


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_write_one_letter_to_each_startup(organisation, chief, challenge, alfa, beta):
    other = factories.a_person(organisation, factories.CHIEF)
    rows = [Asked(alfa, known(alfa, "Ada"), ""), Asked(beta, known(beta, "Bo"), "")]

    def press(person, asked):
        try:
            return invite_all(challenge, asked, by=person)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        (first, left), (second, left_too) = pool.map(press, [chief, other], [rows, rows[::-1]])
    assert sorted([len(first), len(second)]) == [0, 2]
    assert sorted([len(left), len(left_too)]) == [0, 2]
    assert Letter.objects.count() == StartupInvitation.objects.count() == 2
