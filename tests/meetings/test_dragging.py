"""Meetings dragged in the draft of a day, in a real browser: to a free time, onto another meeting, and where they cannot be."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import DESK, PATIENCE
from tests.processes import Installation
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("installation")]

DAY = """
import json, time
from itertools import count
from accounts.models import Organisation
from meetings.models import PlannedMeeting
from meetings.states import DayState
from startups.states import MatchState
from tests import factories

factories._number = count(time.time_ns())  # the world that stands there already has begun with 1
organisation = Organisation.objects.get(pk={organisation})
lina = factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Lina Lind")
karin = factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Karin Kvist")
challenge = factories.a_challenge(lina)
startups = [factories.a_startup(f"{{name}} {{time.time_ns()}}") for name in ("Alfa", "Beta", "Gamma")]
matches = [factories.a_match(challenge, one, state=MatchState.ANSWERED) for one in startups]
day = factories.a_day(organisation, managers=(lina, karin), startups=tuple(startups), state=DayState.PLANNED)
first, second, third = day.slots.all()
for manager, match, slot in ((lina, matches[0], first), (lina, matches[1], second), (karin, matches[2], third)):
    PlannedMeeting.objects.create(day=day, slot=slot, manager=manager, startup=match.startup, match=match)
day.away.create(startup=startups[1], starts_at=third.starts_at, ends_at=third.ends_at)
print(json.dumps(day.pk))
"""


@pytest.fixture
def draft(browser: Browser, installation: Installation) -> Iterator[Page]:
    """Lina meets Alfa 09:00 and Beta 09:25, Karin meets Gamma 09:50; Beta cannot come 09:50."""
    day = installation.python(DAY.format(organisation=installation.world["things"]["organisation"]))
    context = browser.new_context(viewport=DESK, locale="sv-SE")
    context.set_default_timeout(PATIENCE)
    context.add_cookies(Visitor(installation.base).sign_in(installation.email("chief")).cookies())
    page = context.new_page()
    page.goto(installation.base + reverse("meetings:plan", args=[day]))
    yield page
    context.close()
    installation.rows("UPDATE meetings_matchmakingday SET state = 'cancelled' WHERE id = %s", day)


def cell(page: Page, manager: str, time: str) -> Locator:
    return page.get_by_role("row", name=manager).locator(f'[data-label="{time}"]')


def is_told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_a_meeting_is_dragged_to_a_free_time_and_back_again(draft: Page) -> None:
    cell(draft, "Lina Lind", "09:00").drag_to(cell(draft, "Lina Lind", "09:50"))
    is_told(draft, "Mötet är flyttat till 09:50.")
    expect(cell(draft, "Lina Lind", "09:50")).to_contain_text("Alfa")
    expect(cell(draft, "Lina Lind", "09:00")).to_be_empty()
    draft.get_by_role("button", name="Ångra").click()
    expect(cell(draft, "Lina Lind", "09:00")).to_contain_text("Alfa")


def test_a_meeting_that_is_dragged_onto_another_changes_places_with_it(draft: Page) -> None:
    cell(draft, "Lina Lind", "09:00").drag_to(cell(draft, "Lina Lind", "09:25"))
    is_told(draft, "Mötet är flyttat till 09:25.")
    expect(cell(draft, "Lina Lind", "09:00")).to_contain_text("Beta")
    expect(cell(draft, "Lina Lind", "09:25")).to_contain_text("Alfa")


def test_a_meeting_dragged_by_its_name_moves_too(draft: Page) -> None:
    cell(draft, "Lina Lind", "09:00").get_by_role("link").drag_to(cell(draft, "Lina Lind", "09:50"))
    is_told(draft, "Mötet är flyttat till 09:50.")


def test_where_a_meeting_cannot_be_it_stays_and_the_page_says_why(draft: Page) -> None:
    cell(draft, "Lina Lind", "09:25").drag_to(cell(draft, "Lina Lind", "09:50"))
    expect(draft.get_by_role("alert").or_(draft.locator("ds-error-summary"))).to_contain_text("Välj en av tiderna")


def test_nothing_happens_when_a_meeting_is_dragged_to_somebody_else(draft: Page) -> None:
    before = draft.url
    cell(draft, "Lina Lind", "09:00").drag_to(cell(draft, "Karin Kvist", "09:00"))
    draft.reload()
    assert draft.url == before
    expect(cell(draft, "Lina Lind", "09:00")).to_contain_text("Alfa")
