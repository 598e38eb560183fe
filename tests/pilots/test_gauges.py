"""The small bars beside measures and costs."""

import pytest

from pilots.gauges import MARK, WIDTH, gauge


@pytest.mark.parametrize(
    ("share", "filled", "is_beyond"),
    [(-1, 0, False), (0, 0, False), (0.5, MARK // 2, False), (1, MARK, False), (9, WIDTH, True)],
)
def test_a_bar_never_leaves_its_track(share: float, filled: int, is_beyond: bool) -> None:
    assert (gauge(share).filled, gauge(share).is_beyond) == (filled, is_beyond)
