"""The named cast as fixtures: one person for each role in one organisation, and the chief of another."""

import pytest
from django.test import Client

from accounts.models import Organisation, User
from tests import cast


@pytest.fixture
def organisation(db: None) -> Organisation:
    return cast.an_organisation()


@pytest.fixture
def staff(organisation: Organisation) -> User:
    return cast.a_person(organisation, cast.STAFF, name="Mia Medarbetare")


@pytest.fixture
def manager(organisation: Organisation) -> User:
    return cast.a_person(organisation, cast.STAFF, cast.MANAGER, name="Lina Linjechef")


@pytest.fixture
def team_member(organisation: Organisation) -> User:
    return cast.a_person(organisation, cast.STAFF, cast.TEAM, name="Tom Team")


@pytest.fixture
def chief(organisation: Organisation) -> User:
    return cast.a_person(organisation, cast.STAFF, cast.CHIEF, name="Ulla Utvecklingschef")


@pytest.fixture
def leader(organisation: Organisation) -> User:
    return cast.a_person(organisation, cast.LEADERSHIP, name="Leo Ledning")


@pytest.fixture
def administrator(organisation: Organisation) -> User:
    return cast.a_person(organisation, cast.ADMIN, name="Ada Administratör")


@pytest.fixture
def other_chief(db: None) -> User:
    """The development chief of another organisation, to whom nothing here may be visible."""
    return cast.a_person(
        cast.an_organisation("Södra förvaltningen"), cast.CHIEF, cast.STAFF, name="Sune Söder"
    )


@pytest.fixture
def as_(client: Client):
    """`as_(chief)`: the test client signed in as that person."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in
