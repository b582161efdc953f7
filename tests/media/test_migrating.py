"""Migrations beside a newsroom that is at work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, models

from media.migrating import BuildIndex, lock_timeout
from newsroom.management.commands import migrate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

NAME = "photo_tried"
INDEX = models.Index(fields=["file_name"], name=NAME)


@contextmanager
def somebody_holding(lock: str, *, for_seconds: float) -> Iterator[None]:
    """Have another connection hold the lock of a table, at most for so long."""
    there = connection.copy()
    there.inc_thread_sharing()
    there.set_autocommit(False)
    with there.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {lock} MODE")
    free = threading.Timer(for_seconds, there.rollback)
    free.start()
    try:
        yield
    finally:
        free.cancel()
        free.join()
        there.close()


@pytest.fixture
def build():
    """Give what builds the index as an operation of a migration does."""

    def run(operation: AddIndexConcurrently) -> None:
        here: Any = SimpleNamespace(apps=apps)
        with connection.schema_editor(atomic=False) as editor:
            operation.database_forwards("media", editor, here, here)

    yield run
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NAME}")


def index_there() -> tuple[int, bool]:
    """Give the index that is there, and whether it is whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid, indisvalid FROM pg_index"
            " WHERE indexrelid = %s::regclass",
            [NAME],
        )
        number, valid = cursor.fetchone()
        return int(number), bool(valid)


def is_valid() -> bool:
    return index_there()[1]


def test_build_index__again_where_it_broke_off(build):
    with (
        somebody_holding("media_photo IN ROW EXCLUSIVE", for_seconds=60),
        lock_timeout(connection, "50ms"),
        pytest.raises(OperationalError),
    ):
        build(AddIndexConcurrently("photo", INDEX))
    assert not is_valid()
    build(BuildIndex("photo", INDEX))
    assert is_valid()


def test_build_index__again_leaves_a_whole_one(build):
    build(BuildIndex("photo", INDEX))
    before = index_there()
    build(BuildIndex("photo", INDEX))
    assert index_there() == before


def test_build_index__waits_for_whoever_is_at_work(build):
    with (
        somebody_holding("media_photo IN ROW EXCLUSIVE", for_seconds=0.5),
        lock_timeout(connection, "50ms"),
    ):
        build(BuildIndex("photo", INDEX))
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("50ms",)
    assert is_valid()


def test_migrate__gives_up_soon_where_a_table_is_busy(monkeypatch):
    monkeypatch.setattr(migrate, "LONGEST_WAIT", "50ms")
    with somebody_holding("django_migrations IN ACCESS EXCLUSIVE", for_seconds=60):
        with pytest.raises(CommandError, match="Run migrate again"):
            call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("0",)
