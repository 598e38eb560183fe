"""What stands around every page: the organisation, the person, and where this person may go."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, Role, User
from history.addresses import address
from reports.models import ManagementGroup

GROUPS = "organisations_with_own_groups"


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    active: bool


class Shell:
    """Read by templates/base.html; nothing is fetched until it is asked for."""

    product = "Ignite"

    def __init__(self, request: Any) -> None:
        self.request = request

    @cached_property
    def membership(self) -> Membership | None:
        return getattr(self.request, "membership", None) or None

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    @property
    def person(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def memberships(self) -> list[Membership]:
        return self.person.memberships if self.person else []

    @property
    def is_demo(self) -> bool:
        return settings.DEMO

    @property
    def source_url(self) -> str | None:
        return settings.SOURCE_URL

    @property
    def contact(self) -> str | None:
        return settings.CONTACT_EMAIL

    @property
    def colour_css(self) -> str | None:
        if self.organisation is None:
            return None
        return reverse("accounts:colour", args=[self.organisation.colour.lstrip("#").lower()])

    @cached_property
    def nav(self) -> list[NavItem]:
        if not self.membership:
            return []
        roles = set(self.membership.roles)
        items = [
            (_("Översikt"), "start", True),
            (_("Behov"), "needs:needs", True),
            (_("Prioritering"), "needs:rounds", roles & {Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER, Role.LEADERSHIP}),
            (_("Utmaningar"), "needs:challenges", True),
            (
                _("Startuper"),
                "startups:startups",
                roles & {Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER, Role.LINE_MANAGER},
            ),
            (_("Möten"), "meetings:meetings", roles - {Role.STAFF, Role.ADMINISTRATOR}),
            (_("Piloter"), "pilots:pilots", True),
            (_("Lärdomar"), "pilots:lessons", True),
            (
                _("Rapporter"),
                "reports:reports",
                roles & {Role.DEVELOPMENT_CHIEF, Role.LEADERSHIP} or self._reads_reports,
            ),
            (_("Organisation"), "accounts:organisation", roles & {Role.ADMINISTRATOR}),
        ]
        path = self.request.path
        if path.startswith(address("reports:groups")):  # the groups have no item of their own
            path = address("reports:reports")
        urls = [(label, address(name)) for label, name, shown in items if shown]
        # The longest address that the page begins with is where we are; everything begins with the start page's.
        start = address("start")
        within = [url for _label, url in urls if path.startswith(url) and (url != start or path == start)]
        here = max(within, key=len, default="")
        return [NavItem(label, url, url == here) for label, url in urls]

    @property
    def _reads_reports(self) -> bool:
        """Whether the person sat in one of the organisation's management groups when signing in."""
        return self.membership.organisation_id in self.request.session.get(GROUPS, [])


def remember_groups(sender: Any, request: Any, user: User, **more: Any) -> None:
    """Keeps for the session in which organisations the person sits in a management group: one query a sign-in."""
    groups = ManagementGroup.objects.filter(members=user)
    request.session[GROUPS] = list(groups.values_list("organisation", flat=True).distinct())


def shell(request: HttpRequest) -> dict[str, Shell]:
    return {"shell": Shell(request)}
