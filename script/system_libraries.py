"""Sees to it that the system's own libraries and programs are there: Pango, and for the tests Chromium, gettext and nginx.

As root or with sudo Debian's packages are installed as usual. Without any rights the same packages are unpacked in
var/system, inside the checkout, and the environment points there. nginx is always unpacked, in var/proxy: installed, it
would begin to serve.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from progress import VAR, CannotGoOn, run, step

SYSTEM = VAR / "system"
PROXY = VAR / "proxy"
INSTALL = ["install", "--yes", "--no-install-recommends"]
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{system}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <include ignore_missing="yes">{system}/usr/share/fontconfig/conf.avail/45-latin.conf</include>
  <include ignore_missing="yes">{system}/usr/share/fontconfig/conf.avail/49-sansserif.conf</include>
  <include ignore_missing="yes">{system}/usr/share/fontconfig/conf.avail/60-latin.conf</include>
  <cachedir>{system}/var/cache/fontconfig</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Need:
    """Something the software cannot do without, how to see that it is there, and Debian's packages for it."""

    title: str
    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()

    def is_met(self) -> bool:
        return all(map(find_program, self.programs)) and loads(self.libraries)


PANGO = Need(
    "Pango, which sets the text of the reports",
    packages=("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
GETTEXT = Need(
    "gettext, which collects the texts to translate", packages=("gettext",), programs=("xgettext", "msgmerge")
)
BROWSER = Need(
    "Chromium without windows, which the browser tests drive",  # takes two thirds of the time of the one with them
    packages=("chromium-headless-shell", "libatomic1"),
    libraries=("libatomic.so.1",),
    programs=("chromium-headless-shell",),
)


def install(*needs: Need) -> None:
    """Install what is missing; raises CannotGoOn with the one line that an administrator needs."""
    point_at_private_folder()
    missing = [need for need in needs if not need.is_met()]
    if not missing:
        return
    packages = sorted({package for need in missing for package in need.packages})
    with step("Installing " + "; ".join(need.title for need in missing)):
        try:
            install_packages(packages)
        except CannotGoOn as reason:
            raise CannotGoOn(advice(packages, reason)) from reason
    point_at_private_folder()
    for need in missing:
        if not need.is_met():
            raise CannotGoOn(advice(need.packages, f"{need.title}, is still missing"))


def unpack_proxy() -> None:
    """nginx, where the machine has none; raises CannotGoOn."""
    if not find_program("nginx"):
        with step("Unpacking nginx, which the tests put before the web server"):
            if not shutil.which("apt-get"):
                raise CannotGoOn("this system has no apt-get")
            unpack(["nginx-light"], PROXY)
    point_at_private_folder()


def advice(packages, reason) -> str:
    return f"Ask an administrator to run `apt-get install {' '.join(packages)}`, then try again. ({reason})"


def install_packages(packages: list[str]) -> None:
    """By apt-get where we may, else unpacked into var/system."""
    if not shutil.which("apt-get"):
        raise CannotGoOn("this system has no apt-get")
    if os.geteuid() == 0 or may_use_sudo():
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        run([*apt_get, "update"], failure="apt-get update")
        run([*apt_get, *INSTALL, *packages], failure="apt-get install")
    else:
        unpack(packages)


def may_use_sudo() -> bool:
    return bool(shutil.which("sudo")) and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode


def unpack(packages: list[str], system: Path = SYSTEM) -> None:
    """Fetch the packages and what they depend on with apt-get's books in var/, and unpack them without installing."""
    books = VAR / "apt"
    for folder in ("lists/partial", "archives/partial"):
        (books / folder).mkdir(parents=True, exist_ok=True)
    places = {
        "Dir::State::Lists": books / "lists",
        "Dir::Cache": books,
        "Dir::Cache::Archives": books / "archives",
        "Debug::NoLocking": "1",
    }
    apt_get = ["apt-get", *(word for name, value in places.items() for word in ("-o", f"{name}={value}"))]
    run([*apt_get, "update"], failure="apt-get update")
    run([*apt_get, *INSTALL, "--download-only", *packages], failure="apt-get install --download-only")
    system.mkdir(exist_ok=True)
    for package in sorted((books / "archives").glob("*.deb")):
        run(["dpkg-deb", "--extract", package, system], failure=f"unpacking {package.name}")
    shutil.rmtree(books)
    if system == SYSTEM:
        (SYSTEM / "fonts.conf").write_text(FONTS.format(system=SYSTEM))


def point_at_private_folder() -> None:
    """Let this process and all that it starts find what lies in var/system."""
    for system in filter(Path.exists, (PROXY, SYSTEM)):
        libraries = [*system.glob("usr/lib/*-linux-gnu"), *system.glob("lib/*-linux-gnu")]
        libraries += system.glob("usr/lib/*-linux-gnu/pulseaudio")
        prepend("LD_LIBRARY_PATH", libraries)
        prepend("PATH", [system / "usr" / "sbin", system / "usr" / "bin", system / "bin"])
    if (SYSTEM / "fonts.conf").exists():
        os.environ["FONTCONFIG_FILE"] = str(SYSTEM / "fonts.conf")


def prepend(variable: str, folders: list[Path]) -> None:
    now = [entry for entry in os.environ.get(variable, "").split(":") if entry]
    new = [str(folder) for folder in folders if str(folder) not in now]
    os.environ[variable] = ":".join(new + now)


def find_program(name: str) -> str | None:
    """Where a program is; Debian's Chromium is a script that knows only /usr/lib, so its kernel comes first."""
    if name == "chromium-headless-shell":
        unpacked = SYSTEM / "usr" / "lib" / "chromium" / name
        return os.environ.get("CHROMIUM") or (str(unpacked) if unpacked.exists() else None) or shutil.which(name)
    if name == "nginx":
        return os.environ.get("NGINX") or shutil.which(name) or shutil.which(name, path=f"{PROXY}/usr/sbin:/usr/sbin")
    return shutil.which(name)


def loads(libraries: tuple[str, ...]) -> bool:
    """Whether a process started now would find these libraries."""
    attempt = "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]"
    found = subprocess.run([sys.executable, "-c", attempt, *libraries], capture_output=True)
    return found.returncode == 0
