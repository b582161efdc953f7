"""Long series: collected only where SOAK_ROUNDS says how long, as `make soak` does."""

from __future__ import annotations

import os
import random
import time

import pytest

collect_ignore_glob = [] if os.environ.get("SOAK_ROUNDS") else ["test_*.py"]


@pytest.fixture
def rounds() -> int:
    """Give how often a series is repeated."""
    return int(os.environ["SOAK_ROUNDS"])


@pytest.fixture
def chance() -> random.Random:
    """Give the source of a series' moments; its seed is printed, to repeat it."""
    seed = int(os.environ.get("SOAK_SEED", time.time_ns() % 10**6))
    print(f"\nSOAK_SEED={seed}")  # noqa: T201
    return random.Random(seed)  # noqa: S311 - moments, not secrets
