"""Photos taken by the system, counted, and raced for."""

from __future__ import annotations

import threading

from django.db import connection

from media.actions import (
    take_photo,
)
from media.actors import Actor
from media.models import Photo, PhotoChange, PhotoEvent
from tests.media.pictures import agency_jpeg

SYSTEM = Actor.system("import_photos", "run-1")
NOBODY = Actor("nobody")
IDENTITY = "ab" * 32


def take(data: bytes | None = None, **more) -> Photo:
    more = {"file_name": "ferry.jpg", "by": SYSTEM, **more}
    return take_photo(agency_jpeg() if data is None else data, **more)


def counts():
    return (
        Photo.objects.count(),
        PhotoEvent.objects.count(),
        PhotoChange.objects.count(),
    )


def last_event(photo):
    return photo.events.first()


def race(count, step):
    """Run a step in threads at the same moment; give what each gave or raised."""
    together, results = threading.Barrier(count), []

    def run(number):
        together.wait()
        try:
            results.append(step(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
