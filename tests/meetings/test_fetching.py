"""A calendar's address is followed out on the internet alone, by https, for a while, and leads nowhere else."""

import socket
import time
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from meetings import fetching
from meetings.fetching import MOST_BYTES, Unreadable, fetch, is_public, target_of
from tests.meetings.calendar_server import Server, a_certificate, nobody_listens, serving

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return a_certificate(tmp_path_factory.mktemp("calendar"))


@pytest.fixture
def server(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Its certificate is one that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with serving(*certificate) as server:
        server.pages["/k.ics"] = (200, {}, CALENDAR)
        yield server


def trouble(address: str, **how: Any) -> str:
    with pytest.raises(Unreadable) as found:
        fetch(address, **how)
    assert address not in str(found.value)
    return found.value.trouble


def test_a_host_that_is_allowed_is_read(server):
    assert fetch(server.address("/k.ics"), internal=[server.host]) == CALENDAR
    assert fetch(server.address("/k.ics").replace("https:", "webcal:"), internal=["localhost"]) == CALENDAR
    assert server.asked[0][1]["Host"] == server.host


def test_a_host_inside_that_is_not_allowed_is_never_asked(server, monkeypatch):
    monkeypatch.setattr(fetching, "HTTPS", server.port)  # as if it answered at the usual port
    for host in ("localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"):
        assert trouble(server.address("/k.ics", host)) in ("internal", "unknown")
    assert server.asked == []


def test_only_the_usual_port_is_asked_elsewhere():
    assert trouble("https://exempel.example:8443/k.ics") == "internal"


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:8.8.8.8", "::ffff:10.0.0.1"),
        *("64:ff9b::a00:1", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "::10.0.0.1", "2001:db8::1"),
    ],
)
def test_no_address_inside_counts_as_public_in_any_disguise(address):
    assert not is_public(ip_address(address))


def test_addresses_out_on_the_internet_are_public():
    assert is_public(ip_address("93.184.216.34"))
    assert is_public(ip_address("2606:2800:220:1:248:1893:25c8:1946"))


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://exempel.example/k.ics",
            "ftp://exempel.example/",
            "file:///etc/passwd",
            "https://",
            "exempel.example",
        ),
        *("https://namn:hemligt@exempel.example/", "https://exempel.example:port/", "https://[::1/k.ics"),
        "https://exempel.example/k.ics\r\nHost: inne",
    ],
)
def test_what_is_no_plain_https_address_is_refused_unasked(address):
    with pytest.raises(Unreadable, match="address"):
        target_of(address)


def test_one_address_inside_among_those_of_a_name_is_enough_to_refuse(monkeypatch):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_how: rows)
    assert trouble("https://exempel.example/k.ics") == "internal"


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_says_next(server, monkeypatch):
    """DNS rebinding: the second answer would lead elsewhere, but nobody asks a second time for the name."""
    lookup, asked = socket.getaddrinfo, []

    def once(host: Any, *rest: Any, **how: Any) -> Any:
        asked.append(host)
        return lookup("127.0.0.1" if host == "localhost" else host, *rest, **how)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert fetch(server.address("/k.ics"), internal=[server.host]) == CALENDAR
    assert asked.count("localhost") == 1


def test_a_redirect_is_checked_like_the_address_itself(server):
    internal = [server.host]
    server.pages["/flyttad"] = (302, {"Location": "/k.ics"}, b"")
    assert fetch(server.address("/flyttad"), internal=internal) == CALENDAR
    for place, said in [
        ("http://localhost/k.ics", "address"),
        (server.address("/k.ics", "127.0.0.1"), "internal"),
        ("https://169.254.169.254/latest/meta-data/", "internal"),
        (server.address("/runt"), "refused"),
    ]:
        server.pages["/runt"] = (302, {"Location": place}, b"")
        assert trouble(server.address("/runt"), internal=internal) == said


def test_what_is_too_large_is_not_read_to_its_end(server):
    server.pages["/stor"] = (200, {}, b"x" * (MOST_BYTES + 1))
    assert trouble(server.address("/stor"), internal=[server.host]) == "big"
    server.pages["/packad"] = (200, {"Content-Encoding": "gzip"}, b"x")
    assert trouble(server.address("/packad"), internal=[server.host]) == "content"


def test_a_server_that_sends_a_byte_at_a_time_is_left(server):
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _byte in range(40):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    server.pages["/droppar"] = drip
    began = time.monotonic()
    assert trouble(server.address("/droppar"), internal=[server.host], seconds=0.4) == "slow"
    assert time.monotonic() - began < 1.5


def test_what_cannot_be_trusted_or_does_not_answer_is_said_in_a_word(server, monkeypatch):
    assert trouble(server.address("/borta"), internal=[server.host]) == "refused"
    assert trouble(f"https://localhost:{nobody_listens()}/", internal=["localhost"]) == "unreachable"
    assert trouble("https://finns-inte.invalid/k.ics") == "unknown"
    monkeypatch.delenv("SSL_CERT_FILE")
    assert trouble(server.address("/k.ics"), internal=[server.host]) == "certificate"
