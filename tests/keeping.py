"""Rows that stay for all tests of a module, where making them is what takes long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def rows_for_the_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is written in the block until it ends; each test's own goes before.

    For a fixture of a module's scope that yields in the block. The tests must not ask
    for a transactional database.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
