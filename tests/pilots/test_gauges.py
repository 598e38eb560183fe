"""The small bars beside measures and costs."""

import pytest

from pilots.gauges import MARK, WIDTH, filled


@pytest.mark.parametrize(("share", "units"), [(-1, 0), (0, 0), (0.5, MARK // 2), (1, MARK), (9, WIDTH)])
def test_a_bar_never_leaves_its_track(share: float, units: int) -> None:
    assert filled(share) == units
