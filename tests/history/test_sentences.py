"""What the logbook says, in the reader's way of writing days."""

import pytest
from django.utils.translation import override

from history.sentences import sentence_of


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("sv", "Bokade mötet till 20 nov 2026 14:00"), ("en", "Booked the meeting for 20 Nov 2026 14:00")],
)
def test_a_moment_is_written_as_the_reader_writes_it(language, sentence):
    with override(language):
        assert sentence_of("meeting.booked", {"when": "2026-11-20 14:00"}) == sentence


def test_what_is_no_day_stays_as_it_was_written():
    assert sentence_of("meeting.booked", {"when": "2026-13-45"}) == "Bokade mötet till 2026-13-45"
