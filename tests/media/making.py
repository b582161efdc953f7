"""Many who ask for one rendition at once, in processes that may be killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import media.imaging
from media.models import Photo
from media.rendering import rendition_bytes, rendition_of

imaging: Any = media.imaging  # its encoder is replaced here
CONTEXT = multiprocessing.get_context("fork")
SPEC = "w640"


def ask(photo: Photo) -> bytes:
    """Ask for the rendition that all ask for."""
    return rendition_bytes(photo, rendition_of(photo, SPEC))


def note_encodes(log: Path) -> None:
    """Have this process write a line for each picture that it begins to encode."""
    encode = imaging.encode

    def noted(*arguments, **options):
        with log.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return encode(*arguments, **options)

    imaging.encode = noted


def start_asking(
    photo: Photo, log: Path, together: Barrier, *, threads: int = 50
) -> ForkProcess:
    """Start a process whose threads ask together; it exits with 0 if all got the same.

    It leaves what it got beside the log, under its own number.
    """

    def run() -> None:
        note_encodes(log)
        got: set[bytes] = set()
        crowd = [
            threading.Thread(target=lambda: got.add(ask(photo))) for _ in range(threads)
        ]
        together.wait()
        for thread in crowd:
            thread.start()
        for thread in crowd:
            thread.join()
        if len(got) == 1:
            log.with_name(f"{os.getpid()}.jpg").write_bytes(got.pop())
            os._exit(0)
        os._exit(1)

    return _started(run)


def start_hanging(photo: Photo, moment: str, log: Path) -> ForkProcess:
    """Start a maker that never gets beyond a moment: encode, fsync or replace.

    It writes a line once it is there.
    """

    def hang(*_: object, **__: object) -> None:
        log.write_text("there\n")
        time.sleep(600)

    def run() -> None:
        place = {"encode": imaging, "fsync": os, "replace": Path}[moment]
        setattr(place, moment, hang)
        ask(photo)

    return _started(run)


def _started(run: Callable[[], None]) -> ForkProcess:
    process = CONTEXT.Process(target=run)
    process.start()
    return process


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds; fail where it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)
