"""On which devices a person is signed in: Django's sessions in the database, with whose they are beside them."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils.timezone import now

# When the person was last seen, written at most once in so many seconds of work: it is a write to the database.
SEEN, SEEN_SECONDS = "seen", 300
DEVICE, ADDRESS = "device", "address"


class SessionStore(DatabaseStore):
    """Django's own, with columns for what a person's list of sign-ins asks."""

    @classmethod
    def get_model_class(cls) -> Any:
        from accounts.models import Session  # settings name this module before there are models

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.device, row.address = data.get(DEVICE, ""), data.get(ADDRESS)
        return row

    async def acreate_model_instance(self, data: dict[str, Any]) -> Any:
        # Django's own would leave the columns empty without a word.
        raise NotImplementedError("nothing here is asynchronous")


def remember_device(sender: Any, request: HttpRequest, **more: Any) -> None:
    """Notes at the sign-in from where it is, and that the person is here."""
    from accounts.requests import address_of

    device = request.META.get("HTTP_USER_AGENT", "")[:200]
    request.session.update({SEEN: int(now().timestamp()), DEVICE: device, ADDRESS: address_of(request)})


def end_others(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """A new password ends what was begun with the old one, everywhere but here."""
    user.sessions.exclude(session_key=request.session.session_key).delete()
