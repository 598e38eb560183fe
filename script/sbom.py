"""Writes down what runs and is served, with versions and checksums, as an SBOM in CycloneDX 1.5."""

import base64
import json
from pathlib import Path
from typing import Any

from progress import ROOT, VAR, run, step
from python_packages import fetch_uv

SBOM = VAR / "sbom.cdx.json"


def write(place: Path = SBOM) -> None:
    """The locked Python packages without any that only building or testing needs, and the served npm packages."""
    with step("Writing down the parts"):
        export = [fetch_uv(), "export", "--frozen", "--quiet", "--no-default-groups"]
        export += ["--preview-features", "sbom-export", "--format", "cyclonedx1.5", "--output-file", place]
        run(export, failure="The list of parts could not be written", cwd=ROOT)
        bill = json.loads(place.read_text())
        bill["components"] += npm_components()
        place.write_text(json.dumps(bill, indent=1) + "\n")


def npm_components() -> list[dict[str, Any]]:
    """The packages of frontend/package-lock.json whose files are served; the theme's generator is not."""
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    served = [(path, entry) for path, entry in locked.items() if path and not entry.get("dev")]
    return [component(path.rpartition("node_modules/")[2], entry) for path, entry in served]


def component(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    algorithm, _, checksum = entry["integrity"].partition("-")
    return {
        "type": "library",
        "bom-ref": f"npm-{name}@{entry['version']}",
        "name": name,
        "version": entry["version"],
        "purl": f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}",
        "hashes": [{"alg": algorithm.replace("sha", "SHA-"), "content": base64.b64decode(checksum).hex()}],
        "licenses": [{"expression": entry["license"]}],
    }
