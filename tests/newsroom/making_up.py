"""What schemathesis cannot know when it makes up requests: ids, cursors and fields,
and which parameters go together.

It loads this file itself (SCHEMATHESIS_HOOKS); MADE_UP_IDS names what is there.
"""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime
from typing import Any

import schemathesis
from hypothesis import strategies

from articles.api.sparse import DOCUMENT_FIELDS, ITEM_FIELDS
from articles.cursors import Cursor

_THERE = [uuid.UUID(text) for text in os.environ.get("MADE_UP_IDS", "").split()]
_MOMENTS = strategies.integers(0, 2**32).map(lambda at: datetime.fromtimestamp(at, UTC))
_WORDS = strategies.lists(strategies.text("abcde", min_size=1), min_size=1, max_size=4)
_IDS = strategies.sampled_from(_THERE) | strategies.uuids()

schemathesis.openapi.format("uuid", _IDS.map(str))
schemathesis.openapi.format(
    "cursor",
    strategies.builds(Cursor, _MOMENTS, _IDS, strategies.booleans()).map(Cursor.encode),
)
schemathesis.openapi.format(
    "fields",
    strategies.lists(
        strategies.sampled_from(sorted(set(ITEM_FIELDS) & set(DOCUMENT_FIELDS))),
        min_size=1,
        max_size=3,
    ).map(",".join),
)
schemathesis.openapi.format("words", _WORDS.map(" ".join))
schemathesis.openapi.format("date-time", _MOMENTS.map(datetime.isoformat))


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Complete a right request by what the description says in words alone."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if {"order", "snippets"} & set(case.query):
        case.query.setdefault("q", "ferry")
    if case.query.get("order") == "rank":
        case.query.pop("cursor", None)  # one made up is of a list by date
    if case.query.get("format", "json") != "json":
        case.query.pop("fields", None)
    if "If-Match" in case.headers:
        case.headers["If-Match"] = "*"
