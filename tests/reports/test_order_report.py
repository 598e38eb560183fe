"""Ordering a report: the form, the numbering of editions, and the double press."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.actions import StaleState
from reports.actions import order_report
from reports.figures import last_quarter
from reports.models import ManagementGroup, Report
from tests import factories
from tests.reports.conftest import a_report

URL = "/rapporter/bestall/"


def order(to: ManagementGroup, **changes: Any) -> dict[str, Any]:
    return {
        "group": to.pk,
        "title": "Behov och piloter",
        "period_from": "2026-04-01",
        "period_to": "2026-06-30",
        "summary": "Fyra behov kom in.",
        "decisions_asked": "Godkänn driften",
        **changes,
    }


def test_the_form_suggests_the_last_quarter(as_: Any, chief: User, group: ManagementGroup) -> None:
    quarter = last_quarter(timezone.localdate())
    form = as_(chief).get(URL).context["form"]
    assert form["period_from"].value() == quarter.first
    assert form["period_to"].value() == quarter.last


def test_an_order_is_a_row_that_waits_for_the_worker(as_: Any, chief: User, group: ManagementGroup) -> None:
    response = as_(chief).post(URL, order(group))
    report = Report.objects.get()
    assert response.url == reverse("reports:report", args=[report.pk])
    assert (report.state, report.edition, report.ordered_by) == ("ordered", 1, chief)
    assert report.history[0].sentence == "Beställde rapporten, utgåva 1"


def test_ordering_nudges_the_worker_once_the_row_is_committed(
    as_: Any, chief: User, group: ManagementGroup, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as nudges:
        as_(chief).post(URL, order(group))
    assert len(nudges) == 1


def test_a_double_press_leads_to_the_report_that_is_on_its_way(as_: Any, chief: User, group: ManagementGroup) -> None:
    client = as_(chief)
    client.post(URL, order(group))
    response = client.post(URL, order(group), follow=True)
    assert Report.objects.count() == 1
    assert "Rapporten är redan beställd. Den görs just nu." in response.content.decode()


def test_the_same_period_again_is_the_next_edition(chief: User, group: ManagementGroup) -> None:
    a_report(group, chief, state="failed")
    report = Report(
        organisation=group.organisation,
        group=group,
        title="Igen",
        period_from=date(2026, 4, 1),
        period_to=date(2026, 6, 30),
    )
    assert order_report(report, by=chief).edition == 2
    assert report.replaces == 1


def test_another_group_or_period_begins_at_edition_one(chief: User, group: ManagementGroup) -> None:
    a_report(group, chief)
    other = factories.a_group(group.organisation)
    days = {"period_from": date(2026, 4, 1), "period_to": date(2026, 6, 30)}
    assert order_report(Report(organisation=group.organisation, group=other, title="x", **days), by=chief).edition == 1
    with pytest.raises(StaleState):
        order_report(Report(organisation=group.organisation, group=group, title="x", **days), by=chief)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Skriv en rubrik"),
        ({"group": ""}, "Välj en ledningsgrupp"),
        ({"period_from": ""}, "Välj den första dagen"),
        ({"period_from": "i går"}, "Skriv dagen som 2026-07-01"),
        ({"period_to": "2026-03-31"}, "Välj en sista dag som inte ligger före den första"),
        ({"period_from": "2020-01-01"}, "Välj en period på högst tre år"),
        ({"period_from": "2999-01-01", "period_to": "2999-02-01"}, "Välj en första dag som inte ligger i framtiden"),
    ],
)
def test_mistakes_are_named_and_nothing_typed_is_lost(
    as_: Any, chief: User, group: ManagementGroup, changes: dict[str, str], message: str
) -> None:
    response = as_(chief).post(URL, order(group, **changes))
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "Fyra behov kom in." in response.content.decode()
    assert not Report.objects.exists()


def test_a_personal_identity_number_is_asked_about_before_it_goes_to_the_leadership(
    as_: Any, chief: User, group: ManagementGroup
) -> None:
    with_number = order(group, summary="Ärende 19121212-1212")
    asked = as_(chief).post(URL, with_number).content.decode()
    assert 'name="keeps_number"' in asked
    assert not Report.objects.exists()
    assert as_(chief).post(URL, with_number | {"keeps_number": "on"}).status_code == 302


def test_another_organisations_group_cannot_be_chosen(
    as_: Any, chief: User, group: ManagementGroup, other_chief: User
) -> None:
    foreign = factories.a_group(other_chief.memberships[0].organisation)
    assert as_(chief).post(URL, order(foreign)).status_code == 422


def test_without_a_group_the_chief_is_led_to_add_one(as_: Any, chief: User) -> None:
    assert as_(chief).get(URL).url == reverse("reports:group_new")


@pytest.mark.parametrize("role", ["staff", "manager", "team_member", "leader", "administrator"])
def test_only_the_chief_orders(role: str, request: Any, as_: Any, group: ManagementGroup) -> None:
    client: Client = as_(request.getfixturevalue(role))
    assert client.get(URL).status_code == 403
    assert client.post(URL, order(group)).status_code == 403
    assert not Report.objects.exists()


def test_a_report_that_waits_long_says_so_without_alarm(as_: Any, chief: User, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(due_at=timezone.now() - timedelta(minutes=5))
    page = as_(chief).get(report.get_absolute_url()).content.decode()
    assert "Rapporten är beställd. Den görs så snart det går." in page
