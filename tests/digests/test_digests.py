"""What goes on, told by letter: at the reader's own pace, once, in the morning, and ended by one press."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from digests.actions import LAG, choice_of, choose, prepare, turn_off, turn_on, write_digest
from digests.kinds import KINDS
from digests.models import Digest, DigestChoice, Pace
from history.models import Entry
from history.sentences import known_verbs
from needs.actions.needs import submit_need
from needs.models import Need
from needs.states import NeedState
from pilots.actions import report_obstacle
from post.models import Letter
from startups.actions.portal import decline
from tests import factories
from tests.post.test_write import as_sent

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ALL = [kind.name for kind in KINDS]


def at(day: int, hour: int, minute: int = 1, month: int = 12) -> datetime:
    """In December 2026 the first is a Tuesday."""
    return datetime(2026, month, day, hour, minute, tzinfo=STOCKHOLM)


def handed_in(by: User, title: str, when: datetime) -> Need:
    need = submit_need(factories.a_need(by, NeedState.DRAFT, title=title), drivers=[], by=by)
    Entry.objects.filter(at__gte=timezone.now() - timedelta(hours=1), verb="need.submitted", subject_id=need.pk).update(
        at=when
    )
    return need


def letters_at(now: datetime, *, to: User) -> list[Letter]:
    """What comes when the worker does all that is due then."""
    before = list(Letter.objects.values_list("pk", flat=True))
    prepare(now)
    for digest in Digest.objects.filter(done_at=None):
        write_digest(digest.pk)
    return list(Letter.objects.exclude(pk__in=before).filter(to=to.email))


@pytest.fixture
def since(chief: User, team_member: User) -> None:
    """The chief and a member of the team have been there since November."""
    long_ago = at(20, 8, month=11)
    for person in (chief, team_member):
        choice_of(person.memberships[0])
    DigestChoice.objects.update(created_at=long_ago)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("since")]


def test_a_chief_hears_each_morning_what_others_have_done(chief: User, staff: User) -> None:
    need = handed_in(staff, "Tyngre dokumentation", at(1, 10))
    (letter,) = letters_at(at(2, 7), to=chief)
    assert "Nya behov" in letter.text
    assert f"– {need}: Lämnade in behovet (Mia Medarbetare)" in letter.text
    assert need.get_absolute_url() in letter.text
    assert letters_at(at(3, 7), to=chief) == []


def test_what_a_person_did_herself_is_not_mailed_to_her(chief: User) -> None:
    handed_in(chief, "Mitt eget", at(1, 10))
    assert letters_at(at(2, 7), to=chief) == []


def test_nothing_new_is_no_letter(chief: User) -> None:
    assert letters_at(at(2, 7), to=chief) == []


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        (at(2, 6, 59), False),
        (at(2, 7, 0), True),
        (at(2, 12, 0), False),
        (at(5, 8), False),  # a Saturday
        (datetime(2026, 12, 2, 6, 1, tzinfo=ZoneInfo("UTC")), True),  # winter: seven in Stockholm
    ],
)
def test_it_comes_on_weekday_mornings_in_stockholm(now: datetime, comes: bool, chief: User, staff: User) -> None:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    assert len(letters_at(now, to=chief)) == comes


def test_it_comes_at_seven_in_summer_too(chief: User, staff: User) -> None:
    DigestChoice.objects.update(created_at=at(1, 8, month=6))
    handed_in(staff, "Tyngre dokumentation", at(1, 10, month=7))
    assert len(letters_at(datetime(2026, 7, 2, 5, 0, tzinfo=ZoneInfo("UTC")), to=chief)) == 1


def test_two_workers_write_it_once(chief: User, staff: User) -> None:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    prepare(at(2, 7))
    prepare(at(2, 8))
    (digest,) = Digest.objects.filter(choice__membership__user=chief)
    assert Digest.objects.claim(digest.pk)
    write_digest(digest.pk)  # another worker has it
    assert not Letter.objects.filter(to=chief.email).exists()
    Digest.objects.update(due_at=timezone.now())
    write_digest(digest.pk)
    write_digest(digest.pk)
    assert Letter.objects.filter(to=chief.email).count() == 1


def test_what_a_worker_lost_the_sweep_finds(chief: User, staff: User) -> None:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    prepare(at(2, 7))
    assert Digest.objects.due().filter(choice__membership__user=chief).count() == 1


def test_a_member_of_the_team_hears_on_mondays(team_member: User, staff: User) -> None:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    assert letters_at(at(2, 7), to=team_member) == []
    assert len(letters_at(at(7, 7), to=team_member)) == 1


def test_whoever_wants_hears_at_once(chief: User, staff: User) -> None:
    choose(choice_of(chief.memberships[0]), paces=dict.fromkeys(ALL, Pace.AT_ONCE))
    DigestChoice.objects.update(told={})
    handed_in(staff, "Tyngre dokumentation", at(1, 22))
    assert letters_at(at(1, 22, 1), to=chief) == []  # not yet seen by everybody
    assert len(letters_at(at(1, 22, 3), to=chief)) == 1
    assert letters_at(at(1, 22, 4), to=chief) == []


def test_each_kind_has_its_own_pace(chief: User, staff: User) -> None:
    choose(choice_of(chief.memberships[0]), paces={**dict.fromkeys(ALL, Pace.DAILY), "needs": Pace.NEVER})
    DigestChoice.objects.update(told={})
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    assert letters_at(at(2, 7), to=chief) == []


def test_another_pace_tells_nothing_twice(chief: User, staff: User) -> None:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    assert len(letters_at(at(2, 7), to=chief)) == 1
    choose(choice_of(chief.memberships[0]), paces=dict.fromkeys(ALL, Pace.WEEKLY))
    assert letters_at(at(7, 7), to=chief) == []


def test_it_tells_of_answers_and_obstacles_in_the_reader_s_language(
    chief: User, manager: User, staff: User, organisation: Organisation
) -> None:
    User.objects.filter(pk=chief.pk).update(language="en")
    challenge = factories.a_challenge(manager, factories.a_need(staff))
    match = factories.a_match(challenge, state="invited")
    decline(factories.an_invitation(match, chief), reason="Ont om tid")
    pilot = factories.a_pilot(factories.a_match(challenge, state="in_pilot"), manager, staff)
    report_obstacle(pilot, kind="time", text="Ingen hinner", owner=manager, by=manager)
    Entry.objects.update(at=at(1, 10))
    (letter,) = letters_at(at(2, 7), to=chief)
    assert letter.language == "en"
    assert "Answers from startups" in letter.text
    assert "Ingen hinner" in letter.text


def test_a_check_in_that_has_become_due_is_told_once(chief: User, manager: User, staff: User) -> None:
    challenge = factories.a_challenge(manager, factories.a_need(staff))
    pilot = factories.a_pilot(factories.a_match(challenge, state="in_pilot"), manager, staff)
    pilot.check_ins.all().delete()
    type(pilot).objects.filter(pk=pilot.pk).update(started_at=at(1, 10))
    Entry.objects.all().delete()
    (letter,) = letters_at(at(2, 7), to=chief)
    assert "Avstämningar som väntar" in letter.text
    assert pilot.title in letter.text
    assert letters_at(at(3, 7), to=chief) == []


def test_nobody_hears_of_another_organisation_or_of_what_they_may_not_see(chief: User, team_member: User) -> None:
    elsewhere = factories.an_organisation("Södra")
    handed_in(factories.a_person(elsewhere, factories.STAFF), "Deras behov", at(1, 10))
    secret = factories.a_round(chief, team=())
    Entry.objects.create(
        subject=secret, organisation=chief.memberships[0].organisation, verb="round.opened", at=at(1, 10), actor=chief
    )
    assert letters_at(at(7, 7), to=chief) == []
    other_team = type(secret).objects.visible_to(team_member).filter(pk=secret.pk).exists()
    assert len(letters_at(at(7, 8), to=team_member)) == other_team


def test_whoever_lost_the_role_or_left_hears_nothing_more(chief: User, staff: User) -> None:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    membership = chief.memberships[0]
    type(membership).objects.filter(pk=membership.pk).update(roles=["staff"])
    assert letters_at(at(2, 7), to=chief) == []


@pytest.fixture
def letter(chief: User, staff: User) -> Letter:
    handed_in(staff, "Tyngre dokumentation", at(1, 10))
    return letters_at(at(2, 7), to=chief)[0]


def test_mail_programs_get_a_button_that_ends_it(letter: Letter) -> None:
    message = as_sent(letter)
    assert str(message["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    assert str(message["List-Unsubscribe"]).replace("\n", "").strip() == f"<{letter.unsubscribe}>"


def path_of(letter: Letter) -> str:
    return "/" + letter.unsubscribe.split("/", 3)[3]


def test_one_press_ends_it_without_signing_in_and_another_begins_it_again(
    letter: Letter, chief: User, staff: User
) -> None:
    program = Client(enforce_csrf_checks=True)
    way_out = path_of(letter)
    assert "Stänga av" in program.get(way_out).content.decode()
    assert not DigestChoice.objects.filter(is_off=True).exists()  # scanners follow links
    assert program.post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    handed_in(staff, "Ett till", at(2, 10))
    assert letters_at(at(3, 7), to=chief) == []
    assert "Slå på dem igen" in program.get(way_out).content.decode()
    assert program.post(way_out, {"on": "1"}).status_code == 200
    assert not DigestChoice.objects.filter(is_off=True).exists()


def test_a_link_that_is_not_whole_ends_nothing(letter: Letter) -> None:
    assert Client().post(path_of(letter)[:-3] + "x/").status_code == 404
    assert not DigestChoice.objects.filter(is_off=True).exists()


def test_one_chooses_on_a_page_of_one_s_own(chief: User) -> None:
    client = Client()
    client.force_login(chief)
    page = client.get("/mina-brev/").content.decode()
    assert all(str(kind.label) in page for kind in KINDS)
    turn_off(choice_of(chief.memberships[0]))
    assert "avstängda" in client.get("/mina-brev/").content.decode()
    client.post("/mina-brev/", {**dict.fromkeys(ALL, "weekly"), "needs": "at_once"})
    choice = choice_of(chief.memberships[0])
    assert not choice.is_off
    assert {kind.name: choice.pace_of(kind) for kind in KINDS} == {**dict.fromkeys(ALL, "weekly"), "needs": "at_once"}


def test_turning_on_what_is_on_forgets_nothing(chief: User) -> None:
    choice = choice_of(chief.memberships[0])
    turn_on(choice)
    choice.refresh_from_db()
    assert choice.told == {}


def test_it_tells_only_of_deeds_that_rooms_know() -> None:
    assert {verb for kind in KINDS for verb in kind.verbs} <= known_verbs()
    assert timedelta(0) < LAG
