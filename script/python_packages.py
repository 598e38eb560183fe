"""Fills .venv with exactly the packages in uv.lock, on a machine that has neither pip nor venv."""

import hashlib
import io
import os
import platform
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from contextlib import suppress
from pathlib import Path

from progress import ROOT, VAR, CannotGoOn, run, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".synced"
CPU = Path("/proc/cpuinfo")
SYSTEM = "/usr/bin"

# uv locks, fetches and installs. It is one program in one wheel, whose checksum stands here.
UV_VERSION = "0.13.9"
UV_WHEELS = {
    "x86_64": (
        "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": (
        "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
}


def where_it_runs() -> list[str]:
    """The groups of packages that make suggestions better where the processor can run them."""
    return ["embedding"] if CPU.exists() and "avx2" in CPU.read_text().split() else []


def site_packages() -> Path:
    """Where the packages of .venv lie."""
    return next(VENV.glob("lib/python3*/site-packages"))


def install(*groups: str) -> None:
    """Bring .venv in line with uv.lock; groups that an earlier run installed stay."""
    before = STAMP.read_text().split() if STAMP.exists() else []
    if before[:1] == [locked()] and set(groups) <= set(before[1:]) and PYTHON.exists():
        return
    with step("Installing the locked Python packages"):
        install_only(*groups, *before[1:])


def install_only(*groups: str) -> None:
    """The same, but groups that are not named here are taken away."""
    sync(fetch_uv(), sorted(set(groups)))
    STAMP.write_text(" ".join([locked(), *groups]))


def locked() -> str:
    """A checksum over what .venv is to hold."""
    return hashlib.sha256((ROOT / "uv.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def sync(uv: Path, groups: list[str]) -> None:
    """Make .venv hold the packages of these groups and no others, compiled."""
    environment = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": interpreter(),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "true",
        "UV_COMPILE_BYTECODE": "1",
        "UV_NO_PROGRESS": "1",
    }
    environment.pop("VIRTUAL_ENV", None)
    if certificates():
        environment["SSL_CERT_FILE"] = certificates()
    wanted = ["--no-default-groups", *(word for group in groups for word in ("--group", group))]
    failure = "The Python packages could not be installed"
    if not own_index():
        run([uv, "sync", "--locked", *wanted], failure=failure, cwd=ROOT, env=environment)
        return
    # The lock names PyPI's addresses; a mirror is asked for the same versions with the same checksums.
    listed = VAR / "tools" / "locked-packages.txt"
    export = [uv, "export", "--frozen", "--quiet", "--no-emit-project", *wanted, "--output-file", listed]
    run(export, failure=failure, cwd=ROOT, env=environment)
    run([uv, "venv", "--allow-existing", VENV], failure=failure, cwd=ROOT, env=environment)
    fill = [uv, "pip", "sync", "--python", PYTHON, "--require-hashes", "--default-index", own_index(), listed]
    run(fill, failure=failure, cwd=ROOT, env=environment)


def interpreter() -> str:
    """The Python of .venv: the system's own if it is whole and of the version that runs this, else the one that does.

    A Python that somebody built by hand is often spread over a shared library, and a tenth slower.
    """
    own = f"{SYSTEM}/python3.{sys.version_info.minor}"
    with suppress(OSError):
        if subprocess.run([own, "-c", "import ssl, sqlite3, zoneinfo"], capture_output=True).returncode == 0:
            return own
    return sys.executable


def fetch_uv() -> Path:
    """The uv program, fetched once and held against its checksum."""
    uv = VAR / "tools" / f"uv-{UV_VERSION}"
    if uv.exists():
        return uv
    if platform.machine() not in UV_WHEELS:
        raise CannotGoOn(f"No uv is pinned for {platform.machine()}; install uv and run `uv sync` by hand.")
    name, checksum = UV_WHEELS[platform.machine()]
    index = own_index() or "https://pypi.org/simple"
    page_address = f"{index.rstrip('/')}/uv/"
    link = re.search(rf'href="([^"]*{re.escape(name)})[#"]', download(page_address).decode())
    if not link:
        raise CannotGoOn(f"The package index {urllib.parse.urlsplit(index).hostname} does not have {name}.")
    wheel = download(urllib.parse.urljoin(page_address, link[1]))
    if hashlib.sha256(wheel).hexdigest() != checksum:
        raise CannotGoOn(f"{name} does not have the checksum written in {Path(__file__).name}; it was not used.")
    program = zipfile.ZipFile(io.BytesIO(wheel)).read(f"uv-{UV_VERSION}.data/scripts/uv")
    uv.parent.mkdir(parents=True, exist_ok=True)
    unfinished = uv.with_suffix(".part")
    unfinished.write_bytes(program)
    unfinished.chmod(0o755)
    return unfinished.rename(uv)


def download(address: str) -> bytes:
    """The bytes at an address; a name and password in the address are sent as they should be."""
    import ssl  # not at the top: it is slow to load and seldom needed

    parts = urllib.parse.urlsplit(address)
    host = parts.hostname + (f":{parts.port}" if parts.port else "")
    request = urllib.request.Request(parts._replace(netloc=host).geturl())
    if parts.username:
        import base64

        login = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(login.encode()).decode())
    trusted = ssl.create_default_context(cafile=certificates())
    try:
        with urllib.request.urlopen(request, context=trusted, timeout=60) as answer:
            return answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        reason = getattr(error, "reason", error)
        raise CannotGoOn(f"{parts.hostname} could not be reached, so nothing can be installed: {reason}") from error


def own_index() -> str | None:
    """A package index other than PyPI, if the environment names one."""
    names = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
    return next((os.environ[name] for name in names if os.environ.get(name)), None)


def certificates() -> str | None:
    """A file of trusted certificates, if the environment names one."""
    return os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT") or None
