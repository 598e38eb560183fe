"""What this installation has learnt: how it went with a startup in challenges that speak of the same thing.

Of other organisations only that somebody has tried counts, and who it was is told nowhere; whom they decided against is
their own affair.
"""

from dataclasses import dataclass, field
from threading import Lock

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from history.models import Entry
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
    # Who was thanked had come as far as the logbook says.
    before_thanks = Entry.objects.filter(
        subject_type=ContentType.objects.get_for_model(Match), subject_id=OuterRef("pk"), to_state=MatchState.THANKED
    )
    came_to = Coalesce(Subquery(before_thanks.values("from_state")[:1]), F("state"))
    matches = Match.objects.filter(challenge__in=_challenges_like(challenge)).annotate(came_to=came_to)
    own = Q(organisation=challenge.organisation_id)
    told = matches.filter(Q(came_to__in=[MatchState.IN_PILOT, MatchState.MET]) | own & Q(came_to=MatchState.SET_ASIDE))
    found: dict[int, str] = {}
    for startup, state in told.values_list("startup", "came_to"):
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
