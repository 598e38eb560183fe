"""A day on paper: the chief's bundle with badges, each person's own agenda, and what a checker of PDF/UA says of them."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from outloud import check
from pypdf import PdfReader
from qrcode import QRCode

from accounts.models import SecurityEvent
from meetings.actions.meetings import cancel_meeting
from meetings.actions.printouts import draw_printout, forget_printouts, want_printout
from meetings.models import BADGE_LINK, GUEST_LINK, MatchmakingDay, Printout, Room
from meetings.papers import MASK, agenda_html, paper_as_pdf, qr_path
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(manager, chief) -> MatchmakingDay:
    """Lina meets Kaffekedjan and Lyssna, Ulla meets Lyssna; three tables."""
    challenge = factories.a_challenge(manager, factories.a_need(manager))
    matches = [
        factories.a_match(challenge, factories.a_startup(name), state="answered") for name in ("Kaffekedjan", "Lyssna")
    ]
    for match in matches:
        factories.an_invitation(match, chief)
    startups = tuple(match.startup for match in matches)
    day = factories.a_day(challenge.organisation, managers=(manager, chief), startups=startups)
    room = Room.objects.create(day=day, name="Stora salen", capacity=8)
    for seat, (match, who, number) in enumerate([(0, manager, 0), (1, chief, 0), (1, manager, 1)], 1):
        slot = day.slots.all()[number]
        where = {"day": day, "slot": slot, "room": room, "seat": seat}
        factories.a_meeting(matches[match], who, starts_at=slot.starts_at, **where)
    return day


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def drawn(day: MatchmakingDay, **whose) -> Printout:
    draw_printout(want_printout(day, language="sv", **whose).pk)
    return Printout.objects.get(day=day, manager=whose.get("manager"), startup=whose.get("startup"))


# --- what is on paper -----------------------------------------------------------------------------------------------
def test_the_bundle_has_a_page_for_each_manager_startup_and_table_and_badges_at_the_end(planned):
    pages = words_of(paper_as_pdf(planned, language="sv").content)
    kinds = ["Agenda för linjechef", "Agenda för startup", "Agenda för bordet", "Namnbrickor"]
    assert [sum(kind in page for page in pages) for kind in kinds] == [2, 2, 3, 1]
    assert len(pages) == 9
    lina = next(page for page in pages if "Lina Linjechef Agenda för linjechef" in page)
    assert lina.index("Kaffekedjan") < lina.index("Lyssna")
    assert "09:25–09:45" in lina
    assert "Stora salen, bord 3" in lina
    assert pages[-1].count(planned.name) == 4


def test_a_persons_own_agenda_is_one_page_with_nobody_elses_meetings(planned, manager):
    pages = words_of(paper_as_pdf(planned, language="sv", startup=planned.startups.get(name="Kaffekedjan")).content)
    assert len(pages) == 1
    assert "Lina Linjechef" in pages[0]
    assert "Ulla" not in pages[0]
    assert len(words_of(paper_as_pdf(planned, language="en", manager=manager).content)) == 1


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_independent_checker_finds_nothing_in_the_bundle(planned, language, tmp_path: Path):
    file = tmp_path / "dagen.pdf"
    file.write_bytes(paper_as_pdf(planned, language=language).content)
    result = check(str(file))
    assert result.error is None
    assert result.stats["tagged"]
    assert [f"{finding.rule}: {finding.message}" for finding in result.findings] == []


def test_badges_stand_at_the_same_places_on_all_pages_so_that_a_stack_is_cut_at_once(planned, organisation):
    slot = planned.slots.first()
    for number in range(9):
        who = factories.a_person(organisation, factories.MANAGER, name=f"Karin Kvist {number}")
        match = factories.a_match(factories.a_challenge(who), state=MatchState.ANSWERED)
        factories.a_meeting(match, who, starts_at=slot.starts_at, day=planned, slot=slot)
    tops = []
    for page in PdfReader(BytesIO(paper_as_pdf(planned, language="sv").content)).pages[-2:]:
        places: list[tuple[str, float]] = []
        page.extract_text(visitor_text=lambda text, _cm, place, *_font, to=places: to.append((text, place[5])))
        tops.append(min(round(place) for text, place in places if "Kvist" in text))
    assert tops[0] == tops[1]


def test_what_people_wrote_stays_text(planned, manager):
    type(manager).objects.filter(pk=manager.pk).update(name='<script>alert(1)</script><img src="file:///etc/passwd">')
    text = agenda_html(planned, language="sv")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_code_on_a_badge_acts_in_nobodys_name(planned):
    codes = {
        address: qr_path(settings.BASE_URL + address)["path"]
        for address in [
            reverse("meetings:live", args=[planned.pk]),
            *(
                reverse("meetings:badge", args=[BADGE_LINK.token(startup.contacts.get()), planned.pk])
                for startup in planned.startups.all()
            ),
        ]
    }
    text = agenda_html(planned, language="sv")
    assert sum(text.count(path) for path in codes.values()) == text.count("<svg") == 4
    assert all(GUEST_LINK.token(startup.contacts.get()) not in text for startup in planned.startups.all())


def test_a_code_is_drawn_module_by_module():
    code = QRCode(border=0, mask_pattern=MASK)
    code.add_data("https://ignite.example/nu/")
    code.make(fit=True)
    path, side = qr_path("https://ignite.example/nu/").values()
    assert side >= 21
    assert path.startswith("M0 0h7v1h-7z")  # the edge of the corner that readers look for


# --- ordering it ----------------------------------------------------------------------------------------------------
def test_the_chief_orders_the_bundle_waits_for_it_and_fetches_it(as_, chief, planned):
    client, url = as_(chief), reverse("meetings:day_printout", args=[planned.pk])
    assert "Gör en PDF" in client.get(url).content.decode()
    client.post(url)
    page = client.get(url).content.decode()
    assert "PDF:en görs" in page
    assert "Gör en PDF" not in page
    polled = {"headers": {"HX-Request": "true"}}
    assert "<html" not in client.get(url, **polled).content.decode()
    draw_printout(Printout.objects.get().pk)
    assert client.get(url, **polled)["HX-Refresh"] == "true"
    assert "Hämta som PDF, 9 sidor" in " ".join(client.get(url).content.decode().split())
    file = client.get(reverse("meetings:day_printout_file", args=[planned.pk]))
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")
    assert SecurityEvent.objects.filter(event="pdf", person=chief).count() == 1


def test_after_a_change_the_page_says_that_the_printout_is_old_and_offers_a_new_one(as_, chief, planned):
    drawn(planned)
    client, url = as_(chief), reverse("meetings:day_printout", args=[planned.pk])
    assert "Inget har ändrats" in client.get(url).content.decode()
    cancel_meeting(planned.meetings.first(), reason="Sjuk", seen=0, by=chief)
    page = client.get(url).content.decode()
    assert "Möten har ändrats" in page
    assert "Gör en ny PDF" in page


def test_a_manager_and_a_startup_fetch_their_own(as_, manager, planned):
    kaffe = planned.startups.get(name="Kaffekedjan")
    drawn(planned, manager=manager)
    drawn(planned, startup=kaffe)
    own = as_(manager).get(reverse("meetings:my_printout_file", args=[planned.pk]))
    theirs = Client().get(
        reverse("meetings:guest_printout_file", args=[GUEST_LINK.token(kaffe.contacts.get()), planned.pk])
    )
    assert [words_of(file.content)[0].count("Kaffekedjan") for file in (own, theirs)] == [1, 1]
    assert "no-store" in theirs["Cache-Control"]


def test_whoever_meets_nobody_has_no_agenda_and_only_planners_the_bundle(as_, staff, manager, planned):
    assert as_(staff).get(reverse("meetings:my_printout", args=[planned.pk])).status_code == 302
    assert as_(manager).get(reverse("meetings:day_printout", args=[planned.pk])).status_code == 403


def test_pressing_twice_draws_once_and_two_workers_draw_it_once(planned):
    first, second = (want_printout(planned, language="sv") for _press in range(2))
    assert first == second
    draw_printout(first.pk)
    made = Printout.objects.get().made_at
    draw_printout(first.pk)
    assert Printout.objects.get().made_at == made


def test_what_cannot_be_drawn_is_tried_again_and_then_said(planned, monkeypatch):
    monkeypatch.setattr("meetings.actions.printouts.paper_as_pdf", lambda *_args, **_kwargs: 1 / 0)
    printout = want_printout(planned, language="sv")
    for _attempt in range(Printout.MAX_ATTEMPTS):
        Printout.objects.update(due_at=timezone.now())
        draw_printout(printout.pk)
    printout.refresh_from_db()
    assert (printout.is_wanted, printout.has_failed, printout.made_at) == (False, True, None)


def test_a_month_after_the_day_its_printouts_are_forgotten(planned):
    drawn(planned)
    forget_printouts()
    assert Printout.objects.count() == 1
    MatchmakingDay.objects.update(date=timezone.localdate() - timedelta(days=31))
    forget_printouts()
    assert Printout.objects.count() == 0
