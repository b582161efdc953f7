"""The settings of production, and the floors' addresses beside our own."""

from __future__ import annotations

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.delivery.floors"

# A connection that ends within a measurement takes along what its backend has spent.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
