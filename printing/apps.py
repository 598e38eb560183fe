"""The press's place in Django: each worker process is warm before the first document is ordered."""

from typing import Any

from celery.signals import worker_process_init
from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "printing"

    def ready(self) -> None:
        worker_process_init.connect(warm_up_worker, dispatch_uid="printing.warm_up_worker")


def warm_up_worker(**_kwargs: Any) -> None:
    """Lets a worker process have WeasyPrint and the fonts in memory."""
    from printing.rendering import warm_up

    warm_up()
