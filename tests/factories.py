"""Factories: people in their roles, and things in the state a test needs them in."""

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Driver, Membership, Organisation, ProcurementLimit, Role, Unit, User
from meetings.models import (
    Answer,
    DayAnswer,
    MatchmakingDay,
    Meeting,
    MeetingOffer,
    Outcome,
    Question,
    Questionnaire,
    Respondent,
    Slot,
)
from meetings.states import DayState, MeetingState, QuestionnaireState
from needs.models import Candidate, Challenge, Criterion, Need, PrioritisationRound, Theme
from needs.states import ChallengeState, NeedState, RoundState
from pilots.models import Cost, Pilot, SuccessThreshold
from pilots.states import PilotState
from reports.models import ManagementGroup
from startups.models import Contact, Match, OfferedTime, Proposal, Startup, StartupInvitation
from startups.states import MatchState

PASSWORD = "fjorton-glada-laxar"
_number = count(1)


def an_organisation(name: str = "Norra förvaltningen", **fields: Any) -> Organisation:
    fields.setdefault("slug", f"org-{next(_number)}")
    organisation = Organisation.objects.create(name=name, **fields)
    for kind, amount in [("documentation", 100_000), ("direct_award", 700_000)]:
        ProcurementLimit.objects.create(
            organisation=organisation, kind=kind, amount=amount, valid_from=date(2022, 2, 1)
        )
    return organisation


def a_unit(organisation: Organisation, name: str = "Hemtjänst Norr", parent: Unit | None = None) -> Unit:
    return Unit.objects.get_or_create(organisation=organisation, name=name, parent=parent)[0]


def a_driver(organisation: Organisation, title: str = "Fler äldre") -> Driver:
    return Driver.objects.create(organisation=organisation, title=title)


def a_theme(slug: str = "aldreomsorg", name: str = "Äldreomsorg") -> Theme:
    return Theme.objects.get_or_create(slug=slug, defaults={"name_sv": name, "name_en": name})[0]


def a_person(organisation: Organisation | None, *roles: str, name: str = "", **fields: Any) -> User:
    """A person with the roles; the password is PASSWORD."""
    number = next(_number)
    user = User(email=f"person{number}@exempel.example", name=name or f"Person {number}", **fields)
    user.password = _hashed()
    user.save()
    if organisation is not None and roles:
        Membership.objects.create(user=user, organisation=organisation, roles=list(roles), unit=a_unit(organisation))
    return user


@cache
def _hashed() -> str:
    """Hashed once: Argon2 is slow on purpose."""
    return make_password(PASSWORD)


def a_need(submitter: User, state: str = NeedState.SUBMITTED, **fields: Any) -> Need:
    organisation = submitter.memberships[0].organisation
    fields.setdefault("title", f"Dubbel dokumentation {next(_number)}")
    fields.setdefault("for_whom", "Medarbetare i hemtjänsten")
    fields.setdefault("situation", "Samma uppgift skrivs i tre system efter varje besök.")
    fields.setdefault("consequence", "Tiden tas från de äldre.")
    fields.setdefault("desired_effect", "Uppgiften skrivs en gång.")
    fields.setdefault("baseline", "40 minuter per pass")
    fields.setdefault("unit", a_unit(organisation))
    if state != NeedState.DRAFT:
        fields.setdefault("submitted_at", timezone.now())
    if state not in (NeedState.DRAFT, NeedState.SUBMITTED, NeedState.IN_ROUND):
        fields.setdefault("answer", "Behovet delas av flera enheter.")
        fields.setdefault("answered_at", timezone.now())
    return Need.objects.create(organisation=organisation, submitter=submitter, state=state, **fields)


def a_round(
    chief: User, *needs: Need, team: tuple[User, ...] = (), state: str = RoundState.OPEN
) -> PrioritisationRound:
    """A round with two criteria (weights 3 and 1); its needs are being assessed."""
    round_ = PrioritisationRound.objects.create(
        organisation=chief.memberships[0].organisation,
        name=f"Omgång {next(_number)}",
        state=state,
        closes_on=timezone.localdate() + timedelta(days=14),
        created_by=chief,
    )
    round_.team.set(team)
    for position, (name, weight) in enumerate([("Nytta", 3), ("Genomförbarhet", 1)]):
        Criterion.objects.create(round=round_, name=name, weight=weight, position=position)
    for need in needs:
        Candidate.objects.create(round=round_, need=need)
        Need.objects.filter(pk=need.pk).update(state=NeedState.IN_ROUND)
        need.refresh_from_db()
    return round_


