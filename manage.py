#!/usr/bin/env python
"""Run a command of the newsroom."""

from __future__ import annotations

import os
import signal
import sys

from django.core.management import execute_from_command_line

from newsroom.postgres import start_if_needed
from newsroom.postgres_tools import PostgresUnavailable


def needs_database(arguments: list[str]) -> bool:
    """Say whether a command line is to find the embedded database running."""
    command = arguments[0] if arguments else ""
    if command.startswith("import_") and "--dry-run" in arguments:
        return False  # it reads and judges, and opens no connection
    return command != "database"


def main() -> None:
    """Hand the command line to Django, with a database to work on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    # Unheeded, SIGTERM would end us without letting go of the database.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if needs_database(sys.argv[1:]):
        try:
            start_if_needed()
        except PostgresUnavailable as error:
            sys.exit(f"Error: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
