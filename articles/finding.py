"""Which live stories a list asks for, and which index answers it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from articles.cursors import Cursor
from articles.errors import BadParameter
from articles.models.delivery import LISTED_TOGETHER, FacetKind
from articles.querysets import CURRENT, DATES, ONLY_FOR_SQL, Page, by_date, page_of

MOST_READ = 1000
Filters = Mapping[str, Any]

# What an index answers together with dates, the most telling first.
_SERVED: tuple[frozenset[str], ...] = (
    *(
        frozenset({kind, *more})
        for more in (("section",), ("language",), ())
        for kind in FacetKind.values
    ),
    *(frozenset(names) for names in sorted(LISTED_TOGETHER, key=len, reverse=True)),
)
# The one table that lists stories, and its key: documents, or one facet of them.
_DOCUMENTS = "articles_publisheddocument AS document", "document.article_id"
_FACETS = (
    "articles_documentfacet AS facet JOIN articles_publisheddocument AS document"
    " ON document.article_id = facet.document_id",
    "facet.document_id",
)
_ROWS = """
    SELECT {key}, {table}.published_at, {modified}, {item} {matches} FROM {rows}
    WHERE {conditions} ORDER BY {table}.published_at {way}, {key} {way} LIMIT %(limit)s"""
# Rows come through in the order of the index, until there are enough: sorting them
# again would read all. The one behind the last says that the limit ended them.
_BOUNDED = """
    SELECT * FROM (
        SELECT *, row_number() OVER () AS number FROM ({rows}) AS read
    ) AS counted
    WHERE matches OR number > {most} LIMIT %(wanted)s"""
# Limited, so that facets are never read for all.
_HAS_FACET = """(
    SELECT id FROM articles_documentfacet AS other WHERE other.document_id = {key}
        AND other.kind = '{kind}' AND other.slug = %({kind})s LIMIT 1
    ) IS NOT NULL"""


class Found(NamedTuple):
    """What a list shows of a document, and sorts it by."""

    pk: UUID
    published_at: datetime
    modified: datetime
    item: bytes | memoryview


def find_page(
    filters: Filters, size: int, cursor: Cursor | None = None
) -> Page[Cursor]:
    """Give `size` live stories from a cursor on, newest first, in one query.

    Filters are named as in the contract's section 3: `published_after` is the first
    moment of the range, `published_before` the first behind it. Where no index answers
    them together, at most `MOST_READ` stories are looked through; a list that is wider
    raises BadParameter, naming the fix.
    """
    named = filters.keys() - DATES
    served = next(names for names in _SERVED if names <= named)
    rest = sorted(named - served)
    sql = _sql(
        sorted(served), rest, [name for name in DATES if name in filters], cursor
    )
    params: dict[str, Any] = {**filters, "wanted": size + 1, "limit": size + 1}
    if cursor is not None:
        params |= {"at": cursor.at, "id": cursor.id}
    if rest:
        params["limit"] = MOST_READ + 1
    with connection.cursor() as reader:
        reader.execute(sql, params)
        read = reader.fetchall()
    if rest and sum(row[-1] <= MOST_READ for row in read) < min(size, len(read)):
        raise _too_wide(rest)
    return page_of([Found(*row[:4]) for row in read], size, cursor, by_date)


def _sql(
    served: list[str], rest: list[str], dates: list[str], cursor: Cursor | None
) -> str:
    kind = next((name for name in FacetKind.values if name in served), "")
    table = "facet" if kind else "document"
    rows, key = _FACETS if kind else _DOCUMENTS
    conditions = [f"facet.kind = '{kind}'"] if kind else ["document.status = 'usable'"]
    for name in served:
        conditions.append(f"{table}.{'slug' if name == kind else name} = %({name})s")
    conditions.append(ONLY_FOR_SQL[len(served)].format(table=table))
    conditions += [f"{table}.published_at {DATES[name]} %({name})s" for name in dates]
    is_back = cursor is not None and cursor.is_backwards
    if cursor is not None:
        side = ">" if is_back else "<"
        conditions.append(f"({table}.published_at, {key}) {side} (%(at)s, %(id)s)")
    sql = _ROWS.format(
        **CURRENT,
        key=key,
        table=table,
        rows=rows,
        matches=f", {_matching(rest, key)} AS matches" if rest else "",
        conditions=" AND ".join(conditions),
        way="ASC" if is_back else "DESC",
    )
    return _BOUNDED.format(rows=sql, most=MOST_READ) if rest else sql


def _matching(rest: list[str], key: str) -> str:
    return " AND ".join(
        _HAS_FACET.format(key=key, kind=name)
        if name in FacetKind.values
        else f"document.{name} = %({name})s"
        for name in rest
    )


def _too_wide(rest: list[str]) -> BadParameter:
    fix = (
        f"More than {MOST_READ} stories would have to be looked through. Narrow "
        "published_after and published_before, or leave this out."
    )
    return BadParameter(
        errors=[{"field": n, "code": "too_wide", "detail": fix} for n in rest]
    )
