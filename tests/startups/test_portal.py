"""The startup's own portal: who gets in, what stands there, and what bad links are told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from history.models import Entry
from needs.models import Challenge
from post.models import Letter
from startups.models import Match, StartupInvitation
from startups.states import LateAnswer, MatchState
from tests import factories

S = MatchState
PAGES = ["portal", "portal_answer", "portal_decline", "portal_times"]


@pytest.fixture
def match(manager) -> Match:
    challenge = factories.a_challenge(
        manager,
        title="Skriv en gång",
        contribution="Tolv medarbetare",
        desired_effect="En halvtimme sparas",
        route_to_adoption="Hemlig budgetväg",
    )
    return factories.a_match(challenge, state=S.INVITED)


@pytest.fixture
def invitation(match, chief) -> StartupInvitation:
    return factories.an_invitation(match, chief, message="Hej på er")


def url(name: str, invitation: StartupInvitation) -> str:
    return reverse(f"startups:{name}", args=[invitation.token])


# --- what stands there ------------------------------------------------------------------------------------------------
def test_the_brief_is_read_without_an_account(client, invitation):
    text = client.get(url("portal", invitation)).content.decode()

    for words in ("Skriv en gång", "Tolv medarbetare", "En halvtimme sparas", "100\u00a0000", "Hej på er"):
        assert words in text
    assert "allmän handling" in text
    assert "Hemlig budgetväg" not in text


def what_happens_next(client: Client, invitation: StartupInvitation) -> str:
    text = client.get(url("portal", invitation)).content.decode()
    return text[text.index('id="sedan"') : text.index("Frågor?")] if 'id="sedan"' in text else ""


def test_what_happens_next_asks_for_an_answer_until_there_is_one(client, invitation):
    assert "Ni svarar senast" in what_happens_next(client, invitation)
    factories.a_proposal(invitation)
    assert "Ni har svarat." in what_happens_next(client, invitation)
    assert "Ni svarar senast" not in what_happens_next(client, invitation)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (LateAnswer.WAITING, "Vi avgör om ert svar räknas, fast det kom sent."),
        (LateAnswer.REFUSED, "Ert svar kom sent och togs inte med."),
        (LateAnswer.ACCEPTED, "Ni har svarat."),
    ],
)
def test_what_happens_next_knows_of_a_late_answer(late, words, client, invitation):
    factories.a_proposal(invitation, late=late)
    assert words in what_happens_next(client, invitation)


@pytest.mark.parametrize(("state", "words"), [(S.DECLINED, "Ni har tackat nej."), (S.THANKED, "")])
def test_what_happens_next_asks_nothing_of_whoever_is_out(state, words, client, invitation):
    Match.objects.filter(pk=invitation.match_id).update(state=state)
    told = what_happens_next(client, invitation)
    assert words in told
    assert "Ni svarar" not in told


def test_the_staffs_navigation_is_not_there(as_, chief, invitation):
    text = as_(chief).get(url("portal", invitation)).content.decode()

    assert reverse("startups:startups") not in text
    assert chief.name in text  # as the one to ask


def test_that_it_becomes_public_is_told_where_the_answer_is_written(client, invitation):
    assert "tryckfrihetsförordningen" in client.get(url("portal_answer", invitation)).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_stay_private(client, invitation, page):
    headers = client.get(url(page, invitation)).headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("page", PAGES)
def test_looking_changes_nothing(client, invitation, page):
    before = Entry.objects.count()
    assert client.get(url(page, invitation)).status_code == 200
    assert client.head(url(page, invitation)).status_code == 200

    invitation.refresh_from_db()
    assert invitation.opened_at is None
    assert Entry.objects.count() == before


def test_it_needs_no_cookie(invitation):
    """A browser that keeps no cookies, and sends Origin: null under no-referrer, can still answer."""
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(url("portal_decline", invitation), {"common": "no_time"}, headers={"Origin": "null"})

    assert answer.status_code == 302


def test_booked_meetings_stand_there(client, manager, invitation):
    meeting = factories.a_meeting(invitation.match, manager)
    text = client.get(url("portal", invitation)).content.decode()

    assert meeting.place in text
    assert manager.name in text


def test_the_portal_keeps_to_twelve_queries(client, invitation, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(url("portal", invitation))


def test_how_it_ended_is_told(client, chief, invitation):
    from startups.actions import thank

    thank(invitation.match, reason="Vi valde en annan lösning.", by=chief)

    assert "Vi valde en annan lösning." in client.get(url("portal", invitation)).content.decode()
    # There is nothing left to do: the deeds lead back.
    for page in ("portal_answer", "portal_decline", "portal_times"):
        assert client.get(url(page, invitation)).status_code == 302


# --- language ---------------------------------------------------------------------------------------------------------
def test_the_portal_speaks_the_contacts_language_and_can_be_switched(client, invitation):
    assert client.get(url("portal", invitation)).headers["Content-Language"] == "sv"

    client.post(url("portal_language", invitation), {"language": "en"})
    invitation.contact.refresh_from_db()
    assert invitation.contact.language == "en"
    answer = client.get(url("portal", invitation))
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()


def test_an_unknown_language_changes_nothing(client, invitation):
    client.post(url("portal_language", invitation), {"language": "xx"})

    invitation.contact.refresh_from_db()
    assert invitation.contact.language == "sv"


# --- bad links ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", [*PAGES, "portal_language"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_altered_link_is_told_kindly(client, invitation, page, method):
    token = invitation.token
    for altered in (token[:-1], token + "x", f"9{token}", "hej", "1.~", "~", "å" * 300):
        answer = getattr(client, method)(reverse(f"startups:{page}", args=[altered]))
        assert answer.status_code == 404
        assert "Länken är inte hel" in answer.content.decode()


def test_a_well_signed_link_to_nothing_is_told_kindly(client, invitation):
    token = invitation.token
    StartupInvitation.objects.all().delete()

    assert client.get(reverse("startups:portal", args=[token])).status_code == 404


def test_a_link_signed_for_something_else_is_no_key(client, invitation):
    from django.core.signing import Signer

    forged = Signer(salt="accounts.invitation", sep="~").sign(f"{invitation.pk}.{invitation.key}")

    assert client.get(reverse("startups:portal", args=[forged])).status_code == 404


@pytest.mark.parametrize(
    ("field", "moment", "words"),
    [("expires_at", -1, "Länken har gått ut"), ("revoked_at", 0, "Länken gäller inte längre")],
)
@pytest.mark.parametrize("page", PAGES)
def test_an_expired_or_revoked_link_says_whom_to_ask(client, chief, invitation, page, field, moment, words):
    StartupInvitation.objects.update(**{field: timezone.now() + timedelta(days=moment)})
    for answer in (client.get(url(page, invitation)), client.post(url(page, invitation), {"how": "x"})):
        assert answer.status_code == 410
        assert words in answer.content.decode()
        assert chief.email in answer.content.decode()


# --- declining --------------------------------------------------------------------------------------------------------
def test_declining_takes_two_presses_and_a_reason(client, chief, manager, invitation):
    assert url("portal_decline", invitation) in client.get(url("portal", invitation)).content.decode()
    assert client.post(url("portal_decline", invitation), {}).status_code == 422

    number = {"common": "no_time", "words": "Fråga 19121212-1212"}
    assert 'name="keeps_number"' in client.post(url("portal_decline", invitation), number).content.decode()

    client.post(url("portal_decline", invitation), {"common": "no_time", "words": "Kanske i vår."})
    invitation.match.refresh_from_db()
    entry = Entry.objects.get(verb="match.declined")
    assert invitation.match.state == S.DECLINED
    assert (entry.actor, entry.actor_name) == (None, "Sam Startupsson")
    assert entry.reason == "Vi hinner inte just nu. Kanske i vår."
    assert set(Letter.objects.values_list("to", flat=True)) == {chief.email, manager.email}


def test_the_organisation_reads_why_a_startup_declines(client, chief, manager, invitation):
    client.post(url("portal_decline", invitation), {"common": "no_time", "words": "Kanske i vår."})

    reason = Entry.objects.get(verb="match.declined").reason
    assert "Kanske i vår." in reason
    assert {letter.to for letter in Letter.objects.all() if reason in letter.text} == {chief.email, manager.email}


def test_declining_twice_tells_once(client, invitation):
    from startups.actions.portal import decline

    decline(invitation, reason="Nej")
    decline(invitation, reason="Nej")

    assert Letter.objects.count() == 2  # one to the chief, one to the owner
    assert client.get(url("portal_decline", invitation)).status_code == 302


def test_declining_after_an_answer_keeps_the_answer(client, invitation):
    factories.a_proposal(invitation)
    Match.objects.update(state=S.ANSWERED)
    client.post(url("portal_decline", invitation), {"common": "budget"})

    invitation.match.refresh_from_db()
    assert invitation.match.state == S.DECLINED
    assert invitation.match.proposal.how


def test_after_a_meeting_it_is_too_late_to_decline_by_link(client, invitation):
    Match.objects.update(state=S.MET)
    client.post(url("portal_decline", invitation), {"common": "budget"})

    invitation.match.refresh_from_db()
    assert invitation.match.state == S.MET


# --- times ------------------------------------------------------------------------------------------------------------
def rows(*spans: tuple[str, str, str], initial: int = 0, **more: str) -> dict[str, str]:
    data = {"tid-TOTAL_FORMS": str(len(spans) + 1), "tid-INITIAL_FORMS": str(initial), **more}
    for number, (day, start, end) in enumerate(spans):
        data |= {f"tid-{number}-day": day, f"tid-{number}-start": start, f"tid-{number}-end": end}
    return data


@pytest.fixture
def day() -> str:
    return factories.a_weekday(7).isoformat()


def test_times_are_offered_changed_and_taken_away(client, invitation, day):
    page = url("portal_times", invitation)
    client.post(page, rows((day, "13:00", "15:00"), (day, "09:00", "11:30")))
    match = invitation.match
    assert [str(t)[-11:] for t in match.offered_times.all()] == ["09:00–11:30", "13:00–15:00"]
    assert match.history[0].verb == "match.times"

    client.post(page, rows((day, "09:00", "11:30"), (day, "13:00", "15:00"), initial=2) | {"tid-0-DELETE": "on"})
    assert [str(t)[-11:] for t in match.offered_times.all()] == ["13:00–15:00"]


def test_saving_the_same_times_again_is_no_news(client, invitation, day):
    for initial in (0, 1):
        client.post(url("portal_times", invitation), rows((day, "09:00", "10:00"), initial=initial))

    assert Entry.objects.filter(verb="match.times").count() == 1


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (("2020-01-01", "09:00", "10:00"), "Välj ett datum som inte har varit"),
        (("", "09:00", "10:00"), "Välj ett datum"),
        (("DAY", "10:00", "09:00"), "senare än"),
        (("DAY", "hej", "09:00"), "hej"),
        (("9999-99-99", "09:00", "10:00"), "9999-99-99"),
    ],
)
def test_a_time_that_cannot_be_is_explained_and_nothing_is_lost(client, invitation, day, span, words):
    span = tuple(day if part == "DAY" else part for part in span)
    answer = client.post(url("portal_times", invitation), rows(span))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not invitation.match.offered_times.exists()


def test_times_at_night_are_asked_about_once(client, invitation, day):
    page = url("portal_times", invitation)
    answer = client.post(page, rows((day, "16:00", "21:00")))
    assert answer.status_code == 422
    assert "kl. 21:00. Ändra tiden, eller kryssa i att det stämmer" in answer.content.decode()
    assert not invitation.match.offered_times.exists()

    client.post(page, rows((day, "16:00", "21:00")) | {"tid-0-is_right": "on"})
    assert [str(t)[-11:] for t in invitation.match.offered_times.all()] == ["16:00–21:00"]
    # What stands is not asked about again.
    assert client.post(page, rows((day, "16:00", "21:00"), initial=1)).status_code == 302


def test_times_at_an_hour_that_does_not_exist_are_refused(client, invitation):
    data = rows(("2090-03-26", "02:30", "09:00")) | {"tid-0-is_right": "on"}
    answer = client.post(url("portal_times", invitation), data)
    assert "Den tiden finns inte: klockan ställs fram den natten" in answer.content.decode()


def test_overlapping_times_are_explained(client, invitation, day):
    answer = client.post(url("portal_times", invitation), rows((day, "09:00", "11:00"), (day, "10:00", "12:00")))

    assert "Två tider går in i varandra" in answer.content.decode()


@pytest.mark.parametrize(
    "data", [{}, {"tid-TOTAL_FORMS": "x"}, {"tid-TOTAL_FORMS": "100000", "tid-INITIAL_FORMS": "0"}]
)
def test_a_mangled_form_is_no_error(client, invitation, data):
    assert client.post(url("portal_times", invitation), data).status_code in (302, 422)


def test_times_stay_until_the_end_when_the_challenge_is_closed(client, invitation):
    Challenge.objects.update(state="closed")

    assert client.get(url("portal_times", invitation)).status_code == 200
