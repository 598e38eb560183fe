"""The table of the demo's sign-ins: who one can be, and what that person sees first."""

from collections.abc import Iterator

from accounts.models import Role
from demo.building import PASSWORD
from demo.district import OpenPortalText, districts
from startups.models import StartupInvitation


def sign_ins() -> str:
    """Addresses, roles and first sights in columns, the common password, and one startup's own link."""
    rows = list(_rows())
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}" for row in rows]
    portals = [line for district in districts() for text in district.open_portals for line in _portal(text)]
    return "\n".join([f"Logga in med lösenordet {PASSWORD} som", *lines, *portals])


def _rows() -> Iterator[tuple[str, str, str]]:
    people = [person for district in districts() for person in district.people if person.sign_in]
    for person in sorted(people, key=lambda person: person.sign_in):
        role = next(label for value, label in reversed(Role.choices) if value in person.roles)
        yield person.email, str(role), person.first_sight


def _portal(text: OpenPortalText) -> list[str]:
    """The personal link of a startup that is invited and has not answered, while it is open."""
    found = StartupInvitation.objects.filter(
        match__startup__name=text.startup, match__organisation__is_demo=True, revoked_at=None
    )
    invitation = found.first()
    if invitation is None or not invitation.is_open:
        return []
    return ["", f"Startupen {text.startup} svarar utan konto, genom sin egen länk:", f"  {invitation.link}"]
