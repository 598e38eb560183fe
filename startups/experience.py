"""What this installation has learnt: how it went with a startup in challenges that speak of the same thing.

Of other organisations only that somebody has tried counts, and who it was is told nowhere; whom they decided against is
their own affair.
"""

from dataclasses import dataclass, field
from threading import Lock

from django.db.models import Q

from likeness.ranking import FEW, Ranking, Text
from needs.models import Challenge
from startups.models import Match
from startups.states import MatchState

# How it went, the best first: what outweighs the others when a startup has been in several such challenges.
PILOTED, MET, SET_ASIDE = "piloted", "met", "set_aside"
WENT = {MatchState.IN_PILOT: PILOTED, MatchState.MET: MET, MatchState.SET_ASIDE: SET_ASIDE}
ORDER = (PILOTED, MET, SET_ASIDE)


@dataclass
class _Kept:
    texts: dict[int, str] = field(default_factory=dict)
    ranking: Ranking | None = None


_kept = _Kept()
_lock = Lock()


def text_of(challenge: Challenge) -> str:
    """What a challenge says it looks for."""
    return "\n".join([challenge.title, challenge.problem, challenge.for_whom, challenge.desired_effect])


def experience_for(challenge: Challenge) -> dict[int, str]:
    """Startup → how it went with it in challenges like this one; those with which nothing has been tried are left out.

    Among fewer challenges than FEW nothing can be said about what is alike.
    """
    like = _challenges_like(challenge)
    own = Q(organisation=challenge.organisation_id)
    told = Match.objects.filter(challenge__in=like).filter(
        Q(state__in=[MatchState.IN_PILOT, MatchState.MET]) | own & Q(state=MatchState.SET_ASIDE)
    )
    found: dict[int, str] = {}
    for startup, state in told.values_list("startup", "state"):
        went = WENT[MatchState(state)]
        found[startup] = min(found.get(startup, went), went, key=ORDER.index)
    return found


def _challenges_like(challenge: Challenge) -> list[int]:
    """The other challenges of the installation that most signals find clearly alike."""
    rows = Challenge.objects.only("title", "problem", "for_whom", "desired_effect").order_by("pk")
    texts = {row.pk: text_of(row) for row in rows}
    if len(texts) <= FEW or challenge.pk not in texts:
        return []
    with _lock:
        if _kept.ranking is None or _kept.texts != texts:
            _kept.ranking, _kept.texts = Ranking([Text(text) for text in texts.values()]), texts
        ranking = _kept.ranking
    places = list(texts)
    answer = ranking.ask(texts[challenge.pk], apart=places.index(challenge.pk))
    return [pk for pk, is_clear in zip(places, answer.is_clear, strict=True) if is_clear]
