"""The reverse proxy that docker-compose puts before the web server: proxy/nginx.conf, run by Debian's nginx."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from services import free_port, is_free

from tests.processes import ROOT, Installation
from tests.test_slow_strangers import GIGABYTE, SLOW_HEAD, answer, connected, head, seconds_until_alive
from tests.visitor import Visitor

CONFIGURATION = ROOT / "proxy" / "nginx.conf"

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("installation")]


class Proxied:
    """An installation as one sees it through the proxy."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.base = folder, port, f"http://localhost:{port}"


@contextmanager
def proxy_before(port: int, folder: Path) -> Iterator[Proxied]:
    """Without nginx the test is skipped loudly."""
    program = os.environ.get("NGINX")
    if not program:
        pytest.skip("no nginx: the environment variable NGINX does not name one")
    own = free_port()
    kept = "".join(
        f"{kind}_temp_path {folder / kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = CONFIGURATION.read_text().replace("web:8000", f"127.0.0.1:{port}")
    text = text.replace("listen 8080", f"listen 127.0.0.1:{own}").replace("http {", f"http {{ {kept}", 1)
    (folder / "nginx.conf").write_text(text)
    as_root = "user root; " if os.geteuid() == 0 else ""
    command = [program, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    nginx = subprocess.Popen([*command, "-g", f"{as_root}daemon off; pid {folder / 'pid'};"])
    try:
        until = time.monotonic() + 10
        while is_free(own):
            assert nginx.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        yield Proxied(folder, own)
    finally:
        nginx.terminate()
        nginx.wait(10)


@pytest.fixture(scope="module")
def proxied(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    with proxy_before(installation.port, tmp_path_factory.mktemp("proxy")) as proxied:
        yield proxied


def test_twenty_slow_bodies_and_a_hundred_slow_headers_do_not_come_through_the_proxy(proxied):
    with connected(proxied, 20, head("Content-Length: 900000") + b"x" * 1000), connected(proxied, 100, SLOW_HEAD):
        assert max(seconds_until_alive(proxied) for _ in range(5)) < 2


@pytest.mark.parametrize("length", [f"Content-Length: {GIGABYTE}", "Transfer-Encoding: chunked"])
def test_the_proxy_refuses_a_body_over_the_limit_in_the_words_of_the_site(proxied, length):
    with connected(proxied, 1, head(length)) as (line,):
        if "chunked" in length:
            line.sendall(b"%x\r\n" % settings.MAX_BODY + b"x" * settings.MAX_BODY + b"\r\n1\r\nx\r\n0\r\n\r\n")
        refused = answer(line)
        assert refused.status == 413
        assert f"En fil får vara högst {settings.MAX_UPLOAD_MB} MB" in refused.read().decode()
    time.sleep(0.1)
    assert [file for file in (proxied.folder / "client_body").rglob("*") if file.is_file()] == []


def test_people_sign_in_through_the_proxy(proxied, installation):
    chief = Visitor(f"http://localhost:{proxied.port}").sign_in(installation.email("chief"))
    assert chief.status == 200


def test_the_site_hears_who_asked_and_how_whatever_the_asker_says(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as site, proxy_before(site.getsockname()[1], tmp_path) as proxied:
        forged = b"GET / HTTP/1.1\r\nHost: ignite.example\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"
        with connected(proxied, 1, forged), site.accept()[0] as asked:
            heard = asked.recv(10_000).decode().splitlines()
    assert {"Host: ignite.example", "X-Forwarded-For: 203.0.113.9, 127.0.0.1", "X-Forwarded-Proto: http"} <= set(heard)


def test_docker_compose_lets_nobody_past_the_proxy():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert published == {"proxy": ["127.0.0.1:8000:8080"]}
    assert services["proxy"]["volumes"] == ["./proxy/nginx.conf:/etc/nginx/nginx.conf:ro"]
    assert services["web"]["environment"]["TRUSTED_PROXY"] == "1"


def test_the_proxy_takes_as_much_as_the_site_does():
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", CONFIGURATION.read_text())
    assert int(limit) == settings.MAX_UPLOAD_MB + settings.MAX_FORM_MB
