"""Wherever people are chosen or written to: active people of this organisation, with the role held here, each once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from ignite.feedback import pass_on_feedback
from meetings.actions.days import cancel_day, change_day, open_day
from meetings.forms.days import DayForm
from meetings.forms.meetings import BookForm
from meetings.lists import MeetingFilter
from meetings.models import MatchmakingDay
from meetings.states import DayState
from needs.actions.challenges import open_challenge
from needs.actions.rounds import adjust_round, hand_in_assessment, open_round
from needs.forms.challenges import ChallengeForm
from needs.forms.needs import OwnerForm
from needs.forms.rounds import AdjustRoundForm
from needs.models import Challenge, PrioritisationRound
from needs.states import ChallengeState, RoundState
from pilots.actions import decide, report_obstacle, start
from pilots.forms.charters import CharterForm, PeopleForm
from pilots.forms.running import ObstacleForm
from pilots.models import Pilot
from pilots.states import PilotState
from post.models import Letter
from printing.rendering import PDF
from reports.actions import finish
from reports.forms import GroupForm
from reports.models import ManagementGroup, Report
from reports.states import ReportState
from startups.actions.portal import decline, hand_in
from startups.models import Match
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
ROLES = (factories.STAFF, factories.MANAGER, factories.TEAM, factories.CHIEF, factories.LEADERSHIP, factories.ADMIN)
Offer = Callable[["Place"], Iterable[User]]


@dataclass
class Place:
    """An organisation with somebody in every role, and a startup's way through it."""

    organisation: Organisation
    elsewhere: Organisation
    match: Match
    chief: User

    def person(self, *roles: str, there: tuple[str, ...] = (), **fields: Any) -> User:
        """Somebody with the roles here, and other roles in the other organisation."""
        person = factories.a_person(self.organisation, *roles, **fields)
        if there:
            Membership.objects.create(user=person, organisation=self.elsewhere, roles=list(there))
        return person

    @property
    def departed(self) -> list[User]:
        """Somebody inactive, and somebody who is in the other organisation now."""
        return [self.person(*ROLES, is_active=False), self.person(there=ROLES)]


@pytest.fixture
def place(organisation: Organisation, manager: User, chief: User) -> Place:
    challenge = factories.a_challenge(manager, factories.a_need(manager))
    match = factories.a_match(challenge, state=MatchState.ANSWERED)
    factories.a_proposal(factories.an_invitation(match, chief))
    return Place(organisation, factories.an_organisation("Södra"), match, chief)


def offered(form: Any, name: str) -> list[User]:
    return list(form.fields[name].queryset)


def in_the_filter(place: Place) -> list[User]:
    choices = MeetingFilter({}, organisation=place.organisation).fields["manager"].choices
    return [User.objects.get(pk=value) for value, _label in choices if isinstance(value, int)]


def ticked_for_a_new_round(place: Place) -> list[User]:
    form = AdjustRoundForm(instance=PrioritisationRound(organisation=place.organisation))
    return [User.objects.get(pk=pk) for pk in form.initial["team"]]


# Where people are chosen: the role that is asked for, one that is not enough, and who is offered.
CHOSEN: dict[str, tuple[str, str, Offer]] = {
    "a need's owner": (
        factories.MANAGER,
        factories.CHIEF,
        lambda p: offered(OwnerForm(need=p.match.challenge.needs.get()), "owner"),
    ),
    "a challenge's owner": (
        factories.MANAGER,
        factories.TEAM,
        lambda p: offered(ChallengeForm(instance=Challenge(organisation=p.organisation)), "owner"),
    ),
    "a round's team": (
        factories.TEAM,
        factories.MANAGER,
        lambda p: offered(AdjustRoundForm(instance=PrioritisationRound(organisation=p.organisation)), "team"),
    ),
    "a round's team from the start": (factories.TEAM, factories.CHIEF, ticked_for_a_new_round),
    "a day's managers": (
        factories.MANAGER,
        factories.CHIEF,
        lambda p: offered(DayForm(organisation=p.organisation), "managers"),
    ),
    "a meeting's manager": (
        factories.MANAGER,
        factories.CHIEF,
        lambda p: offered(BookForm(times=[], organisation=p.organisation, for_others=True), "manager"),
    ),
    "whose meetings are shown": (factories.MANAGER, factories.CHIEF, in_the_filter),
    "a pilot's owner": (
        factories.STAFF,
        factories.LEADERSHIP,
        lambda p: offered(CharterForm(organisation=p.organisation), "owner"),
    ),
    "who removes an obstacle": (
        factories.STAFF,
        factories.LEADERSHIP,
        lambda p: offered(ObstacleForm(organisation=p.organisation), "owner"),
    ),
    "a management group's members": (
        factories.LEADERSHIP,
        factories.STAFF,
        lambda p: offered(GroupForm(instance=ManagementGroup(organisation=p.organisation)), "members"),
    ),
}


