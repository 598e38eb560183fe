"""Before a press that writes to others, the page says who gets a letter and shows it; pressed, exactly that is sent."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from needs.actions.needs import support_need
from post.models import Letter, LetterState
from post.rehearsal import without_links
from startups.models import Contact
from tests import factories
from tests.post.every_letter import a_time_becomes_free, book_on_a_day, templates, the_worker_writes, wait_in_vain
from tests.post.test_every_letter import built as built
from tests.post.test_every_letter import world as world
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = {"date": str(TODAY + timedelta(days=50)), "clock": "13:00", "place": "Sal 3"}
LESSON = {"lardom-TOTAL_FORMS": "1", "lardom-INITIAL_FORMS": "0", "lardom-0-title": "Smått", "lardom-0-saw": "Två"}


@dataclass(frozen=True)
class Press:
    """Whoever presses, the address of the deed and its object, what is filled in, and the page, if it is another."""

    by: str
    address: str
    things: tuple[str, ...]
    body: Callable[[World], dict[str, Any]] = lambda w: {}
    page: str = ""
    first: Callable[[World], Any] = field(default=lambda w: None)

    def urls(self, w: World) -> tuple[str, str]:
        """The page's and the deed's."""
        args = [getattr(getattr(w, thing), "pk", getattr(w, thing)) for thing in self.things]
        deed = reverse(self.address, args=args)
        return (reverse(self.page, args=args[:1]) if self.page else deed), deed


def _ready_to_open(w: World) -> None:
    w.planned_round.candidates.create(need=w.need)


def _day_with_a_startup(w: World) -> None:
    w.planned_day.startups.add(w.startup)


def _book_the_first_time(w: World) -> None:
    slot = w.day.slots.all()[0]
    factories.a_meeting(w.answered, w.manager, starts_at=slot.starts_at, day=w.day, slot=slot)


def _owned_by_somebody_else(w: World) -> None:
    """Of a challenge whose owner meets nobody, so that she hears of meetings only by the letter to her."""
    w.challenge.owner = w.team
    w.challenge.save()


PRESSES: dict[str, Press] = {
    "challenge_opened": Press("chief", "needs:challenge_open", ("draft_challenge",), page="needs:challenge"),
    "invitation": Press(
        "admin", "accounts:invite", (), lambda w: {"name": "Nu Nilsson", "email": "nu@ny.example", "roles": ["staff"]}
    ),
    "manager_questions": Press(
        "chief",
        "meetings:questionnaire_new",
        (),
        lambda w: {
            "name": "Hur tänker du nu?",
            "closes_on": str(TODAY),
            "managers": [w.manager.pk],
            **{f"question_{number}": "Varför?" for number in (1, 2, 3)},
        },
    ),
    "meeting_booked": Press("chief", "meetings:book", ("answered",), lambda w: {"manager": w.manager.pk, **LATER}),
    "meeting_cancelled": Press("chief", "meetings:cancel", ("meeting",), lambda w: {"reason": "Snö"}),
    "meeting_day_cancelled": Press("chief", "meetings:day_cancel", ("day",), lambda w: {"reason": "Snö"}),
    "day_clash": Press(
        "manager", "meetings:times", ("day",), lambda w: {"away": [w.day.slots.all()[0].pk]}, first=_book_the_first_time
    ),
    "day_agenda": Press("chief", "meetings:plan_publish", ("planned_day",), page="meetings:plan"),
    "day_thanks": Press(
        "chief", "meetings:day_thanks", ("past_day",), lambda w: {f"words_{w.late.startup_id}": "Tack för en bra dag."}
    ),
    "day_changes": Press(
        "chief", "meetings:cancel", ("day_meeting",), lambda w: {"reason": "Snö"}, first=book_on_a_day
    ),
    "time_offered": Press(
        "chief",
        "meetings:free_time_offer",
        ("day", "free_slot", "free_side", "free_startup"),
        page="meetings:free_times",
        first=a_time_becomes_free,
    ),
    "startup_time_offered": Press(
        "chief",
        "meetings:free_time_offer",
        ("day", "free_slot", "free_side", "free_startup"),
        page="meetings:free_times",
        first=a_time_becomes_free,
    ),
    "meeting_day_open": Press(
        "chief", "meetings:day_open", ("planned_day",), page="meetings:day", first=_day_with_a_startup
    ),
    "meeting_day_wishes": Press("chief", "meetings:day_ask", ("planned_day",), lambda w: {"wishes_by": str(TODAY)}),
    "meeting_offers": Press(
        "chief",
        "meetings:offer",
        ("answered",),
        lambda w: {
            "manager": w.manager.pk,
            "place": "Sal 3",
            "tid-TOTAL_FORMS": "1",
            "tid-INITIAL_FORMS": "0",
            "tid-0-date": LATER["date"],
            "tid-0-clock": "13:00",
            "tid-0-is_right": "on",
        },
    ),
    "meeting_owner": Press(
        "chief", "meetings:cancel", ("meeting",), lambda w: {"reason": "Snö"}, first=_owned_by_somebody_else
    ),
    "meeting_moved": Press("manager", "meetings:move", ("meeting",), lambda w: LATER),
    "meetings_called_off": Press(
        "chief", "startups:match_thank", ("answered",), lambda w: {"reason": "Nej."}, first=_owned_by_somebody_else
    ),
    "need_received": Press(
        "staff",
        "needs:need_change",
        ("draft",),
        lambda w: {
            "title": "Talboken",
            "situation": "Tung",
            "desired_effect": "Lätt",
            "consequence": "Ont",
            "unit": w.unit.pk,
            "for_whom": "Alla",
            "on_behalf_of": "Natt Nilsson",
            "on_behalf_email": "natt@exempel.example",
        },
    ),
    "need_answered": Press(
        "chief", "needs:need_answer", ("need",), lambda w: {"to": "parked", "reason": "Vi väntar på budgeten."}
    ),
    "need_owner": Press("chief", "needs:need_owner", ("prioritised",), lambda w: {"owner": w.manager.pk}),
    "need_withdrawn": Press(
        "staff",
        "needs:need_withdraw",
        ("need",),
        page="needs:need",
        first=lambda w: support_need(w.need, line="", unit=None, by=w.manager),
    ),
    "pilot_abandoned": Press("manager", "pilots:pilot_abandon", ("charter_pilot",), lambda w: {"reason": "Slut."}),
    "pilot_budget": Press(
        "chief", "pilots:pilot_budget", ("pilot",), lambda w: {"budget": "80 000", "reason": "Mer.", "has_read": "on"}
    ),
    "pilot_resumed": Press("chief", "pilots:pilot_resume", ("abandoned_pilot",), page="pilots:pilot"),
    "pilot_decided": Press(
        "decider", "pilots:decide", ("pilot",), lambda w: {"kind": "end", "reason": "Vi vet.", "number": 1, **LESSON}
    ),
    "pilot_obstacle": Press(
        "manager",
        "pilots:obstacle_new",
        ("pilot",),
        lambda w: {"kind": "time", "text": "Ingen hinner", "owner": w.chief.pk},
    ),
    "pilot_started": Press("chief", "pilots:pilot_start", ("charter_pilot",), page="pilots:pilot"),
    "report_ready": Press(
        "chief",
        "reports:report_new",
        (),
        lambda w: {
            "group": w.group.pk,
            "title": "Vårens rapport",
            "period_from": str(TODAY - timedelta(days=30)),
            "period_to": str(TODAY),
        },
    ),
    "round_opened": Press("chief", "needs:round_open", ("planned_round",), page="needs:round", first=_ready_to_open),
    "startup_day_cancelled": Press("chief", "meetings:day_cancel", ("wishing_day",), lambda w: {"reason": "Snö"}),
    "startup_day_wishes": Press("chief", "meetings:day_ask", ("planned_day",), lambda w: {"wishes_by": str(TODAY)}),
    "startup_invitation": Press("chief", "startups:invitation_renew", ("match", "link"), page="startups:match"),
    "startup_late": Press("chief", "startups:match_late", ("late",), lambda w: {"word": "accept"}),
    "startup_reminder": Press(
        "chief", "startups:shortlist_remind", ("challenge",), page="startups:shortlist", first=wait_in_vain
    ),
    "startup_reopened": Press(
        "chief",
        "needs:challenge_reopen",
        ("closed_challenge",),
        lambda w: {"answers_by": LATER["date"]},
        first=lambda w: factories.an_invitation(factories.a_match(w.closed_challenge, state="invited"), w.chief),
    ),
    "startup_thanks": Press("chief", "startups:match_thank", ("match",), lambda w: {"reason": "Ett annat förslag."}),
}
# Deeds whose page asks by itself, and lists the readers.
ASK_THEMSELVES = {"startup_closed": "startups.views.closing", "need_resumed": "needs.views.needs"}
NOBODY_PRESSES = {
    "feedback": "to those who run the place, by whoever writes it",
    "digest": "it comes by itself, at the pace that its reader has chosen",
    "meeting_late": "whoever presses is in a hurry: the button itself says who hears it at once",
    "outcome_reminder": "it comes by itself, in the afternoon",
    "startup_outcome_reminder": "it comes by itself, in the afternoon",
    "time_gone": "the last yes lets two meet, whoever's that is",
    "startup_time_gone": "the last yes lets two meet, whoever's that is",
    "password_reset_key": "to the one who asks for it",
    "unknown_account": "to the one who asks for it",
    "report_failed": "the worker tells who ordered it",
    "round_assessed": "the last assessment makes the round complete, whoever's that is",
    "startup_answered": "the portal says that the inviting chief and the owner read the answer",
    "startup_declined": "the portal says so too",
    "startup_times": "the portal says who hears of the times",
    "startup_receipt": "to the one who answers",
}


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def letters_since(before: list[int]) -> list[Letter]:
    return list(Letter.objects.exclude(pk__in=before).order_by("pk"))


def test_every_letter_somebody_presses_for_is_shown_beforehand() -> None:
    assert set(PRESSES) | set(ASK_THEMSELVES) | set(NOBODY_PRESSES) == templates()


@pytest.mark.parametrize("name", PRESSES)
def test_before_the_press_the_page_names_the_readers_and_shows_the_letter(name: str, world: World) -> None:
    press, w = PRESSES[name], world
    press.first(w)
    by = getattr(w, press.by)
    client = client_of(by)
    page, deed = press.urls(w)
    assert asks(client.get(page).content.decode(), deed, own=page == deed), f"{page} does not ask who gets a letter"
    before = list(Letter.objects.values_list("pk", flat=True))
    body = press.body(w)
    shown = client.post(deed, {**body, "letters": "ask"})
    assert shown.status_code == 200, getattr(shown.context and shown.context.get("form"), "errors", shown)
    assert letters_since(before) == []
    assert client.post(deed, body).status_code == 302
    the_worker_writes()
    text = unescape(shown.content.decode())
    written = [letter for letter in letters_since(before) if letter.to != by.email]
    if name == "report_ready":  # the worker writes it later, to the group's members
        assert w.leader.name in text
        assert "Vårens rapport" in text
        return
    assert written
    for letter in written:
        assert letter.to in text
        person = User.objects.filter(email=letter.to).first() or Contact.objects.filter(email=letter.to).first()
        assert person is None or person.name in text
    firsts = [letter for letter in written if without_links(letter.text).strip() in text]
    assert firsts, f"none of the letters is shown as it is written:\n{written[0].text}\n{text}"
    assert {letter.subject for letter in firsts} == {letter.subject for letter in written}


def asks(page: str, deed: str, *, own: bool) -> bool:
    """Whether the page's form for the deed asks to show the letters first."""
    forms = re.findall(r'<form [^>]*method="post"[^>]*>.*?</form>', page, re.DOTALL)
    of_deed = [form for form in forms if f'action="{deed}"' in form or (own and "action=" not in form.split(">")[0])]
    return bool(of_deed) and all('name="letters" value="ask"' in form for form in of_deed)


