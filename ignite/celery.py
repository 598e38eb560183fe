"""The Celery application: its tasks are nudges, PostgreSQL holds what is to be done."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ignite.settings")

app = Celery("ignite")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
