"""Cells of lists."""

import pytest

from listing.templatetags.cells import beginning


@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("Nycklar", "Nycklar"), ("Nycklar!", "Nycklar!"), ("Nycklar som", "Nycklar…")]
)
def test_a_long_text_ends_with_an_ellipsis_within_its_room(text, shown):
    assert beginning(text, 8) == shown
