"""HTML to tagged PDF in a process apart, with limits on memory, processor and time, and without a way to any file.

`python -m printing.rendering` is a warm process: it has WeasyPrint and the fonts in memory and lets a forked child draw
each document, so that a document that eats memory or never ends takes only its own child with it. One child always
waits, forked and warmed beforehand. `render()` is what the worker calls. Nothing here needs Django.
"""

import atexit
import contextlib
import ctypes
import gc
import json
import logging
import os
import resource
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple

HOUSE = Path(__file__).resolve().parent.parent
INTER = HOUSE / "frontend" / "dist" / "vendor" / "inter"
STYLE = HOUSE / "static" / "print.css"
# The only things a document may fetch, whatever it asks for: our own fonts.
FONTS = {
    f"app:{name}.woff2": INTER / f"{name}.woff2"
    for name in ("Inter-Regular", "Inter-Italic", "Inter-Medium", "Inter-SemiBold")
}

WARMING = Path(__file__).with_name("warming.html")

MEMORY = 1536 * 1024 * 1024  # bytes of address space
PROCESSOR = 60  # seconds
PATIENCE = 75  # seconds by the clock
HASTE = 0.05  # seconds: a document that comes sooner after the one before is drawn at once, without warming
LARGEST_FILE = 100 * 1024 * 1024
FOLDER = "rendering-"
DONE, REFUSED, KILLED = b"d", b"r", b"k"
PR_SET_PDEATHSIG = 1
AS_PDF: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


class CouldNotRender(Exception):
    """The document could not be drawn; the text says why, in English, for the log."""


class PDF(NamedTuple):
    content: bytes
    pages: int


# --- What the worker calls ------------------------------------------------------------------------------------------
class _WarmProcess:
    """The handle on one warm process; belongs to the process that started it, and to one job at a time."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "printing.rendering"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_modest_environment(),
            close_fds=True,
        )

    def is_ours(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def ask(self, html: bytes, memory: int, processor: int, patience: int) -> PDF:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(struct.pack("!QQQQ", len(html), memory, processor, patience) + html)
        self.process.stdin.flush()
        kind, length = struct.unpack("!cQ", _read(self.process.stdout, 9))
        answer = _read(self.process.stdout, length)
        if kind != DONE:
            raise CouldNotRender(answer.decode(errors="replace"))
        return PDF(answer[4:], *struct.unpack("!I", answer[:4]))

    def end(self) -> None:
        if self.owner != os.getpid():
            return
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()  # it goes by itself, and takes its files along
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_warm: _WarmProcess | None = None
_one_at_a_time = threading.Lock()


def _modest_environment() -> dict[str, str]:
    """Only what finding Python, its libraries and the fonts takes: no addresses or keys of the house."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR")
    return {k: v for k, v in os.environ.items() if k in kept or k.startswith(("FONTCONFIG_", "XDG_"))}


def warm_up() -> None:
    """Starts the warm process, or a new one if it is gone; answers at once, it gets warm by itself."""
    global _warm
    if _warm is None or not _warm.is_ours():
        _warm = _WarmProcess()


def cool_down() -> None:
    """Ends the warm process."""
    global _warm
    if _warm is not None:
        _warm.end()
    _warm = None


atexit.register(cool_down)


def render(html: str, *, memory: int = MEMORY, processor: int = PROCESSOR, patience: int = PATIENCE) -> PDF:
    """The PDF/UA-1 of an HTML document. Raises CouldNotRender when it breaks a limit or asks for what it may not have.

    `memory` is in bytes, `processor` and `patience` (by the clock) in seconds.
    """
    with _one_at_a_time:
        warm_up()
        assert _warm is not None
        try:
            return _warm.ask(html.encode(), memory, processor, patience)
        except (OSError, EOFError) as gone:
            cool_down()
            raise CouldNotRender(f"the rendering process ended: {gone}") from gone