def a_challenge(owner: User, *needs: Need, state: str = ChallengeState.OPEN, **fields: Any) -> Challenge:
    fields.setdefault("title", f"Skriv en gång {next(_number)}")
    fields.setdefault("problem", "Medarbetare i hemtjänsten skriver samma uppgift i tre system.")
    fields.setdefault("answers_by", timezone.localdate() + timedelta(days=21))
    challenge = Challenge.objects.create(
        organisation=owner.memberships[0].organisation, owner=owner, state=state, **fields
    )
    for need in needs:
        Need.objects.filter(pk=need.pk).update(
            state=NeedState.IN_CHALLENGE, answer=need.answer or "Vi tar det vidare.", owner=owner
        )
        need.refresh_from_db()
    challenge.needs.set(needs)
    return challenge


def a_startup(name: str = "", **fields: Any) -> Startup:
    fields.setdefault("summary", "Vi gör talstyrd dokumentation för hemtjänst och vård.")
    return Startup.objects.create(name=name or f"Talklart {next(_number)} AB", **fields)


def a_match(
    challenge: Challenge, startup: Startup | None = None, state: str = MatchState.SHORTLISTED, **fields: Any
) -> Match:
    if state == MatchState.SET_ASIDE:
        fields.setdefault("set_aside_reason", "För dyrt")
    return Match.objects.create(
        organisation=challenge.organisation, challenge=challenge, startup=startup or a_startup(), state=state, **fields
    )


def an_invitation(match: Match, by: User, **fields: Any) -> StartupInvitation:
    contact, _ = Contact.objects.get_or_create(
        startup=match.startup,
        organisation=match.organisation,
        email=f"kontakt{match.startup_id}@startup.example",
        defaults={"name": "Sam Startupsson"},
    )
    return StartupInvitation.objects.create(match=match, contact=contact, invited_by=by, **fields)


def a_proposal(invitation: StartupInvitation, **fields: Any) -> Proposal:
    fields.setdefault("how", "Vi läser in talet och fyller i alla tre systemen.")
    fields.setdefault("pilot_plan", "Tolv medarbetare i sex veckor.")
    fields.setdefault("price", 65_000)
    fields.setdefault("handed_in_at", timezone.now())
    return Proposal.objects.create(match=invitation.match, contact=invitation.contact, **fields)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def a_weekday(days_ahead: int) -> date:
    """So many days from today, or the Monday after where that is at a weekend."""
    day = timezone.localdate() + timedelta(days=days_ahead)
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def an_offered_time(match: Match, day: date, from_hour: int = 9, to_hour: int = 12) -> OfferedTime:
    return OfferedTime.objects.create(match=match, starts_at=at(day, from_hour), ends_at=at(day, to_hour))


def workday(days_ahead: int) -> int:
    """So many days ahead, or a day or two more: a weekend is asked about."""
    weekday = (timezone.localdate() + timedelta(days=days_ahead)).weekday()
    return days_ahead + max(0, 7 - weekday) * (weekday > 4)


def a_day(
    organisation: Organisation,
    *,
    managers: tuple[User, ...] = (),
    startups: tuple[Startup, ...] = (),
    days_ahead: int = 10,
    **fields: Any,
) -> MatchmakingDay:
    """A matchmaking day open for booking, with three slots of 20 minutes from nine."""
    fields.setdefault("state", DayState.OPEN)
    day = MatchmakingDay.objects.create(
        organisation=organisation,
        name=f"Matchdag {next(_number)}",
        place="Medborgarhuset, sal 3",
        date=timezone.localdate() + timedelta(days=days_ahead),
        starts_at=time(9),
        ends_at=time(10, 15),
        **fields,
    )
    day.managers.set(managers)
    day.startups.set(startups)
    for minutes in (0, 25, 50):
        start = at(day.date, 9) + timedelta(minutes=minutes)
        Slot.objects.create(day=day, starts_at=start, ends_at=start + timedelta(minutes=20))
    return day


def a_day_with_wishes(organisation: Organisation, **fields: Any) -> MatchmakingDay:
    """A day about which both sides have been asked, and nobody has said anything yet."""
    fields.setdefault("wishes_by", timezone.localdate() + timedelta(days=7))
    day = a_day(organisation, state=DayState.WISHING, **fields)
    for manager in day.managers.all():
        DayAnswer.objects.create(day=day, manager=manager)
    for startup in day.startups.all():
        contact = Contact.objects.filter(startup=startup, organisation=organisation).first()
        DayAnswer.objects.create(day=day, startup=startup, contact=contact)
    return day


