#!/usr/bin/env python
"""Run a command of the newsroom."""

from __future__ import annotations

import os
import signal
import sys

from django.core.management import execute_from_command_line

from newsroom.postgres import start_if_needed
from newsroom.postgres_tools import PostgresUnavailable


def main() -> None:
    """Hand the command line to Django, with a database to work on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    # Unheeded, SIGTERM would end us without letting go of the database.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if sys.argv[1:2] != ["database"]:
        try:
            start_if_needed()
        except PostgresUnavailable as error:
            sys.exit(f"Error: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
