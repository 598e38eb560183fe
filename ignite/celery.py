"""The Celery application: its tasks are nudges, PostgreSQL holds what is to be done."""

import gc
import os
import sys
from typing import Any

# Celery loads these where a developer's tool has brought them, for what nothing here asks of it: 2 MB.
absent = [name for name in ("greenlet", "yaml") if sys.modules.setdefault(name, None) is None]  # type: ignore[arg-type]
from celery import Celery  # noqa: E402  # after what it must not find
from celery.signals import task_prerun, worker_process_init  # noqa: E402
from django.db import close_old_connections  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ignite.settings")

app = Celery("ignite")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
for name in absent:  # for others to find
    del sys.modules[name]


@task_prerun.connect
def begin_as_a_page_does(**_kwargs: Any) -> None:
    """Drops a connection to PostgreSQL that is too old or broken, and keeps it otherwise."""
    close_old_connections()


@worker_process_init.connect
def keep_what_is_loaded(**_kwargs: Any) -> None:
    """What a worker process has loaded stays for good: it is not looked through for cycles again and again."""
    gc.collect()
    gc.freeze()
