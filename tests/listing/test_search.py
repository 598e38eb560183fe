"""Searching: every word must be there, the last may be unfinished, and no text breaks the page."""

import pytest

from listing.search import SWEDISH_AND_ENGLISH, query_for, ranked, search
from startups.models import Startup

pytestmark = pytest.mark.django_db


def found(text: str) -> set[str]:
    return {s.name for s in Startup.objects.about(text)}


@pytest.fixture(autouse=True)
def _registry(db: None) -> None:
    for name, summary in [
        ("Talklart", "Vi gör talstyrd dokumentation för hemtjänsten och förskolor."),
        ("Voice Notes", "We build spoken documentation for homecare workers and preschools."),
        ("Åkerö Ängar", "Sensorer i papperskorgar."),
    ]:
        Startup.objects.create(name=name, summary=summary)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dokumentation", {"Talklart"}),
        ("hemtjänst", {"Talklart"}),
        ("HEMTJÄNSTENS", {"Talklart"}),
        ("förskola", {"Talklart"}),
        ("documenting workers", {"Voice Notes"}),
        ("preschool", {"Voice Notes"}),
        ("talstyr", {"Talklart"}),
        ("åkerö", {"Åkerö Ängar"}),
        ("ÄNGAR sensor", {"Åkerö Ängar"}),
        ("sensorer hemtjänst", set()),
        ("dokumentation hem", {"Talklart"}),
    ],
)
def test_profiles_are_found_in_the_language_they_are_written_in(text: str, names: set[str]):
    assert found(text) == names


@pytest.mark.parametrize("text", ["", "   ", "!!!", "&|:*()", "'", "\\", "—"])
def test_a_search_without_words_shows_everything(text: str):
    assert len(found(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        "tal:* & !hem",
        "a" * 5000,
        "å" * 5000,
        " ".join(["ord"] * 500),
        "<script>",
        "\x00hem\x00",
        "_",
        "___:___",
        "²³ ½",
        "日本語 العربية",
        "\u202ehem\u202c",
        "hem\u200btjänst",
        "e\u0301",
        "3.5 -7 1e9",
        "http://a.b/c?d=e",
        "och",
        "och att det",
        "%_%",
        "😀",
    ],
)
def test_no_text_breaks_the_search(text: str):
    list(ranked(Startup.objects.all(), text, languages=SWEDISH_AND_ENGLISH))
    list(search(Startup.objects.all(), text))
    assert isinstance(found(text), set)


def test_what_stands_in_the_name_weighs_more():
    Startup.objects.create(name="Papper", summary="Något annat.")
    Startup.objects.create(name="Annat", summary="Papper.")
    rows = ranked(Startup.objects.all(), "papper").order_by("-rank")
    assert rows[0].name == "Papper"
    assert {row.name for row in rows} == {"Papper", "Annat", "Åkerö Ängar"}


def test_there_is_no_query_without_a_word():
    assert query_for(" - ") is None
