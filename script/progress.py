"""Says what the two commands are doing, step by step, and keeps the long output in a log."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOG = VAR / "log" / "setup.log"


class CannotGoOn(Exception):
    """What stops a command, said in one line that a newcomer can act on."""


@contextmanager
def step(title: str):
    """Say what begins, and when it is over how many seconds it took."""
    started = time.monotonic()
    print(title, end=" ", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def run(command, *, failure: str, log: Path = LOG, **options) -> None:
    """Run a command to its end, a dot for every other second; its output goes to the log.

    Raises CannotGoOn with `failure` and the output's last line when the command does not end well.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as output:
        output.write(f"\n$ {' '.join(map(str, command))}\n")
        output.flush()
        before = output.tell()
        try:
            process = subprocess.Popen(
                list(map(str, command)), stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options
            )
        except OSError as error:
            raise CannotGoOn(f"{failure}: {error.strerror}: {error.filename}") from error
        _wait(process)
    if process.returncode:
        raise CannotGoOn(f"{failure}: {_reason(log, before)} (all of it is in {shown(log)})")


def _reason(log: Path, start: int) -> str:
    """A short output whole, of a long one the last line."""
    lines = log.read_bytes()[start:].decode(errors="replace").strip().splitlines()
    return "\n".join(lines if len(lines) < 6 else lines[-1:]) or "no reason was given"


def _wait(process: subprocess.Popen) -> None:
    try:
        while True:
            try:
                process.wait(timeout=2)
                return
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
    finally:
        with suppress(PermissionError, subprocess.TimeoutExpired):  # sudo hears Ctrl-C, but not us
            process.terminate()  # apt-get puts its books in order before it leaves
            process.wait(timeout=10)


@contextmanager
def set_up_alone():
    """Let one command at a time set this checkout up; another one waits here."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def shown(path: Path) -> str:
    """The path as a person at the prompt would write it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def command(main) -> None:
    """Run a command's main function: one clear line instead of a traceback, and 130 after Ctrl-C."""
    if sys.version_info < (3, 11):  # noqa: UP036 - nothing has chosen the Python that runs this
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup may keep us alive
            signal.signal(number, _interrupt)
    os.umask(0o022)  # the ordinary user that PostgreSQL becomes must be able to read what root unpacks
    try:
        sys.exit(main())
    except CannotGoOn as reason:
        sys.exit(str(reason))
    except PermissionError as error:
        sys.exit(
            f"Not allowed: {error.filename} belongs to another user. Give it to yourself, or choose another folder."
        )
    except KeyboardInterrupt:
        print("\nStopped.")
        sys.exit(130)


def _interrupt(number, frame):
    raise KeyboardInterrupt
