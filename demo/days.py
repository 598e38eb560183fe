"""Working days around today: the demo counts in them, so that nothing happens on a Sunday or in July."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SATURDAY, JULY = 5, 7
FIRST_OF_MAY, NATIONAL_DAY = (5, 1), (6, 6)


def is_working_day(day: date) -> bool:
    """Not a weekend, July, the weeks around Christmas, 1 May or 6 June; holidays that move are not known here."""
    holiday = (day.month, day.day) in (FIRST_OF_MAY, NATIONAL_DAY)
    christmas = (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 6)
    return day.weekday() < SATURDAY and day.month != JULY and not (christmas or holiday)


@cache
def working_day(number: int, *, today: date) -> date:
    """The working day so many steps from today: -1 is the latest one before it, 1 the first one after it.

    Whatever two numbers are, the smaller one is the earlier day. 0 is today itself, also on a Sunday.
    """
    if number == 0:
        return today
    step = 1 if number > 0 else -1
    day = working_day(number - step, today=today) + timedelta(days=step)
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


class Calendar:
    """Days and moments as numbers of working days from the day on which the demo is built."""

    def __init__(self, today: date) -> None:
        self.today = today
        for number in range(0, -1000, -1):  # the nearer days first, so that the cache is never deep
            working_day(number, today=today)

    def day(self, number: int) -> date:
        return working_day(number, today=self.today)

    def at(self, number: int, hour: int = 9, minute: int = 0) -> datetime:
        return datetime.combine(self.day(number), time(hour, minute), tzinfo=STOCKHOLM)
