"""An edition as a document for the printer and the screen reader: HTML by Django, PDF/UA-1 by WeasyPrint."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from printing.rendering import PDF, render
from reports.presentation import present


def html_of(contents: dict[str, Any], language: str) -> str:
    """The document as HTML in the group's language; everything people wrote is escaped by the templates."""
    with override(language):
        return render_to_string("reports/pdf/report.html", {**present(contents), "language": language})


def edition_as_pdf(contents: dict[str, Any], language: str) -> PDF:
    """The edition as PDF, with its number of pages. Raises rendering.CouldNotRender."""
    return render(html_of(contents, language))
