"""Writing letters and sending them."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from history.actions import StaleState
from history.claims import attempt
from post.html import HOUSE_COLOUR, blocks_of
from post.models import Letter, LetterState
from post.rehearsal import note, without_links
from post.senders import Sender, from_line, house

if TYPE_CHECKING:
    from accounts.models import Organisation

LETTER_HOURS = range(8, 18)  # local hours in which letters are written that nobody has pressed for


def write_letter(
    *,
    to: str,
    sender: Sender,
    template: str,
    context: dict[str, Any],
    language: str,
    organisation: "Organisation | None",
    calendar: str = "",
    calendar_method: str = "",
    calendar_file: str = "",
    attachment: str = "",
    attachment_name: str = "",
    about: str = "",
    waits: timedelta = timedelta(0),
    corrects: Letter | None = None,
    unsubscribe: str = "",
) -> Letter:
    """Writes a letter in the reader's language and nudges the worker once the transaction is through.

    `sender` is whose name it bears and whom an answer reaches; in the organisations `accounts.letters` knows who that
    is, elsewhere it is `house()`. The template finds it as `sender`.
    `template` is a text template; its first line is the subject, the rest after an empty line is the text.
    The page that mail programs show is made from it when the letter is sent (post/html.py).
    `calendar` is an iCalendar text with its `calendar_method` (REQUEST or CANCEL), `calendar_file` one that is not asked to
    be answered. `attachment` names a stored file.
    It leaves when it has waited; until then what is `about` the same can be taken back (`Letter.objects.withdraw()`).
    `unsubscribe` is the address at which one press ends letters of this sort.
    A letter that `corrects` another leaves only if that one has left, which it stops otherwise.
    """
    always = {"base_url": settings.BASE_URL, "organisation": organisation, "sender": sender}
    with override(language):
        text = render_to_string(template, {**always, **context})
        signed = render_to_string("post/signed.txt", always) if sender.of else ""
    subject, _, body = text.strip().partition("\n")
    letter = Letter.objects.create(
        organisation=organisation,
        to=to,
        sender_name=sender.shown_name,
        reply_to=sender.email,
        subject=subject.strip()[:200],
        text="\n\n".join(filter(None, [body.strip(), signed.strip()])) + "\n",
        language=language,
        calendar=calendar,
        calendar_method=calendar_method,
        calendar_file=calendar_file,
        attachment=attachment,
        attachment_name=attachment_name,
        about=about,
        corrects=corrects,
        unsubscribe=unsubscribe,
        due_at=timezone.now() + waits,
    )
    note(letter, template=template, context=context)
    letter.nudge()
    return letter


def ration(subject: models.Model, *, about: str, most: int) -> None:
    """Raises StaleState when letters about this have been written as often as their readers should bear in an hour.

    Asked before a deed whose letters bear `about`, which is then not done: whoever holds a link, or presses a button
    again and again, fills nobody's mailbox.
    """
    if Letter.objects.lately(about).count() >= most:
        raise StaleState(
            subject, _("Det har gått många brev om det här den senaste timmen. Vänta en stund och försök igen.")
        )


def deliver(letter_id: int) -> None:
    """Sends a letter that is due, if nobody else is sending it. May be called any number of times."""
    attempt(Letter.objects.claim(letter_id), _send, failed=_put_back)


class Underway(Exception):
    """A worker has the letter that is to be corrected in its hands."""


def _send(letter: Letter) -> None:
    if letter.corrects and not _has_left(letter.corrects):
        letter.change(state=LetterState.WITHDRAWN, text="")
        return
    _message(letter).send()
    emptied = {"text": "", "unsubscribe": "", "calendar": "", "calendar_file": "", "last_error": ""}
    letter.change(state=LetterState.SENT, sent_at=timezone.now(), **emptied)


def _has_left(corrected: Letter) -> bool:
    """Whether somebody has got the letter; one that came back from the mail server is stopped instead."""
    Letter.objects.filter(pk=corrected.pk).withdraw()
    corrected.refresh_from_db(fields=["state"])
    if corrected.state == LetterState.WAITING:
        raise Underway(_("Brevet som det rättar är på väg just nu."))
    return corrected.state == LetterState.SENT


def _put_back(letter: Letter, reason: Exception) -> None:
    """Keeps what the mail server said for people to read, and tries again in 2, 4, 8 … minutes.

    What was taken back while a worker had it is not tried again, nor by itself an address that the server will never
    have (5xx).
    """
    state = LetterState.WAITING if letter.has_attempts_left else LetterState.FAILED
    state = LetterState.REFUSED if _is_refusal(reason) else state
    letter.change(
        state=LetterState.WITHDRAWN if letter.corrections.exists() else state,
        due_at=timezone.now() + timedelta(minutes=2**letter.attempts),
        last_error=without_links(str(reason))[:2000] or type(reason).__name__,
    )


def _is_refusal(reason: Exception) -> bool:
    if not isinstance(reason, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _said in reason.recipients.values())


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        from_line(letter.sender_name),
        to=[letter.to],
        reply_to=[letter.reply_to or house().email],
        headers={"Auto-Submitted": "auto-generated", **_way_out(letter)},
    )
    message.attach_alternative(_as_html(letter), "text/html")
    if letter.calendar:
        # Outlook and Gmail offer to answer what is one more way to read the letter; others open the file.
        message.attach_alternative(letter.calendar, f"text/calendar; method={letter.calendar_method}")
        message.attach("startupmote.ics", letter.calendar.encode(), "application/ics")
    if letter.calendar_file:
        message.attach("alla-moten.ics", letter.calendar_file.encode(), "application/ics")
    if letter.attachment:
        with default_storage.open(letter.attachment) as file:
            message.attach(letter.attachment_name, file.read(), "application/pdf")
    return message


def _way_out(letter: Letter) -> dict[str, str]:
    """What lets a mail program show a button that ends letters of this sort (RFC 8058)."""
    if not letter.unsubscribe:
        return {}
    return {"List-Unsubscribe": f"<{letter.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _as_html(letter: Letter) -> str:
    colour = letter.organisation.letter_colour if letter.organisation else HOUSE_COLOUR
    blocks = blocks_of(letter.text, base_url=settings.BASE_URL)
    with override(letter.language):
        return render_to_string("post/letter.html", {"letter": letter, "blocks": blocks, "colour": colour})
