"""The single letter beside its button, in a real browser: it moves nothing under the finger and stays open meanwhile."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import DESK, PHONE
from tests.processes import Installation
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("installation")]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def form(request: pytest.FixtureRequest, browser: Browser, installation: Installation) -> Iterator[Page]:
    """The form that answers a need, before anything is written in it."""
    context = browser.new_context(viewport=request.param, locale="sv-SE")
    context.add_cookies(Visitor(installation.base).sign_in(installation.email("chief")).cookies())
    page = context.new_page()
    page.goto(installation.base + reverse("needs:need_answer", args=[installation.world["things"]["need"]]))
    yield page
    context.close()


def write(page: Page, reason: str) -> Locator:
    """What stands beside the button once these words have come into the letter."""
    page.get_by_role("textbox").fill(reason)
    letter = page.locator("[data-letters] details")
    expect(letter).to_contain_text(reason)
    return letter


def test_a_letter_that_comes_beside_the_button_moves_nothing(form: Page) -> None:
    form.get_by_role("radio").last.check()
    button = form.get_by_role("button", name="Lämna svaret")
    before = button.bounding_box()
    write(form, "Vi väntar på budgeten.")
    assert button.bounding_box() == before


def test_an_open_letter_stays_open_while_its_words_change(form: Page) -> None:
    form.get_by_role("radio").last.check()
    write(form, "Vi väntar på budgeten.").locator("summary").click()
    expect(write(form, "Vi väntar på nästa år.").locator(".written")).to_be_visible()
