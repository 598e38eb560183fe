"""What WeasyPrint leaves undone in a tagged PDF: languages of passages, scopes of header cells, page margins as artifacts.

It writes /Lang for the document alone and no /Scope, tags what stands in the margins of a page without hanging it into
the tree, and keeps elements in which nothing is. Needs WeasyPrint loaded, hence only the drawing process imports it.
"""

from collections.abc import Iterator
from typing import Any

from pydyf import Array, Dictionary, String
from weasyprint.pdf import tags

SCOPES = {"row": "/Row", "col": "/Column"}
# A cell may be empty, and what is shown as a picture has its words elsewhere.
MAY_BE_EMPTY = ("/TD", "/TH", "/Figure", "/Document")


def tell_languages_and_scopes() -> None:
    """From now on each element says its language and scope as its HTML does."""
    build = tags._build_box_tree

    def build_and_tell(box: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, *rest):
            html = getattr(box, "element", None)
            if html is not None and (language := html.get("lang")):
                element.setdefault("Lang", String(language))  # a page hands on what its passages have said
            if html is not None and element["S"] == "/TH":
                element["A"]["Scope"] = SCOPES[html.get("scope", "col")]
            yield element

    tags._build_box_tree = build_and_tell


def mend(_document: Any, pdf: Any) -> None:
    """For `write_pdf(finisher=…)`: leaves out empty elements, and turns what stands in the margins into artifacts."""
    root = next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("Type") == "/StructTreeRoot")
    kept: set[int] = set()
    _keep_what_says_something(pdf, _number(root["K"][0]), kept)
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    for page, marked in zip(_pages(pdf), numbers[1::2], strict=False):
        in_margins = {mcid for mcid, element in enumerate(marked) if _number(element) not in kept}
        for mcid in in_margins:
            marked[mcid] = "null"
        _make_artifacts(pdf.objects[_number(page["Contents"])].stream, in_margins)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _pages(pdf: Any) -> list[Any]:
    return [pdf.objects[_number(reference)] for reference in pdf.page_references]


def _keep_what_says_something(pdf: Any, number: int, kept: set[int]) -> bool:
    """Whether there is anything in the element; those of its children in which there is nothing are let go."""
    element = pdf.objects[number]
    if element.get("Type") != "/StructElem":  # a reference to a link or a field
        return True
    element["K"] = Array(
        kid for kid in element["K"] if isinstance(kid, int) or _keep_what_says_something(pdf, _number(kid), kept)
    )
    says = bool(element["K"]) or element["S"] in MAY_BE_EMPTY
    if says:
        kept.add(number)
    return says


def _make_artifacts(stream: list[Any], in_margins: set[int]) -> None:
    for place, operand in enumerate(stream):
        if isinstance(operand, Dictionary) and operand.get("MCID") in in_margins:
            stream[place - 1] = "/Artifact"
            stream[place] = Dictionary({"Type": "/Pagination"})
