"""Somebody's CSV file, whatever program it came from, becomes rows with line numbers."""

import pytest

from entry.texts import one_line
from imports.reading import Unreadable, name_of_column, table_of, text_of

NAMES = {"namn": "name", "name": "name", "text": "summary", "beskrivning": "summary", "fas": "stage"}


def read(text: str) -> list[tuple[int, list[str] | None]]:
    return list(table_of(text, NAMES).rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_swedish_letters_survive_every_usual_encoding(encoding: str):
    text = "Namn;Text\r\nÅäö é – ”citat”;x\r\n"
    assert text_of(text.encode(encoding)) == text


def test_utf_16_is_read_in_both_byte_orders():
    text = "Namn;Åäö\n"
    assert text_of(b"\xff\xfe" + text.encode("utf-16-le")) == text
    assert text_of(b"\xfe\xff" + text.encode("utf-16-be")) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 workbook", "Det här är en Excelfil"),
        (b"\xd0\xcf\x11\xe0 old workbook", "Det här är en Excelfil"),
        (b"Namn;Text\n\x81\x8d;x", "Tecknen i filen går inte att läsa"),
        ("Namn;Text\nÅ;x".encode("utf-16-le"), "Det här är ingen textfil"),
        (b"\x00\x01\x02", "Det här är ingen textfil"),
        (b"\xff\xfeN", "Tecknen i filen går inte att läsa"),
        ("Åäö\n".encode() + "Åäö".encode("cp1252"), "Filen blandar två teckenkodningar"),
    ],
)
def test_what_is_no_text_is_turned_away_with_advice(content: bytes, words: str):
    with pytest.raises(Unreadable, match=words):
        text_of(content)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_found_out(separator: str, newline: str):
    text = newline.join([separator.join(row) for row in [("Namn", "Text"), ("a", '"b, c; d"'), ("e", "f")]])
    assert read(text) == [(2, ["a", "b, c; d"]), (3, ["e", "f"])]


def test_a_comma_in_an_unknown_heading_does_not_mislead():
    table = table_of("Namn;Text;a,b,c,d\nx;y;z", NAMES)
    assert table.keys == ["name", "summary", None]
    assert table.ignored == ["a,b,c,d"]


def test_rows_are_numbered_as_in_the_file():
    text = 'Namn;Text\n\na;"två\nrader"\n;;\nb;c\n'
    assert read(text) == [(3, ["a", "två\nrader"]), (6, ["b", "c"])]


def test_excel_s_own_hint_about_the_separator_is_followed():
    assert read("sep=|\r\nNamn|Text\r\na|b;c") == [(3, ["a", "b;c"])]
    assert read("sep=;\nNamn;Text\na;b") == [(3, ["a", "b"])]


@pytest.mark.parametrize("heading", ["NAMN", " namn ", "Namn*", "namn:", "\ufeffNamn"])
def test_headings_are_known_whatever_their_dress(heading: str):
    assert name_of_column(text_of(heading.encode())) == "namn"


def test_a_stray_quotation_mark_spoils_its_own_row_only():
    assert read('Namn;Text\n"a" b;c\nd;e') == [(2, None), (3, ["d", "e"])]
    assert read('Namn;Text\nskärm 12";c') == [(2, ['skärm 12"', "c"])]


def test_a_quotation_that_never_ends_would_swallow_the_rest_and_is_told():
    with pytest.raises(Unreadable, match="på rad 3 slutar aldrig"):
        read('Namn;Text\na;b\n"c;d\ne;f')
    with pytest.raises(Unreadable, match="på rad 2 slutar aldrig"):
        read('Namn;Text\n"' + "c;d\n" * 60_000)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Skriv kolumnernas namn"),
        ("\n\n", "Skriv kolumnernas namn"),
        ("a;b\nc;d", "Skriv kolumnernas namn"),
        ("Namn;Beskrivning;Text\nx;y;z", "Flera kolumner betyder samma sak: Beskrivning, Text"),
    ],
)
def test_a_header_of_no_use_is_told(text: str, words: str):
    with pytest.raises(Unreadable, match=words):
        table_of(text, NAMES)


def test_invisible_characters_go_and_visible_ones_stay():
    assert one_line("\u202eomvänd\u202c \x07 ljud\n\tx") == "omvänd ljud x"
    assert one_line("שלום 日本 😀") == "שלום 日本 😀"
