"""What views know of a request behind `login_required`; accounts/middleware.py sets what Django does not."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import Membership, User


class AuthenticatedRequest(HttpRequest):
    """A request by a person who has signed in. `membership` is where the person acts just now, None without any."""

    user: User
    membership: Membership | None
    htmx: HtmxDetails
