"""How a form is answered: shown again as long as something is wrong in it, and in the end with a word of what was done."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def form_page(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """The page of a form; one with errors is answered as such (422), which htmx and screen readers rely on."""
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def done(request: HttpRequest, words: str, to: Any, *args: Any, undo: str = "") -> HttpResponse:
    """Says what was done and leads on to where redirect(to, *args) leads; `undo` is the address of the way back."""
    messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
    return redirect(to, *args)
