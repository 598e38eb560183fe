"""Writing a pilot's charter."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.models import Entry
from pilots.models import Pilot
from pilots.states import PilotState
from startups.models import Match
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db


def charter(match: Match, names_decider: User, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a charter with one threshold and two empty rows."""
    today = timezone.localdate()
    sent = {
        "title": "Tala in anteckningen",
        "question": "Sparar tal en halvtimme per pass?",
        "budget": "65 000",
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=60)),
        "owner": match.challenge.owner_id,
        "decider": names_decider.pk,
        "partners": "Högskolan",
        "delegation": "4.2",
        "registry_number": "N2026-17",
        "mal-TOTAL_FORMS": "3",
        "mal-INITIAL_FORMS": "0",
        "mal-0-measure": "Tid per pass",
        "mal-0-unit": "minuter",
        "mal-0-baseline": "40",
        "mal-0-target": "12,5",
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


@pytest.mark.parametrize(
    ("sent", "kept"), [(None, None), ("", None), ("yes", True), ("no", False)], ids=["left alone", "later", "yes", "no"]
)
def test_only_who_says_no_to_personal_data_has_said_no(as_, match: Match, chief: User, sent, kept) -> None:
    as_(chief).post(new_url(match), charter(match, chief, personal_data=sent, data_agreement=sent))
    pilot = Pilot.objects.get()
    assert (pilot.personal_data, pilot.data_agreement) == (kept, kept)

    form = as_(chief).get(f"{pilot.get_absolute_url()}andra/").context["form"]
    assert form["personal_data"].value() == {None: "", True: "yes", False: "no"}[kept]
    assert str(form["personal_data"]).count("checked") == 1


def test_what_the_startup_said_of_personal_data_comes_filled_in_and_silence_too(as_, match: Match, chief: User) -> None:
    for said in (None, True, False):
        match.proposal.personal_data = said
        match.proposal.save()
        assert as_(chief).get(new_url(match)).context["form"].initial["personal_data"] is said


def new_url(match: Match) -> str:
    return reverse("pilots:pilot_new", args=[match.pk])


def test_the_charter_comes_filled_in_from_the_thread(as_, match: Match, chief: User) -> None:
    form = as_(chief).get(new_url(match)).context["form"]
    assert form["title"].value() == match.challenge.title
    assert form["question"].value() == "Anteckningen tar tio minuter."
    assert form["budget"].value() == "65\N{NO-BREAK SPACE}000"
    assert form["owner"].value() == match.challenge.owner_id
    assert form["decider"].value() == chief.pk


def test_a_charter_is_saved_with_its_thresholds_and_its_history(as_, match: Match, chief: User, leader: User) -> None:
    answer = as_(chief).post(new_url(match), charter(match, leader))
    pilot = Pilot.objects.get()
    assert answer.url == pilot.get_absolute_url()
    assert (pilot.state, pilot.budget, pilot.decider) == (PilotState.CHARTER, 65_000, leader)
    threshold = pilot.thresholds.get()
    assert (threshold.measure, threshold.baseline, float(threshold.target)) == ("Tid per pass", 40, 12.5)
    assert [e.verb for e in pilot.history] == ["pilot.charter"]


@pytest.mark.parametrize("role", ["chief", "team_member", "manager"])
def test_those_who_do_things_may_write_it(as_, match: Match, role: str, request) -> None:
    assert as_(request.getfixturevalue(role)).get(new_url(match)).status_code == 200


@pytest.mark.parametrize("role", ["staff", "leader", "administrator"])
def test_others_may_not(as_, match: Match, role: str, request) -> None:
    assert as_(request.getfixturevalue(role)).get(new_url(match)).status_code == 403


def test_the_challenges_owner_may_whatever_the_role(as_, match: Match, staff: User) -> None:
    match.challenge.owner = staff
    match.challenge.save()
    assert as_(staff).get(new_url(match)).status_code == 200


def test_another_organisation_sees_nothing(as_, match: Match, other_chief: User) -> None:
    assert as_(other_chief).get(new_url(match)).status_code == 404


