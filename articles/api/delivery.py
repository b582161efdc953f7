"""What everybody may read: stored bytes, one query an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.answering import answer, held_by, moved, not_modified
from articles.api import parameters
from articles.cursors import Cursor
from articles.errors import NoSuchStory, NotAcceptable
from articles.exporting import rfc3339
from articles.finding import find_page
from articles.models import PublishedDocument
from articles.models.delivery import PublicStatus
from articles.querysets import DocumentQuerySet, Page
from articles.renderers import RENDERERS
from articles.renderers.base import Renderer, Site

_STORED = "json"
_JSON = "application/json"
_LIST = {
    "page_size": parameters.page_size,
    "cursor": parameters.cursor,
    **{
        name: parameters.slug_of(name)
        for name in ("section", "topic", "contributor", "source", "type")
    },
    "language": parameters.language,
    "published_after": parameters.moment_of("published_after"),
    "published_before": parameters.moment_of("published_before"),
}
_DETAIL = {"format": parameters.one_of("format", RENDERERS)}


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Give the live stories, newest first: stored items glued together."""
    asked = parameters.read_parameters(request.GET, _LIST)
    page = find_page(
        {name: asked[name] for name in asked if name not in {"page_size", "cursor"}},
        asked.get("page_size", parameters.DEFAULT_PAGE),
        asked.get("cursor"),
    )
    modified = max((row.delivered_at for row in page.rows), default=None)
    body = _page_bytes(page, asked)
    return answer(request, body, _JSON, keys=["articles"], modified=modified)


@require_safe
def article_by_slug(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one story; an old slug leads to the new one."""
    documents = PublishedDocument.objects.all()
    row = _read(request, documents.filter(slug=slug))
    if row is None:
        row = _read(request, documents.filter(old_slugs__contains=[slug]))
        if row and row.status == PublicStatus.USABLE:
            path = reverse("article-by-slug", args=[row.slug])
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return moved(f"{settings.SITE_URL}{path}{query}")
    return _answer_document(request, row)


@require_safe
def article_by_id(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """Give one story by its id, which never changes."""
    found = PublishedDocument.objects.filter(pk=article_id)
    return _answer_document(request, _read(request, found))


def _read(request: HttpRequest, found: DocumentQuerySet) -> PublishedDocument | None:
    """Read one row; its bytes only where they will be sent."""
    if _renderer(request).name != _STORED:
        return found.unless_held((), None).first()
    held = held_by(request)
    return found.unless_held(held.etags, held.since).first()


def _answer_document(
    request: HttpRequest, row: PublishedDocument | None
) -> HttpResponse:
    """Give the story in the format asked for, its tombstone, or 304."""
    if row is None:
        raise NoSuchStory
    renderer = _renderer(request)
    keys = [f"article-{row.pk}", f"section-{row.section}"]
    seen: dict[str, Any] = {"keys": keys, "modified": row.delivered_at}
    if row.body is None:
        response = not_modified(row.detail_etag, **seen)
    elif row.status == PublicStatus.CANCELED:
        response = answer(request, bytes(row.body), _JSON, status=410, **seen)
    elif renderer.name != _STORED:
        data = renderer.render(orjson.loads(bytes(row.body)))
        response = answer(request, data, renderer.media_type, **seen)
    else:
        data, etag = bytes(row.body), row.detail_etag
        response = answer(request, data, _JSON, etag=etag, **seen)
    patch_vary_headers(response, ["Accept"])
    return response


def _renderer(request: HttpRequest) -> Renderer:
    """Choose the format: ``?format=`` by name, else by Accept, else the document."""
    asked = parameters.read_parameters(request.GET, _DETAIL)
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    if "format" in asked:
        return RENDERERS[asked["format"]](site)
    by_type = {kind.media_type: kind for kind in RENDERERS.values()}
    preferred = request.get_preferred_type(list(by_type))
    if preferred is None:
        raise NotAcceptable(f"Accept one of {', '.join(by_type)}.")
    return by_type[preferred](site)


def _page_bytes(page: Page, asked: dict[str, Any]) -> bytes:
    links = {
        "next": _page_url(asked, page.next),
        "previous": _page_url(asked, page.previous),
    }
    items = b",".join(bytes(row.item) for row in page.rows)
    return orjson.dumps(links)[:-1] + b',"results":[' + items + b"]}"


def _page_url(asked: dict[str, Any], cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    query: dict[str, Any] = {
        name: rfc3339(value) if isinstance(value, datetime) else value
        for name, value in asked.items()
    }
    query["cursor"] = cursor.encode()
    return f"{settings.SITE_URL}{reverse('article-list')}?{urlencode(query)}"
