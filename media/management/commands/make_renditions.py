"""Make the renditions that stories gone live have ordered."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from media.tasks import make_renditions


class Command(BaseCommand):
    """The command `make_renditions`."""

    help = "Make the renditions of the photos of stories gone live, ahead of readers."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"{make_renditions()} photos looked after")
