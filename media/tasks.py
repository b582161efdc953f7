"""Sweeps over waiting rows; each is safe at any time and by many processes at once."""

from __future__ import annotations

import time

from media.actions import make_next


def make_renditions(seconds: float | None = None) -> int:
    """Make the renditions that are ordered; say how many orders were taken up.

    With `seconds`, take up none after so long, as whoever is told to stop wants.
    """
    begun, done = time.monotonic(), 0
    while make_next():
        done += 1
        if seconds is not None and time.monotonic() - begun >= seconds:
            break
    return done
