"""The entrance for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ignite.settings")

application = get_wsgi_application()

# What is loaded by now stays for good, and a page makes many objects that die with it: looking through all of them for
# cycles every 700 objects, as Python does by itself, takes much of a page's time. What a page leaves behind in cycles is
# looked for after 40 000 objects: later, and it weighs several megabytes; sooner, and it takes time again.
gc.collect()
gc.freeze()
gc.set_threshold(2_000, 10, 2)
