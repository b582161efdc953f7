"""Lists of live stories: filtered or searched, stored items glued together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.answering import answer
from articles.api import parameters
from articles.api.describing import delivers
from articles.api.sparse import ITEM_FIELDS, Fields, fields_of, pick
from articles.cursors import Cursor, RankCursor
from articles.errors import BadParameter
from articles.exporting import rfc3339
from articles.finding import find_page
from articles.querysets import Page
from articles.searching import START, STOP, Match, Search, find_matches
from articles.terms import read_terms

NEWEST, RANK = "newest", "rank"
_FILTERS = {
    **{
        name: parameters.slug_of(name)
        for name in ("section", "topic", "contributor", "source", "type")
    },
    "language": parameters.language,
    "published_after": parameters.moment_of("published_after"),
    "published_before": parameters.moment_of("published_before"),
}
# Each with what must be there, too.
_SEARCH = {
    "q": read_terms,
    "order": parameters.one_of("order", (NEWEST, RANK)),
    "snippets": parameters.switch_of("snippets"),
}
PARAMETERS: dict[str, parameters.Reader] = {
    "page_size": parameters.page_size,
    "cursor": parameters.any_cursor,
    **_FILTERS,
    **_SEARCH,
    "fields": fields_of(ITEM_FIELDS),
}


@delivers("The newest stories, or those found", "SomeArticlePage", known=PARAMETERS)
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Give the live stories, newest first or by rank; one query."""
    asked = parameters.read_parameters(request.GET, PARAMETERS)
    page = _find(asked)
    modified = max((row.modified for row in page.rows), default=None)
    body = _page_bytes(page, request, asked)
    keys = ["articles"]
    return answer(request, body, "application/json", keys=keys, modified=modified)


def _find(asked: Mapping[str, Any]) -> Page[Any]:
    size = asked.get("page_size", parameters.DEFAULT_PAGE)
    cursor: Cursor | RankCursor | None = asked.get("cursor")
    filters = {name: asked[name] for name in _FILTERS if name in asked}
    by_rank = asked.get("order") == RANK
    if "q" in asked:
        snippets = asked.get("snippets", False)
        search = Search(asked["q"], filters, by_rank, snippets)
        if cursor is None or isinstance(cursor, RankCursor) == by_rank:
            return find_matches(search, size, cursor)
    elif named := [name for name in _SEARCH if name in asked]:
        raise BadParameter.of(named[0], "It goes with a search: give q, too.")
    elif not isinstance(cursor, RankCursor):
        return find_page(filters, size, cursor)
    raise BadParameter.of("cursor", "It is of a list in another order.")


def _page_bytes(
    page: Page[Any], request: HttpRequest, asked: Mapping[str, Any]
) -> bytes:
    address = _address(request, asked)
    links = {
        "next": page.next and f"{address}cursor={page.next.encode()}",
        "previous": page.previous and f"{address}cursor={page.previous.encode()}",
    }
    items = b",".join(_item_bytes(row, asked.get("fields")) for row in page.rows)
    return orjson.dumps(links)[:-1] + b',"results":[' + items + b"]}"


def _item_bytes(row: Any, fields: Fields | None) -> bytes:
    """Give a stored item, or the fields asked for, and the snippet if there is one."""
    item = bytes(row.item)
    if fields is not None:
        item = pick(item, fields)
    if not isinstance(row, Match) or row.snippet is None:
        return item
    comma = b"," if item != b"{}" else b""
    return item[:-1] + comma + b'"snippet":' + orjson.dumps(_html(row.snippet)) + b"}"


def _html(snippet: str) -> str:
    """Give a snippet as HTML: escaped, what was looked for in mark."""
    marked = escape(" ".join(snippet.split()))
    return marked.replace(START, "<mark>").replace(STOP, "</mark>")


def _address(request: HttpRequest, asked: Mapping[str, Any]) -> str:
    """Give the start of another page's address: as this one was asked for."""
    query: dict[str, Any] = {
        name: rfc3339(asked[name]) if isinstance(asked[name], datetime) else text
        for name, text in request.GET.items()
        if name != "cursor"
    }
    kept = f"{urlencode(query)}&" if query else ""
    return f"{settings.SITE_URL}{request.path}?{kept}"
