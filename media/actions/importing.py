"""Photos taken in from files: one run, each item in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import DataError, IntegrityError, transaction

from media.actions.proving import Renditions
from media.actions.runs import (
    ImportJob,
    close_run,
    lock_shared,
    log_item,
    store_all_or_nothing,
    try_again,
)
from media.actions.taking import draft_photo, take_photo
from media.errors import MediaError
from media.inputs import Entry
from media.judging import PhotoJudgement, judge_photo, report_photo
from media.models import Photo, Source
from media.models.imports import Outcome
from media.reports import Warned

COMMAND = "import_photos"
MOST_RAW = 32 * 2**20
Row = dict[str, Any]


def judge_photos(
    entries: Iterable[Entry], source: Source, renditions: Renditions
) -> Iterator[Row]:
    """Read and judge every file, and store nothing; give report lines."""
    for judgement in map(judge_photo, entries):
        if judgement.inspected is None:
            yield report_photo(judgement, Outcome.REJECTED)
            continue
        photo = _draft(judgement, source)
        has_gps = renditions.has_gps(photo, judgement.data, judgement.entry)
        yield report_photo(judgement, Outcome.PARSED, public_has_gps=has_gps)


def import_photos(
    entries: Iterable[Entry], job: ImportJob, renditions: Renditions
) -> Iterator[Row]:
    """Import every file, each in its own transaction; give report lines."""
    for judgement in map(judge_photo, entries):
        yield import_photo(judgement, job, renditions)
    close_run(job)


def import_photos_strictly(
    entries: Sequence[Entry], job: ImportJob, renditions: Renditions
) -> Iterator[Row]:
    """Judge all files first, then import all of them or none; give report lines."""
    yield from store_all_or_nothing(
        lambda: map(judge_photo, entries),
        lambda judgement: import_photo(judgement, job, renditions),
        lambda judgement, error: _keep_report(judgement, job, error),
    )
    close_run(job)


def import_photo(
    judgement: PhotoJudgement, job: ImportJob, renditions: Renditions
) -> Row:
    """Store one judged photo, and give its report line.

    The same bytes are the same photo: they change nothing, whoever edited it since.
    """
    if judgement.refusal:
        return _reject(judgement, job)
    try:
        has_gps = _look(judgement, job, renditions)
        return try_again(lambda: _store(judgement, job, has_gps=has_gps))
    except MediaError as error:
        return _reject(judgement, job, (error.code, error.text))
    except (DataError, IntegrityError) as error:
        text = f"The database does not take it: {str(error).splitlines()[0]}"
        return _reject(judgement, job, ("not_stored", text))


@transaction.atomic
def _store(judgement: PhotoJudgement, job: ImportJob, *, has_gps: bool) -> Row:
    lock_shared(("photo", judgement.sha256))
    photo = Photo.objects.filter(sha256=judgement.sha256).first()
    outcome = Outcome.UNCHANGED if photo else Outcome.CREATED
    warnings = []
    if photo is None:
        photo = take_photo(
            judgement.data,
            file_name=judgement.entry.name,
            by=job.by,
            provider=job.source,
            inspected=judgement.inspected,
        )
    elif photo.deleted_at:
        text = "The photo was deleted here, and stays so until the desk restores it."
        warnings.append(Warned("deleted_here", text))
    row = report_photo(judgement, outcome, public_has_gps=has_gps, warnings=warnings)
    _log(judgement, job, row, photo)
    return row


def _look(judgement: PhotoJudgement, job: ImportJob, renditions: Renditions) -> bool:
    """Look at the renditions of the photo as it stands, or as it will."""
    there = Photo.objects.filter(sha256=judgement.sha256).first()
    photo = there or _draft(judgement, job.source)
    return renditions.has_gps(photo, judgement.data, judgement.entry)


def _draft(judgement: PhotoJudgement, source: Source) -> Photo:
    if judgement.inspected is None:
        raise AssertionError("A refused file is no photo.")
    name = judgement.entry.name
    return draft_photo(judgement.data, judgement.inspected, name, source)


def _keep_report(
    judgement: PhotoJudgement, job: ImportJob, error: tuple[str, str] | None
) -> Row:
    if judgement.refusal or error:
        return _reject(judgement, job, error)
    row = report_photo(judgement, Outcome.PARSED)
    _log(judgement, job, row)
    return row


def _reject(
    judgement: PhotoJudgement, job: ImportJob, error: tuple[str, str] | None = None
) -> Row:
    row = report_photo(judgement, Outcome.REJECTED, error=error)
    _log(judgement, job, row)
    return row


def _log(
    judgement: PhotoJudgement, job: ImportJob, row: Row, photo: Photo | None = None
) -> None:
    """Write the run's log; a stored photo's original is its raw input."""
    keeps_raw = photo is None and len(judgement.data) <= MOST_RAW
    log_item(
        job,
        row,
        raw=judgement.data if keeps_raw else b"",
        format=judgement.format,
        content_hash=judgement.sha256,
        object_id=photo.pk if photo else None,
    )
