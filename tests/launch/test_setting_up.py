"""What the set-up does when the machine or the network does not give it what it needs."""

import http.server
import sys
import threading

import assets
import pytest
import python_packages
import system_libraries
from progress import CannotGoOn


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A package index of our own, over HTTP, and an empty folder for tools."""
    folder = tmp_path / "index"
    (folder / "uv").mkdir(parents=True)
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: handler(*given, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(python_packages, "VAR", tmp_path / "var")
    monkeypatch.setenv("UV_DEFAULT_INDEX", f"http://127.0.0.1:{server.server_port}")
    yield folder
    server.shutdown()
    server.server_close()


def test_a_uv_with_another_checksum_is_not_used(index, tmp_path):
    for name, _ in python_packages.UV_WHEELS.values():
        (index / name).write_bytes(b"not the wheel that was pinned")
    links = "".join(f'<a href="../{name}#sha256=1">' for name, _ in python_packages.UV_WHEELS.values())
    (index / "uv" / "index.html").write_text(links)
    with pytest.raises(CannotGoOn, match=r"does not have the checksum written in python_packages\.py; it was not used"):
        python_packages.fetch_uv()
    assert not (tmp_path / "var").exists()


def test_an_index_without_our_uv_is_named(index):
    (index / "uv" / "index.html").write_text("<a href='uv-0.0.1.whl'>")
    with pytest.raises(CannotGoOn, match=r"The package index 127\.0\.0\.1 does not have uv-"):
        python_packages.fetch_uv()


def test_an_index_that_does_not_answer_is_named(index, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:1")
    with pytest.raises(CannotGoOn, match=r"127\.0\.0\.1 could not be reached, so nothing can be installed"):
        python_packages.fetch_uv()


def test_a_library_that_cannot_be_installed_is_named_with_the_command_for_it(monkeypatch):
    need = system_libraries.Need("A library", packages=("libnowhere1",), libraries=("libnowhere.so.1",))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CannotGoOn, match="Ask an administrator to run `apt-get install libnowhere1`"):
        system_libraries.install(need)


def test_what_is_built_is_built_again_only_when_a_source_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "VAR", tmp_path / "var")
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    source, made = tmp_path / "source", tmp_path / "made"
    source.write_text("first")
    made.write_text("made")
    assert not assets.is_fresh("thing", [source], made)
    assets.remember("thing", [source])
    assert assets.is_fresh("thing", [source], made)
    source.write_text("second")
    assert not assets.is_fresh("thing", [source], made)


def test_the_systems_own_python_is_taken_if_it_works(tmp_path, monkeypatch):
    monkeypatch.setattr(python_packages, "SYSTEM", tmp_path)
    own = tmp_path / f"python3.{sys.version_info.minor}"
    assert python_packages.interpreter() == sys.executable
    own.write_text("#!/bin/sh\nexit 1\n")
    own.chmod(0o755)
    assert python_packages.interpreter() == sys.executable, "one without its libraries is left alone"
    own.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    assert python_packages.interpreter() == str(own)
