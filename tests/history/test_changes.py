"""The history tells what a field said before and says after, to those who may read the field."""

from datetime import date

import pytest

from accounts.actions import change_membership, change_organisation, set_limit
from accounts.models import Role
from history.changes import Change, changes_in
from history.templatetags.traces import timeline_entries
from needs.actions.challenges import change_challenge
from needs.actions.needs import give_owner
from needs.actions.rounds import adjust_round
from needs.models import Need
from pilots.actions import correct_lesson, name_people, revise
from pilots.models import Lesson
from startups.actions.portal import hand_in, save_draft, version_of
from startups.actions.registry import save_startup
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
LONG = "Samma uppgift skrivs i tre system efter varje besök. " * 20


def told(subject):
    """What the newest entry says was changed: label → (before, after)."""
    subject.__dict__.pop("history", None)
    return {change.label: (change.before, change.after) for change in subject.history[0].changes}


def typed(need, **changes):
    texts = {name: getattr(need, name) for name in ("title", "for_whom", "situation", "consequence", "desired_effect")}
    return {**texts, "baseline": need.baseline, "unit": need.unit_id, **changes}


def test_a_needs_text_edited_by_a_chief_is_told_before_and_after(as_, staff, chief):
    need = factories.a_need(staff, title="Nycklar", situation=LONG + "Det tar en timme.")

    as_(chief).post(f"/behov/{need.pk}/andra/", typed(need, title="Larm", situation=LONG + "Det tar två timmar."))

    assert need.history[0].sentence == "Ändrade behovet"
    assert told(need)["Rubrik"] == ("Nycklar", "Larm")
    page = as_(staff).get(need.get_absolute_url()).text
    assert "<del>Nycklar</del>" in page
    assert "<ins>Larm</ins>" in page
    assert '<span class="ds-sr-only">Före: </span>' in page
    # The long text is cut down to what changed, and the whole of it can be had.
    assert "en timme.</del>" in page
    assert f"<ins>{LONG}Det tar två timmar.</ins></details>" in page
    assert page.count(LONG) == 3  # the need itself, and before and after under the fold


def test_a_budget_is_told_before_and_after(as_, pilot_plan, chief):
    revise(pilot_plan, charter={"budget": 95_000}, thresholds=[], by=chief)

    assert told(pilot_plan) == {
        "Budget (kr exkl. moms)": ("700\N{NO-BREAK SPACE}000", "95\N{NO-BREAK SPACE}000"),
        "Framgångskriterier": ("Tid per pass: 40 → 20 minuter", ""),
    }
    assert "<del>700\N{NO-BREAK SPACE}000</del>" in as_(chief).get(pilot_plan.get_absolute_url()).text


@pytest.fixture
def pilot_plan(staff, manager, chief):
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(staff)), state=MatchState.MET)
    return factories.a_pilot(match, manager, chief, "charter", budget=700_000)


def test_dates_people_briefs_and_roles_are_told_before_and_after(organisation, pilot_plan, staff, manager, chief):
    other = factories.a_person(organisation, factories.MANAGER, name="Ny Ägare")
    name_people(pilot_plan, owner=other, decider=chief, by=chief)
    assert told(pilot_plan) == {"Pilotägare": (manager.name, "Ny Ägare")}

    challenge = pilot_plan.match.challenge
    challenge.problem, challenge.answers_by = "Dubbelt arbete.", date(2027, 3, 1)
    before = challenge.__class__.objects.get(pk=challenge.pk)
    change_challenge(challenge, needs=challenge.needs.all(), by=chief)
    assert told(challenge)["Behovet"] == (before.problem, "Dubbelt arbete.")
    assert told(challenge)["Svara senast"][1] == "1 mar 2027"

    need = factories.a_need(staff, owner=manager)
    give_owner(need, owner=other, by=chief)
    assert told(need) == {"Behovsägare": (manager.name, "Ny Ägare")}

    round_ = factories.a_round(chief, need, team=(chief,))
    adjust_round(round_, name=round_.name, closes_on=round_.closes_on, team=[chief, other], by=chief)
    assert told(round_) == {"Innovationsteam": (chief.name, f"Ny Ägare\n{chief.name}")}

    lesson = Lesson.objects.create(
        organisation=organisation, pilot=pilot_plan, title="Börja smått", saw="Två", written_by=chief
    )
    correct_lesson(lesson, title="Börja i liten skala", by=chief)
    assert ("Börja smått", "Börja i liten skala") in told(lesson).values()


