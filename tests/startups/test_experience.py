"""What happened counts when a similar need comes: a made-up history of challenges about washing, and many others."""

import pytest

from accounts.models import User
from needs.models import Challenge
from startups.actions.shortlist import thank
from startups.actions.suggestions import make_suggestions, want_suggestions
from startups.experience import experience_for
from startups.models import Match
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db

OTHERS = [
    "Parkering",
    "Snöröjning",
    "Bygglov",
    "Skolmat",
    "Biblioteket",
    "Gatubelysning",
    "Simhallen",
    "Ensamhet",
    "Källsortering",
    "Färdtjänst",
    "Läxhjälp",
    "Klotter",
    "Budgeten",
    "Telefonkön",
    "Möteslokaler",
    "Lekplatsen",
    "Fritidsgården",
    "Hemtjänsten",
    "Cykelbanan",
    "Översättning",
]
LAUNDRY = "Tvättmaskinerna i tvättstugan är ofta upptagna"


def a_challenge(by: User, title: str, problem: str) -> Challenge:
    need = factories.a_need(by, state="prioritised")
    return factories.a_challenge(by, need, title=title, problem=problem, for_whom="", desired_effect="")


@pytest.fixture
def history(chief: User) -> tuple[Challenge, Challenge]:
    """A challenge about laundry in which something happened, and a new one about the same."""
    for title in OTHERS:
        a_challenge(chief, title, f"{title} fungerar inte som den ska.")
    before = a_challenge(chief, "Tvätten tar för lång tid", f"{LAUNDRY} på kvällarna.")
    return before, a_challenge(chief, "Ledig tvättmaskin", f"{LAUNDRY} och tvätten blir liggande.")


@pytest.mark.parametrize(
    ("state", "went"), [(MatchState.IN_PILOT, "piloted"), (MatchState.MET, "met"), (MatchState.SET_ASIDE, "set_aside")]
)
def test_how_it_went_with_a_startup_is_known_when_the_same_is_needed_again(history, state, went):
    before, new = history
    match = factories.a_match(before, state=state, set_aside_reason="För dyrt")

    assert experience_for(new) == {match.startup_id: went}
    assert experience_for(Challenge.objects.get(title="Bygglov")) == {}


@pytest.mark.parametrize(("state", "went"), [(MatchState.IN_PILOT, "piloted"), (MatchState.MET, "met")])
def test_thanks_at_the_end_do_not_wipe_out_what_was_tried(history, chief, state, went):
    before, new = history
    match = factories.a_match(before, state=state)
    thank(match, reason="Piloten är slut.", by=chief)

    assert experience_for(new) == {match.startup_id: went}


def test_whom_nobody_met_is_not_experience_though_they_were_thanked(history, chief):
    before, new = history
    thank(factories.a_match(before, state=MatchState.ANSWERED), reason="Det blev en annan.", by=chief)

    assert experience_for(new) == {}


def test_the_best_that_happened_counts(history):
    before, new = history
    startup = factories.a_startup()
    factories.a_match(before, startup, state=MatchState.MET)
    also = a_challenge(before.owner, "Kö till tvättstugan", f"{LAUNDRY} av andra.")
    factories.a_match(also, startup, state=MatchState.SET_ASIDE, set_aside_reason="För dyrt")

    assert experience_for(new) == {startup.pk: "met"}


def test_whom_another_organisation_decided_against_is_not_known_but_whom_it_tried_is(history, other_chief):
    before, new = history
    for state in (MatchState.SET_ASIDE, MatchState.IN_PILOT):
        factories.a_match(before, state=state, set_aside_reason="För dyrt")
    elsewhere = other_chief.memberships[0].organisation
    Challenge.objects.filter(pk=before.pk).update(organisation=elsewhere)
    Match.objects.update(organisation=elsewhere)

    assert set(experience_for(new).values()) == {"piloted"}


def test_it_moves_the_suggestion_and_says_so(history):
    before, new = history
    for title in OTHERS:
        factories.a_startup(f"{title} AB", summary=f"Vi arbetar med {title.lower()}.")
    untried, tried = (factories.a_startup(name, summary="Vi hyr ut tvättmaskiner.") for name in ("Nu AB", "Ny AB"))
    factories.a_match(before, tried, state=MatchState.IN_PILOT)
    want_suggestions([new])
    make_suggestions(new.pk)

    first, second = Match.objects.filter(challenge=new).order_by("-score")[:2]
    assert (first.startup, second.startup) == (tried, untried)
    assert "Har prövats i en pilot för ett liknande behov" in map(str, first.reasons_in_words)


def test_of_few_challenges_nothing_is_said(chief):
    before, new = (a_challenge(chief, "Tvätt", LAUNDRY) for _ in range(2))
    factories.a_match(before, state=MatchState.MET)

    assert experience_for(new) == {}
