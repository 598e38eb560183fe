"""Vectors of profiles: made in the worker for what is new, a turn at a time, and no reason to stop when they fail."""

from unittest import mock

import pytest

from likeness.embedding import BYTES, CouldNotEmbed, embed, is_available
from startups import registry_index
from startups.actions import embeddings
from startups.actions.embeddings import make_embeddings, want_embeddings
from startups.actions.registry import save_startup
from startups.models import Embedding, EmbeddingRun, Startup
from startups.registry_index import current_index
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not is_available(), reason="there is no model for this machine"),
]


def is_wanted() -> bool:
    return EmbeddingRun.objects.due().exists()


def test_a_profile_that_is_written_or_changed_is_embedded_and_not_again(chief):
    startup = Startup(name="Talklart", summary="Vi lär barn att tala.")
    save_startup(startup, themes=[], by=chief)
    assert is_wanted()
    assert make_embeddings(EmbeddingRun.THE_ONE) == 1
    first = Embedding.objects.get()
    assert (len(first.vector), is_wanted()) == (BYTES, False)

    startup.summary = "Vi hyr ut elcyklar."
    save_startup(startup, themes=[], by=chief)
    assert make_embeddings(EmbeddingRun.THE_ONE) == 1
    assert bytes(Embedding.objects.get().vector) != bytes(first.vector)

    want_embeddings()
    assert make_embeddings(EmbeddingRun.THE_ONE) == 0


def test_when_its_turn_is_over_the_rest_waits_for_the_next(monkeypatch):
    monkeypatch.setattr(embeddings, "TURN", 0)
    monkeypatch.setattr(embeddings, "AT_ONCE", 1)
    for _ in range(2):
        factories.a_startup()
    want_embeddings()

    assert make_embeddings(EmbeddingRun.THE_ONE) == 0
    assert is_wanted()


def test_one_profile_that_the_model_stumbles_on_holds_up_no_other(caplog):
    bad, good = factories.a_startup("Ond"), factories.a_startup("God")

    def stumbling(texts):
        if any(text.startswith("Ond") for text in texts):
            raise CouldNotEmbed("killed")
        return embed(texts)

    want_embeddings()
    with mock.patch.object(embeddings, "embed", stumbling):
        assert make_embeddings(EmbeddingRun.THE_ONE) == 2

    assert bytes(Embedding.objects.get(startup=bad).vector) == b""
    assert len(Embedding.objects.get(startup=good).vector) == BYTES
    assert not is_wanted()
    assert f"profile {bad.pk} was not embedded" in caplog.text


def test_a_model_that_fails_for_all_is_tried_again_later_and_then_left(monkeypatch):
    factories.a_startup()
    want_embeddings()
    with mock.patch.object(embeddings, "embed", side_effect=CouldNotEmbed("no memory")):
        for _ in range(EmbeddingRun.MAX_ATTEMPTS):
            make_embeddings(EmbeddingRun.THE_ONE)
            EmbeddingRun.objects.update(due_at="2020-01-01T00:00Z")

    assert not EmbeddingRun.objects.get().is_wanted
    assert not Embedding.objects.exists()


def test_where_there_is_no_model_nothing_is_wanted_and_suggestions_do_without():
    factories.a_startup()
    with (
        mock.patch.object(embeddings, "is_available", return_value=False),
        mock.patch.object(registry_index, "is_available", return_value=False),
    ):
        assert current_index().profiles
        assert registry_index.meaning_of("Ensamma äldre") is None
    assert not EmbeddingRun.objects.exists()


def test_an_index_that_lacks_vectors_asks_for_them_and_takes_them_when_they_are_there():
    factories.a_startup()
    index = current_index()
    assert is_wanted()

    make_embeddings(EmbeddingRun.THE_ONE)
    assert current_index() is index  # its tables are kept
    assert index._ranking.ask(
        "Barn som inte talar", registry_index.meaning_of("Barn som inte talar")
    ).signals.keys() >= {"meaning"}
