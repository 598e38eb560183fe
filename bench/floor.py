"""The practical floor: the least that a signed-in, paged list of needs in Django can be.

Session, user and one keyset query for 25 rows of three columns, through a template; nothing else around it.
"""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from needs.models import Need

PAGE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Behov</title></head><body><table>
{% for need in needs %}<tr><td><a href="/behov/{{ need.pk }}/">{{ need.title }}</a></td><td>{{ need.state }}</td>
<td>{{ need.listed_at }}</td></tr>
{% endfor %}</table></body></html>"""


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """The newest 25 needs of one organisation."""
    needs = (
        Need.objects.filter(organisation_id=int(request.GET["organisation"]))
        .order_by("-listed_at", "-id")
        .only("title", "state", "listed_at")[:25]
    )
    return HttpResponse(_template().render({"needs": needs}))


@cache
def _template() -> Any:
    """Compiled once for each process."""
    return engines["django"].from_string(PAGE)


urlpatterns = [path("", floor)]
