"""What somebody has to say about accessibility."""

import pytest
from django.core.cache import cache

from post.models import Letter

pytestmark = pytest.mark.django_db
PAGE = "/tillganglighet/"
WORDS = {"what": "Jag kommer inte vidare med tangentbordet.", "email": "jag@exempel.example"}


@pytest.fixture(autouse=True)
def forgetful_rate_limits():
    cache.clear()


def test_it_goes_to_the_organisations_administrators(as_, staff, administrator):
    as_(staff).post(PAGE, WORDS)

    letter = Letter.objects.get()
    assert letter.to == administrator.email
    assert WORDS["what"] in letter.text
    assert WORDS["email"] in letter.text


def test_a_guests_word_is_not_lost_where_nobody_owns_the_installation(client, db, settings):
    settings.DEFAULT_FROM_EMAIL = "Ignite <ignite@kommun.example>"

    client.post(PAGE, WORDS)

    assert Letter.objects.get().to == "ignite@kommun.example"


def test_it_has_to_say_something(client, db):
    answer = client.post(PAGE, {"what": "", "email": ""})

    assert answer.status_code == 422
    assert "Beskriv vad som hindrade dig" in answer.content.decode()


def test_nobody_floods_the_letterbox(client, db):
    for _ in range(10):
        client.post(PAGE, WORDS)
    answer = client.post(PAGE, WORDS)

    assert answer.status_code == 429
    assert Letter.objects.count() == 10
