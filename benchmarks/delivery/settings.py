"""The settings of production, and the floors' addresses beside our own."""

from __future__ import annotations

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.delivery.floors"
