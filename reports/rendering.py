"""HTML to tagged PDF in a process apart, with limits on memory, processor and time, and without a way to any file.

`python -m reports.rendering` is a warm process: it has WeasyPrint and the fonts in memory and lets a forked child draw
each document, so that a document that eats memory or never ends takes only its own child with it. `render()` is
what the worker calls. Nothing here needs Django.
"""

import atexit
import contextlib
import ctypes
import gc
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
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple

HOUSE = Path(__file__).resolve().parent.parent
INTER = HOUSE / "frontend" / "dist" / "vendor" / "inter"
# The only things a document may fetch, whatever it asks for: our own style sheet and fonts.
ASSETS = {
    "app:report.css": (HOUSE / "static" / "report.css", "text/css"),
    **{
        f"app:{name}.woff2": (INTER / f"{name}.woff2", "font/ttf")
        for name in ("Inter-Regular", "Inter-Italic", "Inter-Medium", "Inter-SemiBold")
    },
}

MEMORY = 1536 * 1024 * 1024  # bytes of address space
PROCESSOR = 60  # seconds
PATIENCE = 75  # seconds by the clock, under the lease of a report
LARGEST_FILE = 100 * 1024 * 1024
DONE, REFUSED, KILLED = b"d", b"r", b"k"
PR_SET_PDEATHSIG = 1
AS_PDF: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


class CouldNotRender(Exception):
    """The document could not be drawn; the text says why, in English, for the log."""


class Drawing(NamedTuple):
    pdf: bytes
    pages: int


# --- What the worker calls ------------------------------------------------------------------------------------------
class _WarmProcess:
    """The handle on one warm process; belongs to the process that started it, and to one job at a time."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reports.rendering"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_modest_environment(),
            close_fds=True,
        )

    def is_ours(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def ask(self, html: bytes, memory: int, processor: int, patience: int) -> Drawing:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(struct.pack("!QQQQ", len(html), memory, processor, patience) + html)
        self.process.stdin.flush()
        kind, length = struct.unpack("!cQ", _read(self.process.stdout, 9))
        answer = _read(self.process.stdout, length)
        if kind != DONE:
            raise CouldNotRender(answer.decode(errors="replace"))
        return Drawing(answer[4:], *struct.unpack("!I", answer[:4]))

    def end(self) -> None:
        if self.owner == os.getpid():
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


def render(
    html: str, *, memory: int = MEMORY, processor: int = PROCESSOR, patience: int = PATIENCE
) -> Drawing:
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
            if url not in ASSETS:
                raise FatalURLFetchingError(f"a report may not fetch {url[:200]!r}")
            path, kind = ASSETS[url]
            return URLFetcherResponse(url, asset(path), {"Content-Type": kind})

    return OwnFilesOnly()


_assets: dict[Path, bytes] = {}


def asset(path: Path) -> bytes:
    """A file of our own, read once; fonts are unpacked once, which costs more than drawing a page."""
    if path not in _assets:
        content = path.read_bytes()
        if path.suffix == ".woff2":
            from fontTools.ttLib import woff2

            unpacked = BytesIO()
            woff2.decompress(BytesIO(content), unpacked)
            content = unpacked.getvalue()
        _assets[path] = content
    return _assets[path]


def draw(html: str) -> Drawing:
    """The PDF of a document, drawn in this very process: no limits. For the child, and for measuring."""
    from weasyprint import HTML

    # Parsing and layout make few cycles and many objects: looking for cycles is a third of the time.
    gc.disable()
    try:
        document = HTML(string=html, base_url="app:", url_fetcher=own_files_only()).render(**AS_PDF)
        return Drawing(document.write_pdf(**AS_PDF), len(document.pages))
    finally:
        gc.enable()


def _child(html: bytes, answer_to: int, memory: int, processor: int, folder: str) -> None:
    """Draws one document in a forked child and never returns."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        tempfile.tempdir = folder
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        drawing = draw(html.decode())
        kind, content = DONE, struct.pack("!I", drawing.pages) + drawing.pdf
    except MemoryError:
        kind, content = REFUSED, b"it takes too much memory"
    except BaseException as reason:
        kind, content = REFUSED, f"{type(reason).__name__}: {reason}"[:2000].encode()
    with contextlib.suppress(BaseException), open(answer_to, "wb") as pipe:
        pipe.write(kind + content)
    os._exit(0)


def _drawn_apart(html: bytes, memory: int, processor: int, patience: int) -> bytes:
    """Kind and content of the answer of one child; the child is gone when this returns."""
    reading, writing = os.pipe()
    folder = tempfile.mkdtemp(prefix="report-")
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(html, writing, memory, processor, folder)
    os.close(writing)
    try:
        return _awaited(child, reading, time.monotonic() + patience)
    finally:
        os.close(reading)
        shutil.rmtree(folder, ignore_errors=True)


def _awaited(child: int, reading: int, until: float) -> bytes:
    """What the child writes until it closes its end; it is killed when its time is over or our own asker is gone."""
    parts: list[bytes] = []
    late = False
    while not late:
        ready, _w, _x = select.select([reading, sys.stdin], [], [], max(0.0, until - time.monotonic()))
        if reading in ready:
            part = os.read(reading, 1 << 20)
            if not part:
                break
            parts.append(part)
        late = not ready or sys.stdin in ready
    if late:
        os.kill(child, signal.SIGKILL)
    _pid, how = os.waitpid(child, 0)
    if late:
        return KILLED + b"it takes too long"
    if os.WIFSIGNALED(how):
        return KILLED + f"stopped by signal {os.WTERMSIG(how)}".encode()
    return b"".join(parts) or KILLED + b"it gave no answer"


# A page that calls for everything a report calls for, hyphenation in both languages included.
WARMING = (
    '<html lang="sv"><head><title>x</title><link rel="stylesheet" href="app:report.css"></head><body><h1>Åäö</h1>'
    '<p style="width:3cm">Verksamhetsutvecklingsplan</p><p lang="en" style="width:3cm">Internationalisation</p><ul>'
    '<li>x</li></ul><table><tr><th scope="col">x</th></tr></table><svg width="9" height="9" viewBox="0 0 9 9"><title>x'
    '</title><rect width="9" height="9" fill="#000000"/><text font-family="Inter" font-size="9">x</text></svg></body></html>'
)


def serve() -> None:
    """Gets warm, then answers one document after another until the asker closes its end."""
    # Unbuffered, so that `select` sees what is there.
    asking, answering = open(0, "rb", buffering=0), sys.stdout.buffer  # noqa: SIM115  # open for life
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    with contextlib.suppress(OSError):
        draw(WARMING)
    gc.collect()
    gc.freeze()
    while header := _all(asking, 32):
        length, memory, processor, patience = struct.unpack("!QQQQ", header)
        answer = _drawn_apart(_all(asking, length), memory, processor, patience)
        answering.write(answer[:1] + struct.pack("!Q", len(answer) - 1) + answer[1:])
        answering.flush()


def _all(stream: Any, length: int) -> bytes:
    """Exactly so many bytes; none when the asker is gone."""
    found = b""
    while len(found) < length and (part := stream.read(length - len(found))):
        found += part
    return found if len(found) == length else b""


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve()