def test_what_the_administrator_changes_is_told_before_and_after(organisation, staff, administrator):
    organisation.pilot_budget_max = 200_000
    change_organisation(organisation, fields=["pilot_budget_max"], by=administrator)
    assert [after for _before, after in told(organisation).values()] == ["200\N{NO-BREAK SPACE}000"]

    set_limit(organisation, kind="documentation", amount=120_000, valid_from=date(2026, 1, 1), by=administrator)
    assert list(told(organisation).values()) == [("100\N{NO-BREAK SPACE}000", "120\N{NO-BREAK SPACE}000")]

    place = staff.memberships[0]
    change_membership(place, roles=[Role.STAFF, Role.LINE_MANAGER], unit=place.unit, by=administrator)
    assert told(place) == {"Roller": ("Medarbetare", "Medarbetare, Linjechef")}


@pytest.fixture
def invitation(manager, staff, chief):
    challenge = factories.a_challenge(manager, factories.a_need(staff))
    return factories.an_invitation(factories.a_match(challenge, state=MatchState.INVITED), chief)


def test_a_trade_secret_and_a_draft_stay_secret_in_the_history(as_, invitation, leader, chief, client):
    texts = {"how": "Hemligt utkast", "price": 50_000, "trade_secret": "Receptet", "trade_secret_reason": "Vårt"}
    draft = save_draft(invitation, texts=texts, seen="")
    first = hand_in(invitation, texts=texts | {"how": "Vi talar in."}, seen=version_of(draft))
    hand_in(
        invitation,
        texts=texts | {"how": "Vi skriver.", "price": 65_000, "trade_secret": "Nya receptet"},
        seen=version_of(first),
    )

    for person in (leader, chief):
        page = as_(person).get(invitation.match.get_absolute_url()).text
        history = page.split('id="historik"')[1]
        assert "<del>Vi talar in.</del>" in history
        assert "<ins>65\N{NO-BREAK SPACE}000</ins>" in history
        assert "Innehållet visas bara för dem som får läsa det." in history
        assert "eceptet" not in history
        assert "Hemligt utkast" not in page


def test_other_organisations_read_the_shared_profile_and_no_more(as_, chief, other_chief):
    startup = factories.a_startup(summary="Vi gör appar.")
    startup.summary = "Vi gör talstyrda appar."
    save_startup(startup, themes=[], by=chief)
    need = factories.a_need(chief)
    Need.objects.filter(pk=need.pk).update(title="Larm")

    assert "<ins>Vi gör talstyrda appar.</ins>" in as_(other_chief).get(startup.get_absolute_url()).text
    assert as_(other_chief).get(need.get_absolute_url()).status_code == 404


def test_a_personal_identity_number_that_is_taken_away_is_not_kept(staff):
    need = factories.a_need(staff, situation="Ring 811228-9874 om nycklarna.")
    need.situation = "Ring receptionen."
    assert changes_in(need, ["situation"]) == [
        ["needs.need.situation", "Ring ██████ om nycklarna.", "Ring receptionen."]
    ]


def test_what_is_saved_as_it_was_tells_no_change(staff):
    assert changes_in(factories.a_need(staff), ["title", "unit", "theme"]) == []


def test_only_what_differs_of_a_long_text_is_shown_with_a_little_beside_it():
    change = Change("Behovet", f"{LONG}Först. {LONG}", f"{LONG}Sedan. {LONG}")
    before, after = change.excerpt
    assert before == "…skrivs i tre system efter varje besök. Först. Samma uppgift skrivs i tre system…"
    assert after == before.replace("Först", "Sedan")


def test_what_people_wrote_is_escaped_in_what_changed(as_, staff, chief):
    need = factories.a_need(staff, title="<b>Nycklar</b>")
    as_(chief).post(f"/behov/{need.pk}/andra/", typed(need, title="<i>Larm</i>"))
    written = timeline_entries(need.history)
    assert "<del>&lt;b&gt;Nycklar&lt;/b&gt;</del>" in written
    assert "<i>" not in written
