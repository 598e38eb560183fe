"""Makes the files that are built rather than written: front-end packages, compiled translations, collected static files."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from progress import ROOT, VAR, CannotGoOn, run, shown, step
from python_packages import PYTHON, VENV

FRONTEND = ROOT / "frontend"
STATIC = VAR / "static"


def build() -> None:
    """Everything that has changed since it was last built."""
    build_front_end()
    compile_translations()
    collect_static_files()


def build_front_end() -> None:
    """Fetch the locked npm packages and fill frontend/dist."""
    sources = [path for path in FRONTEND.iterdir() if path.name not in ("node_modules", "dist", "__pycache__")]
    if is_fresh("front-end", sources, FRONTEND / "dist"):
        return
    failure = "The front-end files could not be made"
    environment = {**os.environ, "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}"}
    with step("Fetching the front-end packages"):
        run([VENV / "bin" / "npm", "ci", "--ignore-scripts"], failure=failure, cwd=FRONTEND, env=environment)
        run([PYTHON, "build.py"], failure=failure, cwd=FRONTEND, env=environment)
    remember("front-end", sources)


def compile_translations() -> None:
    """Turn each changed .po file into the .mo file that Django reads."""
    texts = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    changed = [po for po in texts if not is_newer(po.with_suffix(".mo"), po)]
    if not changed:
        return
    with step("Compiling the translations"):
        for po in changed:
            compile_one = [PYTHON, "-m", "babel.messages.frontend", "compile", "-i", po, "-o", po.with_suffix(".mo")]
            run(compile_one, failure=f"{po.name} could not be compiled", cwd=ROOT)
            if not is_newer(po.with_suffix(".mo"), po):
                # Babel passes over a catalogue whose header is marked fuzzy, and says nothing.
                raise CannotGoOn(f"{shown(po)} was not compiled: is its header marked fuzzy?")


def is_newer(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def collect_static_files() -> None:
    """Give every static file a name with its checksum, and compress it, as production serves it."""
    sources = [ROOT / "static", FRONTEND / "dist", ROOT / "uv.lock", ROOT / "ignite" / "settings.py"]
    if is_fresh("static", sources, STATIC / "staticfiles.json"):
        return
    # Collecting needs settings that can be read, but neither database nor broker.
    stand_ins = {
        "SECRET_KEY": "only-used-while-collecting-static-files-and-nowhere-else",
        "DATABASE_URL": "postgresql://nowhere/none",
        "REDIS_URL": "redis://nowhere",
        "DEBUG": "0",
    }
    with step("Collecting the static files"):
        run(
            [PYTHON, "manage.py", "collectstatic", "--noinput"],
            failure="The static files could not be collected",
            cwd=ROOT,
            env={**os.environ, **stand_ins},
        )
    remember("static", sources)


def is_fresh(name: str, sources: Iterable[Path], made: Path) -> bool:
    """Whether `made` is there and was made from these sources as they stand."""
    stamp = VAR / "stamps" / name
    return made.exists() and stamp.exists() and stamp.read_text() == fingerprint(sources)


def remember(name: str, sources: Iterable[Path]) -> None:
    stamp = VAR / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint(sources))


def fingerprint(sources: Iterable[Path]) -> str:
    """A checksum over the names and contents of files and of all files in folders."""
    digest = hashlib.sha256()
    for source in sorted(sources):
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
