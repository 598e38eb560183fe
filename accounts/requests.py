"""What views know of a request behind `login_required`; accounts/middleware.py sets what Django does not."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_htmx.middleware import HtmxDetails

from accounts.models import Membership, User


class AuthenticatedRequest(HttpRequest):
    """A request by a person who has signed in. `membership` is where the person acts just now, None without any."""

    user: User
    membership: Membership | None
    htmx: HtmxDetails


def address_of(request: HttpRequest) -> str | None:
    """The network address the request comes from, as the proxies that are trusted say."""
    return get_adapter().get_client_ip(request) if request.META.get("REMOTE_ADDR") else None


def way_back(request: HttpRequest) -> str:
    """The page the person came from, as its form says in `next`, if it is one of ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"


def deed(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view behind a button: for the signed in, and only pressed, never looked at."""
    return login_required(require_POST(view))
