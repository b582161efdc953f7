"""Which live stories a list asks for, and which index answers it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from articles.cursors import Cursor
from articles.errors import BadParameter
from articles.models import DocumentFacet, PublishedDocument
from articles.models.delivery import LISTED_TOGETHER, FacetKind
from articles.querysets import ONLY_FOR, Page, beyond, page_of

MOST_READ = 1000
Filters = Mapping[str, Any]

_DATES = {
    "published_after": "published_at__gte",
    "published_before": "published_at__lt",
}
# What an index answers together with dates, the most telling first.
_SERVED: tuple[frozenset[str], ...] = (
    *(
        frozenset({kind, *more})
        for more in (("section",), ("language",), ())
        for kind in FacetKind.values
    ),
    *(frozenset(names) for names in sorted(LISTED_TOGETHER, key=len, reverse=True)),
)
# Rows come through in the order of the index, until there are enough: sorting them
# again would read all. The one behind the last says that the limit ended them.
_BOUNDED = """
    SELECT * FROM (
        SELECT *, row_number() OVER () AS number FROM ({rows}) AS read
    ) AS counted
    WHERE matches OR number > {most} LIMIT {limit}
"""


class Found(NamedTuple):
    """What a list shows of a document, and sorts it by."""

    pk: UUID
    published_at: datetime
    delivered_at: datetime
    item: bytes | memoryview


def find_page(filters: Filters, size: int, cursor: Cursor | None = None) -> Page:
    """Give `size` live stories from a cursor on, newest first, in one query.

    Filters are named as in the contract's section 3: `published_after` is the first
    moment of the range, `published_before` the first behind it. Where no index answers
    them together, at most `MOST_READ` stories are looked through; a list that is wider
    raises BadParameter, naming the fix.
    """
    named = frozenset(filters) - frozenset(_DATES)
    served = next(names for names in _SERVED if names <= named)
    rest = {name: filters[name] for name in sorted(named - served)}
    rows, key = _rows({name: filters[name] for name in served})
    dates = {_DATES[name]: filters[name] for name in _DATES if name in filters}
    ordered = beyond(rows.filter(**dates), cursor, time="published_at", key=key)
    if rest:
        found = _read_bounded(ordered, key, rest, size)
    else:
        found = [Found(*row) for row in _columns(ordered, key)[: size + 1]]
    return page_of(found, size, cursor)


def _rows(served: Filters) -> tuple[models.QuerySet[Any], str]:
    """Give the rows of the table that lists these together, and its key."""
    kind = next((name for name in FacetKind.values if name in served), "")
    if not kind:
        return PublishedDocument.objects.listed(**served), "article_id"
    same = {name: value for name, value in served.items() if name != kind}
    facets = DocumentFacet.objects.filter(kind=kind, slug=served[kind], **same)
    return facets.filter(**ONLY_FOR[len(served)]), "document_id"


def _columns(
    rows: models.QuerySet[Any], key: str, *more: str
) -> models.QuerySet[Any, Any]:
    way = _way_to_document(key)
    return rows.values_list(
        key, "published_at", f"{way}delivered_at", f"{way}item", *more
    )


def _way_to_document(key: str) -> str:
    return "document__" if key == "document_id" else ""


def _read_bounded(
    rows: models.QuerySet[Any], key: str, rest: Filters, size: int
) -> list[Found]:
    """Look through no more than `MOST_READ` rows for those that match the rest."""
    judged = rows.annotate(matches=_matching(rest, key))
    few = _columns(judged, key, "matches")[: MOST_READ + 1]
    sql, params = few.query.sql_with_params()
    with connection.cursor() as reader:
        reader.execute(
            _BOUNDED.format(rows=sql, most=MOST_READ, limit=size + 1), params
        )
        read = reader.fetchall()
    within = [row for row in read if row[-1] <= MOST_READ]
    if len(within) < min(size, len(read)):
        raise _too_wide(rest)
    return [Found(*row[:4]) for row in read]


def _matching(rest: Filters, key: str) -> ExpressionWrapper:
    way = _way_to_document(key)
    condition = Q()
    for name, value in rest.items():
        if name in FacetKind.values:
            condition &= Q(IsNull(_facet(name, value, key), rhs=False))
        else:
            condition &= Q(**{f"{way}{name}": value})
    return ExpressionWrapper(condition, output_field=BooleanField())


def _facet(kind: str, slug: str, key: str) -> Subquery:
    """Look for one facet of one row; limited, so that it is never read for all."""
    same = DocumentFacet.objects.filter(document=OuterRef(key), kind=kind, slug=slug)
    return Subquery(same.values(is_there=F("pk"))[:1])


def _too_wide(rest: Filters) -> BadParameter:
    fix = (
        f"More than {MOST_READ} stories would have to be looked through. Narrow "
        "published_after and published_before, or leave this out."
    )
    return BadParameter(
        errors=[{"field": n, "code": "too_wide", "detail": fix} for n in rest]
    )
