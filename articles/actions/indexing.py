"""What search finds a live story by, and the compressed twin of its document."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from math import inf
from time import monotonic
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone

from articles.ages import LAST, YOUNGEST
from articles.models import PublishedDocument
from articles.models.delivery import FACETS, PublicStatus
from articles.models.search import SIMPLE, configuration_of, tag_of
from articles.renderers.words import Words, words_of
from articles.statements import Statement, send

# How many are prepared in one transaction.
_BATCH = 20
_WRITE = """
    INSERT INTO articles_searchentry AS old (document_id, published_at, words, text, age)
    VALUES (%(document)s, %(published_at)s, {vector}, %(text)s, {age})
    ON CONFLICT (document_id) DO UPDATE
    SET published_at = excluded.published_at, words = excluded.words,
        text = excluded.text,
        age = CASE WHEN old.published_at = excluded.published_at THEN old.age
            ELSE excluded.age END
    WHERE (old.published_at, old.words, old.text)
        IS DISTINCT FROM (excluded.published_at, excluded.words, excluded.text)
"""
# An archive that comes in does not pass through all ages: what is older than something
# old is old.
_AGE = f"""CASE WHEN %(published_at)s <= {YOUNGEST.format(age=LAST)}
        THEN {LAST} ELSE 0 END"""
_RECENT = timedelta(days=1)  # surely young: nothing is asked
_FORGET = "DELETE FROM articles_searchentry WHERE document_id = %(document)s"
_PART = "setweight(to_tsvector(%({way})s::regconfig, %({part})s), '{weight}')"
_WEIGHTS = dict(zip(Words._fields, "ABCD", strict=True))


def compress(detail: bytes) -> bytes:
    """Give the compressed twin of a document; equal bytes give equal twins."""
    return gzip.compress(detail, mtime=0)


def search_entry(key: UUID, document: Mapping[str, Any]) -> Statement:
    """Give what writes what search finds a story by; nothing finds a tombstone.

    In the transaction that stores the document.
    """
    if document["status"] != PublicStatus.USABLE:
        return Statement(_FORGET, {"document": key})
    words, configuration = words_of(document), configuration_of(document["language"])
    asked = {
        "document": key,
        "published_at": document["published_at"],
        "text": words.body,
        "stemmed": configuration,
        "simple": SIMPLE,
        "tags": sorted(_tags(document)),
        **words._asdict(),
    }
    is_recent = datetime.fromisoformat(asked["published_at"]) > timezone.now() - _RECENT
    sql = _WRITE.format(vector=_vector(configuration), age="0" if is_recent else _AGE)
    return Statement(sql, asked)


def prepare_documents(seconds: float = inf) -> int:
    """Write entries and twins of documents that have none; say of how many.

    They were stored by a version that made none. Those made last come first:
    readers look for the newest, and older ones are then known to be old. Ends when the
    seconds are over, so that other sweeps get their turn; documents another process
    holds are left to it.
    """
    done, end = 0, monotonic() + seconds
    while monotonic() < end and (count := _prepare_batch()):
        done += count
    return done


@transaction.atomic
def _prepare_batch() -> int:
    waiting = PublishedDocument.objects.unprepared().order_by("-pk")
    rows = list(waiting.select_for_update(skip_locked=True, of=("self",))[:_BATCH])
    for row in rows:
        detail = bytes(row.detail)
        send(search_entry(row.pk, orjson.loads(detail)))
        PublishedDocument.objects.filter(pk=row.pk).update(
            detail_gzip=compress(detail), gzip_of=row.detail_etag
        )
    return len(rows)


def _vector(configuration: str) -> str:
    """Give the SQL of a story's words: by their stems, as written, and its tags."""
    ways = ["simple"] if configuration == SIMPLE else ["stemmed", "simple"]
    parts = [
        _PART.format(way=way, part=part, weight=weight)
        for way in ways
        for part, weight in _WEIGHTS.items()
    ]
    return " || ".join([*parts, "array_to_tsvector(%(tags)s)"])


def _tags(document: Mapping[str, Any]) -> Iterator[str]:
    """Give what lists filter by, as words of the entry."""
    for name in ("section", "source"):
        yield tag_of(name, document[name]["slug"])
    for name in ("type", "language"):
        yield tag_of(name, document[name])
    for kind, name in FACETS.items():
        for each in document[name]:
            yield tag_of(kind, each["slug"])
