"""Keeps several services running together: they start in order, stop in the opposite order, and none outlives another."""

import signal
import time

from progress import CannotGoOn, shown
from services import Service


class Supervisor:
    """Use it in a `with` statement; everything that was started has stopped when the statement is left."""

    def __init__(self):
        self.services: list[Service] = []

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
                raise CannotGoOn(
                    f"{service.name} {service.ended()}, so everything is stopped; nothing is lost. "
                    f"Its log is {shown(service.log)}. Start again with the same command."
                )

    def watch(self) -> None:
        """Return never: a service that ends, or a signal, raises."""
        while True:
            self.check()
            time.sleep(0.2)
