"""Inviting people, giving and taking roles."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import FieldError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from accounts.actions import accept_invitation
from accounts.models import Invitation, Membership, Role, User
from accounts.permissions import may_contribute
from history.actions import StaleState
from history.models import Entry
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
INVITE = "/organisation/personer/bjud-in/"
NINA = {"name": "Nina Ny", "email": "Nina@Exempel.example", "roles": ["staff", "line_manager"], "unit": ""}


def link_in(letter: Letter) -> str:
    return re.search(r"/inbjudan/\S+", letter.text).group(0)


@pytest.fixture
def invited(as_, administrator) -> str:
    as_(administrator).post(INVITE, NINA)
    as_(administrator).logout()
    return link_in(Letter.objects.get())


def test_an_invited_person_chooses_a_password_and_is_in(client, invited, organisation):
    page = client.get(invited).content.decode()
    assert "nina@exempel.example" in page
    assert "Medarbetare, Linjechef" in page

    answer = client.post(invited, {"name": "Nina Ny", "password": "elva-raska-rävar"}, follow=True)

    nina = User.objects.get(email="nina@exempel.example")
    assert "Hej Nina" in answer.content.decode()
    assert nina.memberships[0].organisation == organisation
    assert set(nina.memberships[0].roles) == {Role.STAFF, Role.LINE_MANAGER}


def test_an_invitation_is_used_once(client, invited):
    client.post(invited, {"name": "Nina", "password": "elva-raska-rävar"})
    client.logout()

    again = client.post(invited, {"name": "Någon annan", "password": "tolv-raska-rävar"})
    assert again.status_code == 410
    assert "redan använd" in again.content.decode()
    assert User.objects.filter(email="nina@exempel.example").count() == 1


def test_two_who_open_the_same_invitation_at_once_make_one_person(invited, organisation):
    first, second = Invitation.objects.get(), Invitation.objects.get()
    nina = accept_invitation(first, name="Nina", password="elva-raska-rävar")

    with pytest.raises(StaleState):
        accept_invitation(second, name="Någon annan", password="tolv-raska-rävar")

    nina.refresh_from_db()
    assert (nina.name, nina.check_password("elva-raska-rävar")) == ("Nina", True)
    assert Membership.objects.filter(organisation=organisation, user=nina).count() == 1


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_an_invitation_that_ends_while_it_is_answered_lets_nobody_in(invited, change):
    invitation = Invitation.objects.get()
    Invitation.objects.update(**change)

    with pytest.raises(StaleState):
        accept_invitation(invitation, name="Nina", password="elva-raska-rävar")
    assert not User.objects.filter(email="nina@exempel.example").exists()


def test_an_invitation_that_was_used_cannot_be_revoked(as_, administrator, client, invited):
    client.post(invited, {"name": "Nina", "password": "elva-raska-rävar"})
    invitation = Invitation.objects.get()

    as_(administrator).post(f"/organisation/inbjudningar/{invitation.pk}/dra-tillbaka/")

    invitation.refresh_from_db()
    assert invitation.revoked_at is None
    assert Membership.objects.filter(user__email="nina@exempel.example").exists()


@pytest.mark.parametrize("change", [{"expires_at": timezone.now() - timedelta(days=1)}, {"revoked_at": timezone.now()}])
def test_an_invitation_that_is_over_says_so_kindly(client, invited, change):
    Invitation.objects.update(**change)

    answer = client.get(invited)
    assert answer.status_code == 410
    assert "Be din administratör om en ny" in answer.content.decode()


def test_an_altered_link_says_so_kindly(client, invited):
    answer = client.get(invited[:-3] + "abc/" if invited.endswith("/") else invited + "x")

    assert answer.status_code == 404
    assert "Länken är inte hel" in answer.content.decode()


def test_a_weak_password_is_refused_with_a_reason(client, invited):
    answer = client.post(invited, {"name": "Nina", "password": "kort"})

    assert answer.status_code == 422
    assert not User.objects.filter(email="nina@exempel.example").exists()


def test_a_person_with_an_account_joins_another_organisation(client, invited, other_chief, organisation):
    User.objects.filter(pk=other_chief.pk).update(email="nina@exempel.example")

    client.post(invited)

    known = User.objects.get(pk=other_chief.pk)
    assert len(known.memberships) == 2
    assert known.check_password(factories.PASSWORD)


def test_a_new_invitation_to_the_same_address_replaces_the_old(as_, administrator, invited, client):
    as_(administrator).post(INVITE, NINA)
    as_(administrator).logout()

    assert client.get(invited).status_code == 410
    assert client.get(link_in(Letter.objects.latest("pk"))).status_code == 200


def test_an_invitation_that_is_revoked_lets_nobody_in(as_, administrator, client, invited):
    invitation = Invitation.objects.get()

    as_(administrator).post(f"/organisation/inbjudningar/{invitation.pk}/dra-tillbaka/")
    client.logout()

    assert client.get(invited).status_code == 410
    assert Entry.objects.latest("pk").verb == "invitation.revoked"


def test_the_letter_to_somebody_who_is_new_is_in_swedish_whatever_the_inviter_reads(as_, administrator):
    User.objects.filter(pk=administrator.pk).update(language="en")
    as_(User.objects.get(pk=administrator.pk)).post(INVITE, NINA)

    letter = Letter.objects.get()
    assert letter.subject == "Du är inbjuden till Norra förvaltningen i Ignite"
    with override("sv"):
        until = date_format(timezone.localtime(Invitation.objects.get().expires_at))
    assert f"Länken är personlig och gäller till {until}." in letter.text


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.STAFF, True),
        (Role.LINE_MANAGER, True),
        (Role.TEAM_MEMBER, True),
        (Role.DEVELOPMENT_CHIEF, True),
        (Role.ADMINISTRATOR, True),
        (Role.LEADERSHIP, False),
    ],
)
def test_everybody_but_the_leadership_contributes_also_with_that_role_alone(organisation, role, may):
    person = factories.a_person(organisation, role)

    assert may_contribute(person, person.memberships[0]) == may


def test_a_role_in_another_organisation_contributes_nothing_here(organisation, other_chief):
    assert not may_contribute(other_chief, factories.a_person(organisation, Role.STAFF).memberships[0])


def test_roles_are_given_and_taken_with_history(as_, administrator, staff):
    membership = staff.memberships[0]

    as_(administrator).post(f"/organisation/personer/{membership.pk}/", {"roles": ["staff", "team_member"], "unit": ""})

    membership.refresh_from_db()
    assert set(membership.roles) == {Role.STAFF, Role.TEAM_MEMBER}
    assert membership.unit is None
    assert [entry.sentence for entry in membership.history] == ["Ändrade roller: Medarbetare, Innovationsteam"]


def test_the_last_administrator_stays(as_, administrator):
    membership = administrator.memberships[0]

    refused = as_(administrator).post(f"/organisation/personer/{membership.pk}/", {"roles": ["staff"], "unit": ""})
    assert "Någon måste vara administratör" in refused.content.decode()
    as_(administrator).post(f"/organisation/personer/{membership.pk}/ta-bort/")

    assert Membership.objects.get(pk=membership.pk).roles == [Role.ADMINISTRATOR]


def test_somebody_who_is_taken_out_sees_nothing_more(as_, administrator, staff):
    need = factories.a_need(staff)
    as_(administrator).post(f"/organisation/personer/{staff.memberships[0].pk}/ta-bort/")

    assert as_(User.objects.get(pk=staff.pk)).get(need.get_absolute_url()).status_code == 404


def test_people_of_another_organisation_cannot_be_touched(as_, administrator, other_chief):
    foreign = other_chief.memberships[0]

    assert as_(administrator).get(f"/organisation/personer/{foreign.pk}/").status_code == 404
    assert as_(administrator).post(f"/organisation/personer/{foreign.pk}/ta-bort/").status_code == 404


def test_a_role_is_asked_for_in_an_organisation(db):
    with pytest.raises(FieldError):
        User.objects.get_queryset().with_role(Role.DEVELOPMENT_CHIEF)


def test_people_stand_from_a_to_o(organisation):
    for name in ("Örjan", "Åsa", "Zara", "äro"):
        factories.a_person(organisation, factories.ADMIN, name=name)

    found = User.objects.of(organisation).with_role(factories.ADMIN).in_order()
    assert [person.name for person in found] == ["Zara", "Åsa", "äro", "Örjan"]
