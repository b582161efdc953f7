"""Import runs: opened and closed, their items logged, their locks and retries."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import psycopg.errors
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from media.actors import Actor
from media.errors import MediaError
from media.models import ImportItem, ImportRun, Source
from media.models.imports import Outcome

ATTEMPTS = 4
Row = dict[str, Any]
Fault = tuple[str, str]


class Judged(Protocol):
    """One item as it was read, or why it is refused."""

    @property
    def refusal(self) -> MediaError | None:
        """Why there is nothing to store."""
        ...

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the report: its path, and its number there."""
        ...


_Result = TypeVar("_Result")
_Item = TypeVar("_Item", bound=Judged)


@dataclass(frozen=True)
class ImportJob:
    """One import run: its row, its source, and who acts."""

    run: ImportRun
    source: Source
    by: Actor


def open_run(command: str, source: str, options: Mapping[str, Any]) -> ImportJob:
    """Start a run for the source of that slug, which is made where it is new."""
    row, _ = Source.objects.get_or_create(
        slug=source, defaults={"name": name_source(source)}
    )
    run = ImportRun.objects.create(command=command, source=row, options=dict(options))
    return ImportJob(run, row, Actor.system(command, run=str(run.pk)))


def close_run(job: ImportJob) -> None:
    """Say when the run ended; one that was cut off has no such time."""
    job.run.finished_at = timezone.now()
    job.run.save(update_fields=["finished_at"])


def new_source(slug: str) -> Source:
    """Give a source that is not stored, for a reading that asks no database."""
    return Source(slug=slug, name=name_source(slug))


def name_source(slug: str) -> str:
    """Give a new source a name from its slug."""
    return slug.replace("-", " ").replace("_", " ").capitalize()


def log_item(
    job: ImportJob, row: Mapping[str, Any], *, raw: bytes = b"", **columns: Any
) -> ImportItem:
    """Write an item's row of the run's log, with its raw input unless it is kept."""
    content_hash = columns.get("content_hash", "")
    is_kept = bool(raw) and not _has_raw(content_hash, job.source)
    return ImportItem.objects.create(
        run=job.run,
        source=job.source,
        path=row["path"],
        outcome=row["outcome"],
        report=row,
        raw=zlib.compress(raw) if is_kept else None,
        **columns,
    )


def lock_shared(*names: tuple[str, ...]) -> None:
    """Hold off every other import of what is named, until the transaction ends.

    First the right to import at all, which a strict run takes alone, then the names
    in their order: all take them so, and none can wait for another in a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_key("run")])
        cursor.execute(
            "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key",
            [[_key(*name) for name in names]],
        )


def lock_alone() -> None:
    """Hold off every other import until the transaction ends.

    A strict run holds the locks of all its items at once, in the order of its paths.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key("run")])


def store_all_or_nothing(
    judge: Callable[[], Iterable[_Item]],
    store: Callable[[_Item], Row],
    keep: Callable[[_Item, Fault | None], Row],
) -> Iterator[Row]:
    """Judge all items first, then store all of them or none; give report lines.

    `judge` reads the inputs anew, as they would not fit the memory. `keep` logs an
    item that is not stored, with what is wrong with it, if it is that one.
    """
    refused: dict[tuple[str, int], Fault] = {}
    rows: list[Row] = []
    if not any(item.refusal for item in judge()):
        rows = _store_all(judge(), store, refused)
    yield from rows or (keep(item, refused.get(item.place)) for item in judge())


@transaction.atomic
def _store_all(
    items: Iterable[_Item],
    store: Callable[[_Item], Row],
    refused: dict[tuple[str, int], Fault],
) -> list[Row]:
    """Give the lines of all items; or none, with the refused one, and undo all."""
    lock_alone()
    rows = []
    for item in items:
        row = store(item)
        if row["outcome"] == Outcome.REJECTED:
            refused[item.place] = (row["error"]["code"], row["error"]["text"])
            transaction.set_rollback(True)
            return []
        rows.append(row)
    return rows


def try_again(store: Callable[[], _Result]) -> _Result:
    """Store once more where PostgreSQL broke a deadlock at our cost."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return store()
        except OperationalError as error:
            is_deadlock = isinstance(error.__cause__, psycopg.errors.DeadlockDetected)
            if not is_deadlock or attempt == ATTEMPTS:
                raise
    raise AssertionError("The last attempt returns or raises.")


def _has_raw(content_hash: str, source: Source) -> bool:
    """Say whether an earlier item keeps these bytes."""
    return ImportItem.objects.filter(
        source=source, content_hash=content_hash, raw__isnull=False
    ).exists()


def _key(*parts: str) -> int:
    """Give the number of an advisory lock: 64 bits, signed."""
    digest = hashlib.sha256("\0".join(("import", *parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
