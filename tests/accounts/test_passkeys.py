"""A passkey in a real browser, under the policy that forbids scripts in the page."""

import pytest
from playwright.sync_api import Browser, expect

from tests.factories import PASSWORD
from tests.processes import Installation

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("installation")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_lets_in_by_itself_and_is_removed(browser: Browser, installation: Installation) -> None:
    # At localhost: browsers make no passkeys for an address in numbers.
    base = installation.base.replace("127.0.0.1", "localhost")
    page = browser.new_context(locale="sv-SE", base_url=base).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto("/konto/logga-in/?next=/konto/tva-steg/nycklar/ny/")
    page.get_by_label("E-post").fill(installation.email("leader"))
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    if "/bekrafta/" in page.url:
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Bekräfta").click()

    page.get_by_label("Logga in med bara nyckeln").check()
    page.get_by_role("button", name="Lägg till passernyckeln").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reservkoder")

    page.goto("/konto/logga-ut/")
    page.locator("main").get_by_role("button", name="Logga ut").click()
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name="Logga in med passernyckel").click()
    expect(page).to_have_title("Översikt – Ignite")

    page.goto("/konto/tva-steg/")
    page.get_by_role("link", name="Ta bort").click()
    if "/bekrafta/" in page.url:
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Bekräfta").click()
    page.get_by_role("button", name="Ta bort passernyckeln").click()
    expect(page.get_by_role("link", name="Ta bort")).to_have_count(0)
    assert complaints == []
    page.context.close()
