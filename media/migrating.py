"""Operations of migrations that run while the newsroom goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.backends.base.base import BaseDatabaseWrapper


class BuildIndex(AddIndexConcurrently):
    """Build an index beside readers and writers, anew where that broke off before.

    It waits for whoever is at work, however long: nobody waits behind it.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop what a run that broke off has left, and build; what is whole stays."""
        if _is_valid(schema_editor.connection, self.index.name):
            return
        name = schema_editor.quote_name(self.index.name)
        with lock_timeout(schema_editor.connection, "0"):
            drop = schema_editor.sql_delete_index_concurrently % {"name": name}
            schema_editor.execute(drop)
            super().database_forwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def lock_timeout(connection: BaseDatabaseWrapper, span: str) -> Iterator[None]:
    """Wait for locks so long meanwhile; ``0`` is for ever."""
    before = _set(connection, span)
    try:
        yield
    finally:
        _set(connection, before)


def _is_valid(connection: BaseDatabaseWrapper, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)",
            [connection.ops.quote_name(name)],
        )
        row = cursor.fetchone()
    return row is not None and bool(row[0])


def _set(connection: BaseDatabaseWrapper, span: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [span])
    return before
