"""A draft open in two tabs, and a thing somebody else changed since the form was shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Driver, Organisation, User
from needs.actions.needs import answer_need
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import NeedState, RoundState
from pilots.models import Pilot
from pilots.states import PilotState
from startups.states import MatchState
from tests import factories
from tests.forms import form_on, next_page, window
from tests.test_twice_at_once import both_at_once

pytestmark = pytest.mark.django_db


def told(answer: Any) -> list[tuple[str, str, str | None]]:
    assert answer.status_code == 422
    form = answer.context["form"]
    return [(difference.label, difference.now, difference.mine) for difference in form.differences]


@pytest.fixture
def need(staff: User) -> Need:
    return factories.a_need(staff, title="Nycklar", situation="Vi letar nycklar.")


def test_where_two_have_written_both_texts_are_shown_before_anything_is_overwritten(need, staff, chief):
    page = f"/behov/{need.pk}/andra/"
    slow, quick = window(staff, page), window(chief, page)
    assert quick(situation="Vi letar nycklar i en halvtimme.").status_code == 302

    asked = slow(situation="Vi letar nycklar varje morgon.")

    assert told(asked) == [("Hur är det i dag?", "Vi letar nycklar i en halvtimme.", "Vi letar nycklar varje morgon.")]
    words = asked.content.decode()
    assert "Så står det nu" in words
    assert "Vi letar nycklar i en halvtimme." in words
    assert "Släng det du skrev och behåll det som står nu" in words
    need.refresh_from_db()
    assert need.situation == "Vi letar nycklar i en halvtimme."
    assert slow().status_code == 302
    need.refresh_from_db()
    assert need.situation == "Vi letar nycklar varje morgon."


def test_what_only_the_other_changed_is_taken_into_the_form(need, staff, chief):
    page = f"/behov/{need.pk}/andra/"
    slow, quick = window(staff, page), window(chief, page)
    quick(title="Nycklar på natten", unit=factories.a_unit(need.organisation, "Natten").pk)

    asked = slow(situation="Vi letar nycklar varje morgon.")

    assert told(asked) == [("Rubrik", "Nycklar på natten", None), ("Enhet", "Natten", None)]
    slow()
    need.refresh_from_db()
    assert (need.title, need.situation) == ("Nycklar på natten", "Vi letar nycklar varje morgon.")
    assert need.unit.name == "Natten"


def test_a_third_change_is_asked_about_again(need, staff, chief):
    page = f"/behov/{need.pk}/andra/"
    slow, quick = window(staff, page), window(chief, page)
    quick(situation="Ett")
    assert slow(situation="Mitt").status_code == 422
    window(chief, page)(situation="Två")
    assert told(slow()) == [("Hur är det i dag?", "Två", "Mitt")]


def test_a_mistake_in_the_form_does_not_make_it_forget_what_it_was_shown(need, staff, chief):
    page = f"/behov/{need.pk}/andra/"
    slow, quick = window(staff, page), window(chief, page)
    assert slow(title="").status_code == 422
    quick(situation="Annat")
    assert told(slow(title="Nycklar", situation="Mitt")) == [("Hur är det i dag?", "Annat", "Mitt")]


def test_the_same_words_from_both_are_no_question(need, staff, chief):
    page = f"/behov/{need.pk}/andra/"
    slow, quick = window(staff, page), window(chief, page)
    quick(situation="Lika")
    assert slow(situation="Lika").status_code == 302


def test_a_draft_open_in_two_tabs_asks_in_the_second(staff):
    draft = factories.a_need(staff, NeedState.DRAFT, situation="")
    page = f"/behov/{draft.pk}/andra/"
    first, second = window(staff, page), window(staff, page)
    first(situation="Det långa", draft="1")
    assert told(second(situation="Det korta", draft="1")) == [("Hur är det i dag?", "Det långa", "Det korta")]
    draft.refresh_from_db()
    assert draft.situation == "Det långa"


def test_an_own_assessment_open_in_two_tabs_asks_in_the_second(team_member, staff, chief):
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member,))
    page = reverse("needs:assess", args=[round_.pk, round_.candidates.get().pk])
    first, second = window(team_member, page), window(team_member, page)
    first(comment="Viktigt", draft="1")
    assert told(second(comment="Mindre viktigt", draft="1")) == [("Kommentar", "Viktigt", "Mindre viktigt")]


def test_rows_are_compared_together(chief, staff, team_member):
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member,), state=RoundState.PLANNED)
    Need.objects.update(state=NeedState.SUBMITTED)
    page = reverse("needs:round_change", args=[round_.pk])
    slow, quick = window(chief, page), window(chief, page)
    assert quick(**{"kriterier-0-name": "Nyttan för invånarna", "draft": "1"}).status_code == 302

    asked = slow(**{"kriterier-1-weight": "5", "draft": "1"})

    assert asked.status_code == 422
    (difference,) = asked.context["criteria"].differences
    assert "Nyttan för invånarna" in difference.now
    assert "Nytta" in difference.mine
    assert slow(draft="1").status_code == 302
    assert PrioritisationRound.objects.get().criteria.filter(name="Nytta").exists()


def test_thresholds_of_a_charter_and_drivers_of_an_organisation_too(chief, staff, manager, administrator):
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(staff)), state=MatchState.MET)
    pilot = factories.a_pilot(match, manager, chief, PilotState.CHARTER)
    page = reverse("pilots:pilot_change", args=[pilot.pk])
    slow, quick = window(chief, page), window(manager, page)
    assert quick(**{"mal-0-target": "15"}).status_code == 302
    assert slow(**{"mal-0-measure": "Minuter"}).status_code == 422
    assert Pilot.objects.get().thresholds.get().measure == "Tid per pass"

    factories.a_driver(chief.memberships[0].organisation)
    slow, quick = (window(administrator, reverse("accounts:drivers")) for _ in range(2))
    assert quick(**{"form-0-title": "Färre unga"}).status_code == 302
    assert slow(**{"form-0-title": "Dyrare vård"}).status_code == 422
    assert Driver.objects.get().title == "Färre unga"


def test_one_more_row_in_the_middle_of_writing_forgets_nothing(chief, staff, manager):
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(staff)), state=MatchState.MET)
    pilot = factories.a_pilot(match, manager, chief, PilotState.CHARTER)
    page = reverse("pilots:pilot_change", args=[pilot.pk])
    client = Client()
    client.force_login(chief)
    opened = form_on(client.get(page))
    window(manager, page)(question="Sparar tal tid?")
    longer = form_on(client.post(page, opened | {"question": "Sparar tal mer tid?", "add_row": "1"}))
    assert told(client.post(page, longer)) == [("Frågan vi vill ha svar på", "Sparar tal tid?", "Sparar tal mer tid?")]


def test_an_amount_is_told_as_people_write_it(administrator, organisation):
    page = reverse("accounts:organisation")
    slow, quick = window(administrator, page), window(administrator, page)
    quick(pilot_budget_max="120 000")
    assert [row[1:] for row in told(slow(pilot_budget_max="130000"))] == [("120\xa0000", "130\xa0000")]
    assert Organisation.objects.get(pk=organisation.pk).pilot_budget_max == 120_000


def test_what_was_kept_over_night_is_compared_with_what_stands_in_the_morning(need, staff, chief):
    page = f"/behov/{need.pk}/andra/"
    client = Client()
    client.force_login(staff)
    typed = form_on(client.get(page)) | {"situation": "Skrivet på kvällen"}
    client.logout()
    to = client.post(page, typed)
    window(chief, page)(situation="Skrivet på natten")
    client.force_login(staff)
    again = client.get(next_page(to))
    assert [d.mine for d in again.context["form"].differences] == ["Skrivet på kvällen"]


def test_when_the_moment_has_passed_the_words_are_given_back_to_copy(need, staff, chief):
    slow = window(staff, f"/behov/{need.pk}/andra/")
    answer_need(need, to=NeedState.PARKED, reason="Vi väntar på budget.", by=chief)

    answer = slow(situation="Det jag skrev i en halvtimme")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Någon annan hann före" in page
    assert "Det jag skrev i en halvtimme" in page


def test_a_new_thing_has_nothing_to_compare_with(staff, chief):
    factories.a_need(staff, NeedState.PRIORITISED)
    client = Client()
    client.force_login(chief)
    page = reverse("needs:challenge_new") + f"?need={Need.objects.get().pk}"
    sent = form_on(client.get(page)) | {"title": "Eget", "owner": chief.pk, "budget_max": "90000"}
    Organisation.objects.update(pilot_budget_max=80_000)
    client.post(page, sent | {"draft": "1"})
    assert Challenge.objects.get().title == "Eget"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_the_very_same_time_the_second_is_asked():
    organisation = factories.an_organisation()
    staff, chief = (factories.a_person(organisation, *roles) for roles in ((factories.STAFF,), (factories.CHIEF,)))
    need = factories.a_need(staff, situation="Vi letar nycklar.")
    page = f"/behov/{need.pk}/andra/"
    texts = {staff: "Vi letar nycklar varje morgon.", chief: "Vi letar nycklar i en halvtimme."}
    presses = []
    for who, text in texts.items():
        client = Client()
        client.force_login(who)
        presses.append((who, page, form_on(client.get(page)) | {"situation": text}))

    first, second = sorted(both_at_once(Need, presses), key=lambda answer: answer.status_code)

    assert first.status_code == 302
    need.refresh_from_db()
    [(_label, now, mine)] = told(second)
    assert {now, mine} == set(texts.values())
    assert need.situation == now
