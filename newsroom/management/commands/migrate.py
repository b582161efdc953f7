"""Django's own migrate, under which nobody has to wait for long."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

from media.migrating import lock_timeout

# Whoever waits for the lock of a table has all who come after wait behind it.
LONGEST_WAIT = "2s"


class Command(migrate.Command):
    """The command `migrate`."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, and give up soon where a busy table is not to be had."""
        try:
            with lock_timeout(connections[options["database"]], LONGEST_WAIT):
                super().handle(*args, **options)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            raise CommandError(
                f"A busy table was not to be had within {LONGEST_WAIT}, so the last "
                "migration was not run. Run migrate again."
            ) from error
