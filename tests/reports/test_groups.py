"""Management groups: added and changed by the chief, read by the leadership and the members."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from reports.models import ManagementGroup
from reports.permissions import may_read_groups, may_read_reports
from tests import factories
from tests.reports.conftest import a_report

NEW = "/ledningsgrupper/ny/"


def written(**changes: Any) -> dict[str, Any]:
    return {"name": "Nämnden", "members": [], "addresses": "", "language": "sv", **changes}


def test_the_chief_adds_a_group(as_: Any, chief: User, leader: User) -> None:
    response = as_(chief).post(NEW, written(members=[leader.pk], addresses="A@x.example, b@x.example\na@x.example"))
    group = ManagementGroup.objects.get()
    assert response.url == group.get_absolute_url()
    assert group.organisation == chief.memberships[0].organisation
    assert list(group.members.all()) == [leader]
    assert group.addresses == ["a@x.example", "b@x.example"]
    assert [entry.sentence for entry in group.history] == ["Lade till ledningsgruppen"]


def test_an_address_of_somebody_who_signs_in_here_makes_a_member(as_: Any, chief: User, manager: User) -> None:
    as_(chief).post(NEW, written(addresses=f"{manager.email} ute@x.example"))
    group = ManagementGroup.objects.get()
    assert list(group.members.all()) == [manager]
    assert group.addresses == ["ute@x.example"]


def test_a_change_keeps_members_who_are_ticked_and_leaves_history(
    as_: Any, chief: User, leader: User, manager: User
) -> None:
    group = factories.a_group(chief.memberships[0].organisation, leader, manager, addresses=["ute@x.example"])
    client, url = as_(chief), reverse("reports:group_change", args=[group.pk])
    page = client.get(url).content.decode()
    assert manager.name in page
    assert "ute@x.example" in page
    client.post(url, written(name="Ledningen", members=[manager.pk], language="en"))
    group.refresh_from_db()
    assert (group.name, group.language, group.addresses) == ("Ledningen", "en", [])
    assert list(group.members.all()) == [manager]
    assert group.history[0].sentence == "Ändrade ledningsgruppen"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Skriv gruppens namn"),
        ({"name": "ledningen"}, "Välj ett annat namn. Det finns redan en grupp som heter så"),
        ({"addresses": "inte-en-adress"}, "Rätta adressen inte-en-adress"),
        ({"addresses": "\n".join(f"a{n}@x.example" for n in range(51))}, "Skriv högst 50 adresser"),
        ({"language": ""}, "Välj språk"),
    ],
)
def test_mistakes_are_named(as_: Any, chief: User, changes: dict[str, str], message: str) -> None:
    factories.a_group(chief.memberships[0].organisation, name="Ledningen")
    response = as_(chief).post(NEW, written(**changes))
    assert response.status_code == 422
    assert message in response.content.decode()


def test_people_of_other_organisations_cannot_become_members(as_: Any, chief: User, other_chief: User) -> None:
    client = as_(chief)
    assert client.post(NEW, written(members=[other_chief.pk])).status_code == 422
    client.post(NEW, written(addresses=other_chief.email))
    assert not ManagementGroup.objects.get().members.exists()


def test_who_sees_the_groups(request: Any, client: Client, group: ManagementGroup) -> None:
    pages = [reverse("reports:groups"), group.get_absolute_url()]
    for url in pages:
        assert client.get(url).status_code == 302
    for role, answer in [("chief", 200), ("leader", 200), ("staff", 403), ("manager", 403), ("administrator", 403)]:
        client.force_login(request.getfixturevalue(role))
        assert [client.get(url).status_code for url in pages] == [answer, answer]
    client.force_login(request.getfixturevalue("other_chief"))
    assert [client.get(url).status_code for url in pages] == [200, 404]


def test_a_member_reads_of_the_own_group_alone(staff: User, chief: User, group: ManagementGroup) -> None:
    own = factories.a_group(group.organisation, staff)
    editions = [a_report(own, chief), a_report(group, chief)]
    assert [may_read_groups(staff, subject) for subject in (own, group)] == [True, False]
    assert [may_read_reports(staff, subject) for subject in editions] == [True, False]


def test_a_seat_in_a_group_elsewhere_opens_nothing_here(
    as_: Any, staff: User, other_chief: User, group: ManagementGroup
) -> None:
    elsewhere = other_chief.memberships[0].organisation
    Membership.objects.create(user=staff, organisation=elsewhere, roles=[factories.STAFF])
    factories.a_group(elsewhere, staff)
    both = User.objects.get(pk=staff.pk)
    may = {membership.organisation: may_read_groups(both, membership) for membership in both.memberships}
    assert may == {group.organisation: False, elsewhere: True}
    client = as_(both)
    client.post(reverse("accounts:switch"), {"organisation": group.organisation_id})
    assert [client.get(reverse(f"reports:{page}")).status_code for page in ("groups", "reports")] == [403, 403]


@pytest.mark.parametrize("role", ["staff", "manager", "leader", "administrator"])
def test_only_the_chief_changes_groups(role: str, request: Any, as_: Any, group: ManagementGroup) -> None:
    client: Client = as_(request.getfixturevalue(role))
    for url in [NEW, reverse("reports:group_change", args=[group.pk])]:
        assert client.get(url).status_code == 403
        assert client.post(url, written()).status_code == 403


def test_a_groups_page_lists_its_reports(as_: Any, leader: User, chief: User, group: ManagementGroup) -> None:
    report = a_report(group, chief, title="Våren")
    page = as_(leader).get(group.get_absolute_url()).content.decode()
    assert report.get_absolute_url() in page
    assert "namnd@exempel.example" in page
