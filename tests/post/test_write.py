"""Writing letters: in the reader's language, first as a row, then as the message that leaves the installation."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone, translation

from needs.actions.needs import answer_need
from needs.states import NeedState
from post import tasks
from post.actions import write_letter
from post.models import Letter, LetterState
from post.senders import house
from tests import factories
from tests.broker import nudges

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Startupmöte\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def write(to: str = "ulla@exempel.example", language: str = "sv", **fields: Any) -> Letter:
    """A letter to somebody who has written to us about a barrier."""
    fields.setdefault("organisation", None)
    context = {"what": "Knappen & <rutan> går inte att nå.", "email": "", "url": "/behov/"}
    fields = {"sender": house(), **fields}
    return write_letter(to=to, template="letters/feedback.txt", context=context, language=language, **fields)


def as_sent(letter: Letter) -> EmailMessage:
    """The message as a mail server gets it, read by Python's own parser; what still waits leaves now."""
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now())
    tasks.deliver(letter.pk)
    (message,) = mail.outbox
    parsed = message_from_bytes(message.message().as_bytes(), _class=EmailMessage, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_a_letter_is_a_row_that_waits(organisation):
    letter = write(organisation=organisation)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.organisation) == (LetterState.WAITING, 0, organisation)
    assert letter in Letter.objects.due()
    assert mail.outbox == []


def test_the_first_line_is_the_subject_and_the_rest_the_text():
    letter = write()
    assert letter.subject == "En synpunkt om tillgänglighet"
    assert letter.text.startswith("Knappen & <rutan> går inte att nå.\n\n")
    assert letter.text.endswith("vill inte ha svar.\n")


def test_each_reader_is_written_to_in_their_language_and_the_writer_keeps_theirs():
    with translation.override("sv"):
        subjects = [write(language=language).subject for language in ("sv", "en", "sv")]
        assert translation.get_language() == "sv"
    assert subjects == [
        "En synpunkt om tillgänglighet",
        "A comment about accessibility",
        "En synpunkt om tillgänglighet",
    ]


def test_one_deed_reaches_each_of_its_readers_in_their_own_language(organisation, chief):
    submitter = factories.a_person(organisation, factories.STAFF, language="en")
    need = factories.a_need(submitter, title="Skriv en gång", on_behalf_email="natt@exempel.example")
    answer_need(need, to=NeedState.PARKED, reason="Vi väntar.", by=chief)
    assert dict(Letter.objects.values_list("to", "subject")) == {
        submitter.email: "Answer to your need: Skriv en gång",
        "natt@exempel.example": "Svar på ditt behov: Skriv en gång",
    }


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_once_to_send_it():
    with connection.cursor() as cursor:  # a number that no other test's letter has
        cursor.execute("SELECT setval('post_letter_id_seq', 987100)")
    assert nudges("post.tasks.deliver", write().pk) == 1


def test_a_letter_tells_machines_that_a_machine_wrote_it(settings):
    message = as_sent(write())
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["To"] == "ulla@exempel.example"
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["Subject"] == "En synpunkt om tillgänglighet"
    (text, _page) = message.iter_parts()
    assert "Knappen & <rutan> går inte att nå." in text.get_content()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_is_one_more_way_to_read_the_letter_and_a_file(method: str):
    """As Outlook and Gmail take it: an invitation that is only attached gets no buttons there."""
    message = as_sent(write(calendar=CALENDAR, calendar_method=method))
    letter, file = message.iter_parts()
    assert (message.get_content_type(), letter.get_content_type()) == ("multipart/mixed", "multipart/alternative")
    text, page, part = letter.iter_parts()
    assert [p.get_content_type() for p in (text, page, part)] == ["text/plain", "text/html", "text/calendar"]
    assert (part.get_param("method"), part.get_filename()) == (method, None)
    assert part.get_content().splitlines() == CALENDAR.splitlines()
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "startupmote.ics")
    assert file.get_content().decode() == CALENDAR


@pytest.mark.parametrize("what", ["Startupmöte", "Meeting"])
def test_a_calendar_part_is_in_utf_8_whatever_its_letters(what: str):
    message = as_sent(write(calendar=CALENDAR.replace("Startupmöte", what), calendar_method="CANCEL"))
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert (part.get_content_charset(), part.get_param("method")) == ("utf-8", "CANCEL")
    assert f"SUMMARY:{what}" in part.get_content()


@pytest.mark.parametrize("shown", ["rapport.pdf", "Rapport till nämnden"])
def test_a_stored_file_is_attached_under_the_name_that_its_reader_sees(shown: str):
    name = default_storage.save("reports/2026/inre.pdf", ContentFile(b"%PDF-1.7 siffror"))
    message = as_sent(write(attachment=name, attachment_name=shown))
    (part,) = message.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("application/pdf", shown)
    assert part.get_content() == b"%PDF-1.7 siffror"


def test_a_letter_whose_file_is_not_there_waits_with_the_reason():
    letter = write(attachment="reports/borta.pdf", attachment_name="rapport.pdf")
    tasks.deliver(letter.pk)
    letter.refresh_from_db()
    assert (mail.outbox, letter.state) == ([], LetterState.WAITING)
    assert "borta.pdf" in letter.last_error


def test_a_subject_that_is_too_long_is_cut():
    need = {"title": "s" * 300, "answer": "Vi väntar."}
    letter = write_letter(
        to="ulla@exempel.example",
        sender=house(),
        template="letters/need_answered.txt",
        context={"need": need},
        language="sv",
        organisation=None,
    )
    assert letter.subject == ("Svar på ditt behov: " + "s" * 300)[:200]
