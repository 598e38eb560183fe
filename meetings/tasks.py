"""The worker's side of the meetings."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import agendas, busy, plans, printouts, questionnaires, reminders, wishes


@shared_task
def remind() -> None:
    """Reminds those who met today of telling how it went."""
    reminders.remind(timezone.now())


@shared_task
def remind_of_wishes() -> None:
    """Reminds those who have not said whom they want to meet, once for a day."""
    wishes.remind_when_due()


@shared_task
def look_after_questions() -> None:
    """Closes questions to line managers whose last day has passed, and reminds once those who have not answered."""
    questionnaires.look_after()


@shared_task
def plan_day(day_id: int) -> None:
    """Makes the plan of one day, unless another worker has it or it is made already."""
    plans.make_plan(day_id)


@shared_task
def tell_agenda(agenda_id: int) -> None:
    """Writes what has changed of somebody's meetings on a day, unless another worker does or nothing has."""
    agendas.tell(agenda_id)


@shared_task
def draw_printout(printout_id: int) -> None:
    """Draws one printout of a day, unless another worker has it or it is drawn already."""
    printouts.draw_printout(printout_id)


@shared_task
def forget_printouts() -> None:
    """Removes the printouts of days that lie some time back."""
    printouts.forget_printouts()


@shared_task
def read_calendar(calendar_id: int) -> None:
    """Reads when one person is busy, unless another worker does or it is not due."""
    busy.read_calendar(calendar_id)
