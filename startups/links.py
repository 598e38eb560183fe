"""The signed personal link by which a startup's contact comes in without an account."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from startups.models import Invitation

# "~" is in no part of a token and needs no escaping in an address.
_SIGNER = Signer(salt="startups.door", sep="~")


def token_for(invitation: Invitation) -> str:
    """The invitation's id and key, signed: nobody can make one up, and nobody can lengthen its life."""
    return _SIGNER.sign(f"{invitation.pk}.{invitation.key}")


def link_to(invitation: Invitation) -> str:
    """The whole address, as it stands in letters."""
    return settings.BASE_URL + reverse("startups:door", args=[token_for(invitation)])


def invitation_of(token: str) -> Invitation | None:
    """The invitation a token was made for, open or not; None for a token that is not whole or not ours."""
    try:
        number, _dot, key = _SIGNER.unsign(token).partition(".")
    except BadSignature:
        return None
    return (
        Invitation.objects.select_related(
            "contact",
            "invited_by",
            "match__startup",
            "match__organisation",
            "match__challenge",
            "match__proposal",
        )
        .filter(pk=int(number), key=key)
        .first()
    )
