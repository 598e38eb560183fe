"""Templates are read and compared line by line, so their lines stay short."""

import re
from pathlib import Path

import pytest
from django.conf import settings

WIDEST = 159
# A start tag with what Django writes into it, or one tag of Django's: it may be as long as it must.
DJANGO = r"\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\}"
SINGLE_TAG = re.compile(rf"\s*(?:{DJANGO}|<\w(?:{DJANGO}|\"(?:{DJANGO}|[^\"])*\"|[^<>\"])*>)\s*")
FOLDER = settings.ROOT / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".html", ".txt"))


def too_wide(text: str) -> list[int]:
    """The numbers of the lines that could be divided and are not."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if len(line) > WIDEST and not SINGLE_TAG.fullmatch(line)
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_line_is_wider_than_a_reader_can_follow(path: Path) -> None:
    assert too_wide(path.read_text()) == []


def test_only_a_single_tag_may_be_wider() -> None:
    filler = "ord " * 40
    assert too_wide(f'{{% translate "{filler}" %}}') == []
    assert too_wide(f'  <a class="{filler}{{% if a > b %}}x{{% endif %}}" href="{{{{ url }}}}">') == []
    assert too_wide(f'short\n<p>{{% translate "{filler}" %}}</p>') == [2]
    assert too_wide(f'{{% translate "a" as b %}}{{% translate "{filler}" as c %}}') == [1]
    assert too_wide(f'<p class="a"><b class="{filler}">') == [1]
    assert too_wide(filler) == [1]
