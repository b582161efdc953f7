"""A whole run: opened, item by item, closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings

from articles.actions.importing.jobs import StoryJob, describe_source
from articles.actions.importing.picturing import check_photos
from articles.actions.importing.storing import import_item, record_item, reject
from articles.parsers import PARSERS
from articles.parsers.base import Defaults
from articles.reading.judging import AUTO, Judgement, Reader
from articles.reading.reports import report_item
from media.actions import runs
from media.actions.runs import close_run, store_all_or_nothing
from media.inputs import Entry
from media.models import Source
from media.models.imports import Outcome

COMMAND = "import_articles"


def open_run(
    source: str, *, publish: bool = False, options: Mapping[str, Any] | None = None
) -> StoryJob:
    """Start a run for the source of that slug, which is made where it is new."""
    job = runs.open_run(COMMAND, source, options or {})
    return StoryJob(job.run, job.source, job.by, publish)


def reader_for(
    source: Source, *, format: str = AUTO, links_photos: bool = True
) -> Reader:
    """Give how inputs of a source are read; asks no database."""
    return Reader(
        parsers=tuple(PARSERS),
        defaults=Defaults(
            language=source.language or settings.LANGUAGE_CODE,
            time_zone=source.time_zone or settings.TIME_ZONE,
            date_order=source.date_order,
        ),
        format=format,
        language=source.language,
        links_photos=links_photos,
    )


def import_all(
    entries: Iterable[Entry], reader: Reader, job: StoryJob
) -> Iterator[dict[str, Any]]:
    """Import every input, each story in its own transaction; give report lines."""
    for entry in entries:
        for judgement in reader.judge(entry):
            yield import_item(judgement, job)
    close_run(job)


def import_all_or_nothing(
    entries: Sequence[Entry], reader: Reader, job: StoryJob
) -> Iterator[dict[str, Any]]:
    """Judge all inputs first, then write all of them or none; give report lines.

    The run and its report are kept either way.
    """
    yield from store_all_or_nothing(
        lambda: (each for entry in entries for each in reader.judge(entry)),
        lambda judgement: import_item(judgement, job),
        lambda judgement, error: _keep_report(judgement, job, error),
    )
    close_run(job)


def _keep_report(
    judgement: Judgement, job: StoryJob, error: tuple[str, str] | None
) -> dict[str, Any]:
    if judgement.refusal or error:
        return reject(judgement, job, error)
    row = report_item(judgement, Outcome.PARSED, source=job.source_facts)
    record_item(judgement, job, row | {"story": None, "fields": {}})
    return row


def judge_all(
    entries: Iterable[Entry], reader: Reader, source: Source
) -> Iterator[dict[str, Any]]:
    """Read and judge every input, and write nothing; give report lines."""
    for entry in entries:
        for judgement in reader.judge(entry):
            outcome = Outcome.REJECTED if judgement.refusal else Outcome.PARSED
            checked, warnings = check_photos(judgement)
            facts = describe_source(source)
            yield report_item(checked, outcome, source=facts, warnings=warnings)