@pytest.mark.parametrize("where", CHOSEN)
def test_only_those_who_have_the_role_here_are_offered(place: Place, where: str) -> None:
    asked, not_enough, offer = CHOSEN[where]
    here = place.person(asked)
    twice = place.person(asked, there=(asked,))
    role_elsewhere = place.person(not_enough, there=(asked,))
    inactive = place.person(asked, is_active=False)
    found = list(offer(place))
    assert [found.count(person) for person in (here, twice, role_elsewhere, inactive)] == [1, 1, 0, 0]


def test_whoever_decides_about_a_pilot_is_an_active_person_of_the_organisation(place: Place) -> None:
    here, twice = place.person(factories.LEADERSHIP), place.person(factories.STAFF, there=(factories.STAFF,))
    found = offered(CharterForm(organisation=place.organisation), "decider")
    assert [found.count(person) for person in (here, twice, *place.departed)] == [1, 1, 0, 0]


def test_the_usual_decider_is_a_chief_of_this_organisation(as_: Any, place: Place, team_member: User) -> None:
    place.person(factories.STAFF, there=(factories.CHIEF,), name="Aina Annanstans")
    place.person(factories.CHIEF, is_active=False, name="Alva Avslutad")
    page = as_(team_member).get(reverse("pilots:pilot_new", args=[place.match.pk]))
    assert page.context["form"]["decider"].value() == place.chief.pk


def test_whom_the_chief_books_for_has_the_role_here(as_: Any, place: Place) -> None:
    url = reverse("meetings:book", args=[place.match.pk])
    for person in (place.person(factories.STAFF, there=(factories.MANAGER,)), *place.departed):
        assert as_(place.chief).get(url, {"manager": person.pk}).context["manager"] is None


def test_a_day_offers_those_of_its_managers_who_are_here(as_: Any, place: Place) -> None:
    here, twice = place.person(factories.MANAGER), place.person(factories.MANAGER, there=(factories.MANAGER,))
    day = _day(place, here, twice, *place.departed)
    client = as_(place.chief)
    form = client.get(reverse("meetings:day_book", args=[day.pk])).context["form"]
    assert sorted(person.pk for person in offered(form, "manager")) == [here.pk, twice.pk]
    rows = client.get(day.get_absolute_url()).context["rows"]
    free = {row.manager for row in rows if any(cell.kind == "free" for cell in row.cells)}
    assert (len(rows), free) == (4, {here, twice})


def test_only_the_address_of_somebody_who_is_here_makes_a_member(place: Place) -> None:
    here, twice = place.person(factories.STAFF), place.person(factories.STAFF, there=(factories.STAFF,))
    typed = " ".join(person.email for person in (here, twice, *place.departed))
    form = GroupForm(
        {"name": "Nämnden", "addresses": typed, "language": "sv"},
        instance=ManagementGroup(organisation=place.organisation),
    )
    assert form.is_valid()
    assert form.cleaned_data["members"] == {here, twice}


# --- a change keeps whom the thing was given to ---------------------------------------------------------------------
def _pilot(place: Place, person: User) -> Pilot:
    return factories.a_pilot(place.match, person, person, PilotState.CHARTER)


