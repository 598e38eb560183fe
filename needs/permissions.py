"""Who may do what with needs, rounds and challenges, and when."""

from typing import Any

from accounts.models import Role, User
from accounts.permissions import Who, has_role, is_chief, may_contribute
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import ChallengeState, NeedState, RoundState

# --- needs: who ---------------------------------------------------------------------------------------------------
is_submitter = Who(lambda user, need: need.submitter_id == user.pk)
is_need_owner = Who(lambda user, need: need.owner_id == user.pk)
may_hand_in = may_contribute
may_import_needs = has_role(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER, Role.ADMINISTRATOR)
may_change_need = is_submitter | is_chief
may_support = may_contribute & ~is_submitter
may_answer = is_chief
may_give_owner = is_chief


# --- needs: when --------------------------------------------------------------------------------------------------
def is_changeable(need: Need) -> bool:
    """A draft, or handed in and not yet under assessment."""
    return need.state in (NeedState.DRAFT, NeedState.SUBMITTED)


def is_draft(need: Need) -> bool:
    return need.state == NeedState.DRAFT


def is_withdrawn(need: Need) -> bool:
    return need.state == NeedState.WITHDRAWN


def is_handed_in(need: Need) -> bool:
    return need.state not in (NeedState.DRAFT, NeedState.WITHDRAWN)


def is_unanswered(need: Need) -> bool:
    """Handed in and in no round: the chief can answer it straight from its page."""
    return need.state == NeedState.SUBMITTED


def is_resumable(need: Need) -> bool:
    """Parked or declined: it can be taken up again."""
    return need.state in (NeedState.PARKED, NeedState.DECLINED)


def deeds_on(need: Need, user: User) -> dict[str, bool]:
    """What the person may do with the need just now, by name, for the page to show as buttons."""
    from_state: dict[str, Any] = {
        "change": may_change_need(user, need) and is_changeable(need),
        "support": may_support(user, need) and is_handed_in(need),
        "prioritise": is_chief(user, need) and is_unanswered(need) and not need.candidacies.undecided().exists(),
        "answer": may_answer(user, need) and is_unanswered(need),
        "withdraw": is_submitter(user, need) and is_unanswered(need),
        "hand_in_again": is_submitter(user, need) and is_withdrawn(need),
        "resume": may_answer(user, need) and is_resumable(need),
        "challenge": is_chief(user, need) and need.state == NeedState.PRIORITISED,
        "owner": may_give_owner(user, need) and is_handed_in(need),
    }
    return from_state


# --- rounds: who --------------------------------------------------------------------------------------------------
may_see_rounds = has_role(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER, Role.LEADERSHIP)
may_run_rounds = is_chief
is_assessor = Who(lambda user, round_: round_.team.filter(pk=user.pk).exists())


# --- rounds: when -------------------------------------------------------------------------------------------------
def is_planned(round_: PrioritisationRound) -> bool:
    return round_.state == RoundState.PLANNED


def is_open(round_: PrioritisationRound) -> bool:
    """The team is assessing."""
    return round_.state == RoundState.OPEN


def is_deciding(round_: PrioritisationRound) -> bool:
    """The assessment is over and the answers are not out."""
    return round_.state == RoundState.DECIDING


def is_under_way(round_: PrioritisationRound) -> bool:
    return round_.state in (RoundState.OPEN, RoundState.DECIDING)


def is_unfinished(round_: PrioritisationRound) -> bool:
    return round_.state != RoundState.FINISHED


# --- challenges: who ----------------------------------------------------------------------------------------------
is_challenge_owner = Who(lambda user, challenge: challenge.owner_id == user.pk)
may_run_challenges = is_chief
may_write_challenge = is_chief | is_challenge_owner
may_scout = has_role(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER)


# --- challenges: when ---------------------------------------------------------------------------------------------
def is_unpublished(challenge: Challenge) -> bool:
    return challenge.state == ChallengeState.DRAFT


def can_be_closed(challenge: Challenge) -> bool:
    return challenge.state == ChallengeState.OPEN


def is_closed(challenge: Challenge) -> bool:
    return challenge.state == ChallengeState.CLOSED


def is_writable(challenge: Challenge) -> bool:
    """A draft, or open: a change of an open brief is recorded."""
    return challenge.state in (ChallengeState.DRAFT, ChallengeState.OPEN)
