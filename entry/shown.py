"""What a page showed and to whom: a signed mark that travels with its form and is read when the form comes back."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core import signing
from django.forms import BaseForm, Field
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

FIELD = "shown"
KEPT = "kept"  # in the address of a page whose form is filled in with what was kept
SALT = "entry.shown"
MOST_AGE = timedelta(days=14)


@dataclass(frozen=True)
class Shown:
    """Whom a page was made for, its address, and fingerprints of the values that stood in its form by their names.

    `once` is another one each time a page is made.
    """

    person: int | None
    page: str
    once: str
    values: Mapping[str, str] = field(default_factory=dict)


def mark(request: HttpRequest, forms: Iterable[Any] = ()) -> SafeString:
    """The hidden field with the mark of this page. Only whom the page was shown to can have it."""
    forms = list(forms)
    before = read(request.POST)
    if before and not all(form.is_bound and not getattr(form, "is_searching", False) for form in forms):
        # Shown again in the middle of writing, with one more row or other needs to choose among: what stood there is
        # what stood there at first.
        values: Mapping[str, str] = before.values
    else:
        values = {name: print_ for form in forms for name, print_ in fingerprints(form).items()}
    content = {"person": request.user.pk, "page": page_of(request), "once": secrets.token_hex(5), "values": values}
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, signing.dumps(content, salt=SALT))


def read(data: Mapping[str, Any]) -> Shown | None:
    """The mark among what was sent; None for one that is missing, not ours, or two weeks old."""
    try:
        content = signing.loads(data.get(FIELD) or "", salt=SALT, max_age=MOST_AGE)
    except signing.BadSignature:
        return None
    return Shown(**content)


def typed_texts(request: HttpRequest) -> list[str]:
    """What the person had written in words in a form that was sent, each text once: worth keeping, whatever happens."""
    shown = read(request.POST) if request.method == "POST" else None
    if shown is None or shown.person != request.user.pk:
        return []
    values = (value.strip() for name, values in request.POST.lists() if name != FIELD for value in values)
    return list(dict.fromkeys(value for value in values if " " in value))


def page_of(request: HttpRequest) -> str:
    """The address of the page with all it asks for, but not for what was kept."""
    query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
    query.pop(KEPT, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def fingerprints(form: Any) -> dict[str, str]:
    """Of everything that stood in the form, by the names in the page; nothing for what only has proposals in it."""
    if not getattr(form, "shows_what_stands", False):
        return {}
    rows: Any = form if isinstance(form, BaseFormSet) else None
    if rows is not None:
        return {rows.prefix: fingerprint(rows.standing)}
    return {bound.html_name: fingerprint(plain(bound.field, bound.initial)) for bound in shown_fields(form)}


def shown_fields(form: BaseForm) -> list[Any]:
    return [bound for bound in form if not (bound.is_hidden or bound.field.disabled)]


def fingerprint(value: Any) -> str:
    """Short, since it only has to notice a change: nobody gains by making two values alike."""
    return hashlib.blake2b(repr(value).encode(), digest_size=5).hexdigest()


def plain(field: Field, value: Any) -> Any:
    """The value as text, the same whether it comes from the database or has been typed and read."""
    # A number as people write it says less than the number.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        value = field.prepare_value(value)
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines())
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal | int):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, Iterable):
        return sorted(str(one) for one in value)
    return str(value)
