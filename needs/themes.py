"""From the words in a file's theme column to themes: known ones are found, new ones are made when rows are saved."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

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
    """The installation's themes by slug and by name in both languages, read once for a whole file."""

    def __init__(self) -> None:
        self.known: dict[str, Theme] = {}
        self.new: dict[str, str] = {}
        for theme in Theme.objects.all():
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

    def notes(self) -> list[str]:
        """What the preview says about themes that do not exist yet."""
        if not self.new:
            return []
        names = sorted(self.new.values())
        shown = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
        return [_("De här temana finns inte än och läggs till: %(names)s") % {"names": shown}]


def themes_for(slugs: Iterable[str], names: dict[str, str]) -> dict[str, Theme]:
    """Each slug's theme; those that are missing are made with the name given for them."""
    finder = ThemeFinder()
    wanted = set(slugs)
    made = [
        Theme(slug=slug, name_sv=names.get(slug, slug), name_en=names.get(slug, slug))
        for slug in sorted(wanted - finder.known.keys())
    ]
    if made:
        Theme.objects.bulk_create(made, ignore_conflicts=True)
        finder = ThemeFinder()
    return {slug: finder.known[slug] for slug in wanted}
