"""What every import command has in common: options, report, progress, exit status."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug

from media.inputs import Listing
from media.management.progress import Plain, Progress
from media.reports import write_line

WRONG_USAGE = 2
SOME_REJECTED = 1
INTERRUPTED = 128 + signal.SIGINT
DEFAULT_SOURCE = "imported"


class ImportCommand(BaseCommand):
    """Read inputs, hand them to an import, write its report.

    A command says what lies at the paths (`list_inputs`), and what becomes of it,
    line by line (`dry_run`, `run`).
    """

    skips = "dotfiles"

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the options that every import has."""
        add = parser.add_argument
        add(
            "paths",
            nargs="+",
            metavar="PATH",
            help="A file, a folder (walked), a zip archive, or - for standard input.",
        )
        add(
            "--source",
            type=_slug,
            default=DEFAULT_SOURCE,
            metavar="SLUG",
            help="Who delivered the material (default: imported).",
        )
        add(
            "--dry-run",
            action="store_true",
            help="Read and judge only: write nothing, use no database.",
        )
        add("--report", metavar="FILE", help="Write JSON Lines there; - is stdout.")
        add(
            "--strict",
            action="store_true",
            help="Judge all first, then write all or nothing.",
        )

    def handle(self, *, paths: list[str], report: str | None, **options: Any) -> None:
        """Import, and leave with the contract's exit status."""
        listing = self._list(paths, options)
        out = self.stderr if report == "-" else self.stdout
        progress = Progress(out, verbosity=options["verbosity"])
        status = 0
        with _open_report(report, self.stdout) as file:
            start = self.dry_run if options["dry_run"] else self.run
            rows = start(listing, paths, options)
            try:
                for row in progress.follow(rows, total=len(listing.entries)):
                    if file:
                        file.write(write_line(row))
                        file.flush()
                    self.tell(row, options)
            except KeyboardInterrupt:
                self.stderr.write("Interrupted: what is reported is kept.")
                status = INTERRUPTED
        progress.summarise(skipped=listing.skipped, skips=self.skips)
        if status := status or (SOME_REJECTED if progress.rejected else 0):
            sys.exit(status)

    def list_inputs(self, paths: list[str], options: dict[str, Any]) -> Listing:
        """List what lies at the paths; FileNotFoundError names one that leads nowhere."""
        raise NotImplementedError

    def dry_run(
        self, listing: Listing, paths: list[str], options: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Read and judge, and write nothing; give report lines."""
        raise NotImplementedError

    def run(
        self, listing: Listing, paths: list[str], options: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Import; give report lines."""
        raise NotImplementedError

    def tell(self, row: dict[str, Any], options: dict[str, Any]) -> None:
        """Say more of an item where that is asked for."""

    def _list(self, paths: list[str], options: dict[str, Any]) -> Listing:
        for path in paths:
            if path.lower().startswith(("http://", "https://")):
                raise wrong_usage(f"Addresses cannot be imported yet: {path}")
        try:
            return self.list_inputs(paths, options)
        except FileNotFoundError as error:
            raise wrong_usage(f"There is no file or folder {error}") from error


def wrong_usage(text: str) -> CommandError:
    """Give the error that ends a command with the status of wrong usage."""
    return CommandError(text, returncode=WRONG_USAGE)


@contextlib.contextmanager
def _open_report(report: str | None, stdout: Any) -> Iterator[IO[str] | Any | None]:
    """Give the file for the report; a file that cannot be written is wrong usage."""
    if report is None or report == "-":
        yield Plain(stdout) if report else None
        return
    with contextlib.ExitStack() as closing:
        try:
            file = closing.enter_context(Path(report).open("w", encoding="utf-8"))
        except OSError as error:
            raise wrong_usage(f"The report cannot be written: {error}") from error
        yield file


def _slug(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(f"not a slug: {text!r}") from error
    return text
