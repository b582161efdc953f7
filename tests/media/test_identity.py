"""Version 7 UUIDs."""

from __future__ import annotations

import time
from uuid import RFC_4122

from media.identity import uuid7


def test_uuid7__is_of_its_version_and_sorts_by_time():
    before = time.time_ns() // 1_000_000
    first = uuid7()
    time.sleep(0.002)
    second = uuid7()
    assert (first.version, first.variant) == (7, RFC_4122)
    assert first < second
    assert before <= first.int >> 80 <= time.time_ns() // 1_000_000


def test_uuid7__never_twice():
    assert len({uuid7() for _ in range(1000)}) == 1000
