"""What the entries of this room in the logbook say."""

from typing import Any

SENTENCES: dict[str, Any] = {}
