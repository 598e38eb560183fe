"""Signed personal links: whoever holds one acts as the person it was written to, so they are credentials."""

import secrets
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.urls import reverse

Row = TypeVar("Row", bound=Model)


def new_key() -> str:
    """What a row that a link leads to is known by beside its id; a new key puts an end to the old link."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class PersonalLink:
    """One kind of link, to rows that have a `key`. `salt` keeps the kinds apart; the address takes the token alone."""

    salt: str
    url_name: str

    @property
    def _signer(self) -> Signer:
        # "~" is in no part of a token and needs no escaping in an address.
        return Signer(salt=self.salt, sep="~")

    def token(self, row: Any) -> str:
        """The row's id and key, signed: nobody can make one up, and nobody can lengthen its life."""
        return self._signer.sign(f"{row.pk}.{row.key}")

    def url(self, row: Any) -> str:
        """The whole address, as it stands in letters."""
        return settings.BASE_URL + reverse(self.url_name, args=[self.token(row)])

    def find(self, token: str, rows: QuerySet[Row]) -> Row | None:
        """The one of `rows` a token was made for; None for a token that is not whole or not ours."""
        read = self.read(token)
        return rows.filter(pk=read[0], key=read[1]).first() if read else None

    def read(self, token: str) -> tuple[int, str] | None:
        """The id and the key that a token was made of."""
        try:
            number, _dot, key = self._signer.unsign(token).partition(".")
        except BadSignature:
            return None
        return int(number), key
