"""One meeting's page, the list of meetings, single bookings, and leaving an outcome in the browser."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from meetings.actions.outcomes import OutcomeData, leave_outcome
from meetings.models import Meeting, Outcome
from meetings.states import MeetingState, NextStep
from startups.models import Match
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import in_days


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


@pytest.fixture
def meeting(match, manager):
    return factories.a_meeting(match, manager, starts_at=in_days(3).starts_at)


# --- a single booking -----------------------------------------------------------------------------------------------
def test_the_startups_own_times_are_offered_in_twenty_minutes(match, manager, as_):
    day = timezone.localdate() + timedelta(days=5)
    factories.an_offered_time(match, day, 9, 10)
    factories.a_meeting(
        factories.a_match(match.challenge, state=MatchState.INVITED), manager, starts_at=factories.at(day, 9, 20)
    )
    form = as_(manager).get(url("book", match)).context["form"]
    clocks = [label[-11:] for _key, label in form.fields["time"].choices[:-1]]
    assert clocks == ["09:00–09:20", "09:40–10:00"]


def test_a_manager_books_one_of_the_offered_times(match, manager, as_):
    day = timezone.localdate() + timedelta(days=5)
    factories.an_offered_time(match, day, 9, 10)
    client = as_(manager)
    key = client.get(url("book", match)).context["form"].fields["time"].choices[1][0]
    response = client.post(url("book", match), {"time": key, "place": "Rum 4"})
    meeting = Meeting.objects.get()
    assert response.url == meeting.get_absolute_url()
    assert (meeting.starts_at, meeting.ends_at) == (factories.at(day, 9, 20), factories.at(day, 9, 40))
    assert (meeting.manager, meeting.day, meeting.place) == (manager, None, "Rum 4")


def test_a_time_of_ones_own_can_be_booked(match, manager, as_):
    day = timezone.localdate() + timedelta(days=5)
    as_(manager).post(
        url("book", match), {"date": day.isoformat(), "clock": "13:30", "place": "Rum 4", "is_right": "on"}
    )
    assert Meeting.objects.get().starts_at == factories.at(day, 13, 30)


def test_an_offered_time_that_was_taken_in_another_tab_says_so_and_offers_the_rest(match, manager, as_):
    day = timezone.localdate() + timedelta(days=5)
    factories.an_offered_time(match, day, 9, 10)
    client = as_(manager)
    key = client.get(url("book", match)).context["form"].fields["time"].choices[0][0]
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    factories.a_meeting(other, manager, starts_at=factories.at(day, 9))
    response = client.post(url("book", match), {"time": key, "place": "Rum 4"})
    form = response.context["form"]
    assert form.errors["time"] == ["Tiden är inte ledig längre. Välj en annan"]
    assert [label[-11:] for _key, label in form.fields["time"].choices[:-1]] == ["09:20–09:40", "09:40–10:00"]
    assert 'value="Rum 4"' in response.content.decode()


def test_a_taken_time_of_ones_own_is_refused_with_the_next_free_ones(match, manager, as_):
    span = in_days(7, 13)
    factories.a_meeting(factories.a_match(match.challenge, state=MatchState.INVITED), manager, starts_at=span.starts_at)
    day = timezone.localdate(span.starts_at)
    typed = {"date": day.isoformat(), "clock": "13:00", "place": "Rum 4", "is_right": "on"}
    response = as_(manager).post(url("book", match), typed)
    (message,) = response.context["form"].errors["clock"]
    assert message.startswith("Lina Linjechef har redan ett möte då. Lediga tider för båda: ")
    assert message.count("–") == 3


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"clock": "13:00", "place": "x"}, "date", "Välj ett datum"),
        ({"date": "2090-01-01", "place": "x"}, "clock", "Välj ett klockslag"),
        ({"date": "2020-01-01", "clock": "13:00", "place": "x"}, "date", "Välj en tid som inte har varit"),
        ({"date": "2090-01-01", "clock": "kvart i ett", "place": "x"}, "clock", "Skriv klockslaget som 13:00"),
        ({"date": "2090-01-01", "clock": "13:00"}, "place", "Skriv en plats eller en länk"),
    ],
)
def test_what_is_missing_is_said_in_plain_words(typed, field, message, match, manager, as_):
    response = as_(manager).post(url("book", match), typed)
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [message]
    assert not Meeting.objects.exists()


def test_the_chief_books_for_a_line_manager(match, manager, chief, as_):
    typed = {"manager": manager.pk, "date": "2090-01-02", "clock": "13:00", "place": "Rum 4"}
    as_(chief).post(url("book", match), typed)
    assert Meeting.objects.get().manager == manager


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        ("staff", 403),
        ("manager", 200),
        ("team_member", 403),
        ("chief", 200),
        ("leader", 403),
        ("administrator", 403),
        ("other_chief", 404),
    ],
)
def test_line_managers_and_the_chief_book(role, answer, match, as_, request):
    assert as_(request.getfixturevalue(role)).get(url("book", match)).status_code == answer


def test_a_startup_that_said_no_is_not_booked(match, manager, as_):
    Match.objects.update(state=MatchState.DECLINED)
    assert as_(manager).get(url("book", match)).url == match.get_absolute_url()


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        ("2090-01-07", "23:50", "Mötet skulle bli lördag 7 januari kl. 23:50."),
        ("2090-01-07", "13:00", "Mötet skulle bli lördag 7 januari kl. 13:00."),
        ("2090-01-02", "06:59", "Mötet skulle bli måndag 2 januari kl. 06:59."),
        ("2090-01-02", "18:00", "Mötet skulle bli måndag 2 januari kl. 18:00."),
    ],
)
def test_an_unusual_time_is_asked_about_once(day, clock, said, match, manager, as_):
    client, typed = as_(manager), {"date": day, "clock": clock, "place": "Rum 4"}
    response = client.post(url("book", match), typed)
    assert response.status_code == 422
    assert response.context["form"].errors["clock"][0].startswith(said)
    assert 'name="is_right"' in response.content.decode()
    assert not Meeting.objects.exists()
    client.post(url("book", match), {**typed, "is_right": "on"})
    assert Meeting.objects.exists()


def test_a_usual_time_is_not_asked_about(match, manager, as_):
    client = as_(manager)
    assert 'name="is_right"' not in client.get(url("book", match)).content.decode()
    client.post(url("book", match), {"date": "2090-01-02", "clock": "17:40", "place": "Rum 4"})
    assert Meeting.objects.exists()


def test_the_hour_that_does_not_exist_is_refused(match, manager, as_):
    typed = {"date": "2090-03-26", "clock": "02:30", "place": "Rum 4", "is_right": "on"}
    response = as_(manager).post(url("book", match), typed)
    assert response.context["form"].errors["clock"] == [
        "Den tiden finns inte: klockan ställs fram den natten. Välj en annan tid"
    ]
    assert not Meeting.objects.exists()


# --- the page of a meeting ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "page", "deed"),
    [
        ("staff", 200, 403),
        ("manager", 200, 200),
        ("team_member", 200, 403),
        ("chief", 200, 200),
        ("leader", 200, 403),
        ("administrator", 200, 403),
        ("other_chief", 404, 404),
    ],
)
def test_everybody_in_the_organisation_reads_but_the_manager_and_the_chief_change(
    role, page, deed, meeting, as_, request
):
    client = as_(request.getfixturevalue(role))
    assert client.get(url("meeting", meeting)).status_code == page
    assert client.get(url("calendar", meeting)).status_code == page
    assert client.get(url("move", meeting)).status_code == deed
    assert client.get(url("cancel", meeting)).status_code == deed


def test_a_colleague_who_is_a_line_manager_does_not_change_it(meeting, organisation, as_):
    colleague = factories.a_person(organisation, factories.MANAGER)
    assert as_(colleague).get(url("move", meeting)).status_code == 403


def test_who_is_signed_out_is_asked_to_sign_in(meeting, client):
    for name in ("meeting", "move", "cancel", "outcome", "calendar"):
        assert client.get(url(name, meeting)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("told", "deed"),
    [
        (OutcomeData(happened=True, next_step=NextStep.PILOT), "Starta en pilot"),
        (OutcomeData(happened=True, next_step=NextStep.FOLLOW_UP), "Boka uppföljningsmöte"),
        (OutcomeData(happened=True, next_step=NextStep.NO), "Tacka startupen"),
        (OutcomeData(happened=False), "Boka ett nytt möte"),
        (OutcomeData(happened=True, next_step=NextStep.LATER), None),
    ],
)
def test_the_next_deed_follows_from_the_outcome(told, deed, past_meeting, chief, as_):
    client = as_(chief)
    assert client.get(url("meeting", past_meeting)).context["next_deed"][0] == "Lämna utfall"
    leave_outcome(past_meeting, told, by=chief)
    found = client.get(url("meeting", past_meeting)).context["next_deed"]
    assert (found[0] if found else None) == deed


def test_a_meeting_ahead_can_be_put_into_a_calendar(meeting, manager, as_):
    client = as_(manager)
    assert client.get(url("meeting", meeting)).context["next_deed"] == ("Lägg i kalendern", url("calendar", meeting))
    answer = client.get(url("calendar", meeting))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    (event,) = Calendar.from_ical(answer.content.decode()).walk("VEVENT")
    assert event["DTSTART"].dt == meeting.starts_at


def test_a_meeting_is_moved_in_the_browser(meeting, manager, as_):
    typed = {"date": "2090-01-02", "clock": "14:00", "place": "Rum 5", "seen": "0"}
    response = as_(manager).post(url("move", meeting), typed)
    assert response.url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Rum 5", 1)


def test_a_meeting_on_a_day_is_moved_to_another_of_its_slots(day, match, manager, as_):
    first, second, third = day.slots.all()
    meeting = factories.a_meeting(match, manager, starts_at=first.starts_at, day=day, slot=first)
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    factories.a_meeting(other, manager, starts_at=second.starts_at, day=day, slot=second)
    client = as_(manager)
    form = client.get(url("move", meeting)).context["form"]
    assert list(form.fields["slot"].queryset) == [third]
    client.post(url("move", meeting), {"slot": third.pk, "seen": "0"})
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.starts_at) == (third, third.starts_at)


def test_a_stale_page_does_not_move_what_somebody_else_has_moved(meeting, manager, as_):
    Meeting.objects.update(sequence=1)
    typed = {"date": "2090-01-02", "clock": "14:00", "place": "Rum 5", "seen": "0"}
    response = as_(manager).post(url("move", meeting), typed, follow=True)
    assert "Någon annan hann före" in response.content.decode()
    assert Meeting.objects.get().starts_at == meeting.starts_at


def test_a_meeting_is_not_cancelled_without_a_reason(meeting, manager, as_):
    response = as_(manager).post(url("cancel", meeting), {"reason": " ", "seen": "0"})
    assert (response.status_code, response.context["form"].errors["reason"]) == (422, ["Skriv varför"])
    as_(manager).post(url("cancel", meeting), {"reason": "Krockar", "seen": "0"})
    assert Meeting.objects.get().state == MeetingState.CANCELLED


def test_what_people_write_does_not_run(meeting, manager, as_):
    Meeting.objects.update(place="<script>alert(1)</script>")
    page = as_(manager).get(url("meeting", meeting)).content.decode()
    assert "<script>alert" not in page


def test_a_booked_meeting_whose_startup_has_said_no_is_pointed_out(meeting, manager, as_):
    Match.objects.update(state=MatchState.DECLINED)
    assert "Tackade nej" in as_(manager).get(url("meeting", meeting)).content.decode()


# --- the outcome ----------------------------------------------------------------------------------------------------
def test_a_personal_identity_number_is_asked_about_before_an_outcome_is_left(past_meeting, manager, as_):
    told = {"happened": "yes", "next_step": "later", "surprise": "Ring 19121212-1212"}
    asked = as_(manager).post(url("outcome", past_meeting), told).content.decode()
    assert 'name="keeps_number"' in asked
    assert not Outcome.objects.exists()
    as_(manager).post(url("outcome", past_meeting), told | {"keeps_number": "on"})
    assert Outcome.objects.get().surprise == "Ring 19121212-1212"


def test_the_day_of_the_next_step_has_not_been(past_meeting, manager, as_):
    client, yesterday = as_(manager), timezone.localdate() - timedelta(days=1)
    told = {"happened": "yes", "next_step": "follow_up", "follow_up_on": yesterday.isoformat()}
    refused = client.post(url("outcome", past_meeting), told)
    assert refused.context["form"].errors == {"follow_up_on": ["Välj en dag som inte har varit"]}
    assert not Outcome.objects.exists()
    client.post(url("outcome", past_meeting), told | {"follow_up_on": timezone.localdate().isoformat()})
    assert Outcome.objects.get().follow_up_on == timezone.localdate()


def test_an_outcome_is_left_in_the_browser(past_meeting, manager, as_):
    response = as_(manager).post(
        url("outcome", past_meeting), {"happened": "yes", "next_step": "follow_up", "surprise": "Kan börja i januari."}
    )
    assert response.url == past_meeting.get_absolute_url()
    assert Meeting.objects.with_follow_up().get().outcome.surprise == "Kan börja i januari."


def test_a_meeting_that_did_not_happen_needs_no_next_step(past_meeting, manager, as_):
    as_(manager).post(url("outcome", past_meeting), {"happened": "no"})
    assert Meeting.objects.get().state == MeetingState.MISSED


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"happened": ""}, "happened", "Svara om mötet blev av"),
        ({"happened": "yes"}, "next_step", "Välj ett nästa steg"),
        ({"happened": "yes", "next_step": "refer"}, "refer_to", "Välj vilken enhet som passar bättre"),
    ],
)
def test_what_the_outcome_lacks_is_said(typed, field, message, past_meeting, manager, as_):
    response = as_(manager).post(url("outcome", past_meeting), typed)
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [message]


def test_a_unit_is_kept_only_when_the_startup_is_referred_to_it(past_meeting, manager, as_):
    unit = factories.a_unit(past_meeting.organisation, "Biblioteken")
    client = as_(manager)
    client.post(url("outcome", past_meeting), {"happened": "yes", "next_step": "no", "refer_to": unit.pk})
    assert Meeting.objects.get().outcome.refer_to is None
    client.post(url("outcome", past_meeting), {"next_step": "refer", "refer_to": unit.pk})
    assert Meeting.objects.get().outcome.refer_to == unit


def test_the_outcome_waits_until_the_meeting_has_begun(meeting, manager, as_):
    assert as_(manager).get(url("outcome", meeting)).url == meeting.get_absolute_url()


@pytest.mark.parametrize(("role", "answer"), [("staff", 403), ("team_member", 403), ("leader", 403), ("chief", 200)])
def test_others_leave_no_outcome(role, answer, past_meeting, as_, request):
    assert as_(request.getfixturevalue(role)).get(url("outcome", past_meeting)).status_code == answer


# --- the list -------------------------------------------------------------------------------------------------------
def found(client, **asked):
    return [m.pk for m in client.get(reverse("meetings:meetings"), asked).context["page"].rows]


def test_a_line_manager_first_sees_her_own_coming_meetings_soonest_first(meeting, match, manager, organisation, as_):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    sooner = factories.a_meeting(other, manager, starts_at=in_days(2).starts_at)
    factories.a_meeting(other, factories.a_person(organisation, factories.MANAGER), starts_at=in_days(9).starts_at)
    client = as_(manager)
    assert found(client) == [sooner.pk, meeting.pk]
    assert len(found(client, manager="")) == 3


def test_the_chief_first_sees_everybodys(meeting, chief, as_):
    assert found(as_(chief)) == [meeting.pk]


def test_meetings_that_wait_for_an_outcome_have_their_own_tab(meeting, past_meeting, manager, as_):
    client = as_(manager)
    assert found(client, when="awaiting") == [past_meeting.pk]
    assert found(client, when="all") == [meeting.pk, past_meeting.pk]


def test_meetings_are_narrowed(meeting, day, match, manager, chief, as_):
    client, slot = as_(chief), day.slots.first()
    bird = factories.a_match(match.challenge, startup=factories.a_startup("Fågelvägen AB"), state=MatchState.INVITED)
    on_day = factories.a_meeting(bird, manager, starts_at=slot.starts_at, day=day, slot=slot)
    assert found(client, q="fågel") == [on_day.pk]
    assert found(client, day=day.pk) == [on_day.pk]
    assert found(client, day="none") == [meeting.pk]
    assert found(client, manager=manager.pk, sort="newest") == [on_day.pk, meeting.pk]
    assert found(client, when="all", state="cancelled") == []
    assert found(client, manager="någon", day="x' OR 1=1", state="?", when="?")


def test_another_organisations_meetings_are_not_listed(meeting, other_chief, as_):
    assert found(as_(other_chief), when="all") == []


def test_what_is_shown_can_be_carried_away(past_meeting, meeting, manager, as_):
    told = OutcomeData(happened=True, next_step=NextStep.LATER, surprise="=cmd|' /C calc'!A0")
    leave_outcome(past_meeting, told, by=manager)
    answer = as_(manager).get(reverse("meetings:meetings"), {"when": "all", "format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].split(";")[7:9] == ["Hållet", "Rätt företag, men inte nu"]
    assert "'=cmd" in lines[1]


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_asks_as_little_for_thirty_as_for_one(meeting, match, manager, chief, as_):
    client, address = as_(chief), reverse("meetings:meetings") + "?when=all"
    few = _queries(client, address)
    for _number in range(29):
        factories.a_meeting(factories.a_match(match.challenge, state=MatchState.INVITED), manager)
    assert _queries(client, address) == few
    assert few <= 7


def test_no_page_of_a_meeting_asks_more_than_twelve_times(meeting, past_meeting, match, manager, as_):
    client = as_(manager)
    pages = [url("meeting", meeting), url("move", meeting), url("outcome", past_meeting), url("book", match)]
    assert max(_queries(client, page) for page in pages) <= 12


@pytest.mark.parametrize("state", [MatchState.DECLINED, MatchState.THANKED])
def test_when_nothing_will_come_of_the_match_cancelling_is_the_deed(match, manager, as_, state):
    meeting = factories.a_meeting(match, manager)
    type(match).objects.filter(pk=match.pk).update(state=state)
    page = as_(manager).get(meeting.get_absolute_url())
    assert page.context["next_deed"] == ("Avboka mötet", reverse("meetings:cancel", args=[meeting.pk]))
    assert page.content.decode().count(reverse("meetings:cancel", args=[meeting.pk])) == 1


def test_only_the_meeting_that_waits_says_so_in_the_list(past_meeting, match, manager, as_):
    factories.a_meeting(match, manager, starts_at=past_meeting.starts_at - timedelta(days=1), state="held")
    page = as_(manager).get(reverse("meetings:meetings") + "?when=all&sort=newest").content.decode()
    rows = page[page.index("<tbody>") : page.index("</tbody>")].split("<tr>")[1:]
    assert ["Väntar på utfall" in row for row in rows] == [True, False]
    assert "Hållet" in rows[1]
