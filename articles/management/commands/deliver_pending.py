"""Deliver live stories again where a fact they show has changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.tasks import deliver_pending


class Command(BaseCommand):
    """The command `deliver_pending`."""

    help = "Deliver live stories again where a fact they show has changed."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"{deliver_pending()} delivered")
