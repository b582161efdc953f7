"""Import stories from files, folders, zip archives and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser

from articles.actions.importing import (
    import_all,
    import_all_or_nothing,
    judge_all,
    open_run,
    reader_for,
)
from articles.parsers import PARSERS
from articles.reading.explaining import explain
from articles.reading.judging import AUTO
from articles.reading.pages import list_pages
from media.actions.runs import new_source
from media.inputs import Listing
from media.management.importing import ImportCommand, wrong_usage
from media.management.progress import Plain


class Command(ImportCommand):
    """Read inputs, hand them to the import of stories."""

    help = "Imports stories. Exit status: 0 all well, 1 some rejected, 2 wrong usage."
    skips = "pictures beside pages, dotfiles"

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the options of the contract."""
        super().add_arguments(parser)
        add = parser.add_argument
        formats = [AUTO, *(each.name for each in PARSERS)]
        add("--format", choices=formats, default=AUTO)
        add("--publish", action="store_true", help="Publish what may be published.")
        add(
            "--photos",
            choices=["link", "fetch", "skip"],
            default="link",
            help="Photos whose file is not beside the page: keep them by caption and"
            " credit, fetch them, or leave them out.",
        )
        add("--validate", action="store_true",
            help="Report what a format's schema finds, as warnings.")  # fmt: skip
        add(
            "--explain",
            action="store_true",
            help="Tell on stderr why each field came out as it did.",
        )

    def list_inputs(self, paths: list[str], options: dict[str, Any]) -> Listing:
        """List the pages."""
        if options["photos"] == "fetch":
            raise wrong_usage("--photos fetch is not possible yet: use link or skip.")
        return list_pages(paths, standard_input=sys.stdin.buffer)

    def dry_run(
        self, listing: Listing, paths: list[str], options: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Read and judge only."""
        source = new_source(options["source"])
        reader = reader_for(
            source,
            format=options["format"],
            links_photos=options["photos"] == "link",
        )
        return judge_all(listing.entries, reader, source)

    def run(
        self, listing: Listing, paths: list[str], options: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Import, each story by itself or all or nothing."""
        names = ("format", "photos", "publish", "strict")
        job = open_run(
            options["source"],
            publish=options["publish"],
            options={"paths": paths, **{name: options[name] for name in names}},
        )
        reader = reader_for(
            job.source,
            format=options["format"],
            links_photos=options["photos"] == "link",
        )
        take_in = import_all_or_nothing if options["strict"] else import_all
        return take_in(listing.entries, reader, job)

    def tell(self, row: dict[str, Any], options: dict[str, Any]) -> None:
        """Explain an item."""
        if options["explain"]:
            Plain(self.stderr).write(explain(row))
