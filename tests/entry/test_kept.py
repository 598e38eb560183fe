"""A session that ends while one writes, or before one presses."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from entry.models import KeptForm
from entry.tasks import drop_kept
from needs.models import Need, Support
from needs.states import NeedState
from tests import factories
from tests.forms import form_on

pytestmark = pytest.mark.django_db
NEW = "/behov/nytt/"
ENTRANCE = "/konto/logga-in/"


def half_written(client: Client, page: str = NEW, **typed: Any) -> dict[str, Any]:
    """What the form on the page would send after somebody has typed in it."""
    return form_on(client.get(page)) | typed


def sign_in(client: Client, person: User, answer: Any) -> Any:
    """Signs in by the page that `answer` leads to, and goes where that leads."""
    assert answer.url.startswith(ENTRANCE)
    next_page = client.get(answer.url)
    fields = {"login": person.email, "password": factories.PASSWORD, "next": form_on(next_page)["next"][0]}
    return client.post(ENTRANCE, fields, follow=True)


def test_after_signing_in_again_the_form_stands_filled_in_and_ready_to_be_sent(as_, staff):
    client = as_(staff)
    sent = half_written(client, title="Nycklar", situation="Det jag skrev i en halvtimme")
    client.logout()

    page = sign_in(client, staff, client.post(NEW, sent))

    assert page.status_code == 200
    assert "Det du skrev står kvar här, men är inte skickat än" in page.content.decode()
    again = form_on(page)
    assert (again["title"], again["situation"]) == (["Nycklar"], ["Det jag skrev i en halvtimme"])
    assert not Need.objects.exists()
    rest = {"for_whom": "Alla", "consequence": "Vi letar", "desired_effect": "Vi hittar", "unit": a_unit_of(staff)}
    client.post(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], again | rest)
    assert Need.objects.get().situation == "Det jag skrev i en halvtimme"
    assert not KeptForm.objects.exists()


def a_unit_of(person: User) -> int:
    return person.memberships[0].unit_id


def test_somebody_else_who_signs_in_there_gets_nothing_of_it(as_, staff, chief):
    client = as_(staff)
    sent = half_written(client, situation="Bara mitt")
    client.logout()

    page = sign_in(client, chief, client.post(NEW, sent))

    assert page.status_code == 200
    assert "Bara mitt" not in page.content.decode()
    assert form_on(page)["situation"] == [""]


def test_it_is_gone_after_a_day(as_, staff):
    client = as_(staff)
    sent = half_written(client, situation="I går")
    client.logout()
    to = client.post(NEW, sent)
    KeptForm.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))

    page = sign_in(client, staff, to)
    assert form_on(page)["situation"] == [""]
    drop_kept()
    assert not KeptForm.objects.exists()


def test_passwords_are_never_kept_nor_more_than_a_form_can_hold(as_, staff):
    client = as_(staff)
    sent = half_written(client, situation="Kort", password="hemligt", new_Password1="hemligt")
    client.logout()

    client.post(NEW, sent)
    assert {"situation"} <= set(KeptForm.objects.get().data)
    assert not [name for name in KeptForm.objects.get().data if "password" in name.lower()]
    client.post(NEW, sent | {"consequence": "x" * 200_001})
    assert KeptForm.objects.count() == 1


def test_only_the_last_few_forms_of_a_person_are_kept(as_, staff):
    client = as_(staff)
    sent = half_written(client)
    client.logout()
    for number in range(14):
        client.post(NEW, sent | {"title": str(number)})
    assert [row.data["title"] for row in KeptForm.objects.order_by("pk")] == [str(number) for number in range(4, 14)]


@pytest.mark.parametrize("mark", ["", "gissat", "eyJwZXJzb24iOjF9:1vP8kT:xyz"])
def test_nobody_can_plant_text_without_a_page_that_was_shown_to_the_person(client, staff, mark):
    client.post(NEW, {"title": "Skriv ditt lösenord på vår sida", "shown": mark})
    assert not KeptForm.objects.exists()


def test_a_line_of_support_is_kept_on_the_page_it_stands_on(as_, manager, staff):
    need = factories.a_need(staff)
    client = as_(manager)
    sent = half_written(client, need.get_absolute_url(), line="Vi har det på natten")
    client.logout()

    page = sign_in(client, manager, client.post(f"/behov/{need.pk}/stod/", sent))

    assert page.request["PATH_INFO"] == need.get_absolute_url()
    assert form_on(page)["line"] == ["Vi har det på natten"]
    assert not Support.objects.exists()


def test_behind_a_plain_button_one_comes_back_to_the_button_and_is_told_that_nothing_was_done(as_, chief, staff):
    need = factories.a_need(staff, NeedState.PARKED)
    client = as_(chief)
    client.logout()

    to = client.post(f"/behov/{need.pk}/ta-upp/", headers={"referer": f"http://testserver{need.get_absolute_url()}"})
    page = sign_in(client, chief, to)

    assert (page.status_code, page.request["PATH_INFO"]) == (200, need.get_absolute_url())
    assert page.request["QUERY_STRING"] == ""
    assert "Det du tryckte på är inte gjort" in page.content.decode()
    need.refresh_from_db()
    assert need.state == NeedState.PARKED


@pytest.mark.parametrize("referer", ["", "https://elak.example/behov/", "//elak.example"])
def test_a_button_without_a_page_of_ours_leads_to_the_start(as_, chief, staff, referer):
    need = factories.a_need(staff, NeedState.PARKED)
    client = as_(chief)
    client.logout()
    page = sign_in(client, chief, client.post(f"/behov/{need.pk}/ta-upp/", headers={"referer": referer}))
    assert (page.status_code, page.request["PATH_INFO"]) == (200, "/")


def test_nobody_is_told_by_a_link_that_something_was_not_done(as_, chief):
    page = as_(chief).get("/behov/?undone=falskt", follow=True)
    assert "inte gjort" not in page.content.decode()
    assert page.request["QUERY_STRING"] == ""


def strict_and_too_old(person: User, **typed: Any) -> tuple[Client, Any]:
    """A form sent with a token that is no longer right, as after signing in anew in another tab."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    sent = half_written(strict, **typed) | {"csrfmiddlewaretoken": "x" * 64}
    return strict, sent


def urlencoded(client: Client, path: str, sent: dict[str, Any]) -> Any:
    from urllib.parse import urlencode

    return client.post(path, urlencode(sent, doseq=True), content_type="application/x-www-form-urlencoded")


def test_a_form_that_is_too_old_comes_back_filled_in_to_the_same_person(staff):
    strict, sent = strict_and_too_old(staff, situation="En lång text")

    page = strict.get(urlencoded(strict, NEW, sent).url)

    assert form_on(page)["situation"] == ["En lång text"]
    assert not Need.objects.exists()


def test_and_to_nobody_else(staff, chief):
    strict, sent = strict_and_too_old(staff, situation="En lång text")
    strict.force_login(chief)
    assert urlencoded(strict, NEW, sent).status_code == 403
    assert not KeptForm.objects.exists()
