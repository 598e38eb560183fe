"""An edition as a document for the printer and the screen reader: HTML by Django, PDF/UA-1 by WeasyPrint."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from reports.rendering import Drawing
from reports.rendering import render as render_html
from reports.telling import tell


def html_of(contents: dict[str, Any], language: str) -> str:
    """The document as HTML in the group's language; everything people wrote is escaped by the templates."""
    with override(language):
        return render_to_string("reports/pdf/report.html", {**tell(contents), "language": language})


def draw(contents: dict[str, Any], language: str) -> Drawing:
    """The edition as PDF, with its number of pages. Raises rendering.CouldNotRender."""
    return render_html(html_of(contents, language))


def render(contents: dict[str, Any], language: str) -> bytes:
    """The edition as PDF, and nothing else."""
    return draw(contents, language).pdf
