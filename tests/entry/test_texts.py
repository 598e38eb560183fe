"""What nobody means to type: it leaves every text of every form, and lines stay on one line."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings

from entry.texts import Form, TidiesTexts, one_line, tidy
from listing.filters import ListFilter
from needs.models import Need
from startups.models import Startup
from tests import factories
from tests.forms import form_on

HIDDEN = "\x07\x1b\x7f\u200b\u202e\u2066\ufeff"


class Written(Form):
    line = forms.CharField()
    text = forms.CharField(widget=forms.Textarea, required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False)


def forms_of_ours() -> Iterator[type[forms.BaseForm]]:
    for file in [*settings.ROOT.glob("*/forms.py"), *settings.ROOT.glob("*/forms/*.py")]:
        importlib.import_module(".".join(file.relative_to(settings.ROOT).with_suffix("").parts))
    waiting: list[Any] = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        source = Path(importlib.import_module(form.__module__).__file__ or "")
        if source.is_relative_to(settings.ROOT) and ".venv" not in source.parts and "tests" not in source.parts:
            yield form


def test_every_form_of_ours_tidies_its_texts() -> None:
    ours = set(forms_of_ours())
    assert len(ours) > 40
    # What narrows a list saves nothing, and allauth's own forms take addresses, codes and passwords.
    others = {form for form in ours if not issubclass(form, TidiesTexts | ListFilter)}
    assert {form for form in others if not any(base.__module__.startswith("allauth") for base in form.__mro__)} == set()


def test_a_line_stays_on_one_line_and_a_text_keeps_its_breaks() -> None:
    form = Written({"line": f"Tal{HIDDEN}stöd\tför\nalla ", "text": f"Ett{HIDDEN}\n\nTvå", "password": f"a{HIDDEN}b"})
    assert form.is_valid()
    assert form.cleaned_data == {"line": "Talstöd för alla", "text": "Ett\n\nTvå", "password": f"a{HIDDEN}b"}


def test_a_line_of_nothing_but_invisible_characters_is_empty() -> None:
    assert "line" in Written({"line": "\u200b\u202e \x07"}).errors


def test_joined_emoji_and_combining_letters_stay_what_they_are() -> None:
    assert tidy("👩\u200d🔬") == "👩\u200d🔬"
    assert one_line("a\u030a") == "å"


@pytest.mark.django_db
def test_a_needs_title_is_saved_without_them(as_, staff) -> None:
    as_(staff).post("/behov/nytt/", {"title": f"Nycklar{HIDDEN} försvinner\nofta", "situation": "Text", "draft": "1"})
    assert Need.objects.get().title == "Nycklar försvinner ofta"


@pytest.mark.django_db
def test_a_startups_name_is_saved_without_them(as_, chief) -> None:
    startup = factories.a_startup(name="Talklart")
    page = f"/startuper/{startup.pk}/andra/"
    client = as_(chief)
    client.post(page, form_on(client.get(page)) | {"name": f"Tal{HIDDEN}klart\u2003AB"})
    assert Startup.objects.get().name == "Talklart AB"
