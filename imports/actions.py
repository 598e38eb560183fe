"""What is done with a file that is to be read in: received, wanted or dropped, and read in exactly once."""

import logging
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from history.actions import move, record
from imports.importers import Checked, Importer, check
from imports.models import MAX_ATTEMPTS, ImportFile, ImportMode
from imports.reading import Unreadable, text_of
from imports.states import ImportState
from post.actions import nudge

if TYPE_CHECKING:
    from accounts.models import Organisation, User

log = logging.getLogger(__name__)


def _findings(checked: Checked) -> dict[str, Any]:
    return {
        "good_count": len(checked.good),
        "bad_count": checked.bad_count,
        "problems": [asdict(problem) for problem in checked.problems],
        "notes": list(checked.notes),
    }


@transaction.atomic
def receive_file(
    *, importer: Importer, name: str, content: bytes, organisation: "Organisation", by: "User"
) -> ImportFile:
    """Reads and checks a file and keeps it for the preview. Raises Unreadable; saves none of its rows."""
    text = text_of(content)
    checked = check(text, importer, organisation)
    file = ImportFile.objects.create(
        organisation=organisation,
        uploaded_by=by,
        kind=importer.kind,
        name=name[-200:],
        text=text,
        ignored=list(checked.ignored),
        sample={"columns": list(checked.sample_columns), "rows": checked.sample},
        **_findings(checked),
    )
    record(file, "importfile.uploaded", by=by)
    return file


@transaction.atomic
def want_import(file: ImportFile, *, mode: str, by: "User") -> None:
    """The person has looked at the preview and wants the rows: the worker is asked to read them in."""
    fields = {"mode": mode, "lease_until": timezone.now(), "attempts": 0, "failure": ""}
    move(file, ImportState.WANTED, by=by, fields=fields)
    nudge("imports.tasks.carry_out", file.pk)


@transaction.atomic
def drop_import(file: ImportFile, *, by: "User | None") -> None:
    """Nothing is read in, and the file's text is thrown away."""
    move(file, ImportState.DROPPED, by=by, fields={"text": "", "sample": {}})


def carry_out(file: ImportFile) -> None:
    """The worker's part, for a file it has claimed. What goes wrong is tried again, and at last told."""
    if file.attempts > MAX_ATTEMPTS:  # it takes its workers down with it
        _put_back(file)
        return
    try:
        _read_in(file.pk, file.attempts)
    except Exception:  # whatever it is, nothing of the file is saved and the person must not wait for ever
        log.exception("import %s could not be carried out", file.pk)
        _put_back(file)


@transaction.atomic
def _read_in(import_id: int, attempt: int) -> None:
    """All or nothing: the rows, their history and the file's new state in one transaction."""
    file = (
        ImportFile.objects.select_for_update(of=("self",))
        .select_related("organisation", "uploaded_by")
        .filter(pk=import_id, state=ImportState.RUNNING, attempts=attempt)
        .first()
    )
    if file is None:  # another worker took over
        return
    with override(file.uploaded_by.language):
        try:
            checked = check(file.text, file.importer, file.organisation)
        except Unreadable as reason:
            move(file, ImportState.FAILED, by=None, fields={"failure": str(reason)[:300]})
            return
        findings = _findings(checked)
        if not checked.good or (checked.bad_count and file.mode == ImportMode.ALL):
            findings["failure"] = _(
                "Medan filen väntade har något ändrats, så att rader inte längre är rätt."
            )
            move(file, ImportState.FAILED, by=None, fields=findings)
            return
    saved = file.importer.save(
        checked.good, organisation=file.organisation, source=file.name, by=file.uploaded_by
    )
    findings |= {"saved_count": saved, "text": "", "done_at": timezone.now()}
    move(file, ImportState.DONE, by=file.uploaded_by, fields=findings, count=saved)


@transaction.atomic
def _put_back(file: ImportFile) -> None:
    """Frees a file whose reading went wrong for the next attempt, or says so after the last."""
    if file.attempts < MAX_ATTEMPTS:
        ImportFile.objects.filter(pk=file.pk, state=ImportState.RUNNING, attempts=file.attempts).update(
            lease_until=timezone.now()
        )
        nudge("imports.tasks.carry_out", file.pk)
        return
    with override(file.uploaded_by.language):
        failure = _("Något gick fel när raderna skulle sparas. Ingenting är sparat. Försök igen.")
    move(file, ImportState.FAILED, by=None, fields={"failure": failure})
