"""The entrance for the web server."""

import contextlib
import ctypes
import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ignite.settings")

application = get_wsgi_application()

# One heap for all threads, and what is large beside it, so that it goes back to the system when it is free (glibc; its
# numbers for M_ARENA_MAX and M_MMAP_THRESHOLD, malloc.h).
with contextlib.suppress(AttributeError):
    ctypes.CDLL(None).mallopt(-8, 1)
    ctypes.CDLL(None).mallopt(-3, 128 * 1024)

# What is loaded by now stays for good, and a page makes many objects that die with it: looking through all of them for
# cycles every 700 objects, as Python does by itself, takes much of a page's time. What a page leaves behind in cycles is
# looked for after 20 000 objects: later, and it weighs several megabytes; sooner, and it takes time again.
gc.collect()
gc.freeze()
gc.set_threshold(2_000, 5, 2)
