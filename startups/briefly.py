"""A long text in one line: its first sentence. Pure."""

import re

MOST = 140
# A full stop before a small letter is an abbreviation's.
END_OF_A_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"])|\n")


def briefly(text: str, most: int = MOST) -> str:
    """The first sentence; one that is longer than `most` characters ends at a word, with three dots."""
    sentence = " ".join(END_OF_A_SENTENCE.split(text.strip(), maxsplit=1)[0].split())
    if len(sentence) <= most:
        return sentence
    return sentence[: most - 1].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"
