"""Keeps what was typed when somebody is no longer signed in, and brings it back to that person and nobody else.

Only a form with a whole mark (`entry.shown`) is kept. A page of another site cannot have one, so nothing can be planted
here; and of what is kept for a person the newest few stay, so that the disk cannot be filled.
"""

from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from entry.models import A_DAY, SALT, KeptForm
from entry.shown import KEPT, read

MOST_TEXT = 200_000
MOST_FORMS = 10
UNDONE = "undone"
UNDONE_SALT = "entry.undone"
SECRETS = ("password", "secret")  # what may stand in the name of a field that is never kept


def keep(request: HttpRequest) -> str:
    """Keeps the form for the one it was shown to. Answers where that person finds it; "" when it cannot be kept."""
    shown = read(request.POST)
    if shown is None or shown.person is None or request.user.pk not in (None, shown.person):
        return ""
    typed = {name: values for name, values in request.POST.lists() if _is_typed(name)}
    if sum(len(name) + sum(map(len, values)) for name, values in typed.items()) > MOST_TEXT:
        return ""
    own = KeptForm.objects.filter(person=shown.person)
    own.exclude(pk__in=own.order_by("-pk").values("pk")[: MOST_FORMS - 1]).delete()
    content = signing.dumps(typed, salt=SALT, compress=True)
    row = KeptForm.objects.create(person_id=shown.person, page=shown.page, content=content)
    return _with(shown.page, KEPT, row.key)


def _is_typed(name: str) -> bool:
    return name != "csrfmiddlewaretoken" and not any(word in name.lower() for word in SECRETS)


def bring_back(request: HttpRequest) -> bool:
    """Lets the page be filled in with what its person had typed; it is looked at, nothing is sent."""
    rows = KeptForm.objects.living().filter(key=request.GET[KEPT], person=request.user.pk)
    row = rows.first()
    if row is None or urlsplit(row.page).path != request.path:
        return False
    request.POST = row.data  # type: ignore[assignment]  # what Django itself puts there cannot be changed
    return True


def forget(request: HttpRequest) -> None:
    """The form has been sent again and taken."""
    KeptForm.objects.filter(key=request.GET[KEPT], person=request.user.pk).delete()


def without_the_deed(request: HttpRequest) -> str:
    """Where the button stands that was pressed, with a signed word that the deed was not done."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        page = "/"
    parts = urlsplit(page)
    page = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return _with(page, UNDONE, signing.dumps(parts.path, salt=UNDONE_SALT))


def is_undone(request: HttpRequest) -> bool:
    """Whether the word in the address is ours, for this page and of today."""
    try:
        page = signing.loads(request.GET[UNDONE], salt=UNDONE_SALT, max_age=A_DAY)
    except signing.BadSignature:
        return False
    return bool(page == request.path)


def _with(page: str, name: str, value: str) -> str:
    parts = urlsplit(page)
    query = QueryDict(parts.query, mutable=True)
    query[name] = value
    return f"{parts.path}?{query.urlencode()}"


def without(request: HttpRequest, name: str) -> str:
    """The page's own address without one of its words."""
    query = request.GET.copy()
    del query[name]
    return f"{request.path}?{query.urlencode()}" if query else request.path
