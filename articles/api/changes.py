"""What has changed for readers, in order, tombstones included."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.answering import answer
from articles.api import parameters
from articles.api.describing import delivers
from articles.errors import BadParameter, CursorAhead
from articles.exporting import rfc3339
from articles.models import Change


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadParameter.of("after", "Give the `cursor` of the last answer.")
    return int(text)


_KNOWN: dict[str, parameters.Reader] = {
    "after": _position,
    "page_size": parameters.page_size,
}


@delivers("What changed for readers", "ChangePage", known=_KNOWN, refuses=(409,))
@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """Give the changes after a cursor, first things first; one query.

    `cursor` is where to go on, also where nothing is new; `next` is null where the
    feed ends for now.
    """
    asked = parameters.read_parameters(request.GET, _KNOWN)
    after, size = asked.get("after", 0), asked.get("page_size", parameters.LARGEST_PAGE)
    rows = _read_from(after, size + 2)
    has_more, rows = len(rows) > size, rows[:size]
    cursor = str(rows[-1].position if rows else after)
    body = {
        "next": _page_url(asked, cursor) if has_more else None,
        "cursor": cursor,
        "results": [_change(row) for row in rows],
    }
    return answer(request, orjson.dumps(body), "application/json", keys=["changes"])


def _read_from(after: int, most: int) -> list[Change]:
    """Read what follows a place. Places have no gaps, so the place itself must be there.

    Where it is not, the feed was restored from before it: to answer "nothing new" would
    hide from this client all that comes until the feed has caught up.
    """
    rows = list(Change.objects.after(after - 1)[:most])
    if after == 0:
        return rows
    if not rows or rows[0].position != after:
        raise CursorAhead
    return rows[1:]


def _change(row: Change) -> dict[str, Any]:
    return {
        "cursor": str(row.position),
        "kind": row.kind,
        "id": str(row.article_id),
        "guid": row.guid,
        "version": row.version,
        "cause": row.cause,
        "at": rfc3339(row.at),
    }


def _page_url(asked: dict[str, Any], cursor: str) -> str:
    query = urlencode({**asked, "after": cursor})
    return f"{settings.SITE_URL}{reverse('change-list')}?{query}"
