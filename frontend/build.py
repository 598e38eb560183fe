"""Turns the locked npm packages into the few files the pages and the PDFs use, in frontend/dist/vendor.

Run it after `npm ci --ignore-scripts`, with any Python 3; it needs only the standard library and a Node, taken from
the variable NODE or from PATH. What it made once it makes again only when the lock, the theme or this file changes.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
DIST = HERE / "dist"
STAMP = DIST / ".built-from"

# The web takes the variable font, cut down to the scripts our languages use; the PDFs take whole static files,
# because the cut-down ones lack arrows, ticks and the narrow hyphen.
WEB_SUBSETS = ("latin-ext", "latin")
PDF_WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold")
LICENCE = "AGPL-3.0-or-later"  # as LICENSE and pyproject.toml name it


def main() -> None:
    made_from = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == made_from:
        return
    if not PACKAGES.is_dir():
        sys.exit(f"The npm packages are missing. Run first: npm ci --ignore-scripts --prefix {HERE}")
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DIST) as scratch:
        vendor = Path(scratch) / "vendor"
        (vendor / "designsystemet").mkdir(parents=True)
        (vendor / "inter").mkdir()
        write_theme(Path(scratch), vendor / "designsystemet")
        copy_styles(vendor / "designsystemet")
        copy_fonts(vendor / "inter")
        write_licence(vendor)
        # Swapped in whole, so that an interrupted build never leaves half a set behind.
        shutil.rmtree(DIST / "vendor", ignore_errors=True)
        vendor.rename(DIST / "vendor")
    STAMP.write_text(made_from)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for name in ("package-lock.json", "theme.json", "build.py"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def write_theme(scratch: Path, target: Path) -> None:
    """Let the design system's own generator make every shade from the four colours in theme.json."""
    generator = PACKAGES / "@digdir" / "designsystemet" / "dist" / "bin" / "designsystemet.js"
    node = os.environ.get("NODE") or shutil.which("node")
    if not node:
        sys.exit("Node is missing. Put node on PATH or name it in the variable NODE.")
    # The generator reads the output folder out of its configuration, so it gets a copy that points here.
    config = (HERE / "theme.json").read_text().replace("./dist/tokens", str(scratch / "tokens"))
    (scratch / "theme.json").write_text(config)
    for command in (
        ["create", "--config", "theme.json"],
        ["build", "-t", "tokens", "-o", "css", "--config", "theme.json"],
    ):
        done = subprocess.run(
            [node, str(generator), "tokens", *command], cwd=scratch, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"The theme could not be made:\n{done.stdout}{done.stderr}")
    shutil.copyfile(scratch / "css" / "ignite.css", target / "theme.css")


def copy_styles(target: Path) -> None:
    package = PACKAGES / "@digdir" / "designsystemet-css"
    shutil.copyfile(package / "dist" / "src" / "index.css", target / "designsystemet.css")
    shutil.copyfile(package / "LICENSE", target / "LICENSE")


def copy_fonts(target: Path) -> None:
    web = PACKAGES / "@fontsource-variable" / "inter"
    faces = re.findall(r"@font-face \{.*?\}", (web / "wght.css").read_text(), flags=re.DOTALL)
    wanted = [face for face in faces if any(f"/inter-{subset}-wght-normal.woff2" in face for subset in WEB_SUBSETS)]
    if len(wanted) != len(WEB_SUBSETS):
        sys.exit("The Inter package no longer holds the expected font files.")
    (target / "inter.css").write_text("\n".join(wanted).replace("./files/", "") + "\n")
    for subset in WEB_SUBSETS:
        shutil.copy(web / "files" / f"inter-{subset}-wght-normal.woff2", target)
    for weight in PDF_WEIGHTS:
        shutil.copy(PACKAGES / "inter-ui" / "web" / f"Inter-{weight}.woff2", target)
    shutil.copyfile(PACKAGES / "inter-ui" / "LICENSE.txt", target / "LICENSE")


def write_licence(target: Path) -> None:
    """The full text of Ignite's own licence, which every page links to."""
    entry = PACKAGES / "spdx-license-list" / "licenses" / f"{LICENCE}.json"
    text = json.loads(entry.read_text())["licenseText"]
    (target / f"{LICENCE}.txt").write_text(text.rstrip() + "\n")


if __name__ == "__main__":
    main()
