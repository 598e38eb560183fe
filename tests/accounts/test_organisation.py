"""What the administrator keeps about the organisation."""

from datetime import date

import pytest

from accounts.actions import found_organisation
from accounts.models import Driver, Organisation, ProcurementLimit, Unit
from tests import factories

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Nya namnet",
    "colour": "#7A1F4B",
    "narrative": "Vi blir fler äldre.",
    "pilot_budget_min": "30000",
    "pilot_budget_max": "90000",
}


def test_name_colour_story_and_frame_are_saved(as_, administrator, organisation):
    page = as_(administrator).post("/organisation/", FORM, follow=True).content.decode()

    saved = Organisation.objects.get(pk=organisation.pk)
    assert (saved.name, saved.colour, saved.pilot_budget_max) == ("Nya namnet", "#7A1F4B", 90_000)
    assert "/farg/7a1f4b.css" in page


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"colour": "#FFFFAA"}, "Välj en mörkare"),
        ({"colour": "red"}, "Skriv färgen som #"),
        ({"pilot_budget_min": "99999"}, "minst lika stort"),
        ({"name": ""}, "Skriv organisationens namn"),
    ],
)
def test_what_cannot_be_saved_is_explained(as_, administrator, organisation, change, word):
    answer = as_(administrator).post("/organisation/", {**FORM, **change})

    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert Organisation.objects.get(pk=organisation.pk).name == organisation.name


def test_drivers_are_added_and_removed(as_, administrator, organisation):
    old = factories.a_driver(organisation, "Gammal")
    rows = {
        "form-TOTAL_FORMS": "3",
        "form-INITIAL_FORMS": "1",
        "form-0-id": old.pk,
        "form-0-title": "Gammal",
        "form-0-text": "",
        "form-0-DELETE": "on",
        "form-1-title": "Fler äldre",
        "form-1-text": "Var fjärde är över 65 år 2035.",
        "form-2-title": "",
        "form-2-text": "",
    }

    as_(administrator).post("/organisation/omvarld/", rows)

    assert [(d.title, d.position) for d in Driver.objects.filter(organisation=organisation)] == [("Fler äldre", 0)]


def test_a_new_organisation_begins_with_the_limits_of_the_law():
    new = found_organisation(Organisation(name="Nya förvaltningen", slug="nya"), by=None)

    assert {limit.kind: (limit.amount, limit.valid_from) for limit in new.procurement_limits.all()} == {
        "documentation": (100_000, date(2022, 2, 1)),
        "direct_award": (700_000, date(2022, 2, 1)),
    }


def test_a_limit_holds_from_its_day(as_, administrator, organisation):
    as_(administrator).post(
        "/organisation/granser/", {"kind": "direct_award", "amount": "800000", "valid_from": "2027-01-01"}
    )

    kind = ProcurementLimit.Kind.DIRECT_AWARD
    limits = organisation.procurement_limits
    assert [limit.amount for limit in limits.in_force(kind, on=date(2026, 12, 31))] == [700_000]
    assert [limit.amount for limit in limits.in_force(kind, on=date(2027, 1, 1))] == [800_000]


def test_units_form_a_tree(as_, administrator, organisation):
    client = as_(administrator)
    client.post("/organisation/enheter/ny/", {"name": "Äldreomsorg", "parent": ""})
    above = Unit.objects.get(name="Äldreomsorg")
    client.post("/organisation/enheter/ny/", {"name": "Hemtjänst Väst", "parent": above.pk})

    assert Unit.objects.get(name="Hemtjänst Väst").parent == above


def test_a_unit_is_not_put_below_itself(as_, administrator, organisation):
    above = factories.a_unit(organisation, "Äldreomsorg")
    below = factories.a_unit(organisation, "Hemtjänst Väst", above)

    answer = as_(administrator).post(f"/organisation/enheter/{above.pk}/", {"name": "Äldreomsorg", "parent": below.pk})

    assert answer.status_code == 422
    assert Unit.objects.get(pk=above.pk).parent is None


def test_a_unit_in_use_is_not_removed(as_, administrator, staff):
    need = factories.a_need(staff)

    page = as_(administrator).post(f"/organisation/enheter/{need.unit_id}/ta-bort/", follow=True).content.decode()

    assert "Flytta dem först" in page
    assert Unit.objects.filter(pk=need.unit_id).exists()


def test_an_empty_unit_is_removed(as_, administrator, organisation):
    unit = factories.a_unit(organisation, "Tom enhet")

    as_(administrator).post(f"/organisation/enheter/{unit.pk}/ta-bort/")

    assert not Unit.objects.filter(pk=unit.pk).exists()


def test_only_administrators_come_in(as_, chief, staff, leader, other_chief):
    for person in (chief, staff, leader, other_chief):
        assert as_(person).get("/organisation/").status_code == 403


def test_letters_are_listed_without_what_stood_in_them(as_, administrator, staff, chief):
    from needs.actions.needs import answer_need

    answer_need(factories.a_need(staff), to="parked", reason="En hemlig motivering", by=chief)

    page = as_(administrator).get("/organisation/brev/").content.decode()
    assert staff.email in page
    assert "Väntar" in page
    assert "En hemlig motivering" not in page