@pytest.mark.parametrize("state", [MatchState.INVITED, MatchState.DECLINED, MatchState.THANKED])
def test_a_startup_that_has_not_answered_cannot_have_a_pilot(
    as_, match: Match, chief: User, leader: User, state: str
) -> None:
    Match.objects.filter(pk=match.pk).update(state=state)
    answer = as_(chief).post(new_url(match), charter(match, leader))
    assert answer.url == match.get_absolute_url()
    assert not Pilot.objects.exists()


def test_a_match_that_has_a_pilot_leads_to_it(as_, match: Match, planned: Pilot, chief: User, leader: User) -> None:
    client = as_(chief)
    assert client.get(new_url(match)).url == planned.get_absolute_url()
    assert client.post(new_url(match), charter(match, leader)).url == planned.get_absolute_url()
    assert Pilot.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Skriv ett namn på piloten"),
        ({"question": ""}, "Skriv frågan som piloten ska svara på"),
        ({"budget": ""}, "Skriv en budget"),
        ({"budget": "0"}, "Skriv ett belopp som är större än 0 kr"),
        ({"budget": "-65000"}, "Skriv ett belopp som är större än 0 kr"),
        ({"budget": "900 000 000 000 000"}, "Skriv ett belopp på högst 50 000 000 kr"),
        ({"budget": "sextiofem tusen"}, "Skriv beloppet med siffror, till exempel 65 000"),
        ({"budget": "65000,50"}, "Skriv beloppet i hela kronor"),
        ({"ends_on": str(timezone.localdate())}, "Välj ett slutdatum efter startdatumet"),
        ({"ends_on": "9999-01-01"}, "Välj ett slutdatum högst tre år efter starten"),
        ({"starts_on": "1026-01-01"}, "Kontrollera årtalet"),
        ({"starts_on": "i morgon"}, "Skriv datumet som 2026-11-18"),
        ({"decider": "999999"}, "Välj vem som beslutar"),
        ({"mal-0-target": ""}, "Skriv målet som en siffra"),
        ({"mal-0-target": "40"}, "Skriv ett mål som skiljer sig från utgångsläget"),
        ({"mal-0-baseline": "fyrtio"}, "Skriv utgångsläget som en siffra"),
        ({"mal-1-unit": "procent"}, "Skriv vad ni mäter"),
        ({"mal-TOTAL_FORMS": None}, "Formuläret kom inte fram i sin helhet. Ladda om sidan och försök igen"),
        ({"question": "Hur gör 19121212-1212?"}, "Det här ser ut som ett personnummer. Ta bort det"),
    ],
)
def test_nonsense_is_answered_in_plain_words_and_nothing_is_lost(
    as_, match: Match, chief: User, leader: User, changes: dict, said: str
) -> None:
    answer = as_(chief).post(new_url(match), charter(match, leader, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Högskolan" in page
    assert not Pilot.objects.exists()


def test_a_decider_from_another_organisation_cannot_be_named(as_, match: Match, chief: User, other_chief: User) -> None:
    assert as_(chief).post(new_url(match), charter(match, other_chief)).status_code == 422


def test_a_number_that_looks_personal_can_stay_when_the_writer_says_so(
    as_, match: Match, chief: User, leader: User
) -> None:
    as_(chief).post(new_url(match), charter(match, leader, question="Ärende 19121212-1212?", keeps_number="on"))
    assert Pilot.objects.get().question == "Ärende 19121212-1212?"


@pytest.mark.parametrize(
    ("budget", "outside"), [("39 999", True), ("40 000", False), ("100 000", False), ("100 001", True)]
)
def test_a_budget_outside_the_frame_is_saved_with_a_warning(
    as_, match: Match, chief: User, leader: User, budget: str, outside: bool
) -> None:
    page = as_(chief).post(new_url(match), charter(match, leader, budget=budget), follow=True)
    assert ("Budgeten ligger utanför ramen" in page.content.decode()) is outside
    assert Pilot.objects.get().is_outside_the_frame is outside


def test_a_row_can_be_added_without_losing_what_was_typed(as_, match: Match, chief: User, leader: User) -> None:
    sent = charter(match, leader, budget="hej", add_row="1")
    answer = as_(chief).post(new_url(match), sent)
    assert len(answer.context["rows"].forms) == 4
    assert answer.context["rows"].forms[0]["target"].value() == "12,5"
    assert answer.context["form"]["budget"].value() == "hej"
    assert answer.context["form"]["partners"].value() == "Högskolan"
    assert "Du behöver rätta" not in answer.content.decode()
    assert not Pilot.objects.exists()


def test_a_row_can_be_added_while_a_charter_is_changed(as_, planned: Pilot, manager: User, leader: User) -> None:
    sent = charter(planned.match, leader, title="Halvskrivet", add_row="1")
    answer = as_(manager).post(reverse("pilots:pilot_change", args=[planned.pk]), sent)
    assert answer.context["form"]["title"].value() == "Halvskrivet"
    assert len(answer.context["rows"].forms) == 4
    assert Pilot.objects.get().title == planned.title


def test_there_are_at_most_five_rows(as_, match: Match, chief: User, leader: User) -> None:
    for sent in ("5", "1000000"):
        answer = as_(chief).post(new_url(match), charter(match, leader, add_row="1", **{"mal-TOTAL_FORMS": sent}))
        assert len(answer.context["rows"].forms) == 5
        assert "Lägg till rad" not in answer.content.decode()


def test_a_charter_can_be_changed_and_a_row_emptied(as_, planned: Pilot, manager: User, leader: User) -> None:
    url = reverse("pilots:pilot_change", args=[planned.pk])
    client = as_(manager)
    assert client.get(url).context["rows"].forms[0]["measure"].value() == "Tid per pass"
    emptied = {f"mal-0-{name}": "" for name in ("measure", "unit", "baseline", "target")}
    client.post(url, charter(planned.match, leader, title="Nytt namn", **emptied))
    planned.refresh_from_db()
    assert (planned.title, planned.thresholds.count()) == ("Nytt namn", 0)
    assert Entry.objects.filter(verb="pilot.revised").count() == 1


def test_a_charter_stays_once_the_pilot_runs(as_, running: Pilot, manager: User, leader: User) -> None:
    answer = as_(manager).post(
        reverse("pilots:pilot_change", args=[running.pk]), charter(running.match, leader, title="Nytt namn")
    )
    assert answer.url == running.get_absolute_url()
    assert Pilot.objects.get().title == running.title


def test_the_page_advises_on_procurement_with_the_paragraph(as_, match: Match, chief: User) -> None:
    page = as_(chief).get(new_url(match)).content.decode()
    assert "LOU 19 a kap. 2 §" in page


def test_the_advice_adds_the_startups_other_pilots(
    as_, match: Match, planned: Pilot, manager: User, chief: User
) -> None:
    Pilot.objects.filter(pk=planned.pk).update(budget=80_000, starts_on=timezone.localdate())
    other = factories.a_match(factories.a_challenge(manager), match.startup, state=MatchState.ANSWERED)
    factories.a_proposal(factories.an_invitation(other, chief), price=30_000)
    purchase = as_(chief).get(new_url(other)).context["purchase"]
    assert (purchase.value, purchase.total) == (30_000, 110_000)
    assert "sum_document" in [a.key for a in purchase.advice]


def test_a_price_that_is_not_handed_in_is_shown_to_nobody_on_the_staff(as_, chief, manager, client):
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.MET)
    draft = {"price": 61_234, "pilot_plan": "Hemlig plan", "needs_from_us": "Hemligt behov", "personal_data": True}
    invitation = factories.an_invitation(match, chief)
    factories.a_proposal(invitation, handed_in_at=None, how="Hemligt sätt", **draft)
    pages = [
        reverse("pilots:pilot_new", args=[match.pk]),
        reverse("startups:match", args=[match.pk]),
        reverse("startups:shortlist", args=[match.challenge_id]),
        reverse("startups:shortlist_compare", args=[match.challenge_id]) + f"?match={match.pk}",
        match.challenge.get_absolute_url(),
        invitation.looking_link.partition("8000")[2],
    ]
    for page in pages:
        answer = as_(chief).get(page)
        text = answer.content.decode().replace("\xa0", " ")
        assert answer.status_code == 200, page
        assert not any(secret in text for secret in ("61 234", "61234", "Hemlig")), page
