"""The same form sent twice at the very same time: one of the two is done, the other is told, and neither is a 500.

A lock on the table lets both come as far as the writing, so that neither sees the other when it looks.
"""

import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation, Unit, User
from needs.models import Need, PrioritisationRound
from reports.models import ManagementGroup
from startups.models import Startup
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = {"kriterier-TOTAL_FORMS": 1, "kriterier-INITIAL_FORMS": 0, "kriterier-0-name": "Nytta", "kriterier-0-weight": 3}


def a_need(by: User) -> dict[str, Any]:
    unit = factories.a_unit(by.memberships[0].organisation)
    texts = dict.fromkeys(("title", "for_whom", "situation", "consequence", "desired_effect"), "Nycklar tappas")
    return {**texts, "unit": unit.pk, "form_key": "3f2b8c1e-1111-4222-8333-444455556666"}


def a_round(by: User) -> dict[str, Any]:
    team = factories.a_person(by.memberships[0].organisation, factories.TEAM)
    return {"name": "Våren", "closes_on": "2099-01-01", "team": [team.pk], "needs": [factories.a_need(by).pk], **ROWS}


FORMS = [
    ("needs:need_new", Need, a_need),
    ("needs:round_new", PrioritisationRound, a_round),
    ("accounts:invite", Invitation, lambda by: {"name": "Ny", "email": "ny@exempel.example", "roles": ["staff"]}),
    ("accounts:unit_new", Unit, lambda by: {"name": "Natten"}),
    (
        "reports:group_new",
        ManagementGroup,
        lambda by: {"name": "Ledningen", "language": "sv", "addresses": "led@exempel.example"},
    ),
    ("startups:startup_new", Startup, lambda by: {"name": "Nya AB", "summary": "Vi är nya.", "language": "sv"}),
]


@pytest.mark.parametrize(("address", "model", "body"), FORMS, ids=[form[0] for form in FORMS])
def test_one_of_two_at_once_is_done_and_the_other_told(address: str, model: Any, body: Any):
    by = factories.a_person(factories.an_organisation(), factories.STAFF, factories.CHIEF, factories.ADMIN)
    sent, before = body(by), model.objects.count()
    answers = both_at_once(model, [(by, reverse(address), sent)] * 2)
    assert max(answer.status_code for answer in answers) < 500
    assert model.objects.count() == before + 1


def both_at_once(model: Any, presses: list[tuple[User, str, dict[str, Any]]]) -> list[Any]:
    """The answers to the presses, in their order: by whom, where and with what."""
    answers: list[Any] = [None] * len(presses)

    def send(number: int) -> None:
        by, url, body = presses[number]
        client = Client(raise_request_exception=False)
        client.force_login(by)
        answers[number] = client.post(url, body)
        connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE MODE")
        senders = [threading.Thread(target=send, args=[number]) for number in range(len(presses))]
        for sender in senders:
            sender.start()
        for _ in range(200):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] == len(senders):
                break
            time.sleep(0.02)
    for sender in senders:
        sender.join(timeout=20)
    return answers
