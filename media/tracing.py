"""Which request, or which run of the worker, the present work belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def traced(request_id: str = "") -> Iterator[str]:
    """Have all that is logged in the block carry this id, or a new one."""
    given = request_id or uuid4().hex
    token = REQUEST_ID.set(given)
    try:
        yield given
    finally:
        REQUEST_ID.reset(token)
