"""Reading in startups from a file: looked at first, then saved once by the worker."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from history.models import Entry
from history.tasks import sweep
from imports import actions, tasks
from imports.actions import want_import
from imports.models import ImportFile, ImportMode
from imports.states import ImportState
from needs.models import Theme
from startups.models import Contact, Startup
from tests import factories

pytestmark = pytest.mark.django_db
UPLOAD = reverse("startups:startup_import")
DATA = Path(__file__).parent.parent / "data"
GOOD = "Namn;Text;Tema\nTalklart;Talstyrd dokumentation;aldreomsorg\nSensor;Sensorer i korgar;\n"
MIXED = "Namn;Text;Webbplats\nTalklart;Tal;talklart.se\n;Utan namn;\nFarlig;Text;javascript:alert(1)\nRätt;Text;\n"


def upload(client: Client, text: str | bytes, name: str = "startuper.csv") -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content, "text/csv")})


def latest() -> ImportFile:
    return ImportFile.objects.latest("id")


def problems() -> list[tuple[int, str, str]]:
    return [(p["line"], p["column"], p["text"]) for p in latest().problems]


def names() -> set[str]:
    return set(Startup.objects.values_list("name", flat=True))


# --- from file to preview -----------------------------------------------------------------------------------------
def test_nothing_is_saved_before_the_person_has_looked(as_: Any, chief: User):
    response = upload(as_(chief), GOOD)
    file = latest()
    assert response["Location"] == file.get_absolute_url()
    page = as_(chief).get(file.get_absolute_url()).text
    assert "Talstyrd dokumentation" in page
    assert "Läs in 2 startuper" in page
    assert names() == set()


def test_the_rows_that_have_errors_are_told_with_line_column_and_what_to_do(as_: Any, chief: User):
    upload(as_(chief), MIXED)
    assert problems() == [(3, "Namn", "Fyll i cellen"), (4, "Webbplats", "Skriv webbplatsen som https://exempel.se")]
    page = as_(chief).get(latest().get_absolute_url()).text
    assert "2 rader har fel." in page
    assert "2 startuper går att läsa in." in page
    lines = as_(chief).get(latest().get_absolute_url() + "?format=csv")
    assert b"4;Webbplats;Skriv webbplatsen" in b"".join(lines.streaming_content)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Ny;x;556000-0001", (2, "Organisationsnummer", "Finns AB har redan det organisationsnumret")),
        ("Ny;x;nummer", (2, "Organisationsnummer", "Skriv organisationsnumret som 556677-8899")),
        ("A;x\na;x", (3, "Namn", "Samma namn står på rad 2. Ta bort en av raderna")),
        (
            "A;x;5566778899\nB;x;556677-8899",
            (3, "Organisationsnummer", "Samma organisationsnummer står på rad 2. Ta bort en av raderna"),
        ),
        ("N" * 121 + ";x", (2, "Namn", "Skriv högst 120 tecken. Nu är det 121")),
        ("Ny;" + "x" * 4001, (2, "Vad gör startupen?", "Skriv högst 4000 tecken. Nu är det 4001")),
        ("Ny;x;;växande nog", (2, "Fas", "Välj något av: Idé, Prototyp, På marknaden, Växer")),
        ("Ny;x;;;gratis", (2, "En liten pilot kostar från (kr exkl. moms)", "Skriv priset i hela kronor, till exempel 40 000")),
        ("Ny;x;;;;" + "t" * 61, (2, "Teman", "Skriv temat med högst 60 bokstäver")),
        ("Ny;x;;;;;extra", (2, "", "Raden har för många celler. Sätt citattecken runt text som innehåller skiljetecken")),
        ('"Ny" AB;x', (2, "", "Citattecknen går inte ihop. Skriv dem dubbelt inne i en text")),
    ],
)  # fmt: skip
def test_every_kind_of_bad_row_gets_its_own_words(as_: Any, chief: User, row: str, problem: tuple[int, str, str]):
    factories.a_startup("Finns AB", organisation_number="556000-0001")
    upload(as_(chief), f"Namn;Text;Orgnr;Fas;Pris;Tema\n{row}\n")
    assert problems() == [problem]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Namn;Ort\nA;B\n", "Lägg till det som saknas på första raden: Vad gör startupen?"),
        ("Hej;hopp\n1;2\n", "Skriv kolumnernas namn på filens första rad"),
        ("Namn;Text\n", "Filen har bara en rubrikrad. Lägg till minst en rad under den"),
        ("", "Filen är tom. Välj en annan fil"),
        (b"PK\x03\x04", "Det här är en Excelfil"),
        ("Namn;Text\n" + "a;b\n" * 100_001, "Filen har fler än 100 000 rader. Dela den i flera filer"),
        (b"x" * (20 * 1024 * 1024 + 1), "Dela den i delar på högst 20 MB"),
    ],
    ids=["columns", "header", "rows", "empty", "excel", "long", "large"],
)
def test_a_file_of_no_use_is_turned_away_with_advice(as_: Any, chief: User, content: str | bytes, words: str):
    response = upload(as_(chief), content)
    assert response.status_code == 422
    assert words in response.context["form"].errors["file"][0]
    assert ImportFile.objects.count() == 0


def test_without_a_file_one_is_asked_for(as_: Any, chief: User):
    response = as_(chief).post(UPLOAD)
    assert response.status_code == 422
    assert response.context["form"].errors["file"] == ["Välj en fil"]


def test_formula_cells_are_plain_text(as_: Any, chief: User):
    upload(as_(chief), "Namn;Text\n=1+1;'+46 70\n'@SUM;x\n")
    want(latest(), chief)
    assert names() == {"=1+1", "@SUM"}
    assert Startup.objects.get(name="=1+1").summary == "+46 70"


def test_only_the_common_themes_describe_what_all_share(as_: Any, chief: User, organisation: Organisation):
    known = factories.a_theme("aldreomsorg", "Äldreomsorg")
    Theme.objects.create(organisation=organisation, slug="vart-eget", name_sv="Vårt eget", name_en="Ours")
    upload(as_(chief), "Namn;Text;Tema\nA;x;culture_tourism\nB;y;Äldreomsorg, Vårt eget\nC;z;aldreomsorg\n")
    page = as_(chief).get(latest().get_absolute_url()).text
    assert "De här temana finns inte: Culture tourism, Vårt eget." in page
    assert "administratör" not in page
    want(latest(), chief)
    assert Theme.objects.count() == 2
    assert set(known.startups.values_list("name", flat=True)) == {"B", "C"}
    assert Startup.objects.filter(themes__isnull=True).get().name == "A"


def test_a_registry_read_in_again_is_skipped_or_updated_but_never_emptied(as_: Any, chief: User):
    startup = factories.a_startup("Finns AB", place="Umeå", summary="Gammalt", language="en")
    upload(as_(chief), "Namn;Text;Ort\nfinns  ab;Nytt;\nNy;x;Åre\n")
    assert (latest().good_count, latest().known_count) == (1, 1)
    want(latest(), chief)
    startup.refresh_from_db()
    assert startup.summary == "Gammalt"
    upload(as_(chief), "Namn;Text;Ort\nfinns  ab;Nytt;\n")
    as_(chief).post(latest().get_absolute_url(), {"mode": "all", "known_rows": "update"})
    tasks.carry_out(latest().pk)
    startup.refresh_from_db()
    assert (startup.summary, startup.place, startup.language) == ("Nytt", "Umeå", "en")
    assert startup.history[0].verb == "startup.read_in_again"


def test_a_startup_somebody_has_to_do_with_keeps_the_import_from_being_undone(as_: Any, chief: User, other_chief: User):
    upload(as_(chief), GOOD)
    file = want(latest(), chief)
    client, address = as_(chief), file.get_absolute_url()
    contact = Contact.objects.create(
        startup=Startup.objects.get(name="Sensor"), organisation=other_chief.memberships[0].organisation, name="K"
    )
    assert "inte att ångra" in client.post(address, {"undo": "1"}, follow=True).text
    assert Startup.objects.count() == 2
    contact.delete()
    client.post(address, {"undo": "1"})
    assert (latest().state, Startup.objects.count()) == (ImportState.UNDONE, 0)


# --- the choice ---------------------------------------------------------------------------------------------------
def want(file: ImportFile, by: User, mode: str = ImportMode.ALL) -> ImportFile:
    """The person's word and the worker's work, without the broker between them."""
    want_import(file, mode=mode, by=by)
    tasks.carry_out(file.pk)
    file.refresh_from_db()
    return file


def test_all_good_rows_are_saved_with_history(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    file = want(latest(), chief)
    assert (file.state, file.saved_count, file.text) == (ImportState.DONE, 2, "")
    assert names() == {"Talklart", "Sensor"}
    startup = Startup.objects.get(name="Talklart")
    assert [(e.verb, e.actor) for e in startup.history] == [("startup.imported", chief)]
    assert [e.verb for e in file.history] == ["importfile.done", "importfile.wanted", "importfile.uploaded"]


def test_the_logbook_keeps_which_file_a_startup_came_from(as_: Any, chief: User):
    upload(as_(chief), GOOD, name="hösten.csv")
    want_import(latest(), mode=ImportMode.ALL, by=chief)
    tasks.carry_out(latest().pk)
    assert [e.data for e in Entry.objects.filter(verb="startup.imported")] == [{"file": "hösten.csv"}] * 2


def test_the_person_chooses_the_good_rows(as_: Any, chief: User):
    client = as_(chief)
    upload(client, MIXED)
    address = latest().get_absolute_url()
    response = client.post(address, {"mode": "good"})
    assert response["Location"] == address
    tasks.carry_out(latest().pk)
    assert names() == {"Talklart", "Rätt"}
    page = client.get(address).text
    assert "Klart. 2 startuper är inlästa." in page
    assert "2 rader med fel hoppades över." in page


def test_all_or_nothing_reads_nothing_while_a_row_has_errors(as_: Any, chief: User):
    client = as_(chief)
    upload(client, MIXED)
    for choice, words in [("all", "Rätta raderna i filen"), ("", "Välj hur vi gör"), ("x", "")]:
        response = client.post(latest().get_absolute_url(), {"mode": choice})
        assert response.status_code == 422
        assert words in response.context["form"].errors["mode"][0]
    assert latest().state == ImportState.PREVIEWED
    assert names() == set()


def test_all_or_nothing_reads_nothing_when_a_row_has_gone_wrong_meanwhile(as_: Any, chief: User):
    upload(as_(chief), "Namn;Text;Orgnr\nTalklart;Tal;\nSensor;Korgar;556677-8899\n")
    factories.a_startup("Annan", organisation_number="556677-8899")
    file = want(latest(), chief)
    assert file.state == ImportState.FAILED
    assert names() == {"Annan"}
    assert problems() == [(3, "Organisationsnummer", "Annan har redan det organisationsnumret")]
    page = as_(chief).get(file.get_absolute_url()).text
    assert "Medan filen väntade har något ändrats" in page
    # And now the good ones, after all.
    assert want(file, chief, ImportMode.GOOD).state == ImportState.DONE
    assert names() == {"Annan", "Talklart"}


def test_an_import_can_be_dropped_and_its_text_goes(as_: Any, chief: User):
    client = as_(chief)
    upload(client, GOOD)
    response = client.post(latest().get_absolute_url(), {"drop": "1"})
    assert response["Location"] == UPLOAD
    assert (latest().state, latest().text) == (ImportState.DROPPED, "")
    assert client.get(latest().get_absolute_url()).status_code == 200


def test_a_second_press_changes_nothing(as_: Any, chief: User):
    client = as_(chief)
    upload(client, GOOD)
    address = latest().get_absolute_url()
    client.post(address, {"mode": "all"})
    for again in [{"mode": "all"}, {"drop": "1"}]:
        response = client.post(address, again, follow=True)
        assert "Det är redan gjort" in response.text
    tasks.carry_out(latest().pk)
    tasks.carry_out(latest().pk)
    client.post(address, {"mode": "all"})
    assert Startup.objects.count() == 2


# --- the worker's bad days ----------------------------------------------------------------------------------------
def test_a_lost_nudge_is_found_by_the_sweep(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    want_import(latest(), mode="all", by=chief)
    sweep()
    assert latest().state == ImportState.DONE


def test_a_worker_that_died_is_followed_by_another_after_the_lease(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    want_import(latest(), mode="all", by=chief)
    assert ImportFile.objects.claim(latest().pk)
    sweep()
    assert latest().state == ImportState.RUNNING
    ImportFile.objects.update(due_at=timezone.now())
    sweep()
    assert (latest().state, latest().attempts) == (ImportState.DONE, 2)


def test_a_slow_worker_does_not_save_after_another_took_over(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    want_import(latest(), mode="all", by=chief)
    slow = ImportFile.objects.claim(latest().pk)
    ImportFile.objects.update(due_at=timezone.now())
    tasks.carry_out(latest().pk)
    actions.carry_out(slow)
    assert Startup.objects.count() == 2
    assert Entry.objects.filter(verb="startup.imported").count() == 2


def test_what_cannot_be_saved_is_told_after_the_last_attempt_and_nothing_is_half_saved(
    as_: Any, chief: User, django_capture_on_commit_callbacks: Any
):
    upload(as_(chief), GOOD)
    # A price that the check would have stopped: the database says no in the middle of the saving.
    ImportFile.objects.update(text=GOOD.replace("Sensorer i korgar", "Sensorer i korgar"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE startups_startup ADD CONSTRAINT no_sensor CHECK (name <> 'Sensor')")
    want_import(latest(), mode="all", by=chief)
    for _ in range(ImportFile.MAX_ATTEMPTS):
        sweep()
    assert (latest().state, latest().attempts) == (ImportState.FAILED, ImportFile.MAX_ATTEMPTS)
    assert "Ingenting är sparat" in as_(chief).get(latest().get_absolute_url()).text
    assert names() == set()
    assert latest().text == GOOD


def test_a_file_nobody_decides_about_is_thrown_away_after_a_week(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    tasks.drop_forgotten()
    assert latest().state == ImportState.PREVIEWED
    ImportFile.objects.update(created_at=timezone.now() - timezone.timedelta(days=8))
    tasks.drop_forgotten()
    assert (latest().state, latest().text) == (ImportState.DROPPED, "")


# --- the page meanwhile -------------------------------------------------------------------------------------------
def test_progress_is_shown_and_asks_again_until_it_is_done(as_: Any, chief: User):
    client = as_(chief)
    upload(client, GOOD)
    address = latest().get_absolute_url()
    client.post(address, {"mode": "all"})
    page = client.get(address)
    assert 'hx-trigger="every 1s"' in page.text
    assert "Väntar på att läsa in 2 startuper" in page.text
    part = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "HX-Refresh" not in part
    tasks.carry_out(latest().pk)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_earlier_files_stand_on_the_upload_page(as_: Any, chief: User):
    upload(as_(chief), GOOD, "hösten.csv")
    page = as_(chief).get(UPLOAD).text
    assert "hösten.csv" in page
    assert "Väntar på ditt beslut" in page


def test_the_template_file_can_be_filled_in_and_read_in(as_: Any, chief: User):
    content = b"".join(as_(chief).get(f"{UPLOAD}?format=csv").streaming_content)
    assert upload(as_(chief), content).status_code == 302
    assert (latest().good_count, latest().bad_count) == (1, 0)


# --- who ----------------------------------------------------------------------------------------------------------
def test_another_organisation_does_not_see_the_file(as_: Any, chief: User, other_chief: User):
    upload(as_(chief), GOOD)
    address = latest().get_absolute_url()
    assert as_(other_chief).get(address).status_code == 404
    assert as_(other_chief).post(address, {"mode": "all"}).status_code == 404


@pytest.mark.parametrize("who", ["staff", "manager", "leader", "administrator"])
def test_others_of_the_organisation_read_nothing_in(as_: Any, request: Any, chief: User, who: str):
    upload(as_(chief), GOOD)
    client = as_(request.getfixturevalue(who))
    assert client.get(latest().get_absolute_url()).status_code == 403
    assert client.post(latest().get_absolute_url(), {"mode": "all"}).status_code == 403
    assert upload(client, GOOD).status_code == 403


def test_a_file_of_another_kind_is_not_found_here(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    assert as_(chief).get(reverse("needs:need_import_file", args=[latest().pk])).status_code == 404


# --- real and large input -----------------------------------------------------------------------------------------
def test_the_registry_s_own_export_can_be_read_in_again(as_: Any, chief: User):
    for name in ["=Formel", 'Bolaget "Snabb"', "Åäö; AB"]:
        startup = factories.a_startup(name, stage="market", place="Umeå", price_from=40000, language="en")
        startup.themes.add(factories.a_theme())
    content = b"".join(as_(chief).get(f"{reverse('startups:startups')}?format=csv").streaming_content)
    before = {s.name: (s.stage, s.place, s.price_from, s.language, s.summary) for s in Startup.objects.all()}
    Startup.objects.all().delete()
    upload(as_(chief), content)
    assert latest().problems == []
    want(latest(), chief)
    after = {s.name: (s.stage, s.place, s.price_from, s.language, s.summary) for s in Startup.objects.all()}
    assert after == before


def test_the_startups_of_public_reports_are_read_in_as_they_stand(as_: Any, chief: User):
    upload(as_(chief), (DATA / "startups.csv").read_bytes(), "startups.csv")
    file = latest()
    assert file.problems == []
    assert want(file, chief).saved_count == file.good_count > 40
    assert Startup.objects.get(name="Mimbly").language == "sv"
    assert Startup.objects.about("washing machines").exists() or Startup.objects.about("tvättmaskin").exists()


def test_fifty_thousand_rows_with_one_bad_among_them(as_: Any, chief: User):
    many = "\n".join(
        ["Namn;Text;Tema", *(f"Startup {n};Vi gör sak nummer {n} för vården;aldreomsorg" for n in range(49_999)), ";x;"]
    )
    upload(as_(chief), many)
    file = latest()
    assert (file.good_count, file.bad_count) == (49_999, 1)
    assert problems() == [(50_001, "Namn", "Fyll i cellen")]
    assert want(file, chief, ImportMode.GOOD).saved_count == 49_999
    assert Startup.objects.count() == 49_999


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_still_at_it_is_left_alone_after_its_lease(as_: Any, chief: User):
    upload(as_(chief), GOOD)
    want_import(latest(), mode="all", by=chief)
    ImportFile.objects.claim(latest().pk)
    ImportFile.objects.update(due_at=timezone.now())
    claimed: list[ImportFile | None] = []

    def second_worker() -> None:
        claimed.append(ImportFile.objects.claim(ImportFile.objects.get().pk))
        connection.close()

    with transaction.atomic():
        ImportFile.objects.select_for_update().get()
        thread = threading.Thread(target=second_worker)
        thread.start()
        thread.join(timeout=20)
    assert claimed == [None]
