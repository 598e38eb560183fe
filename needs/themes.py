"""From the words in a file's theme column to themes: what is offered is found, the rest is told and left to a person."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Organisation
from needs.models import Theme

BETWEEN = re.compile(r"[;,|]")
SLUG_LIKE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
MOST_LETTERS = 60


def slug_of(text: str) -> str:
    return slugify(text.replace("_", "-"))


def name_of(text: str) -> str:
    """A slug's words as a name: culture_tourism → Culture tourism. Other text is a name already."""
    words = re.sub("[_-]", " ", text) if SLUG_LIKE.fullmatch(text) else text
    return words[:1].upper() + words[1:]


class ThemeFinder:
    """Themes by slug and by name in both languages, read once for a whole file."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self.known: dict[str, Theme] = {}
        self.new: dict[str, str] = {}
        for theme in themes:
            for word in (theme.name_en, theme.name_sv, theme.slug):
                self.known[slug_of(word)] = theme

    def find(self, text: str, *, single: bool = False) -> list[str]:
        """The slugs of one or more themes in a cell; unknown ones are noted as new. Raises ValidationError."""
        whole = slug_of(text)
        if single or whole in self.known:
            parts = [text]
        else:
            parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
        slugs = [self._slug(part) for part in parts]
        return list(dict.fromkeys(slugs))

    def _slug(self, text: str) -> str:
        slug = slug_of(text)
        if not slug or len(slug) > MOST_LETTERS or len(text) > MOST_LETTERS:
            raise ValidationError(_("Skriv temat med högst 60 bokstäver"))
        if slug not in self.known:
            self.new.setdefault(slug, name_of(text))
        return slug


def add_themes(names: Iterable[str], organisation: Organisation) -> None:
    """Gives the organisation its own themes of these names; those it has already stay as they are."""
    Theme.objects.bulk_create(
        (Theme(organisation=organisation, slug=slug_of(name), name_sv=name, name_en=name) for name in names),
        ignore_conflicts=True,
    )