def _need_owner(place: Place, person: User) -> Any:
    need = place.match.challenge.needs.get()
    need.owner = person
    return OwnerForm(need=need)["owner"]


def _challenge_owner(place: Place, person: User) -> Any:
    place.match.challenge.owner = person
    return ChallengeForm(instance=place.match.challenge)["owner"]


def _team(place: Place, person: User) -> Any:
    return AdjustRoundForm(instance=factories.a_round(place.chief, team=(person,)))["team"]


def _managers(place: Place, person: User) -> Any:
    day = factories.a_day(place.organisation, managers=(person,))
    return DayForm(instance=day, organisation=place.organisation)["managers"]


def _members(place: Place, person: User) -> Any:
    return GroupForm(instance=factories.a_group(place.organisation, person))["members"]


KEPT: dict[str, Callable[[Place, User], Any]] = {
    "a need's owner": _need_owner,
    "a challenge's owner": _challenge_owner,
    "a round's team": _team,
    "a day's managers": _managers,
    "a pilot's owner": lambda p, who: CharterForm(instance=_pilot(p, who), organisation=p.organisation)["owner"],
    "a pilot's decider": lambda p, who: CharterForm(instance=_pilot(p, who), organisation=p.organisation)["decider"],
    "a pilot's next owner": lambda p, who: PeopleForm(pilot=_pilot(p, who))["owner"],
    "a pilot's next decider": lambda p, who: PeopleForm(pilot=_pilot(p, who))["decider"],
    "a management group's members": _members,
}


@pytest.mark.parametrize("where", KEPT)
def test_somebody_who_has_left_stays_chosen_until_another_is(place: Place, where: str) -> None:
    for person in place.departed:
        field = KEPT[where](place, person)
        chosen = [option for option in field.subwidgets if option.data["selected"]]
        assert [str(option.data["value"]) for option in chosen] == [str(person.pk)]
        Pilot.objects.all().delete()


# --- letters --------------------------------------------------------------------------------------------------------
def _started(place: Place, owner: User, decider: User) -> None:
    start(factories.a_pilot(place.match, owner, decider, PilotState.CHARTER), by=place.chief)


def _obstacles(place: Place, *people: User) -> None:
    pilot = factories.a_pilot(place.match, place.chief, place.chief)
    for person in people:
        report_obstacle(pilot, kind="time", text="Ingen hinner", owner=person, by=place.chief)


def _decided(place: Place, owner: User, decider: User) -> None:
    pilot = factories.a_pilot(place.match, owner, decider)
    need = place.match.challenge.needs.get()
    need.submitter = decider
    need.save()
    lesson = {"title": "Börja smått", "saw": "Två räckte"}
    decide(pilot, kind="end", reason="Vi vet nog.", lessons=[lesson], by=place.chief)


def _round_opened(place: Place, *team: User) -> None:
    round_ = factories.a_round(place.chief, team=team, state=RoundState.PLANNED)
    round_.candidates.create(need=factories.a_need(place.chief))
    open_round(round_, by=place.chief)


def _round_joined(place: Place, *team: User) -> None:
    round_ = factories.a_round(place.chief, factories.a_need(place.chief))
    adjust_round(round_, name="Våren", closes_on=round_.closes_on, team=team, by=place.chief)


def _round_assessed(place: Place, *people: User) -> None:
    for person in people:
        round_ = factories.a_round(place.chief, factories.a_need(place.chief), team=(place.chief,))
        round_.created_by = person
        round_.save()
        hand_in_assessment(round_.candidates.get(), points={}, comment="", abstains=True, by=place.chief)


def _challenges_opened(place: Place, *people: User) -> None:
    for person in people:
        challenge = factories.a_challenge(place.chief, state=ChallengeState.DRAFT)
        challenge.owner = person
        open_challenge(challenge, by=place.chief)


def _day_opened(place: Place, *managers: User) -> None:
    open_day(_day(place, *managers, state=DayState.PLANNED), by=place.chief)


