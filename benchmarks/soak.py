"""The long crash series, which are no part of the test run: `make soak`.

SOAK_ROUNDS (20) is how often each is repeated, SOAK_SEED what its moments follow from.
"""

from __future__ import annotations

import os
import sys

import pytest


def main() -> int:
    """Run every series on the tests' own database, and print their figures."""
    os.environ.setdefault("SOAK_ROUNDS", "20")
    return int(pytest.main(["-s", "-q", "-p", "no:cacheprovider", "tests/soak"]))


if __name__ == "__main__":
    sys.exit(main())
