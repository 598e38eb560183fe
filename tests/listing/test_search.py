"""Searching: every word must be there, the last may be unfinished, and no text breaks the page."""

import pytest
from django.http import QueryDict

from listing.pages import PAGE_SIZE, Sort
from listing.search import SWEDISH_AND_ENGLISH, query_for, search, search_page
from startups.models import Startup

pytestmark = pytest.mark.django_db
SORTS = [Sort("name", "Namn", ("name", "id"))]


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
    list(search_page(Startup.objects.all(), text, QueryDict(), SORTS, languages=SWEDISH_AND_ENGLISH).rows)
    list(search(Startup.objects.all(), text))
    assert isinstance(found(text), set)


def test_what_stands_in_the_name_weighs_more():
    Startup.objects.create(name="Papper", summary="Något annat.")
    Startup.objects.create(name="Annat", summary="Papper.")
    found = search_page(Startup.objects.all(), "papper", QueryDict(), SORTS)
    rows = found.rows.order_by(*found.sorts[0].fields)
    assert rows[0].name == "Papper"
    assert {row.name for row in rows} == {"Papper", "Annat", "Åkerö Ängar"}


def test_another_order_is_not_ranked():
    found = search_page(Startup.objects.all(), "papper", QueryDict("sort=name"), SORTS)
    assert [sort.key for sort in found.sorts] == ["rank", "name"]
    assert "rank" not in found.rows.query.annotations


def test_a_beginning_is_asked_for_only_when_whole_words_do_not_fill_a_page():
    Startup.objects.bulk_create(Startup(name=f"Papper {n}", summary="Om papper.") for n in range(PAGE_SIZE - 1))
    found = search_page(Startup.objects.all(), "papper", QueryDict(), SORTS)
    assert "Åkerö Ängar" in {row.name for row in found.rows}, "papperskorgar begins with the word"
    assert found.count is None
    Startup.objects.create(name="Ett papper till")
    found = search_page(Startup.objects.all(), "papper", QueryDict(), SORTS)
    assert found.count == found.rows.count() == PAGE_SIZE
    assert "Åkerö Ängar" not in {row.name for row in found.rows}


def test_there_is_no_query_without_a_word():
    assert query_for(" - ") is None
    assert search_page(Startup.objects.all(), " - ", QueryDict(), SORTS).sorts == SORTS