def test_the_question_about_closing_names_the_readers_and_shows_the_letter(world: World) -> None:
    page = unescape(client_of(world.chief).get(f"/utmaningar/{world.challenge.pk}/stang/").content.decode())
    assert world.contact.name in page
    assert re.search(r"<summary>\s*Läs brevet\s*</summary>", page), "a single reader is not called the first"


def test_the_proposal_for_a_day_names_the_readers_and_shows_the_letter(world: World) -> None:
    book_on_a_day(world)
    slot = world.day.slots.first()
    said = {"who": f"manager-{world.manager.pk}", "first": slot.pk, "last": world.day.slots.last().pk}
    page = unescape(client_of(world.chief).get(f"/moten/matchdagar/{world.day.pk}/forhinder/", said).content.decode())
    assert world.manager.name in page
    assert world.answered.invitations.get().contact.name in page
    assert "Läs brevet, som den första får det" in page


def test_the_question_about_an_answer_taken_back_names_the_readers_and_shows_the_letter(world: World) -> None:
    client = client_of(world.chief)
    client.post(f"/behov/{world.need.pk}/svara/", {"to": "parked", "reason": "Vi väntar."})
    Letter.objects.update(state=LetterState.SENT)
    page = unescape(client.post(f"/behov/{world.need.pk}/ta-upp/").content.decode())
    assert world.staff.name in page
    assert re.search(r"<summary>\s*Läs brevet\s*</summary>", page), "a single reader is not called the first"


