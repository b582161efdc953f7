from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.core.cache import cache

from newsroom.limits import address_of, spend, wait_of


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "counted"),
    [
        (0, "93.184.216.34", "", "93.184.216.34"),
        (0, "93.184.216.34", "1.1.1.1", "93.184.216.34"),
        (0, "127.0.0.1", "1.1.1.1", ""),
        (0, "10.0.0.7", "1.1.1.1", ""),
        (0, "::1", "", ""),
        (0, "", "", ""),
        (0, "::ffff:93.184.216.34", "", "93.184.216.34"),
        (0, "2606:4700:1:2:3:4:5:6", "", "2606:4700:1:2::"),
        (1, "127.0.0.1", "1.1.1.1", "1.1.1.1"),
        (1, "127.0.0.1", "8.8.8.8, 1.1.1.1", "1.1.1.1"),
        (1, "127.0.0.1", "8.8.8.8,10.0.0.9", "10.0.0.9"),
        (1, "93.184.216.34", "", "93.184.216.34"),
        (1, "127.0.0.1", "unknown", ""),
        (1, "127.0.0.1", ", 1.1.1.1", "1.1.1.1"),
        (1, "127.0.0.1", "1.1.1.1,", "127.0.0.1"),
        (2, "127.0.0.1", "8.8.8.8, 1.1.1.1, 10.0.0.2", "1.1.1.1"),
        (2, "127.0.0.1", "1.1.1.1", "127.0.0.1"),
        (1, "127.0.0.1", "a" * 10_000, ""),
        (1, "127.0.0.1", "1.1.1.1:4711", "1.1.1.1"),
        (1, "127.0.0.1", "8.8.8.8:1, 1.1.1.1:4711", "1.1.1.1"),
        (1, "127.0.0.1", "[2606:4700:1:2:3:4:5:6]:443", "2606:4700:1:2::"),
        (1, "127.0.0.1", "[2606:4700:1:2:3:4:5:6]", "2606:4700:1:2::"),
        (1, "127.0.0.1", "[::ffff:1.1.1.1]:443", "1.1.1.1"),
        (0, "93.184.216.34:4711", "", "93.184.216.34"),
        (1, "127.0.0.1", "1.1.1.1:port", ""),
        (1, "127.0.0.1", "1.1.1.1:", ""),
        (1, "127.0.0.1", "[1.1.1.1", ""),
    ],
)
def test_address__only_as_far_as_proxies_are_trusted(
    settings, rf, proxies, remote, forwarded, counted
):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = rf.get("/", headers=headers, REMOTE_ADDR=remote)
    assert address_of(request) == counted


def test_spend__counts_what_comes_at_once():
    gate, found = threading.Barrier(8), []

    def run():
        gate.wait()
        found.extend(spend("test", "one", (100, 3600)) > 0 for _ in range(50))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(found) == {False: 100, True: 300}
    assert wait_of("test", "one", (100, 3600)) > 0
    assert wait_of("test", "two", (100, 3600)) == 0


def test_spend__memory_is_bounded(settings):
    settings.CACHES = {
        "default": {
            **settings.CACHES["default"],
            "LOCATION": "bounded",
            "OPTIONS": {"MAX_ENTRIES": 100},
        }
    }
    for number in range(1000):
        assert spend("test", str(number), (1, 3600)) == 0
    assert len(cache._cache) <= 100
