"""Needs, rounds, challenges and matches in every state, and what their pages can offer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from needs.models import Candidate, Challenge
from needs.states import ChallengeState, NeedState, RoundState
from startups.states import ASKED, MatchState
from tests import factories
from tests.offers.offers import Offer, Situation, deed, form
from tests.world import World

SOON = (timezone.localdate() + timedelta(days=14)).isoformat()
Arrange = Callable[[World], None]


def page(address: str, *things: str) -> Callable[[World], str]:
    return lambda w: reverse(address, args=[getattr(w, thing).pk for thing in things or ("it",)])


def put(**things: Callable[[World], Any]) -> Arrange:
    """Puts things into the world, one after the other."""

    def arrange(w: World) -> None:
        for name, make in things.items():
            w.things[name] = make(w)

    return arrange


# --- needs ----------------------------------------------------------------------------------------------------------
def a_round_with(w: World) -> dict[str, Any]:
    return {
        "name": "Våren",
        "closes_on": SOON,
        "needs": [w.it.pk],
        "team": [w.team.pk],
        "kriterier-TOTAL_FORMS": 1,
        "kriterier-INITIAL_FORMS": 0,
        "kriterier-0-name": "Nytta",
        "kriterier-0-weight": 3,
    }


def a_challenge_of(w: World) -> dict[str, Any]:
    return {
        "needs": [w.it.pk],
        "title": "In utan nyckel",
        "problem": "Nycklar tappas.",
        "budget_max": 80_000,
        "answers_by": SOON,
        "owner": w.manager.pk,
    }


ON_A_NEED = [
    form("needs:need_change"),
    deed("needs:need_discard"),
    deed("needs:need_withdraw"),
    deed("needs:need_hand_in_again"),
    form("needs:need_answer"),
    form("needs:need_owner"),
    deed("needs:need_resume"),
    deed("needs:need_support", body={"line": "Hos oss med"}),
    Offer("needs:round_new", (), a_round_with),
    Offer("needs:challenge_new", (), a_challenge_of),
]


def need(arrange: Arrange) -> Situation:
    return Situation(page("needs:need"), ON_A_NEED, arrange)


NEEDS = {
    **{f"need {s}": need(put(it=lambda w, s=s: factories.a_need(w.staff, s))) for s in NeedState.values},
    "need draft of the chief": need(put(it=lambda w: factories.a_need(w.chief, NeedState.DRAFT))),
    "need of the chief": need(put(it=lambda w: factories.a_need(w.chief))),
    "need in a planned round": need(
        put(
            it=lambda w: factories.a_need(w.staff),
            _=lambda w: Candidate.objects.create(round=w.planned_round, need=w.it),
        )
    ),
}

# --- rounds ---------------------------------------------------------------------------------------------------------
ASSESS = deed("needs:assess", "it", "place", body={"abstains": "on", "comment": "Inte mitt område"})
ON_A_ROUND = [
    form("needs:round_change"),
    deed("needs:round_open"),
    deed("needs:round_discard"),
    deed("needs:round_close"),
    deed("needs:round_reopen"),
    deed("needs:round_release"),
    ASSESS,
]
ON_A_CANDIDATE = [form("needs:candidate", "it", "place"), deed("needs:candidate_remove", "it", "place"), ASSESS]


def a_round(state: str, *, decided: bool = False, assessed: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        need = factories.a_need(w.staff)
        w.things["it"] = factories.a_round(w.chief, need, team=(w.team,), state=state)
        if state == RoundState.PLANNED:
            type(need).objects.filter(pk=need.pk).update(state=NeedState.SUBMITTED)
        w.things["place"] = w.it.candidates.get()
        if assessed:
            w.place.assessments.create(assessor=w.team, handed_in_at=timezone.now(), abstains=True)
        if decided:
            Candidate.objects.filter(pk=w.place.pk).update(
                decision="park", reason="Inte i år", decided_by=w.chief, decided_at=timezone.now()
            )

    return arrange


ROUND_STATES = {
    "planned": a_round(RoundState.PLANNED),
    "open": a_round(RoundState.OPEN),
    "open and assessed": a_round(RoundState.OPEN, assessed=True),
    "open and decided before": a_round(RoundState.OPEN, decided=True),
    "deciding": a_round(RoundState.DECIDING, assessed=True),
    "decided": a_round(RoundState.DECIDING, decided=True),
    "finished": a_round(RoundState.FINISHED, decided=True),
}
ROUNDS = {
    **{f"round {s}": Situation(page("needs:round"), ON_A_ROUND, a) for s, a in ROUND_STATES.items()},
    **{
        f"candidate {s}": Situation(page("needs:candidate", "it", "place"), ON_A_CANDIDATE, a)
        for s, a in ROUND_STATES.items()
    },
}

# --- challenges and their shortlists --------------------------------------------------------------------------------
ON_A_CHALLENGE = [
    form("needs:challenge_change"),
    form("needs:challenge_reopen"),
    deed("needs:challenge_open"),
    deed("needs:challenge_discard"),
    deed("startups:challenge_close"),
]
ON_A_SHORTLIST = [
    deed("startups:suggestions_ask"),
    deed("startups:match_shortlist", "one_suggested"),
    deed("startups:match_shortlist", "one_set_aside"),
    form("startups:match_set_aside", "one_suggested"),
    form("startups:match_set_aside", "one_chosen"),
    form("startups:match_invite", "one_chosen"),
    form("startups:shortlist_invite"),
    deed("startups:shortlist_remind"),
]


def a_challenge(state: str) -> Arrange:
    return put(
        it=lambda w: factories.a_challenge(w.manager, factories.a_need(w.staff), state=state),
        one_suggested=lambda w: factories.a_match(w.it, state=MatchState.SUGGESTED),
        one_chosen=lambda w: factories.a_match(w.it, state=MatchState.SHORTLISTED),
        one_set_aside=lambda w: factories.a_match(w.it, state=MatchState.SET_ASIDE),
        one_silent=lambda w: factories.an_invitation(
            factories.a_match(w.it, state=MatchState.INVITED), w.chief, created_at=timezone.now() - timedelta(days=2)
        ),
    )


def only_a_challenge(state: str) -> Arrange:
    return put(it=lambda w: factories.a_challenge(w.manager, factories.a_need(w.staff), state=state))


def suggestions_pending(w: World) -> None:
    a_challenge(ChallengeState.OPEN)(w)
    Challenge.objects.filter(pk=w.it.pk).update(suggestions_wanted_at=timezone.now())


CHALLENGES = {
    **{
        f"challenge {s}": Situation(page("needs:challenge"), ON_A_CHALLENGE, only_a_challenge(s))
        for s in ChallengeState.values
    },
    **{
        f"shortlist of a challenge {s}": Situation(page("startups:shortlist"), ON_A_SHORTLIST, a_challenge(s))
        for s in ChallengeState.values
    },
}

# --- matches --------------------------------------------------------------------------------------------------------
ON_A_MATCH = [
    deed("startups:match_shortlist"),
    form("startups:match_set_aside"),
    form("startups:match_invite"),
    form("startups:match_thank"),
    form("startups:match_late"),
    form("meetings:book"),
    form("meetings:offer"),
    form("pilots:pilot_new"),
]
ON_ITS_LINKS = [deed("startups:invitation_renew", "it", "way_in"), deed("startups:invitation_revoke", "it", "way_in")]


def a_match(state: str, **invitation: Any) -> Arrange:
    def arrange(w: World) -> None:
        w.things["it"] = factories.a_match(w.challenge, state=state)
        if state in ASKED:
            w.things["way_in"] = factories.an_invitation(w.it, w.chief, **invitation)

    return arrange


def a_late_match(state: str, late: str) -> Arrange:
    def arrange(w: World) -> None:
        a_match(state)(w)
        factories.a_proposal(w.way_in, late=late)

    return arrange


def match(state: str, **invitation: Any) -> Situation:
    offers = ON_A_MATCH + (ON_ITS_LINKS if state in ASKED else [])
    return Situation(page("startups:match"), offers, a_match(state, **invitation))


MATCHES = {
    **{f"match {state}": match(state) for state in MatchState.values},
    **{
        f"match {state} with a late answer {late}": Situation(
            page("startups:match"), ON_A_MATCH + ON_ITS_LINKS, a_late_match(state, late)
        )
        for state, late in [("invited", "waiting"), ("met", "waiting"), ("thanked", "waiting"), ("invited", "refused")]
    },
    "match with a link that is revoked": match(MatchState.ANSWERED, revoked_at=timezone.now()),
}
