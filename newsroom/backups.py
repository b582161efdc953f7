"""Back up stories, photos and raw input into a folder, and bring them back.

The folder holds a dump of the database (raw input lies there too), every original
below `uploads/`, and last of all `manifest.json` with the checksum of each: a folder
without it is not finished. Dump and list of originals are of one snapshot; originals
are named by their content and never change, so they may be copied after it.
Renditions are not kept, they are made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.models import Article
from media.models import Photo
from newsroom import postgres_dumps

MANIFEST = "manifest.json"
DUMP = "database.dump"
UPLOADS = "uploads"
_CHUNK = 1 << 20


class BackupUnusable(Exception):
    """The folder cannot be backed up into, or not restored from; says why."""


@dataclass(frozen=True)
class KeptFile:
    """One original: its name in the storage, its SHA-256 and size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, and what was wrong already when it was made."""

    made_at: str
    stories: int
    photos: int
    dump_sha256: str
    migrations: tuple[str, ...]
    files: tuple[KeptFile, ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def made(self) -> datetime:
        """When the backup was made."""
        return datetime.fromisoformat(self.made_at)


def back_up(folder: Path) -> Manifest:
    """Write a backup into a new or empty folder, readable by its owner only.

    An original that is missing or damaged is named in the manifest's problems; all
    else is kept. Raises BackupUnusable, PostgresUnavailable.
    """
    _make_empty(folder)
    dumped = folder / DUMP
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
        postgres_dumps.dump(
            connection.get_connection_params(), _server_version(), snapshot, dumped
        )
        photos = list(
            Photo.objects.exclude(sha256=None).values_list("original", "sha256")
        )
        stories, known = Article.objects.count(), Photo.objects.count()
        migrations = tuple(sorted(_applied_migrations()))
    files: list[KeptFile] = []
    problems: list[str] = []
    for name, sha256 in photos:
        _keep(name, str(sha256), folder, files, problems)
    manifest = Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"),
        stories=stories,
        photos=known,
        dump_sha256=_digest(dumped),
        migrations=migrations,
        files=tuple(files),
        problems=tuple(problems),
    )
    _write_manifest(manifest, folder)
    return manifest


def read_backup(folder: Path) -> Manifest:
    """Read and verify a backup: every checksum, and that this version knows it.

    Raises BackupUnusable.
    """
    try:
        row = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        row["files"] = tuple(KeptFile(**each) for each in row["files"])
        row["migrations"], row["problems"] = map(
            tuple, (row["migrations"], row["problems"])
        )
        manifest = Manifest(**row)
    except FileNotFoundError as error:
        raise BackupUnusable(f"{folder} holds no finished backup.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BackupUnusable(f"{folder / MANIFEST} cannot be read: {error}") from error
    _check_versions(manifest)
    _check_files(manifest, folder)
    return manifest


def count_stories() -> int:
    """Count the stories a restore would replace; none where there are no tables."""
    if Article._meta.db_table not in connection.introspection.table_names():
        return 0
    return Article.objects.count()


def restore(manifest: Manifest, folder: Path) -> None:
    """Replace the database by the backup's, its originals put in place before.

    The database changes whole or not at all. Raises PostgresUnavailable.
    """
    for kept in manifest.files:
        _bring_back(kept, folder)
    parameters, version = connection.get_connection_params(), _server_version()
    connection.close()  # an open transaction of ours would wait for itself
    postgres_dumps.restore(parameters, version, folder / DUMP)


def _make_empty(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupUnusable(f"{folder} is not empty: name a new folder.")


def _keep(
    name: str,
    sha256: str,
    folder: Path,
    files: list[KeptFile],
    problems: list[str],
) -> None:
    target = folder / UPLOADS / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with default_storage.open(name) as source, target.open("wb") as copy:
            found, size = _copy(source, copy)
    except FileNotFoundError:
        problems.append(f"{name} is missing.")
        return
    if found != sha256:
        problems.append(f"{name} is damaged: its content is not what was taken in.")
    files.append(KeptFile(name, found, size))


def _copy(source: IO[bytes] | File, copy: IO[bytes]) -> tuple[str, int]:
    """Copy a file; give the SHA-256 of what was written, and its size."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += copy.write(chunk)
    copy.flush()
    os.fsync(copy.fileno())
    return digest.hexdigest(), size


def _write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write it last, and whole: it says that the backup is finished."""
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / MANIFEST)


def _bring_back(kept: KeptFile, folder: Path) -> None:
    if default_storage.exists(kept.name):
        with default_storage.open(kept.name) as there:
            if hashlib.file_digest(_raw(there), "sha256").hexdigest() == kept.sha256:
                return
        default_storage.delete(kept.name)
    with (folder / UPLOADS / kept.name).open("rb") as source:
        default_storage.save(kept.name, File(source))


def _raw(file: Any) -> Any:
    """Give what `hashlib.file_digest` reads: the file below Django's wrapper."""
    return file.file


def _check_versions(manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known):
        raise BackupUnusable(
            "The backup was made by a newer version than this one, which does not "
            f"know {_shorten(unknown)}."
        )


def _check_files(manifest: Manifest, folder: Path) -> None:
    bad = [name for name, sha256 in _expected(manifest) if not _is_safe(name)]
    if not bad:
        bad = [
            name
            for name, sha256 in _expected(manifest)
            if _digest(folder / name) != sha256
        ]
    if bad:
        raise BackupUnusable(f"Missing or damaged in {folder}: {_shorten(bad)}.")


def _expected(manifest: Manifest) -> Iterator[tuple[str, str]]:
    yield DUMP, manifest.dump_sha256
    for kept in manifest.files:
        yield f"{UPLOADS}/{kept.name}", kept.sha256


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _applied_migrations() -> Iterable[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return (f"{app}.{name}" for app, name in applied)


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def _shorten(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
