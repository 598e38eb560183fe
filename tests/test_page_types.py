"""Every type of page in a real browser: axe finds nothing, the policy is not broken, nothing scrolls sideways.

At 1280 and 390 px, light and dark, as the role that uses the page.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.processes import Installation
from tests.test_access import GET, PAGE, ROLES, rows
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("installation")]

WIDTHS = (1280, 390)
# What axe asks in each: all its rules, and in the dark those again that look at colours.
SCHEMES: dict[str, list[str]] = {"light": [], "dark": ["color-contrast", "link-in-text-block"]}
# Who opens a page that several may open: the one who works there most.
FIRST = ["chief", "decider", "manager", "team", "admin", "leader", "staff", "guest"]
# What is no page of ours to look at: files, fragments for htmx, and answers for machines.
NOT_PAGES = {
    *("accounts:colour", "meetings:calendar", "meetings:feed", "reports:report_file", "live", "ready"),
    *(
        "meetings:results_printout_file",
        "meetings:day_printout_file",
        "meetings:my_printout_file",
        "meetings:guest_printout_file",
    ),
}


def pages() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(address, role, things) of every page that somebody gets."""
    for name, method, things, answers in rows():
        roles = [role for role, answer in zip(ROLES, answers, strict=True) if answer == PAGE]
        if method == GET and roles and name not in NOT_PAGES:
            yield name, next(role for role in FIRST if role in roles), tuple(things)


@pytest.fixture(scope="module")
def windows(browser: Browser, installation: Installation) -> Iterator[dict[str, Page]]:
    """One open page for each role, in which that person has signed in."""
    opened = {}
    for role in FIRST:
        context = browser.new_context(locale="sv-SE")
        if role != "guest":
            context.add_cookies(Visitor(installation.base).sign_in(installation.email(role)).cookies())
        opened[role] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


def complaints(page: Page, rules: list[str]) -> list[str]:
    """What is wrong with the page as it is shown just now; axe must have been given to it. No rules means all."""
    said = []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        said.append(f"scrolls {wide} px sideways")
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    for violation in page.evaluate("options => axe.run(options).then(found => found.violations)", options):
        places = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
        said.append(f"{violation['id']}: {violation['help']} ({places})")
    return said


@pytest.mark.parametrize(
    ("name", "role", "things"), list(pages()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_page_is_sound(
    installation: Installation, windows: dict[str, Page], name: str, role: str, things: tuple[str, ...]
) -> None:
    page, console = windows[role], []

    def hear(message: Any) -> None:
        if getattr(message, "type", "error") in ("error", "warning"):
            console.append(str(getattr(message, "text", message)))

    page.on("console", hear)
    page.on("pageerror", hear)
    answer = page.goto(
        installation.base + reverse(name, args=[installation.world["things"][thing] for thing in things])
    )
    assert answer is not None
    assert answer.status == 200

    page.evaluate(Axe().axe_script)
    found = {}
    for width in WIDTHS:
        for scheme, rules in SCHEMES.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if said := complaints(page, rules):
                found[width, scheme] = said
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", hear)
    assert (found, console) == ({}, [])


def test_a_page_says_its_language_and_has_one_heading(installation: Installation, windows: dict[str, Page]) -> None:
    page = windows["chief"]
    page.goto(installation.base)
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.locator("h1").count() == 1
    assert page.title() == "Översikt – Ignite"
