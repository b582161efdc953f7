"""Deliver live stories again where a fact they show has changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.actions.refreshing import refresh_all_stories
from articles.tasks import deliver_pending


class Command(BaseCommand):
    """The command `deliver_pending`."""

    help = "Deliver live stories again where a fact they show has changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the way to deliver all."""
        parser.add_argument(
            "--all",
            action="store_true",
            help="Every live story: after a change of SITE_URL or SITE_NAME.",
        )

    def handle(self, *_: Any, all: bool, **__: Any) -> None:
        if all:
            refresh_all_stories(cause="asked for all")
        self.stdout.write(f"{deliver_pending()} looked at")
