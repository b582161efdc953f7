"""One story for everybody: its stored bytes, one query an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from articles.answering import (
    NOTHING_HELD,
    accepts_gzip,
    answer,
    held_by,
    moved,
    not_modified,
)
from articles.api import parameters
from articles.api.describing import OTHER_FORMATS, delivers
from articles.api.sparse import DOCUMENT_FIELDS, fields_of, pick
from articles.errors import BadParameter, NoSuchStory, NotAcceptable
from articles.fetching import Fetched, fetch_document
from articles.models.delivery import PublicStatus
from articles.renderers import RENDERERS
from articles.renderers.base import Renderer, Site

_STORED = "json"
_JSON = "application/json"
PARAMETERS: dict[str, parameters.Reader] = {
    "format": parameters.one_of("format", RENDERERS),
    "fields": fields_of(DOCUMENT_FIELDS),
}
_BY_TYPE = {kind.media_type: kind.name for kind in RENDERERS.values()}


@delivers(
    "One story by its slug",
    "SomeArticle",
    known=PARAMETERS,
    types=OTHER_FORMATS,
    refuses=(404, 406),
    beside=(301, 304, 410),
)
@require_safe
def article_by_slug(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one story; an old slug leads to the new one."""
    asked = _read(request)
    found = _fetch(request, asked, "slug", slug)
    if found is None:
        found = _fetch(request, asked, "old_slug", slug)
        if found and found.status == PublicStatus.USABLE:
            path = reverse("article-by-slug", args=[found.slug])
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return moved(f"{settings.SITE_URL}{path}{query}")
    return _answer(request, asked, found)


@delivers(
    "One story by its id",
    "SomeArticle",
    known=PARAMETERS,
    types=OTHER_FORMATS,
    refuses=(404, 406),
    beside=(304, 410),
)
@require_safe
def article_by_id(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """Give one story by its id, which never changes."""
    asked = _read(request)
    return _answer(request, asked, _fetch(request, asked, "id", article_id))


def _read(request: HttpRequest) -> dict[str, Any]:
    """Read the parameters; the format is also told by Accept, else the document."""
    asked = parameters.read_parameters(request.GET, PARAMETERS)
    if "format" not in asked:
        asked["format"] = _format_accepted(request)
    if "fields" in asked and asked["format"] != _STORED:
        raise BadParameter.of("fields", f"It goes with format={_STORED} alone.")
    return asked


def _format_accepted(request: HttpRequest) -> str:
    if request.META.get("HTTP_ACCEPT", "*/*") in {"*/*", _JSON}:
        return _STORED
    preferred = request.get_preferred_type(list(_BY_TYPE))
    if preferred is None:
        raise NotAcceptable(f"Accept one of {', '.join(_BY_TYPE)}.")
    return _BY_TYPE[preferred]


def _fetch(
    request: HttpRequest, asked: Mapping[str, Any], by: str, value: object
) -> Fetched | None:
    """Fetch as it is stored, and only what will be sent; else whole and plain."""
    if asked["format"] != _STORED or "fields" in asked:
        return fetch_document(by, value, NOTHING_HELD)
    is_gzip = accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return fetch_document(by, value, held_by(request), accepts_gzip=is_gzip)


def _answer(
    request: HttpRequest, asked: Mapping[str, Any], found: Fetched | None
) -> HttpResponse:
    """Give the story in the format asked for, its tombstone, or 304."""
    if found is None:
        raise NoSuchStory
    seen: dict[str, Any] = {
        "keys": [f"article-{found.pk}", f"section-{found.section}"],
        "modified": found.modified,
        "valid_until": found.valid_until,
    }
    if found.body is None:
        response = not_modified(found.etag, **seen)
    elif found.status == PublicStatus.CANCELED:
        seen |= {"etag": found.etag, "status": 410}
        response = answer(request, bytes(found.body), _JSON, **seen)
    elif asked["format"] != _STORED:
        renderer = _renderer(asked["format"])
        data = renderer.render(orjson.loads(bytes(found.body)))
        response = answer(request, data, renderer.media_type, **seen)
    elif "fields" in asked:
        data = pick(bytes(found.body), asked["fields"])
        response = answer(request, data, _JSON, **seen)
    else:
        response = answer(request, bytes(found.body), _JSON, etag=found.etag, **seen)
    if found.is_gzip and found.body is not None:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept", "Accept-Encoding"])
    return response


def _renderer(name: str) -> Renderer:
    return RENDERERS[name](Site(settings.SITE_NAME, settings.SITE_URL))
