"""The security log: one line for each event in the process's log, and a row where an administrator can read it.

Nothing that somebody typed stands in it: no password, no address that nobody has, no words of a search.
"""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from accounts.models import Membership, Organisation, SecurityEvent, Session, User
from accounts.requests import address_of

log = logging.getLogger("security")
Event = SecurityEvent.Event


def log_event(
    request: HttpRequest,
    event: SecurityEvent.Event,
    *,
    person: User | None,
    organisation: Organisation | None = None,
    about: str = "",
) -> None:
    """Tells of an event in the organisation; of one that is nobody's in particular, in all where the person has a place."""
    address, number = address_of(request), getattr(request, "request_id", "")
    places = [organisation.pk] if organisation else _places_of(person)
    said = {"person": person.pk if person else None, "address": address, "request_id": number, "about": about[:200]}
    log.info(event.value, extra=said | {"organisations": places})
    facts = {"event": event, "person": person, "address": address, "request_id": number, "about": about[:200]}
    SecurityEvent.objects.bulk_create([SecurityEvent(organisation_id=place, **facts) for place in places])


def _places_of(person: User | None) -> list[int]:
    return list(Membership.objects.filter(user=person).values_list("organisation", flat=True)) if person else []


def security_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives each request a number, and tells of what was refused and of lists that were taken out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number = uuid4().hex
        request.request_id = number  # type: ignore[attr-defined]  # a name of ours, which Django's class does not know
        response = get_response(request)
        response.headers["X-Request-ID"] = number
        if response.status_code == 403:
            _tell(request, Event.REFUSED)
        elif response.get("Content-Type", "").startswith("text/csv"):
            _tell(request, Event.EXPORT)
        return response

    return middleware


def _tell(request: Any, event: SecurityEvent.Event) -> None:
    person = request.user if request.user.is_authenticated else None
    organisation = request.membership.organisation if request.membership else None
    match = request.resolver_match
    # A personal link is a credential: the name of its page stands for it.
    has_token = match is None or {"token", "key"} & set(match.kwargs)
    about = (match.view_name if match else "") if has_token else request.path
    log_event(request, event, person=person, organisation=organisation, about=about)


def on_sign_in(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    log_event(request, Event.SIGN_IN, person=user)


def on_failure(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    """A wrong password. Who has typed an address that nobody has may have typed a password there."""
    if request is not None:
        typed = str(credentials.get("email") or credentials.get("username") or "")
        log_event(request, Event.SIGN_IN_FAILED, person=User.objects.filter(email=typed.lower()).first())


def on_wrong_code(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    log_event(request, Event.SIGN_IN_FAILED, person=user)


def on_new_password(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    log_event(request, Event.PASSWORD_CHANGED, person=user)


def on_second_step(sender: Any, request: HttpRequest, user: User, authenticator: Any, **more: Any) -> None:
    if authenticator.type != authenticator.Type.RECOVERY_CODES:  # which come and go with the others
        log_event(request, Event.SECOND_STEP, person=user)


def forget(before: Any) -> None:
    """Removes what happened before a moment, and the sign-ins that have ended by themselves."""
    SecurityEvent.objects.filter(at__lt=before).delete()
    Session.objects.filter(expire_date__lt=now()).delete()
