"""Who and what the story is about, and what its chapters share."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from tests.browser import BrowserUser, Letter, letter
from tests.factories import PASSWORD
from tests.processes import Installation

DATA = Path(__file__).parent.parent / "data"
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def today() -> date:
    """The date where the administration is, which late in the evening is not the machine's."""
    return datetime.now(STOCKHOLM).date()


IN_TWO_WEEKS = today() + timedelta(days=14)
# Not at a weekend, which would be asked about.
MEETING_DAY = IN_TWO_WEEKS + timedelta(days=7 - IN_TWO_WEEKS.weekday() if IN_TWO_WEEKS.weekday() > 4 else 0)

ORGANISATION = "Östra stadsdelsförvaltningen"
NARRATIVE = "Vi blir fler äldre och färre som arbetar. Därför prövar vi nytt, i liten skala och tillsammans."
NEED = "Samma anteckning skrivs tre gånger"
OTHER_NEED = "Skyltarna i parken är svåra att läsa"
FORWARD = "Fyra enheter har samma behov, och det går att pröva på några veckor."
PARK = "Vi väntar tills parken byggs om i vår."
STARTUP, OTHER_STARTUP = "Talgott AB", "Caire"
STARTUPS_MAIL, OTHER_STARTUPS_MAIL = "sam@talgott.example", "cecilia@caire.example"
PILOT = "Tala in anteckningen"
LESSON = "Två korta träningspass räcker för att alla ska våga tala in"
REPORT = "Det vi har prövat i höst"
DECISION_ASKED = "Besluta om medel för införande i hela hemtjänsten"

ROUND = "Hösten i Östra"
CRITERIA = ("Nytta", "Brådska", "Genomförbarhet i en pilot", "Spridning", "Ägarens beredskap")
VERY_LOW, LOW, HIGH, VERY_HIGH = "1 – mycket låg", "2 – låg", "4 – hög", "5 – mycket hög"


def themes_of_real_files() -> list[str]:
    """What the public reports speak of: the installation's owner has made them the common themes."""
    files = ((DATA / name).open(encoding="utf-8") for name in ("needs.csv", "startups.csv"))
    return sorted({row["theme"] for file in files for row in csv.DictReader(file) if row["theme"]})


FOUNDING = f"""
import json
from django.db import transaction
from accounts.actions import found_organisation
from accounts.models import Membership, Organisation, Unit, User
from needs.models import Theme
from needs.themes import name_of, slug_of
for word in {themes_of_real_files()}:
    names = dict(name_sv=name_of(word), name_en=name_of(word))
    Theme.objects.get_or_create(slug=slug_of(word), organisation=None, defaults=names)
with transaction.atomic():
    organisation = found_organisation(Organisation(name="{ORGANISATION}", slug="ostra"), by=None)
    unit = Unit.objects.create(organisation=organisation, name="Hemtjänst")
    for first, last, *roles in [
        ("Ada", "Administratör", "administrator"),
        ("Ulla", "Utvecklingschef", "staff", "development_chief"),
        ("Tom", "Team", "staff", "team_member"),
        ("Tina", "Team", "staff", "team_member"),
        ("Lina", "Linjechef", "staff", "line_manager"),
        ("Bo", "Beslutsfattare", "staff", "line_manager"),
        ("Leo", "Ledning", "leadership"),
    ]:
        name = first + " " + last
        user = User.objects.create_user(first.lower() + "@ostra.example", "{PASSWORD}", name=name)
        Membership.objects.create(organisation=organisation, user=user, roles=roles, unit=unit)
print(json.dumps(organisation.pk))
"""


class Story:
    """Who is on the way, and what the steps leave to those after them."""

    def __init__(self, browser: Browser, installation: Installation, *, scripts: bool) -> None:
        self.browser, self.installation, self.scripts = browser, installation, scripts
        self.visitors: dict[str, BrowserUser] = {}
        self.left: dict[str, Any] = {}
        self.broke_at = ""

    def sets_out(self, name: str, *, on_a_phone: bool = False) -> BrowserUser:
        """Somebody new with a browser of their own, signed in nowhere."""
        self.visitors[name] = BrowserUser(self.browser, self.installation, on_a_phone=on_a_phone, scripts=self.scripts)
        return self.visitors[name]

    def __getattr__(self, name: str) -> BrowserUser:
        """`story.ulla` is at her start page, signed in."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.visitors:
            self.sets_out(name).sign_in(f"{name}@ostra.example")
        else:
            self.visitors[name].open(self.installation.base)
        return self.visitors[name]

    def letter(self, name: str, about: str) -> Letter:
        return letter(self.installation, f"{name}@ostra.example", about)


def assess(visitor: BrowserUser, opinions: dict[str, tuple[str, str]]) -> None:
    """Assesses one need after another, in the order in which they come."""
    expect(visitor.control("Kommentar")).to_be_editable()
    for done in range(len(opinions)):
        level, comment = opinions[visitor.title.inner_text().strip()]
        for criterion in CRITERIA:
            visitor.tick(criterion, level)
        visitor.write({"Kommentar": comment})
        is_last = done == len(opinions) - 1
        visitor.press("Spara och bli klar" if is_last else "Spara och nästa")
        visitor.is_told("Du har bedömt alla behov" if is_last else "är inlämnad.")


def decide(chief: BrowserUser, decisions: dict[str, tuple[str, str]]) -> None:
    """Decides about one need after another, in the order of the ranking."""
    chief.follow("Besluta om nästa behov")
    expect(chief.control("Motivering")).to_be_editable()
    for _ in decisions:
        need = chief.title.inner_text().strip()
        decision, reason = decisions[need]
        chief.tick("Beslut", decision)
        chief.write({"Motivering": reason})
        chief.press("Spara beslutet")
        chief.is_told(f"Beslutet om ”{need}” är sparat.")
