"""Clock times that people type: hours that do not exist are refused, and those at which one seldom meets are asked about."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from entry.forms import AskAgainMixin

STOCKHOLM = ZoneInfo("Europe/Stockholm")
# When one can meet without wondering: earlier and later than office hours too, but not at night.
USUAL_HOURS = (time(7), time(18))
FRIDAY = 4
SKIPPED = _("Den tiden finns inte: klockan ställs fram den natten. Välj en annan tid")


def moment(day: date, clock: time, *, zone: ZoneInfo = STOCKHOLM) -> datetime:
    """The moment in UTC at which clocks in `zone` show `clock` that day.

    A clock time that is shown twice is the first of the two; one that is skipped in spring is the moment an hour on.
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def is_skipped(day: date, clock: time, *, zone: ZoneInfo = STOCKHOLM) -> bool:
    """Whether clocks in `zone` never show `clock` that day, since they are put forward."""
    return moment(day, clock, zone=zone).astimezone(zone).time() != clock


def is_usual(day: date, clock: time, *, ends: bool = False) -> bool:
    """Whether people at work usually meet then: on a weekday, neither early in the morning nor in the evening.

    With `ends` the clock time is that at which they part.
    """
    first, last = USUAL_HOURS
    return day.weekday() <= FRIDAY and (first < clock <= last if ends else first <= clock < last)


class AsksAboutTheHourMixin(AskAgainMixin):
    """A form with a clock time that somebody types. For `clean()`, after super().clean()."""

    def check_hour(self, name: str, day: date, clock: time, *, ends: bool = False) -> None:
        """Refuses a clock time that does not exist that day, and asks once about an unusual one."""
        if is_skipped(day, clock):
            self.add_error(name, SKIPPED)
        elif not is_usual(day, clock, ends=ends):
            told = {"day": date_format(day, "l j F"), "clock": f"{clock:%H:%M}"}
            question = _("Mötet skulle bli %(day)s kl. %(clock)s. Ändra tiden, eller kryssa i att det stämmer")
            self.ask(name, question % told)
