"""What stands beside the code of open software: licence, description for catalogues, documents that agree."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders

ROOT: Path = settings.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "templates" / "README.md"])


def test_the_notice_names_the_licence_of_the_package():
    notice = (ROOT / "LICENSE").read_text()
    assert f"SPDX-License-Identifier: {PROJECT['license']}\n" in notice
    assert "the contributors to Ignite" in notice
    assert PROJECT["license-files"] == ["LICENSE"]


def test_the_full_text_of_the_licence_comes_with_the_build():
    text = Path(finders.find(f"vendor/{PROJECT['license']}.txt")).read_text()
    assert text.startswith("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007\n")
    assert "13. Remote Network Interaction" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_catalogue_entry_agrees_with_the_package():
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert entry["legal"]["license"] == PROJECT["license"]
    assert entry["softwareVersion"] == PROJECT["version"]
    assert entry["localisation"]["availableLanguages"] == [code for code, _ in settings.LANGUAGES]


def test_the_catalogue_entry_holds_what_the_standard_asks_for():
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    assert required | {"description", "legal", "maintenance", "localisation"} <= set(entry)
    assert entry["maintenance"] == {"type": "none"}  # another type has to name a living person
    for texts in entry["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert texts["features"]


def test_the_change_log_has_a_place_for_what_is_next():
    assert re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[0] == "Unreleased"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_link_only_to_what_is_there(document):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_no_file_cites_a_document_that_is_not_here():
    elsewhere = {".git", ".venv", "var", "node_modules", "dist", "locale"}
    endings = {".py", ".html", ".css", ".js", ".toml", ".yml", ".md"}
    missing = {}
    for path in ROOT.rglob("*"):
        if path.suffix in endings and not elsewhere & set(path.relative_to(ROOT).parts):
            for name in re.findall(r"(?<![\w*])[\w./-]*\w\.md\b", path.read_text()):
                if not any((folder / name).exists() for folder in (ROOT, ROOT / "docs", path.parent)):
                    missing[path.relative_to(ROOT)] = name
    assert missing == {}


def test_the_glossary_names_models_and_files_that_exist():
    text = (ROOT / "docs" / "domain.md").read_text()
    models = {f"{model._meta.app_label}.{model.__name__}" for model in apps.get_models()}
    assert set(re.findall(r"`(\w+\.[A-Z]\w+)", text)) - models == set()
    assert [path for path in re.findall(r"`([\w/]+\.py)`", text) if not (ROOT / path).exists()] == []
    fields = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
    }
    assert set(re.findall(r"`(\w+\.[A-Z]\w+\.\w+)`", text)) - fields == set()
