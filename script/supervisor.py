"""Keeps several services running together: they start in order, stop in the opposite order, and none outlives another.

One that dies by itself is brought back, as systemd would.
"""

import signal
import time
from collections import defaultdict

from progress import CannotGoOn, shown
from services import Service

PAUSE = 1  # seconds before a service is brought back
DEATHS, WITHIN = 3, 60  # so many deaths of a service in so many seconds are too many


class Supervisor:
    """Use it in a `with` statement; everything that was started has stopped when the statement is left."""

    def __init__(self):
        self.services: list[Service] = []
        self.deaths: dict[str, list[float]] = defaultdict(list)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # stopping takes seconds; impatience must not leave a process
        for service in reversed(self.services):
            service.stop()

    def start(self, service: Service) -> Service:
        """Start a service and look after it from now on."""
        self.services.append(service)
        service.start()
        return service

    def check(self) -> None:
        """Raise CannotGoOn, in one line, if a service is no longer running."""
        for service in self.services:
            if not service.is_running():
                raise self._end_of_all(service, service.ended())

    def watch(self) -> None:
        """Return never: services that end are brought back; one that ends again and again, or a signal, raises."""
        while True:
            for service in self.services:
                if not service.is_running():
                    self._bring_back(service)
            time.sleep(0.2)

    def _bring_back(self, service: Service) -> None:
        how, now = service.ended(), time.monotonic()
        recent = [death for death in self.deaths[service.name] if now - death < WITHIN]
        self.deaths[service.name] = [*recent, now]
        if len(recent) + 1 >= DEATHS:
            raise self._end_of_all(service, f"{how}, the third time in a minute")
        print(f"{service.name} {how}; it is started again. Its log is {shown(service.log)}.", flush=True)
        service.stop()  # what is left of it
        time.sleep(PAUSE)
        service.start()

    @staticmethod
    def _end_of_all(service: Service, how: str) -> CannotGoOn:
        return CannotGoOn(
            f"{service.name} {how}, so everything is stopped; nothing is lost. "
            f"Its log is {shown(service.log)}. Start again with the same command."
        )
