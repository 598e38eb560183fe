"""The beat, `python -m ignite.beat SCHEDULE`: tells the workers what it is time for.

`celery beat` would load every model, task and page, to send five names every twenty seconds.
"""

from argparse import ArgumentParser

from celery.apps import beat
from django.conf import settings
from django.utils.log import configure_logging

from ignite.celery import app


class Beat(beat.Beat):
    def init_loader(self) -> None:
        """Celery loads the tasks here; CELERY_BEAT_SCHEDULE names them, and a name is all that is sent."""
        self.app.finalize()


if __name__ == "__main__":
    words = ArgumentParser(prog="python -m ignite.beat", description="Tells the workers what it is time for.")
    words.add_argument("schedule", help="the file in which it keeps when each task was last sent")
    schedule = words.parse_args().schedule
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    Beat(app=app, schedule=schedule, quiet=True).run()
