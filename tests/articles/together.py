"""Several people, or programs, at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection

from articles.errors import ArticleError


def at_once(*jobs):
    """Run the jobs in threads that start together; give what each answers or raises."""
    gate = threading.Barrier(len(jobs))
    found = [None] * len(jobs)

    def run(number, job):
        gate.wait()
        try:
            found[number] = job()
        except ArticleError as error:
            found[number] = error.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def in_thread(step: Callable[[], object]) -> threading.Thread:
    """Start a step beside this one, on a connection of its own."""

    def run() -> None:
        try:
            step()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
