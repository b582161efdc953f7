"""What schemathesis cannot know when it makes up requests: ids, cursors and fields.

It loads this file itself (SCHEMATHESIS_HOOKS); MADE_UP_IDS names what is there.
"""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime

import schemathesis
from hypothesis import strategies

from articles.api.sparse import DOCUMENT_FIELDS, ITEM_FIELDS
from articles.cursors import Cursor

_THERE = [uuid.UUID(text) for text in os.environ.get("MADE_UP_IDS", "").split()]
_MOMENTS = strategies.integers(0, 2**32).map(lambda at: datetime.fromtimestamp(at, UTC))
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