def _day_joined(place: Place, *managers: User) -> None:
    change_day(_day(place), managers=managers, startups=[place.match.startup], by=place.chief)


def _day_cancelled(place: Place, *managers: User) -> None:
    cancel_day(_day(place, *managers), reason="Snö", by=place.chief)


def _day(place: Place, *managers: User, **fields: Any) -> MatchmakingDay:
    return factories.a_day(place.organisation, managers=managers, startups=(place.match.startup,), **fields)


def _asked_again(place: Place, owner: User, inviter: User) -> Any:
    challenge = place.match.challenge
    challenge.owner = owner
    challenge.save()
    match = factories.a_match(challenge, state=MatchState.INVITED)
    return factories.an_invitation(match, inviter)


def _answered(place: Place, owner: User, inviter: User) -> None:
    hand_in(_asked_again(place, owner, inviter), texts={"how": "Vi läser in talet."}, seen="")


def _declined(place: Place, owner: User, inviter: User) -> None:
    decline(_asked_again(place, owner, inviter), reason="Vi hinner inte")


def _reported(place: Place, *members: User) -> None:
    today = timezone.localdate()
    report = Report.objects.create(
        organisation=place.organisation,
        group=factories.a_group(place.organisation, *members),
        title="Våren",
        period_from=today - timedelta(days=90),
        period_to=today,
        state=ReportState.BEING_MADE,
        ordered_by=place.chief,
    )
    finish(report, contents={"pilots": []}, pdf=PDF(b"%PDF", 1))


LETTERS: dict[str, Callable[..., None]] = {
    "a pilot has started": _started,
    "an obstacle to remove": _obstacles,
    "a decision about a pilot": _decided,
    "a round has opened": _round_opened,
    "somebody joins a round": _round_joined,
    "a round is assessed": _round_assessed,
    "a challenge is open": _challenges_opened,
    "a day is open": _day_opened,
    "somebody joins a day": _day_joined,
    "a day is called off": _day_cancelled,
    "a startup has answered": _answered,
    "a startup has declined": _declined,
    "a report is ready": _reported,
}


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def written_to(*people: User) -> list[int]:
    return [Letter.objects.filter(to=person.email).count() for person in people]


@pytest.mark.parametrize("about", LETTERS)
def test_letters_reach_those_who_are_here_once(place: Place, about: str) -> None:
    here, twice = place.person(*ROLES), place.person(*ROLES, there=ROLES)
    LETTERS[about](place, here, twice)
    assert written_to(here, twice) == [1, 1]


@pytest.mark.parametrize("about", LETTERS)
def test_nobody_who_has_left_is_written_to(place: Place, about: str) -> None:
    gone, moved = place.departed
    LETTERS[about](place, gone, moved)
    assert written_to(gone, moved) == [0, 0]


def test_chiefs_hear_a_decision_when_they_are_chiefs_here(place: Place) -> None:
    twice = place.person(factories.CHIEF, there=(factories.CHIEF,))
    role_elsewhere = place.person(factories.STAFF, there=(factories.CHIEF,))
    inactive = place.person(factories.CHIEF, is_active=False)
    owner = place.person(factories.STAFF)
    _decided(place, owner, owner)
    assert written_to(twice, role_elsewhere, inactive) == [1, 0, 0]


def test_the_chiefs_hear_of_an_answer_when_those_who_asked_have_left(place: Place) -> None:
    role_elsewhere = place.person(factories.STAFF, there=(factories.CHIEF,))
    _answered(place, *place.departed)
    assert written_to(place.chief, role_elsewhere) == [1, 0]


def test_feedback_goes_to_administrators_of_the_organisation(place: Place) -> None:
    here, twice = place.person(factories.ADMIN), place.person(factories.ADMIN, there=(factories.ADMIN,))
    role_elsewhere = place.person(factories.STAFF, there=(factories.ADMIN,))
    inactive = place.person(factories.ADMIN, is_active=False)
    pass_on_feedback(what="Det går inte", email="", organisation=place.organisation)
    assert written_to(here, twice, role_elsewhere, inactive) == [1, 1, 0, 0]
