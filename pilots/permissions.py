"""Who may do what with pilots, obstacles and lessons, and when."""

from typing import Any

from accounts.models import User
from accounts.permissions import Who, is_chief, is_member, is_team_member
from pilots.models import Obstacle, Pilot
from pilots.states import BEGUN, UNDECIDED, ObstacleState, PilotState
from startups.models import Match
from startups.permissions import can_be_thanked, may_thank
from startups.states import MatchState

# --- who, of a pilot ----------------------------------------------------------------------------------------------
is_owner = is_member & Who(lambda user, pilot: pilot.owner_id == user.pk)
is_decider = is_member & Who(lambda user, pilot: pilot.decider_id == user.pk)
has_delegation = Who(lambda user, pilot: bool(pilot.delegation))
may_plan = is_chief | is_team_member | is_owner
may_start = is_chief | (is_decider & has_delegation)
may_change_budget = may_start
may_run = is_chief | is_team_member | is_owner | is_decider
may_measure = is_chief | is_owner
may_decide = is_decider
may_name_people = is_chief

# --- who, of an obstacle and a lesson -------------------------------------------------------------------------------
owns_the_obstacle = is_member & Who(lambda user, obstacle: obstacle.owner_id == user.pk)
may_resolve = owns_the_obstacle | Who(lambda user, obstacle: may_run(user, obstacle.pilot))
may_correct = is_chief | (is_member & Who(lambda user, lesson: lesson.written_by_id == user.pk))
# Asked of questions to line managers, out of whose answers lessons are made.
may_make_lessons_of = is_chief


# --- when ---------------------------------------------------------------------------------------------------------
def can_become_pilot(match: Match) -> bool:
    """The startup has answered or been met, and no pilot has begun."""
    return match.can_move(MatchState.IN_PILOT)


def is_planned(pilot: Pilot) -> bool:
    return pilot.state == PilotState.CHARTER


def is_running(pilot: Pilot) -> bool:
    return pilot.state == PilotState.RUNNING


def has_started(pilot: Pilot) -> bool:
    return pilot.state in BEGUN


def is_abandoned(pilot: Pilot) -> bool:
    return pilot.state == PilotState.ABANDONED


def is_undecided(pilot: Pilot) -> bool:
    return pilot.state in UNDECIDED


def is_unresolved(obstacle: Obstacle) -> bool:
    return obstacle.state != ObstacleState.RESOLVED


def is_resolved(obstacle: Obstacle) -> bool:
    return obstacle.state == ObstacleState.RESOLVED


def deeds_on(pilot: Pilot, user: User) -> dict[str, Any]:
    """What the person may do with the pilot just now, by name, and in `next` the one that comes first."""
    runs, planned, running = may_run(user, pilot), is_planned(pilot), is_running(pilot)
    ready = planned and not pilot.missing_before_start
    deeds: dict[str, Any] = {
        "revise": planned and may_plan(user, pilot),
        "start": ready and may_start(user, pilot),
        "abandon": planned and may_plan(user, pilot),
        "resume": is_abandoned(pilot) and may_plan(user, pilot),
        "check_in": running and runs,
        "budget": running and may_change_budget(user, pilot),
        "cost": has_started(pilot) and runs,  # the last invoice comes after the end
        "obstacle": running and runs,
        "measure": running and may_measure(user, pilot),
        "decide": running and may_decide(user, pilot),
        "lesson": has_started(pilot) and runs,
        "thank": pilot.state == PilotState.ENDED and may_thank(user, pilot.match) and can_be_thanked(pilot.match),
        "people": is_undecided(pilot) and may_name_people(user, pilot),
    }
    order = ["decide", "check_in"] if pilot.waits_for_decision else ["start", "revise", "check_in", "decide", "resume"]
    order += ["thank", "lesson"]
    deeds["next"] = next((name for name in order if deeds[name]), "")
    return deeds
