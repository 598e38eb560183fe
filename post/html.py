"""The text of a letter as a web page: the same words, its links as buttons. Pure: text in, blocks out.

There is one source, the text. All of it is escaped where it is shown, and only addresses of the installation itself
become links, so that nothing a person has written can lead anywhere else.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

HOUSE_COLOUR = "#0b5a6b"
BULLETS = ("– ", "- ")


@dataclass(frozen=True)
class Block:
    """A paragraph of `lines`, a list of `points`, or a button: `label` and `url`.

    A line or point is in pieces, of which every second is an address of ours.
    """

    lines: list[list[str]] = field(default_factory=list)
    points: list[list[str]] = field(default_factory=list)
    label: str = ""
    url: str = ""


def blocks_of(text: str, *, base_url: str) -> list[Block]:
    """The text's paragraphs. A line that ends with a colon and an address of ours after it is a button."""
    ours = rf"{re.escape(base_url)}/[^\s<>\"]*"
    button = re.compile(rf"(?:(?P<before>.*)\n)?(?P<label>[^\n]+):\s+(?P<url>{ours})(?:\n(?P<after>.*))?", re.DOTALL)
    address = re.compile(rf"({ours})(?<![.,;:)])")
    found: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if match := button.fullmatch(paragraph):
            found += _plain(match["before"], address)
            found.append(Block(label=match["label"], url=match["url"]))
            found += _plain(match["after"], address)
        else:
            found += _plain(paragraph, address)
    return found


def _plain(paragraph: str | None, address: re.Pattern[str]) -> list[Block]:
    """Lines that begin with a dash are a list, also right after a line that introduces it; indented ones go on."""
    found = []
    for is_list, lines in groupby(
        (paragraph or "").replace("\n  ", " ").splitlines(), key=lambda line: line.startswith(BULLETS)
    ):
        if is_list:
            found.append(Block(points=[address.split(line[2:]) for line in lines]))
        else:
            found.append(Block(lines=[address.split(line) for line in lines]))
    return found
