"""What libraries load because it is there, and nothing here asks of them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Within it these modules are not to be found, unless somebody has loaded them before."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is Python's "is not there"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
