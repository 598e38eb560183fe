"""The names a column may have in a file, in both languages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from imports.importers import importer_for
from imports.models import ImportFile
from imports.reading import name_of_column

pytestmark = pytest.mark.django_db
KINDS = ["needs", "startups"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_name_is_understood_whatever_language_the_reader_has(kind: str, language: str):
    importer = importer_for(kind)
    with override(language):
        understood = importer.names()
        for column in importer.columns:
            for name in (str(column.label), *column.also, *column.english):
                assert understood[name_of_column(name)] == column.key


@pytest.mark.parametrize(
    ("address", "swedish", "english"),
    [
        ("/behov/las-in/", "text, behov, beskrivning", "need, description, situation today"),
        ("/startuper/las-in/", "företag, bolag, startup", "company, startup"),
    ],
)
def test_the_page_names_what_its_reader_expects(as_, chief, address: str, swedish: str, english: str):
    client = as_(chief)
    page = client.get(address).text
    assert swedish in page
    assert english not in page

    client.post("/sprak/", {"language": "en"})
    page = client.get(address).text
    assert english in page
    assert swedish not in page


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("/behov/las-in/", "Heading,Description,Impact,Department"),
        ("/behov/las-in/", "Titel,Nuläge,Följd,Avdelning"),
        ("/startuper/las-in/", "Company,Description,City"),
        ("/startuper/las-in/", "Företag,Beskrivning,Stad"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_headings_of_both_languages_are_read_in_both(as_, chief, address: str, header: str, language: str):
    client = as_(chief)
    client.post("/sprak/", {"language": language})
    row = ",".join(["x"] * 2 + [""] * (header.count(",") - 1))
    client.post(address, {"file": SimpleUploadedFile("fil.csv", f"{header}\n{row}\n".encode())})
    file = ImportFile.objects.get()
    assert (file.ignored, file.bad_count, file.good_count) == ([], 0, 1)
