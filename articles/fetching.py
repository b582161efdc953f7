"""One document as readers get it now: its bytes, or that the client has them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from articles.answering import Held
from articles.querysets import CURRENT, IS_OVER

_GZIP_MARK = '-gzip"'
# The twin is of this document only if it says so: a former version may have written
# the document since.
_HAS_TWIN = f"({IS_OVER} OR document.gzip_of = document.detail_etag)"
_TWIN = f"""CASE WHEN {IS_OVER} THEN document.next_gzip
        WHEN document.gzip_of = document.detail_etag THEN document.detail_gzip
        ELSE document.detail END"""
_FETCH = """
    SELECT document.article_id, document.slug, document.section, document.status, {etag},
        {modified}, document.valid_until, {is_gzip}, {body}
    FROM articles_publisheddocument AS document WHERE {where} LIMIT 1"""
_UNLESS_HELD = """CASE WHEN document.status = 'usable' AND {is_held} THEN NULL
        ELSE {bytes} END"""
_WHERE = {
    "id": "document.article_id = %(value)s",
    "slug": "document.slug = %(value)s",
    "old_slug": "document.old_slugs @> ARRAY[%(value)s]::varchar[]",
}
_IS_HELD = {
    "any": "TRUE",
    "etags": "{etag} = ANY(string_to_array({etags}, '\n'))",
    "since": "{modified} < %(since)s",
}
_PLAIN = {"is_gzip": "FALSE", "etags": "%(etags)s", "bytes": CURRENT["detail"]}
_ZIPPED = {
    "is_gzip": _HAS_TWIN,
    "etags": f"(CASE WHEN {_HAS_TWIN} THEN %(gzip_etags)s ELSE %(etags)s END)",
    "bytes": _TWIN,
}


def _sql(by: str, held: str, *, is_gzip: bool) -> str:
    named = {**CURRENT, **(_ZIPPED if is_gzip else _PLAIN), "where": _WHERE[by]}
    named["body"] = named["bytes"]
    if held:
        is_held = _IS_HELD[held].format(**named)
        named["body"] = _UNLESS_HELD.format(is_held=is_held, bytes=named["bytes"])
    return _FETCH.format(**named)


_SQL = {
    (by, held, is_gzip): _sql(by, held, is_gzip=is_gzip)
    for by in _WHERE
    for held in ("", *_IS_HELD)
    for is_gzip in (False, True)
}


class Fetched(NamedTuple):
    """A document that was asked for; `body` is None where the client has it."""

    pk: UUID
    slug: str
    section: str
    status: str
    etag: str
    modified: datetime
    valid_until: datetime | None
    is_gzip: bool
    body: bytes | memoryview | None


def fetch_document(
    by: str, value: object, held: Held, *, accepts_gzip: bool = False
) -> Fetched | None:
    """Give the document with this `id`, `slug` or `old_slug`, in one query.

    Bytes and ETag are chosen by the database's clock. The client has them already where
    it names that ETag, or names none and has seen them `since`: they are then not read
    at all. A tombstone is always read.
    """
    params: dict[str, Any] = {"value": value, "since": held.since}
    for name, is_zipped in (("etags", False), ("gzip_etags", True)):
        tags = (tag for tag in held.etags if tag.endswith(_GZIP_MARK) == is_zipped)
        params[name] = "\n".join(tags).replace(_GZIP_MARK, '"')
    with connection.cursor() as cursor:
        cursor.execute(_SQL[by, _kind_of(held), accepts_gzip], params)
        row = cursor.fetchone()
    if row is None:
        return None
    found = Fetched(*row)
    if found.is_gzip:
        return found._replace(etag=found.etag.removesuffix('"') + _GZIP_MARK)
    return found


def _kind_of(held: Held) -> str:
    """Give by what it is told that the client has the document."""
    if held.etags:
        return "any" if "*" in held.etags else "etags"
    return "since" if held.since else ""
