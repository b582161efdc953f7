"""Bring back what `backup` kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.backups import (
    BackupUnusable,
    Manifest,
    count_stories,
    read_backup,
    restore,
)
from newsroom.postgres_tools import PostgresUnavailable

YES = "replace"


class Command(BaseCommand):
    """The command `restore`."""

    help = (
        "Verifies a backup, then puts its originals in place and replaces the "
        "database by its own, whole or not at all. Stop web server and worker first."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the folder and what may be done."""
        parser.add_argument("from_dir", type=Path, metavar="FROM_DIR")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Allow it in a database that holds stories; asks before.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Verify only, change nothing."
        )
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="asks",
            help="Do not ask before replacing.",
        )

    def handle(self, *_: Any, from_dir: Path, **options: Any) -> None:
        """Verify, ask, restore."""
        try:
            manifest = read_backup(from_dir)
            self._tell(manifest)
            if options["dry_run"]:
                self.stdout.write("Every checksum is right. Nothing was changed.")
                return
            self._check_target(may_replace=options["replace"], asks=options["asks"])
            restore(manifest, from_dir)
        except (BackupUnusable, PostgresUnavailable, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            "Restored. Run migrate now, then start web server and worker."
        )

    def _tell(self, manifest: Manifest) -> None:
        self.stdout.write(
            f"A backup of {manifest.made:%Y-%m-%d %H:%M %Z}: {manifest.stories} "
            f"stories, {manifest.photos} photos, {len(manifest.files)} originals."
        )
        for problem in manifest.problems:
            self.stderr.write(f"Already when it was made: {problem}")

    def _check_target(self, *, may_replace: bool, asks: bool) -> None:
        stories = count_stories()
        if not stories:
            return
        if not may_replace:
            raise CommandError(
                f"The database holds {stories} stories: --replace would delete them."
            )
        question = f"{stories} stories will be deleted. Type '{YES}' to go on: "
        if asks and input(question).strip() != YES:
            raise CommandError("Nothing was changed.")
