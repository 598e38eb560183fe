"""Suggestions are asked for, made once in the worker, and leave what people have decided alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from history.models import Entry
from needs.models import Challenge
from startups import tasks
from startups.actions.suggestions import (
    ask_for_suggestions,
    awaiting_suggestions,
    current_index,
    make_suggestions,
)
from startups.models import Match, Startup
from startups.states import MatchState
from tests import cast


@pytest.fixture
def challenge(manager, chief) -> Challenge:
    need = cast.a_need(chief, state="prioritised", theme=cast.a_theme())
    return cast.a_challenge(manager, need, theme=None)


@pytest.fixture
def registry(db) -> list[Startup]:
    speech = cast.a_startup("Talklart", price_from=50_000, references="Två kommuner")
    bikes = cast.a_startup("Cykla", summary="Vi hyr ut elcyklar.")
    speech.themes.add(cast.a_theme())
    return [speech, bikes]


def test_asking_is_a_row_first_and_is_recorded(challenge, chief):
    ask_for_suggestions(challenge, by=chief)

    assert challenge.suggestions_pending
    assert awaiting_suggestions() == [challenge.pk]
    assert Entry.objects.get(verb="challenge.suggestions").actor == chief


def test_asking_twice_at_once_is_asking_once(challenge, chief):
    ask_for_suggestions(challenge, by=chief)
    ask_for_suggestions(challenge, by=chief)

    assert Entry.objects.filter(verb="challenge.suggestions").count() == 1


def test_the_worker_makes_suggestions_with_reasons(challenge, chief, registry):
    ask_for_suggestions(challenge, by=chief)
    tasks.suggest(challenge.pk)

    first = Match.objects.filter(challenge=challenge).likeliest_first()[0]
    challenge.refresh_from_db()
    assert not challenge.suggestions_pending
    assert first.startup.name == "Talklart"
    assert first.state == MatchState.SUGGESTED
    assert first.score > 0
    assert "Samma tema: Äldreomsorg" in first.reasons_in_words
    assert "Har arbetat med offentlig sektor" in first.reasons_in_words


def test_nobody_is_suggested_without_a_reason_that_speaks_of_the_need(challenge, chief):
    cast.a_startup("Cykla", summary="Vi hyr ut elcyklar.", price_from=50_000, references="Två kommuner")
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 0
    assert not Match.objects.exists()


def test_the_sweep_finds_what_no_nudge_reached(challenge, registry):
    Challenge.objects.filter(pk=challenge.pk).update(suggestions_wanted_at=timezone.now())

    tasks.sweep()

    assert Match.objects.filter(challenge=challenge).count() == 1
    assert awaiting_suggestions() == []


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
        cast.a_startup()
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 20


def test_asking_again_leaves_the_decided_alone_and_brings_the_others_up_to_date(challenge, chief, registry):
    speech, bikes = registry
    decided = cast.a_match(challenge, speech, MatchState.SET_ASIDE, score=0.1, reasons=[])
    untouched = cast.a_match(challenge, bikes, MatchState.SUGGESTED, score=0.99, reasons=[])
    by_hand = cast.a_match(challenge, cast.a_startup(), MatchState.SUGGESTED, added_by=chief)
    cast.a_startup("Ny i registret")
    ask_for_suggestions(challenge, by=chief)
    make_suggestions(challenge.pk)

    for match in (decided, untouched, by_hand):
        match.refresh_from_db()
    assert (decided.state, decided.score) == (MatchState.SET_ASIDE, 0.1)
    assert untouched.score < 0.99
    assert by_hand.score is None
    assert Match.objects.filter(challenge=challenge, startup__name="Ny i registret").exists()


def test_the_index_is_kept_until_the_registry_changes(registry):
    first = current_index()
    assert current_index() is first

    registry[0].summary = "Något nytt"
    registry[0].save()
    second = current_index()
    assert second is not first

    cast.a_startup()
    assert current_index() is not second


def test_a_kept_index_costs_one_query(registry):
    current_index()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        current_index()
    assert len(queries) == 1


def test_a_registry_without_startups_gives_no_suggestions_and_no_error(challenge, chief):
    ask_for_suggestions(challenge, by=chief)

    assert make_suggestions(challenge.pk) == 0
    challenge.refresh_from_db()
    assert not challenge.suggestions_pending
