"""The two health checks, and what is said when something breaks."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import path

from ignite.tasks import WORKER_SEEN, worker_seen

pytestmark = pytest.mark.django_db


def fail(request):
    raise RuntimeError("a mistake of ours")


urlpatterns = [path("fel/", fail)]
handler500 = "ignite.views.broken"


def test_the_process_answers(client):
    assert client.get("/health/live").json() == {"live": True}


def test_ready_names_what_is_missing(client):
    cache.delete(WORKER_SEEN)

    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "broker": True, "worker": False})


def test_ready_when_a_worker_was_seen_lately(client):
    worker_seen()

    assert client.get("/health/ready").status_code == 200


@pytest.mark.urls("tests.ignite.test_health")
def test_a_mistake_of_ours_gives_a_plain_page_without_details():
    answer = Client(raise_request_exception=False).get("/fel/")

    assert answer.status_code == 500
    assert b"a mistake of ours" not in answer.content
