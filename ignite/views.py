"""The start page, the pages that belong to no room, and the two health checks."""

import sys
from typing import Any

from allauth.core import ratelimit
from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, connection
from django.db import OperationalError as DatabaseOperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.defaults import bad_request
from kombu.exceptions import OperationalError

from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from entry.kept import keep
from entry.middleware import to_sign_in
from ignite.context_processors import Shell
from ignite.dashboard import tasks_for
from ignite.feedback import FeedbackForm, pass_on_feedback
from ignite.news import news_for
from ignite.own import days_ahead, own_needs
from ignite.tasks import WORKER_SEEN
from needs.permissions import may_hand_in


@login_required
def start(request: AuthenticatedRequest) -> HttpResponse:
    """What awaits this person today."""
    membership = request.membership or None
    context: dict[str, Any] = {"membership": membership}
    if membership:
        own = own_needs(request.user, membership.organisation)
        days = days_ahead(request.user, membership)
        context |= news_for(request.user, membership) | {
            "tasks": tasks_for(request.user, membership, own, days),
            "day": days.next,
            "own_needs": own.handed_in,
            "may_hand_in": may_hand_in(request.user, membership),
        }
    return render(request, "ignite/dashboard.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (lag 2018:1937) with its feedback form."""
    form = FeedbackForm(request.POST or None)
    organisation = request.membership.organisation if request.membership else None
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="feedback"):
            return render(request, "429.html", status=429)
        pass_on_feedback(**form.cleaned_data, organisation=organisation)
        return done(request, _("Tack. Din synpunkt är lämnad."), "accessibility")
    return form_page(request, "ignite/accessibility.html", form)


def privacy(request: HttpRequest) -> HttpResponse:
    """How personal data are treated."""
    return render(request, "ignite/privacy.html")


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The kind word for a form whose token is missing or too old; the form itself again to whom it was shown."""
    is_form = request.content_type == "application/x-www-form-urlencoded"  # never a file, unread so far
    if is_form and (address := keep(request)):
        return redirect(address) if request.user.is_authenticated else to_sign_in(request, address)
    return render(request, "403_csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """What went wrong under a page: 503 while PostgreSQL is away, 500 for anything else. Neither needs a database."""
    away = isinstance(sys.exc_info()[1], DatabaseOperationalError | InterfaceError)
    name, status = ("503.html", 503) if away else ("500.html", 500)
    page = get_template(name).render({"shell": Shell(request)})
    return HttpResponse(page, status=status, headers={"Retry-After": "10"} if away else {})


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than is taken. Needs no database, and reads nothing of it."""
    context = {"shell": Shell(request), "most": settings.MAX_UPLOAD_MB}
    return HttpResponse(get_template("413.html").render(context), status=413)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django refuses; a form that is too large is told so."""
    return too_large(request) if isinstance(exception, RequestDataTooBig) else bad_request(request, exception)


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> JsonResponse:
    """Database and broker answer, and a worker was seen lately; 503 with the missing one named otherwise."""
    checks = {"database": _database_answers(), "broker": _broker_answers()}
    checks["worker"] = checks["database"] and cache.get(WORKER_SEEN) is not None
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except (OSError, OperationalError):
        return False
    return True
