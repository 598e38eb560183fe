"""The one sweep for all that workers are to do, whichever room it stands in."""

import logging
from typing import Any

from celery import shared_task
from django.utils.module_loading import import_string

from history.claims import claimable_models

log = logging.getLogger(__name__)
AT_A_TIME = 100


@shared_task
def sweep() -> None:
    """Does what is due: its nudge was lost, its worker died, or its pause is over. One that fails stops no other."""
    for model in claimable_models():
        rows: Any = model._default_manager
        do = import_string(model.TASK)
        for pk in rows.due().order_by("due_at").values_list("pk", flat=True)[:AT_A_TIME]:
            try:
                do(pk)
            except Exception:
                log.exception("%s %s", model.TASK, pk)
