"""The roof: settings, addresses, Celery and start pages."""

from ignite.celery import app as celery_app

__all__ = ["celery_app"]