def test_no_personal_link_stands_in_what_is_shown(world: World) -> None:
    shown = client_of(world.chief).post(
        f"/utmaningar/matchningar/{world.answered.pk}/tacka/", {"reason": "Nej.", "letters": "ask"}
    )
    assert "/svara/" not in shown.content.decode()


def test_a_press_that_writes_to_nobody_else_is_done_at_once(world: World) -> None:
    client = client_of(world.staff)
    saved = client.post(f"/behov/{world.draft.pk}/andra/", {"title": "Bara ett utkast", "draft": "1", "letters": "ask"})
    assert saved.status_code == 302
    world.draft.refresh_from_db()
    assert world.draft.title == "Bara ett utkast"


def beside(w: World, reason: str) -> Any:
    """What stands beside the button once the chief has written so in the form that answers a need."""
    body = {"to": "parked", "reason": reason, "letters": "show"}
    return client_of(w.chief).post(f"/behov/{w.need.pk}/svara/", body)


def seen_in(answer: Any) -> str:
    found = re.search(r'name="letters" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def test_a_single_letter_is_shown_beside_the_button_and_nothing_is_done(world: World) -> None:
    text = unescape(beside(world, "Vi väntar på budgeten.").content.decode())
    assert f"Brev till {world.staff.name}" in text
    assert "Vi väntar på budgeten." in text
    world.need.refresh_from_db()
    assert world.need.state == "submitted"
    assert not Letter.objects.filter(to=world.staff.email).exists()


def test_what_was_shown_beside_the_button_is_sent_by_one_press(world: World) -> None:
    body = {"to": "parked", "reason": "Vi väntar.", "letters": seen_in(beside(world, "Vi väntar."))}
    assert client_of(world.chief).post(f"/behov/{world.need.pk}/svara/", body).status_code == 302
    assert "Vi väntar." in Letter.objects.get(to=world.staff.email).text


def test_a_letter_that_has_become_another_is_asked_about(world: World) -> None:
    body = {"to": "parked", "reason": "Vi väntar på annat.", "letters": seen_in(beside(world, "Vi väntar."))}
    answer = client_of(world.chief).post(f"/behov/{world.need.pk}/svara/", body)
    assert "Bekräfta och skicka" in answer.content.decode()
    assert not Letter.objects.filter(to=world.staff.email).exists()


def test_beside_the_button_the_form_asks_as_long_as_it_is_not_filled_in_or_several_are_written_to(world: World) -> None:
    assert seen_in(beside(world, "")) == "ask"
    support_need(world.need, line="", unit=None, by=world.manager)
    assert seen_in(beside(world, "Vi väntar.")) == "ask"


def test_whoever_was_signed_out_keeps_the_form_and_nothing_is_shown(world: World) -> None:
    answer = Client().post(f"/behov/{world.need.pk}/svara/", {"to": "parked", "reason": "Ja", "letters": "show"})
    assert (answer.status_code, seen_in(answer)) == (200, "ask")


def test_what_is_wrong_in_the_form_is_said_before_anybody_is_asked(world: World) -> None:
    answer = client_of(world.chief).post(f"/behov/{world.need.pk}/svara/", {"to": "parked", "letters": "ask"})
    assert answer.status_code == 422


def test_the_way_back_shows_the_form_as_it_was_filled_in(world: World) -> None:
    body = {"to": "parked", "reason": "Vi väntar på budgeten.", "letters": "change"}
    page = client_of(world.chief).post(f"/behov/{world.need.pk}/svara/", body)
    assert page.status_code == 200
    assert "Vi väntar på budgeten." in page.content.decode()
    world.need.refresh_from_db()
    assert world.need.state == "submitted"


def test_the_form_names_who_is_chosen_beforehand(world: World) -> None:
    page = client_of(world.chief).get(f"/utmaningar/matchningar/{world.match.pk}/bjud-in/").content.decode()
    assert f"Om du inte väljer någon annan går brevet till {world.contact.name}." in page


def test_who_is_typed_in_gets_the_letter_not_who_was_chosen_beforehand(world: World) -> None:
    body = {"contact": world.contact.pk, "name": "Nora Ny", "email": "nora@ny.example", "language": "sv"}
    client = client_of(world.chief)
    client.post(f"/utmaningar/matchningar/{world.match.pk}/bjud-in/", body)
    assert Letter.objects.order_by("pk").last().to == "nora@ny.example"


def test_whoever_both_chooses_and_types_is_asked_which(world: World) -> None:
    other = Contact.objects.create(
        startup=world.startup, organisation=world.organisation, name="Åke Annan", email="ake@annan.example"
    )
    known = list(Contact.objects.filter(startup=world.startup, organisation=world.organisation))
    chosen = known[-1] if known[0] == other else other
    body = {"contact": chosen.pk, "name": "Nora Ny", "email": "nora@ny.example", "language": "sv"}
    answer = client_of(world.chief).post(f"/utmaningar/matchningar/{world.match.pk}/bjud-in/", body)
    assert answer.status_code == 422
    assert chosen.name in answer.context["form"].errors["contact"][0]


def test_back_from_a_plain_button_leads_to_where_the_button_stands(world: World) -> None:
    _ready_to_open(world)
    client, page = client_of(world.chief), f"http://testserver{world.planned_round.get_absolute_url()}"
    address = reverse("needs:round_open", args=[world.planned_round.pk])
    asked = client.post(address, {"letters": "ask"}, headers={"referer": page})
    assert f'name="letters_pressed_on" value="{page}"' in asked.content.decode()
    for came_from, leads_to in [(page, page), ("https://elsewhere.example/", "/")]:
        answer = client.post(address, {"letters": "change", "letters_pressed_on": came_from})
        assert (answer.status_code, answer["Location"]) == (302, leads_to)
