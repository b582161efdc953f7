"""Run all sweeps again and again, until told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connections,
)

from articles.tasks import SWEEPS

LONGEST_PAUSE = 5.0
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """The command `worker`."""

    help = "Run all sweeps each second until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between sweeps"
        )

    def handle(self, *_: Any, interval: float, **__: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write(f"Worker running: {', '.join(SWEEPS)}.")
        self.stdout.flush()
        failures = 0
        while not stop.is_set():
            failures = 0 if self._sweep(stop) else failures + 1
            stop.wait(min(interval * 2**failures, max(interval, LONGEST_PAUSE)))
        self.stdout.write("Worker stopped.")

    def _sweep(self, stop: threading.Event) -> bool:
        """Run each sweep to its end; say whether the database answered."""
        close_old_connections()
        try:
            for name, sweep in SWEEPS.items():
                if not stop.is_set() and (count := sweep()):
                    self.stdout.write(f"{name}: {count}")
                    self.stdout.flush()
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database does not answer: %s", error)
            connections.close_all()
            return False
        return True
