"""The roof: settings, addresses, Celery, start pages and the demo."""

from ignite.celery import app as celery_app

__all__ = ["celery_app"]
