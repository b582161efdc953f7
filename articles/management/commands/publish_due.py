"""Publish the scheduled stories whose time has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.tasks import publish_due


class Command(BaseCommand):
    """The command `publish_due`."""

    help = "Publish the scheduled stories whose time has come."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"{publish_due()} published")
