"""The Celery application: its tasks are nudges, PostgreSQL holds what is to be done."""

import gc
import os
from typing import Any

from ignite.lean import without

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ignite.settings")
with without("greenlet", "yaml"):  # which a developer's tool may have brought: 2 MB
    from celery import Celery
    from celery.signals import task_prerun, worker_process_init

    app = Celery("ignite")
from django.db import close_old_connections

app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def begin_as_a_page_does(**_kwargs: Any) -> None:
    """Drops a connection to PostgreSQL that is too old or broken, and keeps it otherwise."""
    close_old_connections()


@worker_process_init.connect
def keep_what_is_loaded(**_kwargs: Any) -> None:
    """What a worker process has loaded stays for good: it is not looked through for cycles again and again."""
    gc.collect()
    gc.freeze()
