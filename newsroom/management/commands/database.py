"""Start, stop or look at the embedded PostgreSQL."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.postgres import Server
from newsroom.postgres_tools import PostgresUnavailable

NOT_RUNNING = 3  # as pg_ctl and init scripts say it


class Command(BaseCommand):
    """The command `database`."""

    help = "Start, stop or look at the embedded PostgreSQL of this checkout."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=("start", "stop", "status"))

    def handle(self, *_: Any, step: str, **__: Any) -> None:
        if settings.EMBEDDED_POSTGRES is None:
            raise CommandError(
                "DATABASE_URL or DEBUG=0 is set: the embedded server is not used."
            )
        try:
            server = Server(settings.EMBEDDED_POSTGRES)
            getattr(self, f"_{step}")(server)
        except PostgresUnavailable as error:
            raise CommandError(str(error)) from error

    def _start(self, server: Server) -> None:
        server.start()
        server.keep()
        self.stdout.write(f"Running until `database stop`, socket in {server.host}")

    def _stop(self, server: Server) -> None:
        was_running = server.shut_down()
        self.stdout.write("Stopped." if was_running else "It was not running.")

    def _status(self, server: Server) -> None:
        if not server.is_running():
            self.stdout.write("Not running.")
            sys.exit(NOT_RUNNING)
        self.stdout.write(f"Running, socket in {server.host}")
