"""How the demo's management groups get their reports: real editions, made by the real code."""

from datetime import date, timedelta

from demo.agenda import Story
from demo.days import Calendar
from demo.district import GroupText, ReportText
from demo.world import World
from reports.actions import make_report, order_report, save_group
from reports.models import ManagementGroup, Report

DAYS_AFTER_THE_MONTH = 4


def forming_group(world: World, text: GroupText) -> Story:
    yield world.at(text.day, 13)
    group = ManagementGroup(organisation=world.organisation, name=text.name)
    save_group(group, members=[world.person(key) for key in text.members], by=world.the_chief())


def reporting(world: World, text: ReportText) -> Story:
    """A report over twelve whole months, ordered some days after the last of them."""
    last = latest_month_reported(world.calendar)
    first = date(last.year - 1 - text.years_back, last.month, 1) + timedelta(days=31)
    period = first.replace(day=1), _last_of_month(last.year - text.years_back, last.month)
    yield world.at(_order_day(world.calendar, period[1]), 9, 45)
    report = Report(
        organisation=world.organisation,
        group=ManagementGroup.objects.get(organisation=world.organisation_id, name=text.group),
        period_from=period[0],
        period_to=period[1],
        title=text.title,
        summary=text.summary,
        decisions_asked="\n".join(text.decisions_asked),
    )
    make_report(order_report(report, by=world.the_chief()).pk)


def latest_month_reported(calendar: Calendar) -> date:
    """The last day of the latest month on which a report has had time to be ordered."""
    last = calendar.today.replace(day=1) - timedelta(days=1)
    while _order_day(calendar, last) >= 0:
        last = last.replace(day=1) - timedelta(days=1)
    return last


def _last_of_month(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _order_day(calendar: Calendar, last: date) -> int:
    """The number of the fourth working day after `last`."""
    number = 0
    while calendar.day(number) > last:
        number -= 1
    return number + DAYS_AFTER_THE_MONTH
