"""Two who send the form of one page at the very same time take turns: the second sees what the first has written."""

import hashlib

from django.db import connection
from django.http import HttpRequest

from entry.shown import read

TURN = "turn"


def take_turn(request: HttpRequest) -> None:
    """Waits until nobody else is saving this page; only for a form that shows what stands and may be overwritten."""
    shown = read(request.POST)
    if shown is None or not shown.values:
        return
    digest = hashlib.blake2b(request.path.encode(), digest_size=8).digest()
    turn = int.from_bytes(digest, signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s::bigint)", [turn])
    setattr(request, TURN, turn)


def end_turn(request: HttpRequest) -> None:
    """Lets the next one in. A connection that was lost has given up its turn by itself."""
    turn = getattr(request, TURN, None)
    if turn is None or connection.connection is None or connection.connection.closed:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s::bigint)", [turn])
