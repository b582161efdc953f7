"""Run all sweeps again and again, until told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connections,
)

from articles.actions.beating import beat
from articles.tasks import SWEEPS
from media.tasks import make_renditions
from media.tracing import traced

Sweeps = Mapping[str, Callable[[], int]]

LONGEST_PAUSE = 5.0
# Encoding takes seconds: no story that is due waits for it.
SLOW_SWEEPS: dict[str, Callable[[], int]] = {
    "make_renditions": partial(make_renditions, seconds=1.0),
}
# However long a sweep takes, the worker is seen to be alive.
BEATS: dict[str, Callable[[], int]] = {"beat": beat}
BETWEEN_BEATS = 5.0
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
        names = ", ".join((*SWEEPS, *SLOW_SWEEPS))
        self.stdout.write(f"Worker running: {names}.")
        self.stdout.flush()
        with ThreadPoolExecutor(2) as pool:
            beside = [
                pool.submit(self._loop, SLOW_SWEEPS, stop, interval),
                pool.submit(self._loop, BEATS, stop, max(interval, BETWEEN_BEATS)),
            ]
            self._loop(SWEEPS, stop, interval)
            for one in beside:
                one.result()
        self.stdout.write("Worker stopped.")

    def _loop(self, sweeps: Sweeps, stop: threading.Event, interval: float) -> None:
        """Sweep until told to stop; whoever fails stops the other, too."""
        failures = 0
        try:
            while not stop.is_set():
                done = self._sweep(sweeps, stop)
                failures = failures + 1 if done is None else 0
                if not done:
                    pause = min(interval * 2**failures, max(interval, LONGEST_PAUSE))
                    stop.wait(pause)
        finally:
            stop.set()

    def _sweep(self, sweeps: Sweeps, stop: threading.Event) -> int | None:
        """Run each sweep to its end; None where the database does not answer."""
        close_old_connections()
        done = 0
        try:
            for name, sweep in sweeps.items():
                if stop.is_set():
                    break
                with traced():
                    count = sweep()
                if count:
                    done += count
                    self.stdout.write(f"{name}: {count}")
                    self.stdout.flush()
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database does not answer: %s", error)
            connections.close_all()
            return None
        return done
