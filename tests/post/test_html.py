"""A letter as mail programs show it: the words of the text, its links as buttons, nothing that people wrote as code."""

import pytest
from django.core import mail
from django.utils.translation import override

from accounts.colours import contrast
from needs.actions.needs import answer_need
from needs.states import NeedState
from post.html import Block, blocks_of
from post.models import Letter
from tests import factories
from tests.post.test_write import as_sent, write

OURS = "https://ignite.example"


def blocks(text: str) -> list[Block]:
    return blocks_of(text, base_url=OURS)


def test_paragraphs_and_lines_stay_as_they_are_written() -> None:
    assert blocks("Hej Mia,\n\nDag: 3 mars\nPlats: Sal 3\n") == [
        Block(lines=[["Hej Mia,"]]),
        Block(lines=[["Dag: 3 mars"], ["Plats: Sal 3"]]),
    ]


@pytest.mark.parametrize("between", ["\n", " "])
def test_an_address_of_ours_after_a_colon_is_a_button(between: str) -> None:
    assert blocks(f"Vi ses.\n\nLäs utmaningen:{between}{OURS}/utmaningar/7/\n\nNorra") == [
        Block(lines=[["Vi ses."]]),
        Block(label="Läs utmaningen", url=f"{OURS}/utmaningar/7/"),
        Block(lines=[["Norra"]]),
    ]


def test_what_stands_around_a_button_in_its_paragraph_is_kept() -> None:
    assert blocks(f"Först\nBoka:\n{OURS}/boka/\nSist") == [
        Block(lines=[["Först"]]),
        Block(label="Boka", url=f"{OURS}/boka/"),
        Block(lines=[["Sist"]]),
    ]


def test_other_addresses_of_ours_are_links_and_dashes_a_list() -> None:
    assert blocks(f"Lärdomar:\n– Börja smått\n  {OURS}/1/\n- Se {OURS}/2/.") == [
        Block(lines=[["Lärdomar:"]]),
        Block(points=[["Börja smått ", f"{OURS}/1/", ""], ["Se ", f"{OURS}/2/", "."]]),
    ]


@pytest.mark.parametrize(
    "address", ["https://ond.example/", "https://ignite.example.ond.example/", "javascript:alert(1)", "ignite.example/"]
)
def test_an_address_that_is_not_ours_is_only_text(address: str) -> None:
    assert blocks(f"Logga in:\n{address}") == [Block(lines=[["Logga in:"], [address]])]


def html_of(letter: Letter) -> str:
    mail.outbox.clear()
    (part,) = [part for part in as_sent(letter).walk() if part.get_content_type() == "text/html"]
    return str(part.get_content())


@pytest.mark.django_db
def test_a_letter_can_be_read_as_text_and_as_a_page_in_the_language_of_its_reader(organisation) -> None:
    message = as_sent(write(language="en", organisation=organisation))
    assert message.get_content_type() == "multipart/alternative"
    text, html = [part.get_content() for part in message.iter_parts()]
    assert (str(message["Subject"]), "A comment about accessibility" in html) == ("A comment about accessibility", True)
    assert '<html lang="en">' in html
    assert "Knappen & <rutan> går inte att nå." in text
    assert "Knappen &amp; &lt;rutan&gt; går inte att nå." in html


@pytest.mark.django_db
def test_what_people_write_is_never_code_in_a_letter(chief, staff) -> None:
    sly = '<img src=x onerror=alert(1)>\n\nLogga in:\nhttps://ond.example/"><b>'
    need = factories.a_need(staff, title="<script>alert(1)</script>")
    with override("sv"):
        answer_need(need, to=NeedState.PARKED, reason=sly, by=chief)
    html = html_of(Letter.objects.get(to=staff.email))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<a href=") == 1
    assert "https://ond.example" not in "".join(html.split("<a href=")[1:]).split(">")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["#0B5A6B", "#FFE100", "#777777"])
def test_the_button_is_legible_in_the_organisations_colour(organisation, colour: str) -> None:
    organisation.colour = colour
    assert contrast(organisation.letter_colour, "#ffffff") >= 4.5
    organisation.save()
    letter = write(organisation=organisation)
    letter.text = "Läs mer:\nhttp://localhost:8000/behov/\n"
    letter.save()
    html = html_of(letter)
    assert html.count(f"background-color:{organisation.letter_colour};color:#ffffff") == 2


@pytest.mark.django_db
def test_a_letter_from_before_is_shown_too() -> None:
    assert "<p" in html_of(Letter.objects.create(to="ulla@exempel.example", subject="Hej", text="Hej\n"))
