"""Suggestions are asked for, made once in the worker, and leave what people have decided alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from history.models import Entry
from history.tasks import sweep
from needs.actions.challenges import (
    change_challenge,
    close_challenge,
    discard_challenge,
    open_challenge,
    reopen_challenge,
)
from needs.models import Challenge
from needs.states import ChallengeState
from startups import tasks
from startups.actions.suggestions import ask_for_suggestions, make_suggestions, refute, want_suggestions
from startups.models import Match, Startup, SuggestionRun
from startups.registry_index import current_index
from startups.states import MatchState
from startups.templatetags.excerpts import excerpt
from tests import factories

BLOCKED_BY_US = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


def wanted() -> list[int]:
    """The challenges that suggestions are wanted for."""
    return list(SuggestionRun.objects.due().values_list("challenge", flat=True))


@pytest.fixture
def challenge(manager, chief) -> Challenge:
    need = factories.a_need(chief, state="prioritised", theme=factories.a_theme())
    return factories.a_challenge(manager, need, theme=None)


@pytest.fixture
def registry(db) -> list[Startup]:
    speech = factories.a_startup("Talklart", price_from=50_000, references="Två kommuner")
    bikes = factories.a_startup("Cykla", summary="Vi hyr ut elcyklar.")
    speech.themes.add(factories.a_theme())
    return [speech, bikes]


def test_asking_is_a_row_first_and_is_recorded(challenge, chief):
    ask_for_suggestions(challenge, by=chief)

    assert wanted() == [challenge.pk]
    assert Entry.objects.get(verb="challenge.suggestions").actor == chief


def test_asking_twice_at_once_is_asking_once(challenge, chief):
    ask_for_suggestions(challenge, by=chief)
    ask_for_suggestions(challenge, by=chief)

    assert Entry.objects.filter(verb="challenge.suggestions").count() == 1


def test_the_worker_makes_suggestions_with_reasons(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)
    tasks.suggest(challenge.pk)

    first = Match.objects.filter(challenge=challenge).likeliest_first()[0]
    assert wanted() == []
    assert SuggestionRun.objects.get().made_at <= timezone.now()
    assert first.startup.name == "Talklart"
    assert first.state == MatchState.SUGGESTED
    assert first.score > 0
    assert "Samma tema: Äldreomsorg" in map(str, first.reasons_in_words)
    assert "Har arbetat med offentlig sektor" in map(str, first.reasons_in_words)


def test_nobody_is_suggested_without_a_reason_that_speaks_of_the_need(challenge, chief):
    factories.a_startup("Cykla", summary="Vi hyr ut elcyklar.", price_from=50_000, references="Två kommuner")
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 0
    assert not Match.objects.exists()


def test_the_sweep_finds_what_no_nudge_reached(challenge, registry):
    SuggestionRun.objects.create(challenge=challenge, is_wanted=True)

    sweep()

    assert Match.objects.filter(challenge=challenge).count() == 1
    assert wanted() == []


def test_what_is_not_wanted_is_not_made(challenge, registry):
    assert make_suggestions(challenge.pk) == 0
    assert make_suggestions(999_999) == 0
    assert not Match.objects.exists()


def test_the_same_order_is_carried_out_once(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 1
    assert make_suggestions(challenge.pk) == 0


def test_at_most_twenty_are_suggested(challenge, chief):
    for _ in range(30):
        factories.a_startup()
        factories.a_startup(summary="Vi hyr ut elcyklar.")
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 20


def test_asking_again_leaves_the_decided_alone_and_brings_the_others_up_to_date(challenge, chief, registry):
    speech, bikes = registry
    decided = factories.a_match(challenge, speech, MatchState.SET_ASIDE, score=0.1, reasons=[])
    untouched = factories.a_match(challenge, bikes, MatchState.SUGGESTED, score=0.99, reasons=[])
    by_hand = factories.a_match(challenge, factories.a_startup(), MatchState.SUGGESTED, added_by=chief)
    factories.a_startup("Ny i registret")
    ask_for_suggestions(challenge, by=chief)
    make_suggestions(challenge.pk)

    for match in (decided, untouched, by_hand):
        match.refresh_from_db()
    assert (decided.state, decided.score) == (MatchState.SET_ASIDE, 0.1)
    assert untouched.score < 0.99
    assert by_hand.score is None
    assert Match.objects.filter(challenge=challenge, startup__name="Ny i registret").exists()


def test_an_old_suggestion_is_brought_up_to_date_also_when_twenty_others_fit_better(challenge, chief):
    bikes = factories.a_startup("Cykla", summary="Vi hyr ut elcyklar.")
    old = factories.a_match(challenge, bikes, MatchState.SUGGESTED, score=0.9)
    for _ in range(20):
        factories.a_startup()
        factories.a_startup(summary="Vi hyr ut elcyklar.")
    ask_for_suggestions(challenge, by=chief)
    make_suggestions(challenge.pk)

    old.refresh_from_db()
    assert old.score < min(Match.objects.exclude(pk=old.pk).values_list("score", flat=True))


def test_the_index_is_kept_until_the_registry_changes(registry):
    first = current_index()
    assert current_index() is first

    registry[0].summary = "Något nytt"
    registry[0].save()
    second = current_index()
    assert second is not first

    factories.a_startup()
    assert current_index() is not second


def test_a_kept_index_costs_one_query(registry):
    current_index()
    with CaptureQueriesContext(connection) as queries:
        current_index()
    assert len(queries) == 1


def test_a_registry_without_startups_gives_no_suggestions_and_no_error(challenge, chief):
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 0
    assert wanted() == []


# --- the room listens to what is done to challenges -------------------------------------------------------------------
def change(challenge: Challenge, *, by: User) -> None:
    change_challenge(challenge, needs=challenge.needs.all(), by=by)


def reopen(challenge: Challenge, *, by: User) -> None:
    reopen_challenge(challenge, answers_by=timezone.localdate() + timedelta(days=5), by=by)


HEARD = [
    (ChallengeState.DRAFT, open_challenge, True),
    (ChallengeState.CLOSED, reopen, True),
    (ChallengeState.OPEN, change, True),
    (ChallengeState.DRAFT, change, False),
    (ChallengeState.OPEN, close_challenge, False),
]


@pytest.mark.parametrize(("state", "deed", "is_new"), HEARD)
def test_a_brief_that_is_new_to_startups_asks_for_suggestions(
    manager, chief, state: str, deed: Callable[..., None], is_new: bool
):
    challenge = factories.a_challenge(manager, factories.a_need(chief, state="prioritised"), state=state)

    deed(challenge, by=chief)

    assert wanted() == [challenge.pk] * is_new
    assert SuggestionRun.objects.count() == is_new


def test_a_changed_brief_is_gone_through_again_after_suggestions_were_made(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)
    make_suggestions(challenge.pk)

    change(challenge, by=chief)

    assert wanted() == [challenge.pk]
    assert (SuggestionRun.objects.count(), SuggestionRun.objects.get().made_at is None) == (1, False)


def test_asking_by_hand_just_after_opening_changes_nothing(manager, chief):
    challenge = factories.a_challenge(manager, state=ChallengeState.DRAFT)
    open_challenge(challenge, by=chief)
    since = SuggestionRun.objects.get().due_at

    ask_for_suggestions(challenge, by=chief)

    assert SuggestionRun.objects.get().due_at == since
    assert not Entry.objects.filter(verb="challenge.suggestions").exists()


def test_an_opening_that_fails_wants_no_suggestions(manager, chief):
    challenge = factories.a_challenge(manager, state=ChallengeState.DRAFT)

    with transaction.atomic():
        open_challenge(challenge, by=chief)
        assert wanted() == [challenge.pk]
        transaction.set_rollback(True)

    challenge.refresh_from_db()
    assert (challenge.state, wanted()) == (ChallengeState.DRAFT, [])


def test_a_draft_with_suggestions_can_be_thrown_away(manager, chief, registry):
    challenge = factories.a_challenge(manager, factories.a_need(chief, state="prioritised"), state=ChallengeState.DRAFT)
    ask_for_suggestions(challenge, by=chief)

    discard_challenge(challenge, by=chief)

    assert SuggestionRun.objects.count() == 0


def test_many_briefs_are_asked_for_in_one_question(manager):
    counts = []
    for number in (1, 30):
        challenges = [factories.a_challenge(manager) for _ in range(number)]
        with CaptureQueriesContext(connection) as asked:
            want_suggestions(challenges)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(wanted()) == 31


# --- at the same time -------------------------------------------------------------------------------------------------
def test_what_a_killed_worker_had_claimed_falls_back(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)
    assert SuggestionRun.objects.claim(challenge.pk)
    assert make_suggestions(challenge.pk) == 0

    SuggestionRun.objects.update(due_at=timezone.now())
    assert make_suggestions(challenge.pk) == 1


def test_what_cannot_be_made_is_tried_three_times_and_then_offered_again(challenge, chief, registry, monkeypatch):
    def break_off(*_args: object, **_more: object) -> None:
        raise RuntimeError("no index")

    monkeypatch.setattr("startups.registry_index.current_index", break_off)
    ask_for_suggestions(challenge, by=chief)
    for attempt in (1, 2, 3):
        assert wanted() == [challenge.pk]
        assert make_suggestions(challenge.pk) == 0
        assert SuggestionRun.objects.get().attempts == attempt
        assert wanted() == []
        SuggestionRun.objects.update(due_at=timezone.now())

    run = SuggestionRun.objects.get()
    assert (wanted(), run.is_wanted, run.made_at) == ([], False, None)


@pytest.mark.django_db(transaction=True)
def test_a_brief_changed_while_suggestions_are_made_is_gone_through_again(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)

    def change_it() -> None:
        try:
            change(Challenge.objects.get(pk=challenge.pk), by=chief)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert make_suggestions(challenge.pk) == 1
            changing = pool.submit(change_it)
            with connection.cursor() as cursor:
                waiting = 0
                while not waiting and not changing.done():
                    cursor.execute(BLOCKED_BY_US)
                    waiting = cursor.fetchone()[0]
        changing.result()

    assert waiting == 1
    assert wanted() == [challenge.pk]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_makes_the_suggestions(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)

    def make(_: int) -> int:
        try:
            return make_suggestions(challenge.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, range(2))) == [0, 1]


@pytest.fixture
def suggested(challenge, registry) -> Match:
    want_suggestions([challenge])
    make_suggestions(challenge.pk)
    return Match.objects.get(startup__name="Talklart")


def said(match: Match) -> str:
    match.refresh_from_db()
    return " ".join(map(str, match.reasons_in_words))


def test_a_reason_that_is_not_so_is_gone_and_stays_away(as_, chief, suggested):
    before = said(suggested)
    concept = next(reason for reason in suggested.reasons_in_words if "hemtjänst" in str(reason))
    as_(chief).post(f"/utmaningar/matchningar/{suggested.pk}/stammer-inte/", {"reason": concept.key})
    assert "handlar om" not in said(suggested)

    want_suggestions([suggested.challenge])
    make_suggestions(suggested.challenge_id)
    assert "handlar om" in before
    assert "handlar om" not in said(suggested)


def test_it_stays_away_in_the_organisations_other_challenges_too(chief, manager, suggested):
    refute(suggested, suggested.reasons_in_words[0].key, by=chief)
    need = factories.a_need(chief, state="prioritised", theme=factories.a_theme())
    other = factories.a_challenge(manager, need, theme=None)
    want_suggestions([other])
    make_suggestions(other.pk)

    assert "handlar om" not in said(Match.objects.get(challenge=other, startup=suggested.startup))


def test_a_refuted_reason_can_be_taken_back_and_saying_it_twice_is_saying_it_once(as_, chief, suggested):
    before, key = said(suggested), suggested.reasons_in_words[0].key
    assert [refute(suggested, key, by=chief), refute(suggested, key, by=chief)] == [0, 1]
    as_(chief).post(f"/utmaningar/matchningar/{suggested.pk}/stammer/?kvar=0")

    assert said(suggested) == before


def test_a_suggestion_of_which_nothing_is_true_is_far_fetched(chief, suggested):
    for reason in suggested.reasons_in_words:
        if reason.key:
            refute(suggested, reason.key, by=chief)
    suggested.refresh_from_db()

    assert suggested.standing_group == "far"


def test_the_page_shows_the_groups_and_marks_the_words(as_, chief, suggested):
    page = as_(chief).get(f"/utmaningar/{suggested.challenge_id}/urval/").content.decode()

    assert "Möjliga (1)" in page
    assert "<mark>hemtjänst</mark>" in page


@pytest.mark.parametrize("text", ["<script>hemtjänst</script> & mer", "hemtjänst"])
def test_an_excerpt_lets_nothing_of_the_text_through_but_its_letters(text):
    assert "<script>" not in excerpt(text, {"hemtjänst", "script"})
    assert "<mark>hemtjänst</mark>" in excerpt(f"Först något annat. {text}", {"hemtjänst"})
