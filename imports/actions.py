"""What is done with a file that is to be read in: received, wanted or dropped, and read in exactly once."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from history.actions import StaleState, move, record
from history.claims import attempt
from imports.importers import Checked, Importer, check
from imports.models import ImportFile, ImportMode, KnownRows
from imports.reading import Unreadable, text_of
from imports.states import ImportState
from imports.undoing import used_since

if TYPE_CHECKING:
    from accounts.models import Organisation, User


def _findings(checked: Checked) -> dict[str, Any]:
    return {
        "good_count": len(checked.good),
        "known_count": len(checked.known),
        "bad_count": checked.bad_count,
        "problems": [asdict(problem) for problem in checked.problems],
        "unknown_themes": list(checked.unknown_themes),
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
def want_import(
    file: ImportFile, *, mode: str, known_rows: str = KnownRows.SKIP, adds_themes: bool = False, by: "User"
) -> None:
    """The person has looked at the preview and wants the rows: the worker is asked to read them in."""
    wanted = {"mode": mode, "known_rows": known_rows, "adds_themes": adds_themes}
    move(file, ImportState.WANTED, by=by, fields={**wanted, "failure": "", **file.anew()})
    file.nudge()


class StillUsed(Exception):
    """Something hangs on what was read in: it was changed, supported, chosen or written to since."""


@transaction.atomic
def undo_import(file: ImportFile, *, by: "User") -> None:
    """Takes away what the file brought, as long as nothing hangs on any of it. Raises StillUsed and StaleState."""
    if not file.is_undoable:
        raise StaleState(file)
    rows = file.rows()
    if not list(rows.select_for_update().values_list("pk", flat=True)) or used_since(rows):
        raise StillUsed
    count, _by_model = rows.count(), rows.delete()
    move(file, ImportState.UNDONE, by=by, count=count)


@transaction.atomic
def drop_import(file: ImportFile, *, by: "User | None") -> None:
    """Nothing is read in, and the file's text is thrown away."""
    move(file, ImportState.DROPPED, by=by, fields={"text": "", "sample": {}})


def carry_out(file: ImportFile | None) -> None:
    """The worker's part, for a file it has claimed. What goes wrong is tried again, and at last told."""
    attempt(file, _read_in, failed=_put_back)


@transaction.atomic
def _read_in(file: ImportFile) -> None:
    """All or nothing: the rows, their history and the file's new state in one transaction."""
    file.hold()
    with override(file.uploaded_by.language):
        try:
            checked = check(file.text, file.importer, file.organisation)
        except Unreadable as reason:
            move(file, ImportState.FAILED, by=None, fields={"failure": str(reason)[:300]})
            return
        findings = _findings(checked)
        if not (checked.good or checked.known) or (checked.bad_count and file.mode == ImportMode.ALL):
            findings["failure"] = _("Medan filen väntade har något ändrats, så att rader inte längre är rätt.")
            move(file, ImportState.FAILED, by=None, fields=findings)
            return
    file.unknown_themes = findings["unknown_themes"]
    known = checked.known if file.known_rows == KnownRows.UPDATE else []
    saved = file.importer.save(checked.good, file=file, by=file.uploaded_by)
    updated = file.importer.update(known, file=file, by=file.uploaded_by)
    findings |= {"saved_count": saved, "updated_count": updated, "text": "", "done_at": timezone.now()}
    move(file, ImportState.DONE, by=file.uploaded_by, fields=findings, count=saved + updated)


@transaction.atomic
def _put_back(file: ImportFile, _reason: Exception) -> None:
    """Frees a file whose reading went wrong for the next attempt, or says so after the last."""
    if file.has_attempts_left:
        file.change(due_at=timezone.now())
        file.nudge()
        return
    file.hold()
    with override(file.uploaded_by.language):
        failure = _("Något gick fel när raderna skulle sparas. Ingenting är sparat. Försök igen.")
    move(file, ImportState.FAILED, by=None, fields={"failure": failure})
