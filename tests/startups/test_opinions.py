"""What an organisation thinks of a startup: notes and a rating, which nobody elsewhere sees."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Organisation, User
from history.models import Entry
from startups.actions.opinions import rate, save_note
from startups.models import Startup
from startups.opinions import Note, Rating
from tests import factories
from tests.forms import window

pytestmark = pytest.mark.django_db
LIST = reverse("startups:startups")


def note_page(startup: Startup) -> str:
    return reverse("startups:note_new", args=[startup.pk])


def rating_page(startup: Startup) -> str:
    return reverse("startups:rating", args=[startup.pk])


def a_note(startup: Startup, author: User, text: str = "De svarar snabbt.") -> Note:
    organisation = author.memberships[0].organisation
    return save_note(Note(startup=startup, organisation=organisation, text=text), by=author)


def rated(startup: Startup, by: User, value: int | None) -> None:
    rate(startup, by.memberships[0].organisation, value=value, by=by)


@pytest.fixture
def startup(db: None) -> Startup:
    return factories.a_startup("Talklart")


# --- notes --------------------------------------------------------------------------------------------------------
def test_a_note_stands_with_its_author_and_day_on_the_startup_s_page(as_: Any, team_member: User, startup: Startup):
    response = as_(team_member).post(note_page(startup), {"text": "De svarar snabbt."}, follow=True)
    assert "Anteckningen är sparad." in response.text
    note = Note.objects.get()
    assert (note.author, note.organisation) == (team_member, team_member.memberships[0].organisation)
    for text in ("De svarar snabbt.", "Tom Team", "Skrev en anteckning"):
        assert text in response.text


def test_the_newest_note_stands_first(as_: Any, chief: User, startup: Startup):
    for text in ("Den första", "Den andra"):
        a_note(startup, chief, text)
    page = as_(chief).get(startup.get_absolute_url()).text
    assert page.index("Den andra") < page.index("Den första")


def test_a_line_manager_reads_notes_and_rating_and_writes_neither(
    as_: Any, manager: User, team_member: User, startup: Startup
):
    note = a_note(startup, team_member)
    rated(startup, team_member, 4)
    client = as_(manager)
    page = client.get(startup.get_absolute_url()).text
    assert "De svarar snabbt." in page
    assert "4 av 5" in page
    for address in (note_page(startup), rating_page(startup), reverse("startups:note_change", args=[note.pk])):
        assert address not in page
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "Mitt", "value": "1"}).status_code == 403
    assert client.post(reverse("startups:note_remove", args=[note.pk])).status_code == 403
    assert [(note.text, Rating.objects.get().value) for note in Note.objects.all()] == [("De svarar snabbt.", 4)]


@pytest.mark.parametrize("who", ["staff", "leader", "administrator"])
def test_those_who_meet_no_startups_read_neither(
    as_: Any, request: pytest.FixtureRequest, team_member: User, startup: Startup, who: str
):
    note = a_note(startup, team_member)
    rated(startup, team_member, 4)
    client = as_(request.getfixturevalue(who))
    shown = client.get(startup.get_absolute_url()).text + client.get(f"{LIST}?sort=rating").text
    for text in ("De svarar snabbt.", "4 av 5", "Skrev en anteckning", "Satte betyget", "Vårt betyg"):
        assert text not in shown
    assert client.get(reverse("startups:note_change", args=[note.pk])).status_code == 404


def test_the_other_organisation_sees_nothing_not_even_that_there_is_something(
    as_: Any, chief: User, other_chief: User, startup: Startup
):
    untouched = as_(other_chief).get(startup.get_absolute_url()).text
    note = a_note(startup, chief)
    rated(startup, chief, 4)
    client = as_(other_chief)
    page = client.get(startup.get_absolute_url())
    assert (page.context["notes"], page.context["rating"], page.context["history"]) == ([], None, [])
    assert "av 5" not in page.text
    assert page.text.count("<li") == untouched.count("<li")
    assert "4 av 5" not in client.get(LIST).text
    for address in ("startups:note_change", "startups:note_remove"):
        assert client.post(reverse(address, args=[note.pk]), {"text": "Vårt"}).status_code == 404


def test_each_organisation_has_a_rating_of_its_own(as_: Any, chief: User, other_chief: User, startup: Startup):
    as_(chief).post(rating_page(startup), {"value": "4"})
    as_(other_chief).post(rating_page(startup), {"value": "1"})
    assert "4 av 5" in as_(chief).get(startup.get_absolute_url()).text
    assert "1 av 5" in as_(other_chief).get(startup.get_absolute_url()).text


def test_one_changes_one_s_own_notes_alone(as_: Any, chief: User, team_member: User, startup: Startup):
    mine, hers = a_note(startup, team_member), a_note(startup, chief, "Chefens ord")
    client = as_(team_member)
    page = client.get(startup.get_absolute_url()).text
    assert reverse("startups:note_change", args=[mine.pk]) in page
    for address in ("startups:note_change", "startups:note_remove"):
        assert reverse(address, args=[hers.pk]) not in page
        assert client.post(reverse(address, args=[hers.pk]), {"text": "Annat"}).status_code == 403
    client.post(reverse("startups:note_change", args=[mine.pk]), {"text": "De svarar långsamt."})
    assert ", ändrad" in " ".join(client.get(startup.get_absolute_url()).text.split())
    assert {note.text for note in Note.objects.all()} == {"De svarar långsamt.", "Chefens ord"}


def test_a_note_is_removed_after_a_question_and_its_words_are_gone(as_: Any, team_member: User, startup: Startup):
    note, client = a_note(startup, team_member), as_(team_member)
    assert "Ta bort anteckningen?" in client.get(startup.get_absolute_url()).text
    page = client.post(reverse("startups:note_remove", args=[note.pk]), follow=True).text
    assert "Anteckningen är borttagen." in page
    assert "De svarar snabbt." not in page
    assert [entry.verb for entry in Entry.objects.order_by("id")] == ["note.written", "note.removed"]
    assert "snabbt" not in str(list(Entry.objects.values("data", "reason")))


def test_the_chief_may_remove_what_a_colleague_wrote_and_not_change_it(
    as_: Any, chief: User, team_member: User, startup: Startup
):
    note, client = a_note(startup, team_member), as_(chief)
    assert client.get(reverse("startups:note_change", args=[note.pk])).status_code == 403
    client.post(reverse("startups:note_remove", args=[note.pk]))
    assert Note.objects.count() == 0


def test_of_two_tabs_with_one_note_the_second_is_shown_what_the_first_wrote(team_member: User, startup: Startup):
    note = a_note(startup, team_member)
    page = reverse("startups:note_change", args=[note.pk])
    first, second = window(team_member, page), window(team_member, page)
    assert first(text="Från den ena fliken.").status_code == 302
    answer = second(text="Från den andra fliken.")
    assert answer.status_code == 422
    assert "Från den ena fliken." in answer.text
    assert "Från den andra fliken." in answer.text
    note.refresh_from_db()
    assert note.text == "Från den ena fliken."
    assert second().status_code == 302
    note.refresh_from_db()
    assert note.text == "Från den andra fliken."


def test_a_note_asks_about_a_personal_identity_number(as_: Any, chief: User, startup: Startup):
    response = as_(chief).post(note_page(startup), {"text": "Ring 19811218-9876"})
    assert response.status_code == 422
    assert "keeps_number" in response.text
    assert Note.objects.count() == 0


def test_an_empty_note_gets_a_kind_word(as_: Any, chief: User, startup: Startup):
    response = as_(chief).post(note_page(startup), {"text": " "})
    assert response.context["form"].errors["text"] == ["Skriv en anteckning"]


def test_text_in_a_note_never_runs(as_: Any, chief: User, startup: Startup):
    a_note(startup, chief, "<script>alert(1)</script>")
    assert "<script>alert" not in as_(chief).get(startup.get_absolute_url()).text


# --- the rating ---------------------------------------------------------------------------------------------------
def test_the_rating_is_set_changed_and_taken_away(as_: Any, chief: User, team_member: User, startup: Startup):
    as_(chief).post(rating_page(startup), {"value": "4"})
    as_(team_member).post(rating_page(startup), {"value": "2"})
    rating = Rating.objects.get()
    assert (rating.value, rating.rated_by) == (2, team_member)
    page = as_(team_member).post(rating_page(startup), {"value": "0"}, follow=True).text
    assert Rating.objects.count() == 0
    for text in ("Inget betyg än.", "Satte betyget 4 av 5", "Satte betyget 2 av 5", "Tog bort betyget"):
        assert text in page


def test_the_same_rating_again_is_no_deed(chief: User, startup: Startup):
    for value in (4, 4, None, None):
        rated(startup, chief, value)
    assert [entry.verb for entry in Entry.objects.order_by("id")] == ["rating.set", "rating.removed"]


@pytest.mark.parametrize("value", ["", "6", "-1", "x", "4.5"])
def test_nonsense_is_no_rating(as_: Any, chief: User, startup: Startup, value: str):
    assert as_(chief).post(rating_page(startup), {"value": value}).status_code == 422
    assert Rating.objects.count() == 0


@pytest.mark.parametrize(("before", "meanwhile"), [(None, 2), (4, 2), (4, None)])
def test_a_rating_that_a_colleague_changed_meanwhile_is_not_overwritten_unread(
    chief: User, team_member: User, startup: Startup, before: int | None, meanwhile: int | None
):
    rated(startup, chief, before)
    send = window(chief, rating_page(startup))
    rated(startup, team_member, meanwhile)
    assert send(value="5").status_code == 422
    assert [rating.value for rating in Rating.objects.all()] == [value for value in [meanwhile] if value]
    assert send().status_code == 302
    assert Rating.objects.get().value == 5


# --- how many questions -------------------------------------------------------------------------------------------
def test_the_page_takes_as_many_queries_for_thirty_notes_as_for_one(
    as_: Any, chief: User, organisation: Organisation, startup: Startup, django_assert_num_queries: Any
):
    client = as_(chief)
    a_note(startup, chief)
    client.get(startup.get_absolute_url())
    with django_assert_num_queries(10) as captured:
        client.get(startup.get_absolute_url())
    for number in range(29):
        a_note(startup, factories.a_person(organisation, factories.TEAM), f"Nummer {number}")
    with django_assert_num_queries(len(captured)):
        client.get(startup.get_absolute_url())
