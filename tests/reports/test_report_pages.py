"""The pages of reports: list, one edition in every state, the file, and who may see what."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import SecurityEvent, User
from reports import actions, tasks
from reports.models import ManagementGroup, Report
from tests.reports.conftest import Quarter, a_report

READERS = ["chief", "leader"]
OTHERS = ["staff", "manager", "team_member", "administrator"]


@pytest.fixture
def ready(quarter: Quarter, report: Report) -> Report:
    tasks.make(report.pk)
    report.refresh_from_db()
    return report


def page_of(client: Client, report: Report, **headers: str) -> str:
    return client.get(report.get_absolute_url(), headers=headers).content.decode()


def test_the_page_shows_the_same_figures_and_charts_as_the_paper(as_: Any, leader: User, ready: Report) -> None:
    page = page_of(as_(leader), ready)
    for expected in [
        "20\u00a0000\u00a0kr",
        "132\u00a0001\u00a0kr",
        "50\u00a0% följdes upp",
        "6\u00a0dygn",
        "Visa som tabell",
        "Skalas upp",
    ]:
        assert expected in page
    assert page.count('class="chart chart--wide"') == page.count('class="chart chart--narrow"') == 2
    assert reverse("reports:report_file", args=[ready.pk]) in page
    assert "style=" not in page


def test_the_page_stands_in_the_thread_of_its_pilots(as_: Any, leader: User, ready: Report, quarter: Quarter) -> None:
    assert quarter.scaled.get_absolute_url() in page_of(as_(leader), ready)


def test_a_page_takes_at_most_twelve_queries(as_: Any, leader: User, ready: Report) -> None:
    client = as_(leader)
    with CaptureQueriesContext(connection) as queries:
        page_of(client, ready)
    assert len(queries) <= 12


def test_while_it_is_made_the_page_asks_again_every_second(as_: Any, chief: User, report: Report) -> None:
    client = as_(chief)
    page = page_of(client, report)
    assert 'hx-trigger="every 1s"' in page
    assert "Du kan lämna sidan. Arbetet fortsätter." in page
    assert f'<a href="{report.get_absolute_url()}">' in page
    part = page_of(client, report, **{"HX-Request": "true"})
    assert "<html" not in part
    assert "Rapporten är beställd" in part


def test_the_page_that_waited_is_shown_anew_when_the_report_is_ready(as_: Any, chief: User, ready: Report) -> None:
    response = as_(chief).get(ready.get_absolute_url(), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"


def test_a_failed_report_says_why_and_can_be_tried_again(as_: Any, chief: User, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state="failed", failure=actions.NOT_STORED)
    client = as_(chief)
    page = page_of(client, report)
    assert "Det gick inte att spara filen." in page
    assert "Försök igen" in page
    client.post(reverse("reports:report_again", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == "ordered"


def test_trying_again_twice_is_harmless(as_: Any, chief: User, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state="failed", failure=actions.NOT_STORED)
    client, url = as_(chief), reverse("reports:report_again", args=[report.pk])
    client.post(url)
    response = client.post(url, follow=True)
    assert response.status_code == 200
    report.refresh_from_db()
    assert report.state == "ordered"


def test_the_leadership_reads_and_does_not_try_again(as_: Any, leader: User, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state="failed", failure=actions.NOT_STORED)
    client = as_(leader)
    assert "Försök igen" not in page_of(client, report)
    assert client.post(reverse("reports:report_again", args=[report.pk])).status_code == 403


def test_the_file_comes_as_a_download_that_is_not_guessed_at(as_: Any, leader: User, ready: Report) -> None:
    response = as_(leader).get(reverse("reports:report_file", args=[ready.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'attachment; filename="rapport-2026-04-01-2026-06-30-nr{ready.pk}-utgava-1.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert SecurityEvent.objects.filter(person=leader, event="pdf", about=str(ready)).count() == 1


def test_the_file_of_an_unfinished_report_leads_to_its_page(as_: Any, leader: User, report: Report) -> None:
    response = as_(leader).get(reverse("reports:report_file", args=[report.pk]))
    assert response.url == report.get_absolute_url()


# --- A replaced edition --------------------------------------------------------------------------------------------
def test_a_replaced_edition_says_so_on_its_page_in_the_lists_and_in_their_file(
    as_: Any, leader: User, chief: User, ready: Report, group: ManagementGroup
) -> None:
    client, told = as_(leader), "ersatt av utgåva 3"
    pages = [reverse("reports:reports"), group.get_absolute_url()]
    second = a_report(group, chief, edition=2)
    assert told not in page_of(client, ready)  # not before the new one can be read
    third = a_report(group, chief, edition=3)
    a_report(group, chief, edition=1, period_to=date(2026, 6, 29))
    tasks.make(second.pk)
    tasks.make(third.pk)
    page = page_of(client, ready)
    assert f"Den här utgåvan är {told}." in page
    assert f'<a href="{third.get_absolute_url()}">Läs utgåva 3</a>' in page
    assert told not in page_of(client, third)
    for url in pages:
        assert client.get(url).content.decode().count(told) == 2
    file = b"".join(client.get(pages[0], {"format": "csv"}).streaming_content).decode()
    assert "2026-06-30;1;3;Klar" in file
    assert "2026-06-30;3;;Klar" in file


def test_the_start_page_offers_no_replaced_edition(as_: Any, leader: User, chief: User, ready: Report) -> None:
    later = a_report(ready.group, chief, edition=2)
    tasks.make(later.pk)
    page = as_(leader).get(reverse("start")).content.decode()
    assert later.get_absolute_url() in page
    assert ready.get_absolute_url() not in page


@pytest.mark.parametrize("name", ["report", "report_file"])
def test_only_readers_see_a_report(name: str, request: Any, client: Client, ready: Report, other_chief: User) -> None:
    url = reverse(f"reports:{name}", args=[ready.pk])
    assert client.get(url).status_code == 302
    for role in READERS:
        client.force_login(request.getfixturevalue(role))
        assert client.get(url).status_code == 200
    for role in [*OTHERS, "other_chief"]:
        client.force_login(request.getfixturevalue(role))
        assert client.get(url).status_code == 404


def test_a_member_of_the_group_reads_its_reports_once_they_are_ready(
    as_: Any, manager: User, ready: Report, group: ManagementGroup, chief: User
) -> None:
    other = a_report(group, chief, edition=2)
    client = as_(manager)
    assert client.get(ready.get_absolute_url()).status_code == 404
    assert client.get(reverse("reports:reports")).status_code == 403
    group.members.add(manager)
    assert client.get(ready.get_absolute_url()).status_code == 200
    assert client.get(reverse("reports:report_file", args=[ready.pk])).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(reverse("reports:reports")).context["page"].rows == [ready]


def test_a_member_who_has_left_the_organisation_reads_nothing(as_: Any, leader: User, ready: Report) -> None:
    leader.membership_set.all().delete()
    assert as_(leader).get(ready.get_absolute_url()).status_code == 404


# --- The list -------------------------------------------------------------------------------------------------------
def rows(client: Client, **params: str) -> list[str]:
    return [report.title for report in client.get(reverse("reports:reports"), params).context["page"].rows]


def test_the_list_can_be_searched_filtered_and_sorted(
    as_: Any, leader: User, chief: User, group: ManagementGroup
) -> None:
    from tests import factories

    other = factories.a_group(group.organisation, name="Äldreomsorgens ledning")
    a_report(group, chief, title="Våren", summary="Sensorerna behöver nya batterier")
    a_report(other, chief, title="Hösten", state="failed", failure="x")
    client = as_(leader)
    assert rows(client) == ["Hösten", "Våren"]
    assert rows(client, sort="oldest") == ["Våren", "Hösten"]
    assert rows(client, q="sensorerna batteri") == ["Våren"]
    assert rows(client, group=str(other.pk)) == ["Hösten"]
    assert rows(client, state="ordered") == ["Våren"]
    assert rows(client, state="nonsens", group="x") == ["Hösten", "Våren"]


def test_the_list_is_carried_away_as_it_is_shown(as_: Any, leader: User, chief: User, group: ManagementGroup) -> None:
    a_report(group, chief, title="=1+1")
    a_report(group, chief, title="Hösten", edition=2)
    response = as_(leader).get(reverse("reports:reports"), {"format": "csv", "q": "hösten"})
    text = b"".join(response.streaming_content).decode()
    assert "Hösten;Förvaltningsledningen;2026-04-01;2026-06-30;2;;Beställd" in text
    assert "=1+1" not in text


def test_the_list_makes_the_same_queries_for_one_row_and_thirty(
    as_: Any, leader: User, chief: User, group: ManagementGroup
) -> None:
    client = as_(leader)
    counts = []
    for editions in (range(1, 2), range(2, 31)):
        for edition in editions:
            a_report(group, chief, edition=edition)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:reports"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_htmx_gets_the_rows_alone(as_: Any, leader: User, report: Report) -> None:
    response = as_(leader).get(reverse("reports:reports"), headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_an_empty_list_says_how_to_begin(as_: Any, chief: User) -> None:
    page = as_(chief).get(reverse("reports:reports")).content.decode()
    assert "Här samlas rapporterna" in page
    assert reverse("reports:report_new") in page


@pytest.mark.parametrize("role", OTHERS)
def test_the_list_is_not_for_others(role: str, request: Any, as_: Any) -> None:
    assert as_(request.getfixturevalue(role)).get(reverse("reports:reports")).status_code == 403
