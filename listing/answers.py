"""One URL, one context: the whole page, or the named part of it that htmx asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "rows", status: int = 200
) -> HttpResponse:
    """Renders `template`, or `template#part` to htmx; boosted and history-restore requests get the whole page."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]  # set by django_htmx's middleware
    partial = htmx and not htmx.boosted and not htmx.history_restore_request
    response = render(request, f"{template}#{part}" if partial else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
