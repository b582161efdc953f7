"""Back up stories, photos and raw input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.backups import BackupUnusable, back_up
from newsroom.postgres_tools import PostgresUnavailable

INCOMPLETE = 1


class Command(BaseCommand):
    """The command `backup`."""

    help = (
        "Backs up the database, with all raw input, and every original into a new "
        "folder, and verifies each checksum. The newsroom may go on working. Exit "
        "status: 0 all well, 1 an original is missing or damaged (all else is kept)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the folder."""
        parser.add_argument("to_dir", type=Path, metavar="TO_DIR")

    def handle(self, *_: Any, to_dir: Path, **__: Any) -> None:
        """Write the backup and say what it holds."""
        try:
            manifest = back_up(to_dir)
        except (BackupUnusable, PostgresUnavailable, OSError) as error:
            raise CommandError(f"Nothing is backed up: {error}") from error
        size = sum(kept.size for kept in manifest.files) / 1e6
        self.stdout.write(
            f"{manifest.stories} stories and {manifest.photos} photos, "
            f"{len(manifest.files)} originals of {size:.1f} MB, are in {to_dir}."
        )
        if manifest.problems:
            self.stderr.write("\n".join(manifest.problems))
            sys.exit(INCOMPLETE)
