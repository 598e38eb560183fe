"""Who may, and when: small named predicates that compose with `&`, `|` and `~`.

A *who* predicate answers for a person and an object (403 when it says no); a *when* predicate answers for an object
alone (the person is told that the object has moved on). Every object view asks through `permit()`.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import Membership, Role, User
from accounts.requests import AuthenticatedRequest
from history.actions import StaleState


class Who:
    """A named yes or no for (person, object); the object has `organisation_id`."""

    def __init__(self, test: Callable[[User, Any], bool]) -> None:
        self.test = test
        self.__doc__ = test.__doc__

    def __call__(self, user: User, subject: Any) -> bool:
        return user.is_authenticated and self.test(user, subject)

    def __and__(self, other: "Who") -> "Who":
        return Who(lambda user, subject: self.test(user, subject) and other.test(user, subject))

    def __or__(self, other: "Who") -> "Who":
        return Who(lambda user, subject: self.test(user, subject) or other.test(user, subject))

    def __invert__(self) -> "Who":
        return Who(lambda user, subject: not self.test(user, subject))


def has_role(*roles: str) -> Who:
    """Has one of the roles in the object's own organisation."""
    return Who(lambda user, subject: user.has_role(*roles, organisation_id=subject.organisation_id))


is_member = Who(lambda user, subject: user.membership_in(subject.organisation_id) is not None)
is_staff_member = has_role(Role.STAFF)
is_line_manager = has_role(Role.LINE_MANAGER)
is_team_member = has_role(Role.TEAM_MEMBER)
is_chief = has_role(Role.DEVELOPMENT_CHIEF)
is_leadership = has_role(Role.LEADERSHIP)
is_administrator = has_role(Role.ADMINISTRATOR)

# Everybody on the staff may hand in needs; the leadership reads and changes nothing.
may_contribute = has_role(Role.STAFF, Role.LINE_MANAGER, Role.TEAM_MEMBER, Role.DEVELOPMENT_CHIEF, Role.ADMINISTRATOR)
may_administer = is_administrator
may_read_letters = is_administrator | is_chief
may_send_again = has_role(Role.LINE_MANAGER, Role.TEAM_MEMBER, Role.DEVELOPMENT_CHIEF, Role.ADMINISTRATOR)


def acting_in(request: AuthenticatedRequest) -> Membership:
    """The membership in which the person acts just now; PermissionDenied for somebody who has none yet."""
    if not request.membership:
        raise PermissionDenied
    return request.membership


def permit(user: User, subject: Any, *, who: Who, when: Callable[[Any], bool] | None = None) -> None:
    """Raises PermissionDenied when the person may not, StaleState when the object's moment has passed."""
    if not who(user, subject):
        raise PermissionDenied
    if when is not None and not when(subject):
        raise StaleState(subject)
