"""Import photos from files, folders, zip archives and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from media.actions.importing import (
    COMMAND,
    import_photos,
    import_photos_strictly,
    judge_photos,
)
from media.actions.proving import Renditions
from media.actions.runs import new_source, open_run
from media.inputs import Listing, Wanted, list_inputs
from media.management.importing import ImportCommand, wrong_usage
from media.places import PHOTO_LIMIT


class Command(ImportCommand):
    """Read picture files, hand them to the import of photos."""

    help = "Imports photos. Exit status: 0 all well, 1 some rejected, 2 wrong usage."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the option that photos have beside the others."""
        super().add_arguments(parser)
        parser.add_argument(
            "--renditions",
            type=Path,
            metavar="DIR",
            help="Write each public rendition there, as NAME.SPEC.EXT.",
        )

    def list_inputs(self, paths: list[str], options: dict[str, Any]) -> Listing:
        """List the files."""
        wanted = Wanted(PHOTO_LIMIT)
        return list_inputs(paths, standard_input=sys.stdin.buffer, wanted=wanted)

    def dry_run(
        self, listing: Listing, paths: list[str], options: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Read and judge only."""
        source = new_source(options["source"])
        return judge_photos(listing.entries, source, _renditions(listing, options))

    def run(
        self, listing: Listing, paths: list[str], options: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Import, each photo by itself or all or nothing."""
        renditions = _renditions(listing, options)
        kept = {"paths": paths, "strict": options["strict"]}
        job = open_run(COMMAND, options["source"], kept)
        take_in = import_photos_strictly if options["strict"] else import_photos
        return take_in(listing.entries, job, renditions)


def _renditions(listing: Listing, options: dict[str, Any]) -> Renditions:
    folder: Path | None = options["renditions"]
    if folder is None:
        return Renditions()
    try:
        return Renditions.into(folder, listing.entries)
    except OSError as error:
        raise wrong_usage(f"The renditions cannot be written: {error}") from error
