"""What is done with management groups and reports: changed, ordered, made, tried again."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from accounts.letters import sender_in
from accounts.models import User
from history.actions import StaleState, move, record
from history.changes import change_of, changes_in
from history.claims import attempt
from post.actions import write_letter
from post.rehearsal import foretell
from printing.rendering import PDF, CouldNotRender
from reports.models import ManagementGroup, Report
from reports.pdf import edition_as_pdf
from reports.snapshot import snapshot
from reports.states import UNFINISHED, ReportState

log = logging.getLogger(__name__)
PAUSE = timedelta(seconds=10)

# Why an attempt came to nothing, in words for the one who ordered; kept in Swedish and translated when shown.
NOT_DRAWN = gettext_noop("Det gick inte att rita sidorna. Underlaget kan vara för stort.")
NOT_STORED = gettext_noop("Det gick inte att spara filen.")
NOT_COUNTED = gettext_noop("Det gick inte att räkna fram siffrorna.")
BROKEN_OFF = gettext_noop("Arbetet avbröts innan rapporten var klar.")


# --- Management groups ----------------------------------------------------------------------------------------------
@transaction.atomic
def save_group(group: ManagementGroup, *, members: Iterable[User], by: User) -> ManagementGroup:
    """Adds a group or changes it, with its members."""
    is_new = group.pk is None
    changed = [] if is_new else changes_in(group, ["name", "language"])
    group.save()
    changed += [] if is_new else change_of(group, "members", group.members.all(), members)
    group.members.set(members)
    record(group, "managementgroup.created" if is_new else "managementgroup.changed", by=by, changed=changed)
    return group


# --- Ordering -------------------------------------------------------------------------------------------------------
@transaction.atomic
def order_report(report: Report, *, by: User) -> Report:
    """Orders the next edition for its group and period: the row now, the worker's nudge once it is committed.

    Raises StaleState with the report that is already on its way for the same group and period (a double press).
    """
    # The group's row is the lock: two orders at once are numbered one after the other.
    ManagementGroup.objects.select_for_update().get(pk=report.group_id)
    same = Report.objects.filter(group=report.group, period_from=report.period_from, period_to=report.period_to)
    editions = list(same.only("edition", "state"))
    if on_its_way := next((other for other in editions if other.state in UNFINISHED), None):
        raise StaleState(on_its_way, gettext("Rapporten är redan beställd. Den görs just nu."))
    report.edition = max((other.edition for other in editions), default=0) + 1
    report.ordered_by = by
    report.save()
    record(report, "report.ordered", by=by, to_state=ReportState.ORDERED, edition=report.edition)
    report.nudge()
    foretell(lambda: _mail(report))
    return report


@transaction.atomic
def try_again(report: Report, *, by: User) -> None:
    """Orders a report anew that could not be made."""
    fields = {"progress": 0, "failure": "", **report.anew()}
    move(report, ReportState.ORDERED, by=by, verb="report.again", fields=fields)
    report.nudge()


# --- Making ---------------------------------------------------------------------------------------------------------
class Stumbled(Exception):
    """This attempt came to nothing; the text is one of the reasons above."""


def make_report(report_id: int) -> None:
    """Makes a report that is due, if nobody else is making it. May be called any number of times."""
    attempt(Report.objects.claim(report_id), _make, failed=_explain)


def _make(report: Report) -> None:
    contents = _frozen(report)
    finish(report, contents=contents, pdf=_drawn(report, contents))


def _explain(report: Report, reason: Exception) -> None:
    put_back(report, reason=str(reason) if isinstance(reason, Stumbled) else BROKEN_OFF)


def _frozen(report: Report) -> dict[str, Any]:
    try:
        return snapshot(report)
    except DatabaseError as reason:
        raise Stumbled(NOT_COUNTED) from reason


def _drawn(report: Report, contents: dict[str, Any]) -> PDF:
    report.renew_lease(progress=50)
    try:
        return edition_as_pdf(contents, report.group.language)
    except CouldNotRender as reason:
        raise Stumbled(NOT_DRAWN) from reason


def finish(report: Report, *, contents: dict[str, Any], pdf: PDF) -> None:
    """Stores the file and freezes the edition; the group hears of it. Happens once, whoever gets there first.

    Raises Lost when another worker has taken over.
    """
    try:
        name = default_storage.save(_place(report), ContentFile(pdf.content))
    except OSError as reason:
        raise Stumbled(NOT_STORED) from reason
    try:
        with transaction.atomic():
            _settle(report, contents, pdf, name)
    except BaseException:
        # Nobody will ever ask for this file.
        default_storage.delete(name)
        raise
    _clear_away(report, keep=name)


def _settle(report: Report, contents: dict[str, Any], pdf: PDF, name: str) -> None:
    report.hold()
    fields = {
        "contents": contents,
        "file": name,
        "sha256": hashlib.sha256(pdf.content).hexdigest(),
        "page_count": pdf.pages,
        "progress": 100,
        "failure": "",
        "ready_at": timezone.now(),
    }
    move(report, ReportState.READY, by=None, fields=fields)
    report.pilots.set([pilot["id"] for pilot in contents["pilots"]])
    _mail(report)


def _place(report: Report) -> str:
    """Where every attempt saves; the storage adds letters to the name when an earlier one left its file there."""
    return f"reports/{report.created_at:%Y}/{file_name(report)}"


def _clear_away(report: Report, *, keep: str) -> None:
    """Removes what workers left that were killed between the file and the row.

    The edition is ready by now: no other file of it will ever be asked for.
    """
    folder, _slash, name = _place(report).rpartition("/")
    try:
        for found in default_storage.listdir(folder)[1]:
            if found.startswith(name.removesuffix(".pdf")) and f"{folder}/{found}" != keep:
                default_storage.delete(f"{folder}/{found}")
    except OSError:
        log.warning("report %s: files of broken attempts are left", report.pk, exc_info=True)


def file_name(report: Report) -> str:
    """What the reader sees in the folder of downloads."""
    return f"rapport-{report.period_from}-{report.period_to}-nr{report.pk}-utgava-{report.edition}.pdf"


def _mail(report: Report) -> None:
    """One letter with the PDF to everybody in the group, once an address."""
    hearing: dict[str, tuple[str, bool]] = {}
    for person in report.group.members.of(report.organisation).order_by("pk"):
        hearing[person.email.lower()] = (person.language, True)
    for address in report.group.addresses:
        hearing.setdefault(address.lower(), (report.group.language, False))
    for address, (language, signs_in) in hearing.items():
        write_letter(
            to=address,
            sender=sender_in(report.organisation, report.ordered_by, to=address),
            template="letters/report_ready.txt",
            context={"report": report, "signs_in": signs_in},
            language=language,
            organisation=report.organisation,
            attachment=str(report.file.name),
            attachment_name=file_name(report),
        )


@transaction.atomic
def put_back(report: Report, *, reason: str) -> None:
    """Leaves the report for a new attempt in a while, or gives up after the last one. Raises Lost."""
    if not report.has_attempts_left:
        give_up(report, reason=reason)
        return
    report.hold()
    fields = {"failure": reason, "progress": 0, "due_at": timezone.now() + PAUSE * report.attempts}
    move(report, ReportState.ORDERED, by=None, verb="report.waits", fields=fields)


@transaction.atomic
def give_up(report: Report, *, reason: str) -> None:
    """Says that the report could not be made, on its page and in a letter to the one who ordered it. Raises Lost."""
    report.hold()
    move(report, ReportState.FAILED, by=None, fields={"failure": reason, "progress": 0})
    write_letter(
        to=report.ordered_by.email,
        sender=sender_in(report.organisation, to=report.ordered_by.email),
        template="letters/report_failed.txt",
        context={"report": report},
        language=report.ordered_by.language,
        organisation=report.organisation,
    )
