"""A person who walks through the pages in a real browser by what stands on them, and the letters that reach them."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from tests.factories import PASSWORD
from tests.processes import Installation

DESK: Any = {"width": 1280, "height": 900}
PHONE: Any = {"width": 390, "height": 844}
END_OF_LETTER = b"-" * 79 + b"\n"  # what Django's backend for files writes after each
PATIENCE = 30_000  # ms; the machine may be busy
READS = 700  # ms; a little longer than the page waits for more to be written


@dataclass(frozen=True)
class Letter:
    """An e-mail as it left the installation."""

    to: str
    subject: str
    text: str
    calendar: str = ""
    method: str = ""
    pdf: bytes = b""

    @property
    def link(self) -> str:
        """The first link in the text."""
        found = re.search(r"https?://\S+", self.text)
        assert found, self.text
        return found[0]


def letters(installation: Installation, to: str = "", about: str = "") -> list[Letter]:
    """The letters to an address, or to all, with these words in the subject, in the order in which they were sent."""
    files = sorted((installation.folder / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    found = [letter for file in files for letter in _read(file)]
    return [letter for letter in found if to in ("", letter.to) and about in letter.subject]


def letter(installation: Installation, to: str, about: str) -> Letter:
    """The one letter that this address gets about this; waits for it."""
    (only,) = installation.until(lambda: letters(installation, to, about))
    return only


def _read(file: Path) -> Iterator[Letter]:
    # What comes after the last mark is a letter that is still being written.
    for raw in file.read_bytes().split(END_OF_LETTER)[:-1]:
        message: Any = message_from_bytes(raw, _class=EmailMessage, policy=default)
        parts: dict[str, Any] = {}
        for part in message.walk():  # the first of two calendar files is the invitation's
            parts.setdefault(part.get_content_type(), part)
        # The file: its lines end as they were written, those of a text part as the mail server ends them.
        invitation, calendar, pdf = (
            parts.get(kind) for kind in ("text/calendar", "application/ics", "application/pdf")
        )
        yield Letter(
            to=str(message["To"]).strip(),
            subject=str(message["Subject"]).strip(),  # a folded header may begin with a space
            text=parts["text/plain"].get_content(),
            calendar=calendar.get_payload(decode=True).decode() if calendar else "",
            method=invitation.get_param("method") if invitation else "",
            pdf=pdf.get_payload(decode=True) if pdf else b"",
        )


def labelled(text: str) -> re.Pattern[str]:
    """A label as a person reads it, whether or not the field is marked as optional."""
    return re.compile(rf"^\s*{re.escape(text)}(\s*\(valfritt\))?\s*$")


class BrowserUser:
    """Somebody at a desk or with a phone, whose browser may have no JavaScript. What goes wrong behind the pages is
    kept in `complaints`."""

    def __init__(
        self, browser: Browser, installation: Installation, *, on_a_phone: bool = False, scripts: bool = True
    ) -> None:
        self.installation, self.scripts = installation, scripts
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport=PHONE if on_a_phone else DESK, locale="sv-SE", java_script_enabled=scripts
        )
        self.context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("console", self._listen)
        self.context.on("response", self._look)
        self.page = self.context.new_page()

    def _listen(self, message: Any) -> None:
        # A form that comes back with errors answers 422, which the browser logs as well.
        if message.type == "error" and "422" not in message.text:
            self.complaints.append(f"{message.text} ({self.page.url})")

    def _look(self, response: Any) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    # --- going ------------------------------------------------------------------------------------------------------
    def open(self, url: str) -> None:
        self.page.goto(url)

    def sign_in(self, email: str) -> "BrowserUser":
        self.open(f"{self.installation.base}/konto/logga-in/")
        self.write({"E-post": email, "Lösenord": PASSWORD})
        self.press("Logga in")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile("^Hej "))
        return self

    def start(self) -> None:
        """To one's start page, by the product's name in the corner."""
        self.page.get_by_role("banner").get_by_role("link", name="Ignite").click()

    def menu(self, door: str) -> None:
        doors = self.page.get_by_role("navigation", name="Huvudmeny")
        doors.get_by_role("link", name=door, exact=True).click()

    def follow(self, link: str, *, within: Locator | None = None) -> None:
        """The first link with these words."""
        self._go_by((within or self.main).get_by_role("link", name=link, exact=True).first)

    def press(self, button: str, *, within: Locator | None = None) -> None:
        self._go_by((within or self.main).get_by_role("button", name=button, exact=True))

    def confirm(self, button: str) -> None:
        """A deed that asks first: the button, and the same one in the question."""
        self.main.get_by_role("button", name=button, exact=True).click()
        self.press(button, within=self.page.get_by_role("dialog"))

    def _go_by(self, control: Locator) -> None:
        """Without JavaScript everything leads to another page: it has come when this returns."""
        if self.scripts:
            control.click()
        else:
            with self.page.expect_navigation(wait_until="domcontentloaded", timeout=PATIENCE):
                control.click()

    def send(self, button: str, *readers: str) -> None:
        """A deed that writes to others: a single reader stands beside the button, several on the page it leads to."""
        form = self.main.locator("form", has=self.page.get_by_role("button", name=button, exact=True))
        expect(form).to_be_visible()
        beside = form.locator("[data-letters]")
        if self.scripts and len(readers) == 1 and beside.count():
            # A press in the midst of writing is asked about: whoever writes pauses, and reads.
            self.page.wait_for_timeout(READS)
            expect(beside).not_to_have_class(re.compile("htmx-request"))
            expect(beside.locator("details")).to_contain_text(readers[0])
            self.press(button)
        else:
            self.press(button)
            self.is_asked_about(*readers)

    def is_asked_about(self, *readers: str) -> None:
        expect(self.title).to_have_text("Vem får brev?")
        self.reads(*readers)
        self.press("Bekräfta och skicka")

    # --- writing ----------------------------------------------------------------------------------------------------
    def control(self, label: str, *, within: Locator | None = None) -> Locator:
        return (within or self.main).get_by_label(labelled(label))

    def group(self, legend: str) -> Locator:
        """The fields under a common heading."""
        return self.main.get_by_role("group", name=labelled(legend))

    def write(self, texts: dict[str, str], *, within: Locator | None = None) -> None:
        for label, text in texts.items():
            self.control(label, within=within).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Chooses in a list what is called so, also when it is indented."""
        control = self.control(label)
        expect(control).to_be_editable()  # the page that it stands on may still be on its way
        texts = control.get_by_role("option").all_text_contents()
        (index,) = [number for number, text in enumerate(texts) if text.strip().lstrip("–—- ") == option]
        control.select_option(index=index)

    def tick(self, legend: str, *options: str) -> None:
        for option in options:
            self.group(legend).get_by_label(option, exact=True).check()

    # --- reading ----------------------------------------------------------------------------------------------------
    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def title(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def table(self) -> Locator:
        return self.main.get_by_role("table")

    def section(self, heading: str) -> Locator:
        return self.main.get_by_role("region", name=heading)

    def waits(self) -> None:
        """Until long work is done. Without JavaScript the page does not follow it by itself; it has a link for that."""
        again = self.main.get_by_role("link", name="Uppdatera sidan")
        until = time.monotonic() + PATIENCE / 1000
        while not self.scripts and again.count() and time.monotonic() < until:
            self.page.wait_for_timeout(300)
            self._go_by(again.first)
        expect(again).to_have_count(0, timeout=2 * PATIENCE)

    def is_told(self, words: str) -> None:
        """The message at the top of the page says so."""
        expect(self.main.get_by_role("status").filter(has_text=words).first).to_be_visible()

    def reads(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def does_not_read(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).not_to_contain_text(text)
