"""The rendering process: what it may fetch, what it may use up, and what happens when it dies."""

import os
import signal
import time
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from printing import rendering
from printing.rendering import CouldNotRender, own_files_only, render

PAGE = '<html lang="sv"><head><title>t</title></head><body><p>{}</p></body></html>'
SECRET = "hemligheten-som-ingen-far-se"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that lies readable on the machine."""
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    return file


HOSTILE = [
    '<img src="file:///etc/passwd" alt="x">',
    '<img src="FILE:///etc/passwd" alt="x">',
    '<img src="/etc/passwd" alt="x">',
    '<img src="../../../etc/passwd" alt="x">',
    '<img src="http://127.0.0.1:5499/" alt="x">',
    '<img src="https://exempel.example/bild.png" alt="x">',
    '<img src="ftp://exempel.example/bild.png" alt="x">',
    '<img src="//exempel.example/bild.png" alt="x">',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">',
    '<img src="app:../settings.py" alt="x">',
    '<img src="app:Inter-Regular.woff2/../../manage.py" alt="x">',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<style>@import url("http://169.254.169.254/latest/meta-data/");</style>',
    '<p style="background: url(file:///etc/passwd)">x</p>',
    '<style>@font-face { font-family: X; src: url("http://exempel.example/x.woff") }</style><p style="font-family:X">x</p>',
    '<object data="file:///etc/passwd" type="image/svg+xml">x</object>',
    '<embed src="file:///etc/passwd" type="image/svg+xml">',
    '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="http://exempel.example/a.svg#x"/></svg>',
]


@pytest.mark.parametrize("markup", HOSTILE)
def test_no_markup_can_make_a_document_fetch_anything_but_our_own_files(markup: str) -> None:
    """Even if something slipped past the templates' escaping: the document is refused, or drawn without it."""
    pdf = drawn_or_refused(PAGE.format(markup))
    assert b"root:" not in pdf
    assert b"/EmbeddedFile" not in pdf


def drawn_or_refused(html: str) -> bytes:
    """The PDF, or nothing when the document was refused for what it asked for."""
    try:
        return render(html).content
    except CouldNotRender as refused:
        if "may not fetch" not in str(refused):
            raise
        return b""


def test_a_file_beside_the_house_is_never_attached(secret: Path) -> None:
    with pytest.raises(CouldNotRender, match="may not fetch"):
        render(PAGE.format(f'<a rel="attachment" href="{secret.as_uri()}">x</a>'))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/", "app:", "app:nothing", "data:,x", "app:Inter-Regular.woff2?x"]
)
def test_the_fetcher_refuses_whatever_is_not_in_its_table(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        own_files_only().fetch(url)


def test_the_fetcher_gives_our_own_style_sheet_and_fonts() -> None:
    assert own_files_only().fetch("app:Inter-Regular.woff2").read()[:4] == b"\x00\x01\x00\x00"
    assert own_files_only().fetch("app:Inter-Regular.woff2").read()[:4] == b"\x00\x01\x00\x00"


def test_a_document_that_eats_memory_takes_only_its_child_with_it() -> None:
    with pytest.raises(CouldNotRender):
        render(PAGE.format("<p>Många ord om en sak. </p>" * 20_000), memory=400 * 1024 * 1024)
    assert render(PAGE.format("Nästa går bra")).pages == 1


def test_a_document_that_never_ends_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(CouldNotRender, match="too long"):
        render(PAGE.format("<p>Många ord om en sak. </p>" * 20_000), patience=1)
    assert time.monotonic() - began < 10
    assert render(PAGE.format("Nästa går bra")).pages == 1


def test_a_document_that_computes_too_much_is_stopped() -> None:
    with pytest.raises(CouldNotRender, match=f"signal {int(signal.SIGXCPU)}|signal {int(signal.SIGKILL)}"):
        render(PAGE.format("<p>Många ord om en sak. </p>" * 20_000), processor=1)


def test_a_warm_process_that_was_killed_is_started_anew() -> None:
    render(PAGE.format("Varm"))
    assert rendering._warm is not None
    os.kill(rendering._warm.process.pid, signal.SIGKILL)
    rendering._warm.process.wait()
    assert render(PAGE.format("Varm igen")).pages == 1


def test_the_warm_process_ends_when_its_asker_is_gone() -> None:
    render(PAGE.format("Varm"))
    assert rendering._warm is not None
    process = rendering._warm.process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=5) == 0
    rendering.cool_down()


def test_a_document_leaves_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering.cool_down()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    render('<html lang="sv"><head><title>t</title></head><p>x</p></html>')
    assert list(tmp_path.glob("*/report-*")) == []
    rendering.cool_down()
    assert list(tmp_path.iterdir()) == [], "the warm process takes its unpacked fonts with it"


def test_what_a_killed_process_left_is_cleared_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering.cool_down()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    render(PAGE.format("x"))
    assert rendering._warm is not None
    rendering._warm.process.kill()
    rendering._warm.process.wait()
    [left] = tmp_path.iterdir()
    render(PAGE.format("x"))
    assert left not in list(tmp_path.iterdir())
    rendering.cool_down()


def test_the_rendering_process_does_not_hear_the_secrets_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", SECRET)
    assert SECRET not in rendering._modest_environment().values()
