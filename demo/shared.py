"""What both administrations share: the themes, and what is asked and said when needs are assessed."""

from dataclasses import dataclass
from functools import cache

from demo.reading import TEXTS, read_folder


@dataclass(frozen=True, kw_only=True)
class ThemeText:
    slug: str
    name_sv: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class CriterionText:
    name: str
    weight: int
    guidance: str


@dataclass(frozen=True, kw_only=True)
class Shared:
    """`comments` are what people say of a need, by the points that they give it."""

    themes: tuple[ThemeText, ...]
    criteria: tuple[CriterionText, ...]
    comments: dict[str, tuple[str, ...]]


@cache
def shared() -> Shared:
    return read_folder(Shared, TEXTS)