def _read(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError("no answer")
    return found


# --- What the child does --------------------------------------------------------------------------------------------
def own_files_only() -> Any:
    """A fetcher that knows the assets above and refuses everything else, whatever the scheme."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("app",), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in FONTS:
                raise FatalURLFetchingError(f"a report may not fetch {url[:200]!r}")
            return URLFetcherResponse(url, font(FONTS[url]), {"Content-Type": "font/ttf"})

    return OwnFilesOnly()


@cache
def font(path: Path) -> bytes:
    """A font of our own, unpacked once, which costs more than drawing a page."""
    from fontTools.ttLib import woff2

    unpacked = BytesIO()
    woff2.decompress(BytesIO(path.read_bytes()), unpacked)
    return unpacked.getvalue()


@cache
def _style() -> dict[str, Any]:
    """Our style sheet and its fonts, read once: doing so takes a sixth of the time of a short report."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheet = CSS(string=STYLE.read_text(), base_url="app:", url_fetcher=own_files_only(), font_config=fonts)
    return {"stylesheets": [sheet], "font_config": fonts}


def render_here(html: str) -> PDF:
    """The PDF of a document in the look of static/print.css, drawn in this very process: no limits. For the child,
    and for measuring."""
    from weasyprint import HTML

    from printing.tagging import mend

    # Parsing and layout make few cycles and many objects: looking for cycles is a third of the time.
    gc.disable()
    try:
        document = HTML(string=html, base_url="app:", url_fetcher=own_files_only()).render(**_style(), **AS_PDF)
        return PDF(document.write_pdf(finisher=mend, **AS_PDF), len(document.pages))
    finally:
        gc.enable()


def _measure_glyph_arrays_by_their_contents() -> None:
    """Lets cffi read WeasyPrint's "hb_codepoint_t[123]" as "[]", which is as long as what it is filled with.

    It parses the name of every length it has not met with a parser of C, which is a tenth of the time of a short report.
    """
    from weasyprint.text.ffi import ffi

    new = ffi.new
    ffi.new = lambda kind, *fill: new("hb_codepoint_t[]" if kind.startswith("hb_codepoint_t[") else kind, *fill)


def _learn_to_divide_words() -> None:
    """Reads the patterns of both languages, which takes as long as drawing a page, before children are forked."""
    from pyphen import Pyphen, language_fallback

    for language in ("sv", "en"):
        Pyphen(lang=language_fallback(language))


class _Child(NamedTuple):
    """A forked process that draws one document and is gone: its number, and our ends of two pipes."""

    pid: int
    ask: int
    answer: int


def _forked() -> _Child:
    """A child that waits for its document, and meanwhile gets memory of its own."""
    their_ask, our_ask = os.pipe()
    our_answer, their_answer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(our_ask)
        os.close(our_answer)
        _draw_one(their_ask, their_answer)
    os.close(their_ask)
    os.close(their_answer)
    return _Child(pid, our_ask, our_answer)


def _draw_one(asking: int, answering: int) -> None:
    """The life of a child; never returns."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if not select.select([asking], [], [], HASTE)[0]:
            # Nobody is in a hurry. The first document drawn after a fork is slow, since every page of memory that is
            # written to must first be copied: let that be one that nobody waits for.
            render_here(WARMING.read_text())
        with open(asking, "rb") as pipe:
            tempfile.tempdir, memory, processor = json.loads(pipe.readline())
            html = pipe.read().decode()
        spent = int(sum(os.times()[:2]))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (spent + processor, spent + processor))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pdf = render_here(html)
        kind, content = DONE, struct.pack("!I", pdf.pages) + pdf.content
    except MemoryError:
        kind, content = REFUSED, b"it takes too much memory"
    except BaseException as reason:
        kind, content = REFUSED, f"{type(reason).__name__}: {reason}"[:2000].encode()
    with contextlib.suppress(BaseException), open(answering, "wb") as pipe:
        pipe.write(kind + content)
    os._exit(0)


def _drawn_by(child: _Child, html: bytes, memory: int, processor: int, patience: int) -> bytes:
    """Kind and content of the child's answer; the child is gone when this returns."""
    until = time.monotonic() + patience
    with tempfile.TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as folder:
        with contextlib.suppress(BrokenPipeError), open(child.ask, "wb") as pipe:
            pipe.write(json.dumps([folder, memory, processor]).encode() + b"\n" + html)
        answer = _awaited(child, until)
    os.close(child.answer)
    return answer


def _awaited(child: _Child, until: float) -> bytes:
    """What the child writes until it closes its end; it is killed when its time is over or our own asker is gone."""
    parts: list[bytes] = []
    late = False
    while not late:
        ready, _w, _x = select.select([child.answer, sys.stdin], [], [], max(0.0, until - time.monotonic()))
        if child.answer in ready:
            part = os.read(child.answer, 1 << 20)
            if not part:
                break
            parts.append(part)
        late = not ready or sys.stdin in ready
    if late:
        os.kill(child.pid, signal.SIGKILL)
    _pid, how = os.waitpid(child.pid, 0)
    if late:
        return KILLED + b"it takes too long"
    if os.WIFSIGNALED(how):
        return KILLED + f"stopped by signal {os.WTERMSIG(how)}".encode()
    return b"".join(parts) or KILLED + b"it gave no answer"


def serve() -> None:
    """Gets warm, then answers one document after another until the asker closes its end."""
    from printing.tagging import tell_languages_and_scopes

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    _clear_after_the_killed()
    _measure_glyph_arrays_by_their_contents()
    tell_languages_and_scopes()
    _learn_to_divide_words()
    with tempfile.TemporaryDirectory(prefix=f"{FOLDER}{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder  # unpacked fonts lie here as long as this process lives
        with contextlib.suppress(OSError):
            render_here(WARMING.read_text())
        gc.collect()
        gc.freeze()
        _answer_all()


def _clear_after_the_killed() -> None:
    """Removes the folders of warm processes that were killed; the name of each bears its process."""
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        process = left.name.removeprefix(FOLDER).partition("-")[0]
        if not Path("/proc", process).exists():
            shutil.rmtree(left, ignore_errors=True)


def _answer_all() -> None:
    # Unbuffered, so that `select` sees what is there.
    asking, answering = open(0, "rb", buffering=0), sys.stdout.buffer  # noqa: SIM115  # open for life
    child = _forked()
    while header := _all(asking, 32):
        length, memory, processor, patience = struct.unpack("!QQQQ", header)
        answer = _drawn_by(child, _all(asking, length), memory, processor, patience)
        answering.write(answer[:1] + struct.pack("!Q", len(answer) - 1) + answer[1:])
        answering.flush()
        child = _forked()


def _all(stream: Any, length: int) -> bytes:
    """Exactly so many bytes; none when the asker is gone."""
    found = b""
    while len(found) < length and (part := stream.read(length - len(found))):
        found += part
    return found if len(found) == length else b""


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve()
