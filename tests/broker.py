"""What the broker was asked to hand to the workers."""

import json

import redis
from django.conf import settings


def nudges(task: str, number: int) -> int:
    """How often the task was asked for with this number."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        headers = [json.loads(message)["headers"] for message in broker.lrange("celery", 0, -1)]
    return [(header["task"], header["argsrepr"]) for header in headers].count((task, f"({number},)"))
