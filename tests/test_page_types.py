"""Every type of page in a real browser: axe finds nothing, the policy is not broken, nothing scrolls sideways.

At 1280 and 390 px, light and dark, as the role that uses the page.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cast import PASSWORD
from tests.house import House
from tests.test_access import GET, PAGE, ROLES, rows

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
# Who opens a page that several may open: the one who works there most.
FIRST = ["chief", "decider", "manager", "team", "admin", "leader", "staff", "guest"]
# What is no page of ours to look at: files, fragments for htmx, and answers for machines.
NOT_PAGES = {"accounts:colour", "meetings:calendar", "reports:report_file", "live", "ready"}


def pages() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(address, role, things) of every page that somebody gets."""
    for name, method, things, answers in rows():
        roles = [role for role, answer in zip(ROLES, answers, strict=True) if answer == PAGE]
        if method == GET and roles and name not in NOT_PAGES:
            yield name, next(role for role in FIRST if role in roles), tuple(things)


@pytest.fixture(scope="module")
def signed_in(browser: Browser, house: House) -> Iterator[dict[str, Any]]:
    """For each role the state of a browser in which that person has signed in."""
    states: dict[str, Any] = {"guest": None}
    for role in FIRST:
        if role != "guest":
            context = browser.new_context(locale="sv-SE")
            page = context.new_page()
            page.goto(f"{house.base}/konto/logga-in/")
            page.get_by_label("E-post").fill(house.email(role))
            page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Logga in").click()
            page.wait_for_url(f"{house.base}/")
            states[role] = context.storage_state()
            context.close()
    return states


@pytest.fixture(scope="module")
def windows(
    browser: Browser, signed_in: dict[str, Any]
) -> Iterator[dict[tuple[str, int, str], BrowserContext]]:
    """One window for each role, width and colour scheme, opened when it is first needed."""

    class Windows(dict[tuple[str, int, str], BrowserContext]):
        def __missing__(self, key: tuple[str, int, str]) -> BrowserContext:
            role, width, scheme = key
            self[key] = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,  # type: ignore[arg-type]  # one of SCHEMES
                storage_state=signed_in[role],
                locale="sv-SE",
            )
            return self[key]

    opened = Windows()
    yield opened
    for context in opened.values():
        context.close()


def complaints(page: Page, url: str) -> list[str]:
    """What is wrong with the page at `url` as it is shown in this window."""
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(url)
    assert answer is not None
    if answer.status != 200:
        said.append(f"answered {answer.status}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        said.append(f"scrolls {wide} px sideways")
    for violation in Axe().run(page).response["violations"]:
        places = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
        said.append(f"{violation['id']}: {violation['help']} ({places})")
    return said


@pytest.mark.parametrize(
    ("name", "role", "things"), list(pages()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_page_is_sound(
    house: House,
    windows: dict[tuple[str, int, str], BrowserContext],
    name: str,
    role: str,
    things: tuple[str, ...],
) -> None:
    known = house.world["things"]
    url = house.base + reverse(name, args=[known[thing] for thing in things])
    found = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = windows[role, width, scheme].new_page()
            if said := complaints(page, url):
                found[width, scheme] = said
            page.close()
    assert found == {}


def test_a_page_says_its_language_and_has_one_heading(
    house: House, windows: dict[Any, BrowserContext]
) -> None:
    page = windows["chief", 1280, "light"].new_page()
    page.goto(house.base)
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.locator("h1").count() == 1
    assert re.search("Översikt", page.title())
    page.close()
