"""The small bars that show how far something has come towards its mark. Pure geometry, in SVG units."""

WIDTH, HEIGHT = 200, 14
# The mark stands at four fifths, so that one sees when something goes beyond it.
MARK = 160


def filled(share: float) -> int:
    """How much of the bar `share` of the way to the mark fills: less than nothing and more than all are cut off."""
    return round(max(0, min(share * MARK, WIDTH)))
