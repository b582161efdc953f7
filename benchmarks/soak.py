"""The long crash series, which are no part of the test run: `make soak`.

SOAK_ROUNDS (20) is how often killed imports are repeated, SOAK_SECONDS (600) how long the
change feed is followed, SOAK_SEED what the moments of both follow from. Every story of all
samples goes through the validators, and SOAK_EXAMPLES (50) requests are made up for each
operation of the API.
"""

from __future__ import annotations

import os
import sys

import pytest

PLACES = (
    "tests/soak",
    "tests/articles/test_changes_soak.py",
    "tests/articles/test_formats.py",
    "tests/newsroom/test_schemathesis.py",
)


def main() -> int:
    """Run every series on the tests' own database, and print their figures."""
    os.environ.setdefault("SOAK_ROUNDS", "20")
    os.environ.setdefault("SOAK_SECONDS", "600")
    os.environ.setdefault("SOAK_EXAMPLES", "50")
    return int(pytest.main(["-s", "-q", "-p", "no:cacheprovider", *PLACES]))


if __name__ == "__main__":
    sys.exit(main())
