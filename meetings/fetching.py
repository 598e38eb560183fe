"""Fetches a calendar from an address that a person has given: https alone, never from inside the house, small and soon.

The name is looked up once, each of its addresses is checked, and the connection goes to one of those very addresses: a
name that answers differently the next time (DNS rebinding) leads nowhere else. Redirects are checked in the same way.
What goes wrong is said by a word of `Trouble` and nothing else: an address like this is a secret and belongs in no log.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Literal, NamedTuple
from urllib.parse import urljoin, urlsplit

Trouble = Literal["address", "unknown", "internal", "certificate", "unreachable", "slow", "refused", "big", "content"]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MOST_BYTES = 2_000_000
SECONDS = 15.0
MOST_REDIRECTS = 3
HTTPS = 443
# Inside these an IPv4 address can be hidden: translated (RFC 6052, RFC 8215) and compatible ones (RFC 4291).
CARRIERS = [ipaddress.ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")]


class Unreadable(Exception):
    """The calendar could not be fetched; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class Target(NamedTuple):
    host: str
    port: int
    path: str


def fetch(address: str, *, internal: Collection[str] = (), seconds: float = SECONDS) -> bytes:
    """What stands at the address, at most MOST_BYTES of it. `internal` are the hosts ("name" or "name:port") that may lie
    inside the house or answer at another port than 443. Raises Unreadable.
    """
    until = time.monotonic() + seconds
    for _hop in range(MOST_REDIRECTS + 1):
        target = target_of(address)
        with _answer(target, internal, until) as answer:
            if answer.status == 200:
                return _body(answer)
            onwards = answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""
            if not onwards:
                raise Unreadable("refused")
            address = urljoin(address, onwards)
    raise Unreadable("refused")


def target_of(address: str) -> Target:
    """Where a request for the address goes; Unreadable when it is no plain https address (or webcal, which means that)."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port or HTTPS
        host = host.encode("idna").decode("ascii").lower().rstrip(".") if not host.isascii() else host.rstrip(".")
    except ValueError:
        raise Unreadable("address") from None
    if parts.scheme not in ("https", "webcal") or not host or parts.username or parts.password:
        raise Unreadable("address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(character <= " " or character == "\x7f" for character in path):
        raise Unreadable("address")
    return Target(host, port, path)


def is_public(address: Address) -> bool:
    """Whether the address lies out on the internet, and is no other one in disguise."""
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or any(address in net for net in CARRIERS)
    ):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _checked(target: Target, internal: Collection[str]) -> list[str]:
    """The addresses of the host, all of which may be asked."""
    is_allowed = target.host in internal or f"{target.host}:{target.port}" in internal
    if not is_allowed and target.port != HTTPS:
        raise Unreadable("internal")
    try:
        rows = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable("unknown") from None
    found = [str(row[4][0]) for row in rows]
    if not is_allowed and not all(is_public(ipaddress.ip_address(one.partition("%")[0])) for one in found):
        raise Unreadable("internal")
    return list(dict.fromkeys(found))


@contextmanager
def _answer(target: Target, internal: Collection[str], until: float) -> Iterator[http.client.HTTPResponse]:
    """The beginning of the answer; whatever goes wrong until its end, or lasts beyond `until`, is Unreadable."""
    addresses = _checked(target, internal)
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    over = threading.Event()
    try:
        plain = _connected(addresses, target.port, until)
        with context.wrap_socket(plain, server_hostname=target.host, do_handshake_on_connect=False) as secured:
            # Each byte may come in time and the whole never: one clock for all of it.
            watch = threading.Timer(max(0.0, until - time.monotonic()), _cut, [secured, over])
            watch.daemon = True
            watch.start()
            try:
                secured.do_handshake()
                connection = http.client.HTTPSConnection(target.host, target.port, context=context)
                connection.sock = secured
                connection.request("GET", target.path, headers={"Accept": "text/calendar", "User-Agent": "Ignite"})
                yield connection.getresponse()
                if over.is_set():  # what had come by then looks like a whole answer
                    raise Unreadable("slow")
            finally:
                watch.cancel()
    except ssl.SSLCertVerificationError:
        raise Unreadable("certificate") from None
    except TimeoutError:
        raise Unreadable("slow") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Unreadable("slow" if over.is_set() else "unreachable") from None


def _connected(addresses: list[str], port: int, until: float) -> socket.socket:
    """A connection to the first of these very addresses that answers."""
    failure: OSError = TimeoutError()
    for address in addresses:
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as reason:
            failure = reason
    raise failure


def _cut(secured: ssl.SSLSocket, over: threading.Event) -> None:
    over.set()
    with suppress(OSError):
        socket.socket.shutdown(secured, socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unreadable("content")
    body = answer.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise Unreadable("big")
    if answer.length:  # less than was promised
        raise Unreadable("unreachable")
    return body
