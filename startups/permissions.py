"""Who may do what with the registry, the shortlists and the matches, and when."""

from datetime import datetime

from accounts.models import User
from accounts.permissions import Who, is_chief, is_line_manager, is_member, is_team_member
from needs.models import Challenge
from startups.models import Contact, Match, Proposal
from startups.states import ANSWERABLE, AWAITED, INVITABLE, LATE_JUDGED, MEETABLE, LateAnswer, MatchState

# --- registry: who and when (asked of a membership or a contact: the profiles themselves are shared) ---------------
may_edit_registry = is_chief | is_team_member
may_see_contacts = is_chief | is_team_member | is_line_manager
# What the organisation thinks of a startup is written by those who make shortlists, and read before a meeting too.
may_write_opinions = is_chief | is_team_member
may_read_opinions = may_see_contacts
may_change_note = may_write_opinions & Who(lambda user, note: note.author_id == user.pk)
# The chief's too: nothing that should not stand there waits for somebody who has left.
may_remove_note = may_change_note | is_chief


def can_be_removed(contact: Contact) -> bool:
    """Never invited: nothing hangs on the contact yet."""
    return not contact.invitations.exists() and not contact.proposals.exists()


# --- shortlist and matches: who -----------------------------------------------------------------------------------
owns_challenge = Who(lambda user, match: match.challenge.owner_id == user.pk)
# The shortlist is read by its makers and by the one whose need it is (asked of a challenge).
may_read_shortlist = is_chief | is_team_member | Who(lambda user, challenge: challenge.owner_id == user.pk)
may_shortlist = is_chief | is_team_member
may_invite = is_chief
may_thank = is_chief
# Asked of a challenge.
may_close_answers = is_chief
may_judge_late = is_chief
# A line manager books for herself, the chief for any of them.
may_book = is_line_manager | is_chief
may_draw_up_pilot = is_chief | is_team_member | is_line_manager | (is_member & owns_challenge)
# What is marked as a trade secret is read by those who judge the proposal and by nobody else.
may_read_trade_secrets = is_chief | is_team_member | owns_challenge


# --- shortlist and matches: when ----------------------------------------------------------------------------------
def is_undecided(match: Match) -> bool:
    """Considered, but nobody has been asked yet."""
    return match.state in (MatchState.SUGGESTED, MatchState.SHORTLISTED, MatchState.SET_ASIDE)


def can_be_shortlisted(match: Match) -> bool:
    return match.can_move(MatchState.SHORTLISTED) and is_undecided(match)


def can_be_set_aside(match: Match) -> bool:
    return match.can_move(MatchState.SET_ASIDE)


def can_be_invited(match: Match) -> bool:
    return match.state in INVITABLE


def takes_invitations(challenge: Challenge) -> bool:
    """Somebody who is invited now can answer."""
    return challenge.takes_answers


def can_be_thanked(match: Match) -> bool:
    return match.can_move(MatchState.THANKED)


def takes_answer(match: Match) -> bool:
    """The startup can write, change or take back its answer."""
    return match.state in ANSWERABLE and match.challenge.takes_answers


def takes_late_answer(match: Match, begun_at: datetime | None = None) -> bool:
    """Too late for an answer, but one was begun in time: as a draft, or by opening the form at `begun_at`."""
    proposal: Proposal | None = getattr(match, "proposal", None)
    if match.state not in AWAITED or match.challenge.takes_answers or (proposal and proposal.handed_in_at):
        return False
    return proposal is not None or bool(begun_at and match.challenge.took_answers_at(begun_at))


def has_late_answer(match: Match) -> bool:
    """It came when the time to answer was over, and nobody has said yet whether it counts."""
    late = match.late_proposal
    return match.state in LATE_JUDGED and late is not None and late.late == LateAnswer.WAITING


def deeds_on_match(match: Match, user: User) -> dict[str, bool]:
    """What the person may do with the match just now, by name, for the page to show as buttons."""
    return {
        "shortlist": may_shortlist(user, match) and can_be_shortlisted(match),
        "set_aside": may_shortlist(user, match) and can_be_set_aside(match),
        "invite": may_invite(user, match) and can_be_invited(match),
        "links": may_invite(user, match),
        "book": may_book(user, match) and match.state in MEETABLE,
        "pilot": may_draw_up_pilot(user, match) and match.can_move(MatchState.IN_PILOT),
        "thank": may_thank(user, match) and can_be_thanked(match),
        "judge_late": may_judge_late(user, match) and has_late_answer(match),
        "read_secrets": may_read_trade_secrets(user, match),
    }
