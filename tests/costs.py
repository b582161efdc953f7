"""What a piece of work costs, to be compared with other work of the same run."""

from __future__ import annotations

import time
from collections.abc import Callable


def cost(work: Callable[[], object]) -> float:
    """Give the least of three times, in seconds of CPU; never nothing."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return max(min(times), 0.002)
