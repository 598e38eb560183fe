"""The live page on a phone whose network comes and goes."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.browser import PATIENCE, PHONE
from tests.processes import Installation
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("installation")]


def test_without_network_the_page_says_since_when_and_catches_up_by_itself(
    installation: Installation, browser: Browser
) -> None:
    day, meeting = (installation.world["things"][name] for name in ("live_day", "live_meeting"))
    rename = "UPDATE startups_startup SET name = %s WHERE id = (SELECT startup_id FROM meetings_meeting WHERE id = %s)"
    phone = browser.new_context(viewport=PHONE, locale="sv-SE")
    phone.set_default_timeout(PATIENCE)
    phone.add_cookies(Visitor(installation.base).sign_in(installation.email("manager")).cookies())
    page = phone.new_page()
    page.goto(installation.base + reverse("meetings:live", args=[day]))
    silence = page.get_by_role("status").filter(has_text="Ingen kontakt sedan")
    expect(silence).to_have_count(0)
    ((name,),) = installation.rows(
        "SELECT name FROM startups_startup WHERE id = (SELECT startup_id FROM meetings_meeting WHERE id = %s)", meeting
    )
    try:
        phone.set_offline(True)
        expect(silence).to_contain_text("Du ser läget då. Sidan försöker igen av sig själv.")
        installation.rows(rename, "Bytte namn AB", meeting)
        expect(page.get_by_role("link", name="Bytte namn AB")).to_have_count(0)
        phone.set_offline(False)
        expect(page.get_by_role("link", name="Bytte namn AB").first).to_be_visible()
        expect(silence).to_have_count(0)
    finally:
        installation.rows(rename, name, meeting)
        phone.close()
