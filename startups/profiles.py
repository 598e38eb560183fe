"""What is right in a startup's profile, the same for one typed in and for one of thousands in a file."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from entry.amounts import read_kronor
from entry.personal_data import has_right_check_digit

NUMBER = re.compile(r"(?:16)?(\d{6})[- ]?(\d{4})")
MOST_WEBSITE = 200
MOST_PRICE = 100_000_000
_is_web_address = URLValidator(schemes=["http", "https"])


def website(text: str) -> str:
    """A web address; https:// is put in front of a bare one. Nothing but http and https is let in."""
    text = text.strip()
    address = text if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) else f"https://{text}"
    try:
        _is_web_address(address)
    except ValidationError:
        address = ""
    if not address or len(address) > MOST_WEBSITE:
        raise ValidationError(_("Skriv webbplatsen som https://exempel.se"))
    return address


def as_number(text: str) -> str:
    """What was typed in the form 556677-8899, with or without hyphen and century in it; empty for anything else."""
    found = NUMBER.fullmatch(text.strip().replace("\u2013", "-"))
    return f"{found[1]}-{found[2]}" if found else ""


def organisation_number(text: str) -> str:
    """An organisation number in the form 556677-8899. Raises ValidationError for what cannot be one."""
    number = as_number(text)
    if not number:
        raise ValidationError(_("Skriv organisationsnumret som 556677-8899"))
    if not has_right_check_digit(number.replace("-", "")):
        raise ValidationError(_("Sista siffran stämmer inte. Kontrollera organisationsnumret"))
    return number


def price(text: str) -> int:
    """A price in whole kronor, however a person writes it."""
    try:
        kronor = read_kronor(text)
    except ValueError:
        kronor = -1
    if not 0 <= kronor <= MOST_PRICE:
        raise ValidationError(_("Skriv priset i hela kronor, till exempel 40 000"))
    return kronor


def name_taken(name: str) -> str:
    return _("%(name)s finns redan i registret") % {"name": name}


def number_taken(name: str) -> str:
    return _("%(name)s har redan det organisationsnumret") % {"name": name}


def key_of(name: str) -> Any:
    """Two names with the same key are the same startup: case and spaces do not tell them apart."""
    return " ".join(name.casefold().split())
