"""Import stories from files, folders, zip archives and standard input."""

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

from articles.actions.importing import (
    import_all,
    import_all_or_nothing,
    judge_all,
    new_source,
    open_run,
    reader_for,
)
from articles.management.progress import Plain, Progress
from articles.parsers import PARSERS
from articles.reading.explaining import explain
from articles.reading.inputs import Listing, list_inputs
from articles.reading.judging import AUTO
from articles.reading.reports import write_line

WRONG_USAGE = 2
SOME_REJECTED = 1
INTERRUPTED = 128 + signal.SIGINT
DEFAULT_SOURCE = "imported"


class Command(BaseCommand):
    """Read inputs, hand them to the import, write its report."""

    help = "Imports stories. Exit status: 0 all well, 1 some rejected, 2 wrong usage."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the options of the contract."""
        formats = [AUTO, *(each.name for each in PARSERS)]
        add = parser.add_argument
        add(
            "paths",
            nargs="+",
            metavar="PATH",
            help="A file, a folder (walked), a zip archive, or - for standard input.",
        )
        add("--format", choices=formats, default=AUTO)
        add(
            "--source",
            type=_slug,
            default=DEFAULT_SOURCE,
            metavar="SLUG",
            help="Who delivered the material (default: imported).",
        )
        add("--publish", action="store_true", help="Publish what may be published.")
        add(
            "--dry-run",
            action="store_true",
            help="Read and judge only: write nothing, use no database.",
        )
        _add_outputs(parser)
        add(
            "--photos",
            choices=["link", "fetch", "skip"],
            default="link",
            help="Photos whose file is not beside the page: keep them by caption and"
            " credit, fetch them, or leave them out.",
        )
        add(
            "--strict",
            action="store_true",
            help="Judge all first, then write all or nothing.",
        )
        add("--validate", action="store_true",
            help="Report what a format's schema finds, as warnings.")  # fmt: skip

    def handle(self, *, paths: list[str], report: str | None, **options: Any) -> None:
        """Import, and leave with the contract's exit status."""
        listing = _list(paths, options)
        out = self.stderr if report == "-" else self.stdout
        progress = Progress(out, verbosity=options["verbosity"])
        status = 0
        with contextlib.ExitStack() as files:
            file = files.enter_context(_open_report(report, self.stdout))
            told = Plain(self.stderr) if options["explain"] else None
            start = _dry_run if options["dry_run"] else _run
            rows = start(listing, paths, options)
            try:
                for row in progress.follow(rows, total=len(listing.entries)):
                    if file:
                        file.write(write_line(row))
                        file.flush()
                    if told:
                        told.write(explain(row))
            except KeyboardInterrupt:
                self.stderr.write("Interrupted: what is reported is kept.")
                status = INTERRUPTED
        progress.summarise(skipped=listing.skipped)
        if status := status or (SOME_REJECTED if progress.rejected else 0):
            sys.exit(status)


def _add_outputs(parser: CommandParser) -> None:
    add = parser.add_argument
    add("--report", metavar="FILE", help="Write JSON Lines there; - is stdout.")
    add(
        "--explain",
        action="store_true",
        help="Tell on stderr why each field came out as it did.",
    )


def _list(paths: list[str], options: dict[str, Any]) -> Listing:
    if options["photos"] == "fetch":
        raise _wrong("--photos fetch is not possible yet: use link or skip.")
    for path in paths:
        if path.lower().startswith(("http://", "https://")):
            raise _wrong(f"Addresses cannot be imported yet: {path}")
    try:
        return list_inputs(paths, standard_input=sys.stdin.buffer)
    except FileNotFoundError as error:
        raise _wrong(f"There is no file or folder {error}") from error


def _dry_run(
    listing: Listing, _: list[str], options: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    source = new_source(options["source"])
    reader = reader_for(
        source, format=options["format"], links_photos=options["photos"] == "link"
    )
    return judge_all(listing.entries, reader, source)


def _run(
    listing: Listing, paths: list[str], options: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    kept = {name: options[name] for name in ("format", "photos", "publish", "strict")}
    job = open_run(
        options["source"], publish=options["publish"], options={"paths": paths, **kept}
    )
    reader = reader_for(
        job.source, format=options["format"], links_photos=options["photos"] == "link"
    )
    take_in = import_all_or_nothing if options["strict"] else import_all
    return take_in(listing.entries, reader, job)


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
            raise _wrong(f"The report cannot be written: {error}") from error
        yield file


def _slug(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(f"not a slug: {text!r}") from error
    return text


def _wrong(text: str) -> CommandError:
    return CommandError(text, returncode=WRONG_USAGE)
