"""The table of the demo's sign-ins: who one can be, and what that person sees first."""

from collections.abc import Iterator

from accounts.models import Role
from demo.building import OPEN_DOOR
from demo.people import EKDALEN, PASSWORD, VASTERSKOG
from startups.links import link_to
from startups.models import Invitation

# From the one who hands in a need to the one who reads the report.
ORDER = (
    "medarbetare@",
    "chef@",
    "team@",
    "utvecklingschef@demo",
    "ledning@",
    "admin@",
    "utvecklingschef@annan",
)


def sign_ins() -> str:
    """Addresses, roles and first sights in columns, the common password, and one startup's own link."""
    rows = list(_rows())
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}" for row in rows]
    return "\n".join([f"Logga in med lösenordet {PASSWORD} som", *lines, *_door()])


def _rows() -> Iterator[tuple[str, str, str]]:
    people = [person for person in (*EKDALEN, *VASTERSKOG) if person.is_sign_in]
    people.sort(key=lambda p: next(n for n, prefix in enumerate(ORDER) if p.email.startswith(prefix)))
    for person in people:
        role = next(label for value, label in reversed(Role.choices) if value in person.roles)
        yield person.email, str(role), person.first_sight


def _door() -> list[str]:
    """The personal link of a startup that is invited and has not answered, while it is open."""
    startup = OPEN_DOOR[1]
    found = Invitation.objects.filter(
        match__startup__name=startup, match__organisation__is_demo=True, revoked_at=None
    )
    invitation = found.first()
    if invitation is None or not invitation.is_open:
        return []
    return ["", f"Startupen {startup} svarar utan konto, genom sin egen länk:", f"  {link_to(invitation)}"]
