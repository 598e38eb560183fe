"""Printouts of a day: wanted by a person, drawn by the worker, forgotten some time after the day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from history.claims import attempt
from meetings.models import MatchmakingDay, Printout
from meetings.papers import paper_as_pdf, version_of
from startups.models import Startup

PAUSE = timedelta(seconds=10)
KEPT = timedelta(days=30)  # after the day: names stand in them


@transaction.atomic
def want_printout(
    day: MatchmakingDay,
    *,
    language: str,
    manager: User | None = None,
    startup: Startup | None = None,
    is_results: bool = False,
) -> Printout:
    """Asks the worker for the agenda of one of the two, for all of the day, or for its results; one that is being drawn
    is enough.

    It leaves no history: nothing of the day changes, and whoever wants to prints again.
    """
    whose = {"manager": manager, "startup": startup, "is_results": is_results}
    printout, _is_new = Printout.objects.defer("content").get_or_create(
        day=day, **whose, defaults={"language": language}
    )
    idle = Printout.objects.filter(pk=printout.pk, is_wanted=False)
    if idle.update(is_wanted=True, has_failed=False, language=language, **Printout.anew()):
        printout.nudge()
    return printout


def draw_printout(printout_id: int) -> None:
    """Draws the printout that is wanted, if no other worker does. May be called any number of times."""
    attempt(Printout.objects.defer("content").claim(printout_id), _draw, failed=_put_back)


def _draw(printout: Printout) -> None:
    version = version_of(printout.day, **printout.whose)
    pdf = paper_as_pdf(printout.day, language=printout.language, **printout.whose)
    drawn = {"content": pdf.content, "page_count": pdf.pages, "version": version, "made_at": timezone.now()}
    printout.change(is_wanted=False, **drawn)


def _put_back(printout: Printout, _reason: Exception) -> None:
    """For another attempt in a while; after the last the page says so, and offers to ask again."""
    if printout.has_attempts_left:
        printout.change(due_at=timezone.now() + PAUSE * printout.attempts)
    else:
        printout.change(is_wanted=False, has_failed=True)


def forget_printouts() -> None:
    """Removes those of days that lie some time back."""
    Printout.objects.filter(day__date__lt=timezone.localdate() - KEPT).delete()
