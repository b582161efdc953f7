"""Full text: from what was typed to the live stories that say it, in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from articles.ages import ENTRY, WALKED, Range, pick_ids
from articles.cursors import Cursor, RankCursor
from articles.querysets import CURRENT, DATES, Page, by_date, page_of
from articles.terms import Terms
from articles.tsquery import TextQuery, has_phrase, text_query

# By rank, the newest stories that match are put in order; words in a row are looked
# for in the newest that have them all.
MOST_RANKED = 200
MOST_WITH_PHRASES = 2000
# Snippets are taken from the start of a body.
_SNIPPET_FROM = 10_000
START, STOP = "\x02", "\x03"
_HEADLINE = f"StartSel={START}, StopSel={STOP}, MaxWords=35, MinWords=20"
_NEWEST = """, page AS (
        SELECT *, NULL::float8 AS rank, NULL::timestamptz AS top FROM found
        ORDER BY published_at {way}, document_id {way} LIMIT %(limit)s
    )"""
_BY_RANK = """, ranked AS (
        SELECT document_id, published_at,
            ts_rank(entry.words, (SELECT exact FROM asked), 1)::float8 AS rank,
            max(published_at) OVER () AS top
        FROM found {entry}
    ), page AS (
        SELECT * FROM ranked WHERE {beyond}
        ORDER BY rank {way}, published_at {way}, document_id {way} LIMIT %(limit)s
    )"""
_ANSWER = """
    SELECT page.document_id, page.published_at, {modified}, {item}, page.rank, page.top,
        {snippet}
    FROM page JOIN articles_publisheddocument AS document
        ON document.article_id = page.document_id AND document.status = 'usable'
    {entry}
    ORDER BY page.rank {way}, page.published_at {way}, page.document_id {way}"""
_SNIPPET = """ts_headline(
        (CASE WHEN split_part(lower(document.language), '-', 1) = %(language)s
            THEN %(stemmed)s ELSE %(simple)s END)::regconfig,
        left(entry.text, %(most_text)s), (SELECT exact FROM asked),
        %(headline)s)"""


class Match(NamedTuple):
    """A story that was found, what lists show of it, and how well it matches."""

    pk: UUID
    published_at: datetime
    modified: datetime
    item: bytes | memoryview
    rank: float | None
    top: datetime | None
    snippet: str | None


@dataclass(frozen=True)
class Search:
    """A question in full text, and the filters of lists that hold beside it."""

    terms: Terms
    filters: Mapping[str, Any]
    by_rank: bool = False
    with_snippets: bool = False


def find_matches(
    search: Search, size: int, cursor: Cursor | RankCursor | None = None
) -> Page[Any]:
    """Give `size` live stories that say this, from a cursor on.

    Newest first, or the newest `MOST_RANKED` by how well they match. Where words in a
    row are asked for, the newest `MOST_WITH_PHRASES` that have all of them are read.
    """
    names = {name: v for name, v in search.filters.items() if name not in DATES}
    language = names.get("language", settings.LANGUAGE_CODE)
    asked = text_query(
        search.terms, names, language=language, is_certain="language" in names
    )
    sql = _sql(search, asked, cursor)
    wanted = MOST_RANKED if search.by_rank else size + 1
    params = {
        **asked.params,
        **_named(search, cursor),
        "wanted": wanted,
        "most": MOST_WITH_PHRASES if has_phrase(search.terms) else wanted,
        "walked": WALKED,
        "start": _start(search, cursor),
        "limit": size + 1,
        "language": language.partition("-")[0].lower(),
        "headline": _HEADLINE,
        "most_text": _SNIPPET_FROM,
    }
    with connection.cursor() as reader:
        reader.execute(sql, params)
        rows = [Match(*row) for row in reader.fetchall()]
    return page_of(rows, size, cursor, _by_rank if search.by_rank else by_date)


def _sql(search: Search, asked: TextQuery, cursor: Cursor | RankCursor | None) -> str:
    is_back = cursor is not None and cursor.is_backwards
    way = "ASC" if is_back else "DESC"
    # Whichever page of a list by rank is asked for, its stories are the same.
    part = _range(search, cursor, is_up=is_back and not search.by_rank)
    found = pick_ids(
        asked, part, is_loose=has_phrase(search.terms), walks=not search.by_rank
    )
    page = (_BY_RANK if search.by_rank else _NEWEST).format(
        entry=ENTRY.format(of="found"), way=way, beyond=_beyond(cursor)
    )
    with_entry = ENTRY.format(of="page") if search.with_snippets else ""
    snippet = _SNIPPET if search.with_snippets else "NULL"
    answer = _ANSWER.format(**CURRENT, way=way, snippet=snippet, entry=with_entry)
    return found + page + answer


def _range(search: Search, cursor: Cursor | RankCursor | None, *, is_up: bool) -> Range:
    """Give which stories may be found at all."""
    parts = [f"{{time}} {DATES[n]} %({n})s" for n in DATES if n in search.filters]
    if isinstance(cursor, RankCursor):
        parts.append("{time} <= %(top)s")
    elif cursor is not None:
        parts.append(
            f"({{time}}, document_id) {'>' if is_up else '<'} (%(at)s, %(id)s)"
        )
    starts = _start(search, cursor) is not None
    return Range(" AND ".join(parts) or "TRUE", starts=starts, is_up=is_up)


def _start(search: Search, cursor: Cursor | RankCursor | None) -> datetime | None:
    """Give a moment that no story is younger than; upwards, or older."""
    if isinstance(cursor, RankCursor):
        return cursor.top
    before: datetime | None = search.filters.get("published_before")
    return before if cursor is None else cursor.at


def _beyond(cursor: Cursor | RankCursor | None) -> str:
    """Give the condition on the place in a list by rank."""
    if not isinstance(cursor, RankCursor):
        return "TRUE"
    side = ">" if cursor.is_backwards else "<"
    return f"(rank, published_at, document_id) {side} (%(rank)s, %(at)s, %(id)s)"


def _named(search: Search, cursor: Cursor | RankCursor | None) -> dict[str, Any]:
    """Give the moments and the place those conditions name."""
    dates = {name: search.filters[name] for name in DATES if name in search.filters}
    return dates if cursor is None else {**dates, **vars(cursor)}


def _by_rank(row: Match, *, is_backwards: bool = False) -> RankCursor:
    if row.rank is None or row.top is None:
        raise AssertionError("A row of a list by rank has a rank.")
    return RankCursor(row.top, row.rank, row.published_at, row.pk, is_backwards)
