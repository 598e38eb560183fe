"""Writing letters and sending them."""

from datetime import timedelta
from email.mime.text import MIMEText
from typing import TYPE_CHECKING, Any

from celery import current_app
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from post.models import MAX_ATTEMPTS, Letter, LetterState

if TYPE_CHECKING:
    from accounts.models import Organisation


def write_letter(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    language: str,
    organisation: "Organisation | None",
    calendar: str = "",
    calendar_method: str = "",
    attachment: str = "",
    attachment_name: str = "",
) -> Letter:
    """Writes a letter in the reader's language and nudges the worker once the transaction is through.

    `template` is a text template; its first line is the subject, the rest after an empty line is the text.
    `calendar` is an iCalendar text with its `calendar_method` (REQUEST or CANCEL). `attachment` names a stored file.
    """
    with override(language):
        text = render_to_string(
            template, {"base_url": settings.BASE_URL, "organisation": organisation, **context}
        )
    subject, _, body = text.strip().partition("\n")
    letter = Letter.objects.create(
        organisation=organisation,
        to=to,
        subject=subject.strip()[:200],
        text=body.strip() + "\n",
        calendar=calendar,
        calendar_method=calendar_method,
        attachment=attachment,
        attachment_name=attachment_name,
    )
    nudge("post.tasks.deliver", letter.pk)
    return letter


def nudge(task_name: str, *args: Any) -> None:
    """Asks the worker to look at a row once it is committed; a broker that is away must not disturb the person.

    What is not nudged is found by the beat sweep. The task is named, not imported: tasks call actions.
    """

    def ask() -> None:
        current_app.send_task(task_name, args=args, retry=False)

    transaction.on_commit(ask, robust=True)


def send(letter: Letter) -> None:
    """Sends a claimed letter, or notes why it could not be sent and when to try again (2, 4, 8 … minutes)."""
    try:
        _message(letter).send()
    except Exception as reason:  # whatever a mail server answers is kept for the administrator to read
        letter.last_error = str(reason)[:2000] or type(reason).__name__
        letter.not_before = timezone.now() + timedelta(minutes=2**letter.attempts)
        if letter.attempts >= MAX_ATTEMPTS:
            letter.state = LetterState.FAILED
    else:
        letter.state, letter.sent_at, letter.last_error = LetterState.SENT, timezone.now(), ""
        letter.text = letter.calendar = ""
    letter.save()


def _message(letter: Letter) -> EmailMessage:
    message = EmailMessage(
        letter.subject, letter.text, to=[letter.to], headers={"Auto-Submitted": "auto-generated"}
    )
    if letter.calendar:
        part = MIMEText(letter.calendar, "calendar", "utf-8")
        part.set_param("method", letter.calendar_method)
        part.add_header("Content-Disposition", "attachment", filename="startupmote.ics")
        message.attach(part)
    if letter.attachment:
        with default_storage.open(letter.attachment) as file:
            message.attach(letter.attachment_name, file.read(), "application/pdf")
    return message
