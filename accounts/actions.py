"""What is done at reception: organisations described, units kept, people invited, roles given and taken."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.letters import sent_by
from accounts.models import (
    Driver,
    Invitation,
    Membership,
    Organisation,
    ProcurementLimit,
    Role,
    Unit,
    User,
    roles_in_words,
)
from history.actions import StaleState, record
from history.changes import change_of, changes_in
from post.actions import ration, write_letter
from post.models import Letter, LetterState

MOST_INVITATIONS = 5  # to one address in an hour
# LOU 2016:1145, 19 a kap. 2 and 11 §§; the administrator keeps them up to date.
FIRST_LIMITS = {ProcurementLimit.Kind.DOCUMENTATION: 100_000, ProcurementLimit.Kind.DIRECT_AWARD: 700_000}


class LastAdministrator(Exception):
    """An organisation must keep somebody who can give roles."""


class UnitInUse(Exception):
    """The unit has people, needs or units of its own."""


@transaction.atomic
def found_organisation(organisation: Organisation, *, by: User | None) -> Organisation:
    """Saves a new organisation with the amount limits that the law begins with."""
    organisation.save()
    for kind, amount in FIRST_LIMITS.items():
        ProcurementLimit.objects.create(
            organisation=organisation, kind=kind, amount=amount, valid_from=date(2022, 2, 1)
        )
    record(organisation, "organisation.changed", by=by)
    return organisation


@transaction.atomic
def change_organisation(organisation: Organisation, *, fields: Iterable[str], by: User) -> None:
    """Saves the named fields."""
    changed = changes_in(organisation, fields)
    organisation.save(update_fields=list(fields))
    record(organisation, "organisation.changed", by=by, changed=changed)


@transaction.atomic
def change_drivers(organisation: Organisation, *, kept: Iterable[Driver], removed: Iterable[Driver], by: User) -> None:
    """Saves the drivers in the order given. A removed one disappears from the needs that named it."""
    for driver in removed:
        driver.delete()
    for position, driver in enumerate(kept):
        driver.organisation, driver.position = organisation, position
        driver.save()
    record(organisation, "driver.changed", by=by)


@transaction.atomic
def set_limit(organisation: Organisation, *, kind: str, amount: int, valid_from: date, by: User) -> None:
    """Sets an amount limit (SEK excl. VAT) from a day on; the same day again replaces it."""
    limits = ProcurementLimit.objects.filter(organisation=organisation)
    before = next(iter(limits.in_force(kind, on=valid_from).values_list("amount", flat=True)), None)
    limits.update_or_create(organisation=organisation, kind=kind, valid_from=valid_from, defaults={"amount": amount})
    changed = change_of(organisation, str(ProcurementLimit.Kind(kind).label), before, amount)
    record(organisation, "organisation.limits", by=by, changed=changed)


@transaction.atomic
def save_unit(unit: Unit, *, by: User) -> Unit:
    """Saves a new or changed unit."""
    is_new = unit.pk is None
    unit.save()
    record(unit.organisation, "unit.created" if is_new else "unit.changed", by=by, name=unit.name)
    return unit


@transaction.atomic
def remove_unit(unit: Unit, *, by: User) -> None:
    """Removes a unit that nothing hangs on; raises UnitInUse otherwise."""
    if unit.memberships.exists():
        raise UnitInUse
    try:
        with transaction.atomic():
            unit.delete()
    except ProtectedError as used:
        raise UnitInUse from used
    record(unit.organisation, "unit.removed", by=by, name=unit.name)


@transaction.atomic
def invite(invitation: Invitation, *, by: User) -> Invitation:
    """Invites a person by letter. An open invitation to the same address is replaced: its link stops working."""
    about = f"invited {invitation.organisation_id} {invitation.email.lower()}"[:60]
    ration(invitation.organisation, about=about, most=MOST_INVITATIONS)
    Invitation.objects.filter(
        organisation=invitation.organisation, email__iexact=invitation.email, accepted_at=None, revoked_at=None
    ).update(revoked_at=timezone.now())
    invitation.email, invitation.invited_by = invitation.email.lower(), by
    invitation.save()
    record(invitation.organisation, "invitation.sent", by=by, email=invitation.email)
    write_letter(
        to=invitation.email,
        sender=sent_by(by, invitation.organisation),
        template="letters/invitation.txt",
        context={"invitation": invitation},
        about=about,
        language="sv",
        organisation=invitation.organisation,
    )
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> None:
    """The link stops working. Nothing happens when it was used or revoked already."""
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if changed:
        record(invitation.organisation, "invitation.revoked", by=by, email=invitation.email)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str, password: str | None) -> User:
    """Makes the invited person a member, once; a new person gets `password`, a known one keeps theirs.

    Raises StaleState when the link has been used, revoked or has expired meanwhile.
    """
    used = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    ).update(accepted_at=timezone.now())
    if not used:
        raise StaleState(invitation.organisation)
    user = User.objects.filter(email=invitation.email.lower()).first() or User.objects.create_user(
        invitation.email, password, name=name
    )
    membership, is_new = Membership.objects.get_or_create(
        user=user, organisation=invitation.organisation, defaults={"roles": invitation.roles, "unit": invitation.unit}
    )
    if not is_new:
        membership.roles = sorted({*membership.roles, *invitation.roles})
        membership.save(update_fields=["roles"])
    record(membership, "invitation.accepted", by=user)
    return user


def _others_administer(membership: Membership) -> bool:
    return (
        Membership.objects.select_for_update()
        .filter(roles__contains=[Role.ADMINISTRATOR])
        .filter(organisation=membership.organisation, user__is_active=True)
        .exclude(pk=membership.pk)
        .exists()
    )


@transaction.atomic
def change_membership(membership: Membership, *, roles: list[str], unit: Unit | None, by: User) -> None:
    """Gives and takes roles. Raises LastAdministrator when nobody would be left to do so."""
    if Role.ADMINISTRATOR not in roles and not _others_administer(membership):
        raise LastAdministrator
    changed = change_of(membership, "roles", membership.role_names, roles_in_words(roles))
    membership.roles, membership.unit = roles, unit
    changed += changes_in(membership, ["unit"])
    membership.save(update_fields=["roles", "unit"])
    record(membership, "membership.changed", by=by, changed=changed, roles=roles_in_words(roles))


@transaction.atomic
def remove_membership(membership: Membership, *, by: User) -> None:
    """Takes a person out of the organisation; what the person did stays under the person's name."""
    if not _others_administer(membership):
        raise LastAdministrator
    record(membership.organisation, "membership.removed", by=by, person=membership.user.name)
    membership.delete()


@transaction.atomic
def send_again(letter: Letter, *, by: User) -> None:
    """Tries a letter that did not arrive from the beginning. One that is on its way already is left to it."""
    waiting = {"state": LetterState.WAITING, "last_error": "", **Letter.anew()}
    if letter.organisation and Letter.objects.undelivered().filter(pk=letter.pk).update(**waiting):
        record(letter.organisation, "letter.again", by=by, to=letter.to)
        letter.nudge()


def choose_language(user: User, *, language: str) -> None:
    """Keeps the person's language."""
    user.language = language
    user.save(update_fields=["language"])


def end_sessions(user: User) -> None:
    """Signs the person out in every browser."""
    user.sessions.all().delete()
