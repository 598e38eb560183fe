"""Reading in needs from a file: handed in by the one who reads them in."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Organisation, User
from imports import tasks
from imports.actions import want_import
from imports.models import ImportFile, ImportMode
from needs.actions.needs import answer_need, support_need
from needs.models import Need, Theme
from needs.states import NeedState
from tests import factories

pytestmark = pytest.mark.django_db
UPLOAD = reverse("needs:need_import")
DATA = Path(__file__).parent.parent / "data"


def upload(client: Any, text: str | bytes) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(UPLOAD, {"file": SimpleUploadedFile("behov.csv", content)})


def latest() -> ImportFile:
    return ImportFile.objects.latest("id")


def read_in(by: User, mode: str = ImportMode.ALL) -> ImportFile:
    file = latest()
    want_import(file, mode=mode, by=by)
    tasks.carry_out(file.pk)
    return latest()


def test_needs_are_handed_in_by_the_importer_with_history(as_: Any, chief: User, organisation: Organisation):
    unit = factories.a_unit(organisation, "Hemtjänst Syd")
    factories.a_theme("vard-omsorg", "Vård & omsorg")
    upload(as_(chief), "Rubrik;Hur är det i dag?;Enhet;Tema\nSkriv en gång;Tre system;hemtjänst syd;vård_omsorg\n")
    assert read_in(chief).saved_count == 1
    need = Need.objects.get()
    assert (need.state, need.submitter, need.organisation) == (NeedState.SUBMITTED, chief, organisation)
    assert (need.title, need.situation, need.unit) == ("Skriv en gång", "Tre system", unit)
    assert need.submitted_at is not None
    assert need.theme.slug == "vard-omsorg"
    assert [(e.verb, e.actor, e.to_state) for e in need.history] == [("need.imported", chief, "submitted")]
    assert as_(chief).get(need.get_absolute_url()).status_code == 200


def test_the_logbook_keeps_which_file_a_need_came_from(as_: Any, chief: User):
    upload(as_(chief), "Rubrik;Text\nA;x\n")
    read_in(chief)
    assert [entry.data for entry in Need.objects.get().history] == [{"file": "behov.csv"}]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (";text", "Rubrik", "Fyll i cellen"),
        ("rubrik;", "Hur är det i dag?", "Fyll i cellen"),
        ("r" * 121 + ";text", "Rubrik", "Skriv högst 120 tecken. Nu är det 121"),
        ("rubrik;Ring 811218-9876 om det", "Hur är det i dag?", "Det här ser ut som ett personnummer. Ta bort det"),
        ("rubrik;text;Finns inte", "Enhet", "Det finns ingen enhet som heter så. Rätta namnet eller lämna cellen tom"),
        ("rubrik;text;Tvilling", "Enhet", "Flera enheter heter så. Lämna cellen tom och välj enhet på behovet sedan"),
    ],
)  # fmt: skip
def test_every_kind_of_bad_row_gets_its_own_words(
    as_: Any, chief: User, organisation: Organisation, row: str, column: str, words: str
):
    factories.a_unit(organisation, "Tvilling")
    factories.a_unit(organisation, "Tvilling", parent=factories.a_unit(organisation, "Förälder"))
    upload(as_(chief), f"Rubrik;Text;Enhet\n{row}\n")
    assert latest().problems == [{"line": 2, "column": column, "text": words}]


def test_the_same_need_twice_in_a_file_is_told(as_: Any, chief: User):
    upload(as_(chief), "Rubrik;Text\nA;x\nA;y\na;x\n")
    assert [(p["line"], p["text"]) for p in latest().problems] == [
        (4, "Samma behov står på rad 2. Ta bort en av raderna")
    ]


def test_another_organisation_s_units_are_not_found(as_: Any, chief: User, other_chief: User):
    factories.a_unit(other_chief.memberships[0].organisation, "Deras enhet")
    upload(as_(chief), "Rubrik;Text;Enhet\nA;x;Deras enhet\n")
    assert latest().bad_count == 1


def test_one_bad_row_among_good_ones_can_be_skipped(as_: Any, chief: User):
    upload(as_(chief), "Rubrik;Text\nA;x\n;y\nB;z\n")
    assert read_in(chief, ImportMode.GOOD).saved_count == 2
    assert set(Need.objects.values_list("title", flat=True)) == {"A", "B"}


def test_the_needs_of_public_reports_are_read_in_as_they_stand(as_: Any, chief: User):
    upload(as_(chief), (DATA / "needs.csv").read_bytes())
    file = latest()
    assert file.problems == []
    assert file.ignored == ["id", "language"]
    assert read_in(chief).saved_count == file.good_count > 40
    need = Need.objects.get(title="Digital fritidsgård som komplement till den vanliga")
    assert need.on_behalf_of == "Umeå kommun, Fritid Unga"
    assert need.theme is None
    assert need.source.startswith("https://")


@pytest.mark.parametrize(
    ("who", "answer"),
    [("chief", 200), ("team_member", 200), ("staff", 403), ("manager", 403), ("leader", 403), ("administrator", 200)],
)
def test_the_chief_the_team_and_the_administrator_read_in_needs(as_: Any, request: Any, who: str, answer: int):
    assert as_(request.getfixturevalue(who)).get(UPLOAD).status_code == answer


def test_another_organisation_does_not_see_the_file(as_: Any, chief: User, other_chief: User):
    upload(as_(chief), "Rubrik;Text\nA;x\n")
    assert as_(other_chief).get(latest().get_absolute_url()).status_code == 404


# --- themes -------------------------------------------------------------------------------------------------------
THEMED = "Rubrik;Text;Tema\nA;x;aldreomsorg\nB;y;culture_tourism\n"


def test_a_theme_that_is_not_there_is_told_and_left_out(as_: Any, chief: User):
    known = factories.a_theme()
    upload(as_(chief), THEMED)
    page = as_(chief).get(latest().get_absolute_url()).text
    assert "De här temana finns inte: Culture tourism." in page
    assert "En administratör kan öppna den här sidan och lägga till dem." in page
    assert "Lägg till dem som förvaltningens egna teman" not in page
    as_(chief).post(latest().get_absolute_url(), {"mode": "all", "adds_themes": "on"})
    tasks.carry_out(latest().pk)
    assert {need.title: need.theme for need in Need.objects.all()} == {"A": known, "B": None}
    assert list(Theme.objects.all()) == [known]


def test_the_administrator_adds_a_file_s_themes_for_the_own_organisation_alone(
    as_: Any, chief: User, administrator: User, other_chief: User
):
    factories.a_theme()
    upload(as_(chief), THEMED)
    client = as_(administrator)
    address = latest().get_absolute_url()
    assert "Lägg till dem som förvaltningens egna teman" in client.get(address).text
    client.post(address, {"mode": "all", "adds_themes": "on"})
    tasks.carry_out(latest().pk)
    own = Need.objects.get(title="B").theme
    assert (own.name_sv, own.organisation) == ("Culture tourism", chief.memberships[0].organisation)
    for url in ["needs:needs", "needs:need_new"]:
        assert "Culture tourism" in as_(chief).get(reverse(url)).text
        assert "Culture tourism" not in as_(other_chief).get(reverse(url)).text
    # Read in again, the theme is known.
    upload(as_(chief), THEMED)
    assert latest().unknown_themes == []


def test_a_column_of_hundreds_of_themes_cannot_be_added(as_: Any, chief: User, administrator: User):
    upload(as_(chief), "Rubrik;Text;Tema\n" + "".join(f"A{n};x;Tema {n}\n" for n in range(31)))
    page = as_(administrator).get(latest().get_absolute_url()).text
    assert "Tema 0, Tema 1, Tema 10" in page
    assert "Lägg till dem" not in page


# --- read in again ------------------------------------------------------------------------------------------------
def test_a_file_read_in_again_is_skipped_unless_one_wants_it_updated(as_: Any, chief: User):
    client = as_(chief)
    upload(client, "Rubrik;Text;Utgångsläge\nA;x;10 minuter\nB;y;\n")
    read_in(chief)
    upload(client, "Rubrik;Text;Utgångsläge\nA;nytt;\nB;y;\nC;z;\n")
    file = latest()
    assert (file.good_count, file.known_count) == (1, 2)
    assert "2 rader finns redan." in client.get(file.get_absolute_url()).text
    client.post(file.get_absolute_url(), {"mode": "all", "known_rows": "skip"})
    tasks.carry_out(file.pk)
    assert "2 som redan fanns hoppades över." in client.get(file.get_absolute_url()).text
    assert sorted(Need.objects.values_list("title", "situation")) == [("A", "x"), ("B", "y"), ("C", "z")]

    upload(client, "Rubrik;Text;Utgångsläge\nA;nytt;\nB;y;\n")
    client.post(latest().get_absolute_url(), {"mode": "all", "known_rows": "update"})
    tasks.carry_out(latest().pk)
    assert "1 som redan fanns skrevs över." in client.get(latest().get_absolute_url()).text
    need = Need.objects.get(title="A")
    assert (need.situation, need.baseline) == ("nytt", "10 minuter")
    assert [entry.verb for entry in need.history] == ["need.read_in_again", "need.imported"]
    assert len(Need.objects.get(title="B").history) == 1


def test_a_need_that_has_come_further_is_not_written_over_by_a_file(as_: Any, chief: User):
    upload(as_(chief), "Rubrik;Text\nA;x\n")
    read_in(chief)
    answer_need(Need.objects.get(), to=NeedState.PARKED, reason="Senare", by=chief)
    upload(as_(chief), "Rubrik;Text\nA;nytt\n")
    want_import(latest(), mode=ImportMode.ALL, known_rows="update", by=chief)
    tasks.carry_out(latest().pk)
    assert (latest().updated_count, Need.objects.get().situation) == (0, "x")


def test_a_need_somebody_wrote_is_never_taken_for_a_row(as_: Any, chief: User, staff: User):
    factories.a_need(staff, title="A")
    upload(as_(chief), "Rubrik;Text\nA;x\n")
    assert (latest().good_count, latest().known_count) == (1, 0)


# --- undone -------------------------------------------------------------------------------------------------------
def test_an_import_is_undone_while_nothing_hangs_on_it(as_: Any, chief: User):
    client = as_(chief)
    upload(client, "Rubrik;Text\nA;x\nB;y\n")
    file = read_in(chief)
    assert "Vill du ångra inläsningen?" in client.get(file.get_absolute_url()).text
    client.post(file.get_absolute_url(), {"undo": "1"})
    assert (latest().state, Need.objects.count()) == ("undone", 0)
    assert latest().history[0].verb == "importfile.undone"
    assert "Det är redan gjort" in client.post(file.get_absolute_url(), {"undo": "1"}, follow=True).text


@pytest.mark.parametrize("hangs", ["support", "answer", "round"])
def test_an_import_stays_when_something_hangs_on_it(as_: Any, chief: User, staff: User, hangs: str):
    upload(as_(chief), "Rubrik;Text\nA;x\nB;y\n")
    file = read_in(chief)
    need = Need.objects.get(title="B")
    if hangs == "support":
        support_need(need, line="", unit=None, by=staff)
    elif hangs == "answer":
        answer_need(need, to=NeedState.PARKED, reason="Senare", by=chief)
    else:
        factories.a_round(chief, need)
    page = as_(chief).post(file.get_absolute_url(), {"undo": "1"}, follow=True).text
    assert "Därför går inläsningen inte att ångra" in page
    assert (latest().state, Need.objects.count()) == ("done", 2)
