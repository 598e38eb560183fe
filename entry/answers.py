"""How a form is answered: shown again as long as something is wrong in it, and in the end with a word of what was done."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entry.shown import mark


def form_page(request: HttpRequest, template: str, form: BaseForm | None, **context: Any) -> HttpResponse:
    """The page of a form and of the rows given by name, with the mark of what it showed as `shown`.

    One with errors is answered as such (422), which htmx and screen readers rely on.
    """
    rows = [value for value in context.values() if isinstance(value, BaseFormSet)]
    wrong = (form is not None and form.errors) or any(row.total_error_count() for row in rows)
    given = {"form": form, "shown": mark(request, [*([form] if form is not None else []), *rows]), **context}
    return render(request, template, given, status=422 if wrong and request.method == "POST" else 200)


def done(request: HttpRequest, words: str, to: Any, *args: Any, undo: str = "", copy: str = "") -> HttpResponse:
    """Says what was done and leads on to where redirect(to, *args) leads; `undo` is the address of the way back.

    `copy` is a secret that the next page shows once, to be copied.
    """
    messages.success(request, words, extra_tags=f"undo:{undo}" if undo else f"copy:{copy}" if copy else "")
    return redirect(to, *args)
