"""Secret addresses as they lie in the database: readable for this installation alone, by its secret key."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings
from django.utils.encoding import force_bytes

SALT = b"meetings.addresses"


def seal(address: str) -> str:
    """The address in a form that says nothing to whoever reads the database or a copy of it."""
    return _fernet(settings.SECRET_KEY).encrypt(address.encode()).decode()


def unseal(sealed: str) -> str:
    """The address again; ValueError when it was sealed by a key that is no longer known."""
    from cryptography.fernet import InvalidToken

    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return bytes(_fernet(key).decrypt(sealed.encode())).decode()
        except InvalidToken:
            continue
    raise ValueError("sealed by another key")


def _fernet(key: str | bytes):  # type: ignore[no-untyped-def]  # named here, a page that seals nothing would load it
    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(sha256(SALT + force_bytes(key)).digest()))
