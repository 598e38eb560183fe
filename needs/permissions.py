"""Who may do what with needs, rounds and challenges, and when."""

from typing import Any

from accounts.models import User
from accounts.permissions import Who, is_chief, may_contribute
from needs.models import Need
from needs.states import NeedState

# --- needs: who ---------------------------------------------------------------------------------------------------
is_submitter = Who(lambda user, need: need.submitter_id == user.pk)
is_need_owner = Who(lambda user, need: need.owner_id == user.pk)
may_hand_in = may_contribute
may_change_need = is_submitter | is_chief
may_support = may_contribute & ~is_submitter
may_answer = is_chief
may_give_owner = is_chief


# --- needs: when --------------------------------------------------------------------------------------------------
def is_changeable(need: Need) -> bool:
    """A draft, or handed in and not yet under assessment."""
    return need.state in (NeedState.DRAFT, NeedState.SUBMITTED)


def is_handed_in(need: Need) -> bool:
    return need.state != NeedState.DRAFT


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
        "answer": may_answer(user, need) and is_unanswered(need),
        "resume": may_answer(user, need) and is_resumable(need),
        "challenge": is_chief(user, need) and need.state == NeedState.PRIORITISED,
        "owner": may_give_owner(user, need) and is_handed_in(need),
    }
    return from_state