def a_meeting(
    match: Match, manager: User, *, starts_at: datetime | None = None, state: str = MeetingState.BOOKED, **fields: Any
) -> Meeting:
    starts_at = starts_at or at(timezone.localdate() + timedelta(days=next(_number) + 30), 13)
    return Meeting.objects.create(
        organisation=match.organisation,
        match=match,
        startup=match.startup,
        manager=manager,
        booked_by=manager,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=20),
        place="Medborgarhuset, sal 3",
        state=state,
        **fields,
    )


def an_offer(match: Match, manager: User, *, days_ahead: int = 20, hour: int = 13) -> MeetingOffer:
    """A time that the startup can choose."""
    start = at(a_weekday(days_ahead), hour)
    times = {"starts_at": start, "ends_at": start + timedelta(minutes=20)}
    return MeetingOffer.objects.create(match=match, manager=manager, offered_by=manager, place="Sal 3", **times)


def a_questionnaire(organisation: Organisation, *managers: User, **fields: Any) -> Questionnaire:
    """Four questions to the managers, which can be answered for a week; `closed=True` of one that is closed."""
    if fields.pop("closed", False):
        fields |= {"state": QuestionnaireState.CLOSED, "closed_at": timezone.now()}
    fields.setdefault("closes_on", timezone.localdate() + timedelta(days=7))
    asked = Questionnaire.objects.create(organisation=organisation, name=f"Frågor {next(_number)}", **fields)
    for number, text in enumerate(("Vad förvånade dig?", "Vad tror du nu?", "Vad vill du pröva?", "Vad hindrar?"), 1):
        Question.objects.create(questionnaire=asked, number=number, text=text)
    Respondent.objects.bulk_create(Respondent(questionnaire=asked, person=manager) for manager in managers)
    return asked


def an_answer(asked: Questionnaire, manager: User | None, text: str, *, number: int = 1, **fields: Any) -> Answer:
    """What the manager says to one of the questions; without one, of somebody who does not show the name."""
    respondent = asked.respondents.get(person=manager) if manager else None
    if respondent:
        Respondent.objects.filter(pk=respondent.pk).update(answered_at=timezone.now())
    question = asked.questions.get(number=number)
    return Answer.objects.create(question=question, respondent=respondent, text=text, **fields)


def an_outcome(meeting: Meeting, next_step: str, **fields: Any) -> Outcome:
    return Outcome.objects.create(meeting=meeting, next_step=next_step, left_by=meeting.manager, **fields)


def a_referred_meeting(match: Match, manager: User, unit: Unit) -> Meeting:
    """Held three days ago, with a startup that suits another unit better."""
    meeting = a_meeting(match, manager, starts_at=timezone.now() - timedelta(days=3), state=MeetingState.HELD)
    an_outcome(meeting, "refer", refer_to=unit, surprise="De har tänkt på barn först.")
    return meeting


def a_pilot(match: Match, owner: User, decider: User, state: str = PilotState.RUNNING, **fields: Any) -> Pilot:
    today = timezone.localdate()
    fields.setdefault("title", f"Tala in anteckningen {next(_number)}")
    fields.setdefault("question", "Sparar tal i stället för text en halvtimme per pass?")
    fields.setdefault("budget", 65_000)
    fields.setdefault("personal_data", False)
    fields.setdefault("starts_on", today - timedelta(days=30))
    fields.setdefault("ends_on", today + timedelta(days=30))
    if state == PilotState.ABANDONED:
        fields = {"abandoned_at": timezone.now(), "abandoned_because": "Startupen drog sig ur.", **fields}
    elif state != PilotState.CHARTER:
        fields.setdefault("started_at", timezone.now())
    pilot = Pilot.objects.create(
        organisation=match.organisation, match=match, owner=owner, decider=decider, state=state, **fields
    )
    SuccessThreshold.objects.create(pilot=pilot, measure="Tid per pass", unit="minuter", baseline=40, target=20)
    return pilot


def a_cost(pilot: Pilot, by: User, **fields: Any) -> Cost:
    fields = {"what": "Licenser", "amount": 12_000, "on": timezone.localdate(), **fields}
    return Cost.objects.create(pilot=pilot, by=by, **fields)


def a_group(organisation: Organisation, *members: User, **fields: Any) -> ManagementGroup:
    fields.setdefault("name", f"Ledningsgruppen {next(_number)}")
    group = ManagementGroup.objects.create(organisation=organisation, **fields)
    group.members.set(members)
    return group


STAFF, MANAGER, TEAM, CHIEF, LEADERSHIP, ADMIN = (
    Role.STAFF,
    Role.LINE_MANAGER,
    Role.TEAM_MEMBER,
    Role.DEVELOPMENT_CHIEF,
    Role.LEADERSHIP,
    Role.ADMINISTRATOR,
)
