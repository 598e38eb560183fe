"""The small bars that show how far something has come towards its mark. Pure geometry, in SVG units."""

from dataclasses import dataclass

WIDTH, HEIGHT = 200, 14
# The mark stands at four fifths, so that one sees when something goes beyond it.
MARK = 160


@dataclass(frozen=True)
class Gauge:
    """A track of `width`, filled from the left to `filled`, with the mark at `mark`."""

    filled: int
    is_beyond: bool
    width: int = WIDTH
    height: int = HEIGHT
    mark: int = MARK


def gauge(share: float) -> Gauge:
    """`share` of the way to the mark: 0 is the beginning, 1 the mark; less and more are cut off at the ends."""
    return Gauge(filled=round(max(0, min(share * MARK, WIDTH))), is_beyond=share > 1)
