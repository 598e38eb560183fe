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
from needs.models import Need
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
    assert need.theme.name_sv == "Youth"
    assert need.source.startswith("https://")


@pytest.mark.parametrize(
    ("who", "answer"),
    [("chief", 200), ("team_member", 200), ("staff", 403), ("manager", 403), ("leader", 403), ("administrator", 403)],
)
def test_the_chief_and_the_team_read_in_needs(as_: Any, request: Any, who: str, answer: int):
    assert as_(request.getfixturevalue(who)).get(UPLOAD).status_code == answer


def test_another_organisation_does_not_see_the_file(as_: Any, chief: User, other_chief: User):
    upload(as_(chief), "Rubrik;Text\nA;x\n")
    assert as_(other_chief).get(latest().get_absolute_url()).status_code == 404
