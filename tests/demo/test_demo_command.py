"""The demo's command where there is no demo: it touches nothing real, and does nothing unasked."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, User
from startups.models import Startup
from tests import factories


@pytest.fixture
def allowed(settings: Any) -> None:
    settings.DEMO = True


def told(*options: str) -> str:
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_refuses_beside_a_real_organisation(allowed: None) -> None:
    factories.an_organisation("Riktiga förvaltningen")
    with pytest.raises(CommandError, match="Riktiga förvaltningen"):
        told()
    assert not Startup.objects.exists()


@pytest.mark.django_db
def test_it_refuses_beside_a_real_person(allowed: None) -> None:
    User.objects.create_superuser("agare@kommun.example", "ett-langt-losenord", name="Åke Ägare")
    with pytest.raises(CommandError, match="agare@kommun"):
        told()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_if_empty_does_nothing_beside_anything_at_all(allowed: None) -> None:
    factories.an_organisation()
    assert told("--if-empty") == ""
    assert not Startup.objects.exists()


@pytest.mark.django_db
def test_without_a_demo_there_are_no_sign_ins_to_print(allowed: None) -> None:
    assert told("--sign-ins") == ""


@pytest.mark.django_db
def test_it_is_not_allowed_where_demo_is_not_set(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        told()
