"""Answers of delivery: the same for everybody, strong ETags, short-lived in caches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from articles.exporting import etag_of

# Browsers ask each time; shared caches may be this old, so that a kill is seen.
CACHE_CONTROL = "max-age=0, s-maxage=5"


@dataclass(frozen=True)
class Held:
    """What a client says it has already: ETags (``*``: any), else since when."""

    etags: frozenset[str]
    since: datetime | None


def held_by(request: HttpRequest) -> Held:
    """Read If-None-Match, or If-Modified-Since where there is none (RFC 9110, 13.2.2)."""
    if header := request.headers.get("If-None-Match"):
        etags = {etag.removeprefix("W/") for etag in parse_etags(header)}
        # A header we cannot read names no ETag that is ours.
        return Held(frozenset(etags) or frozenset({"unreadable"}), None)
    seconds = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    since = None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return Held(frozenset(), since)


def answer(
    request: HttpRequest,
    data: bytes,
    media_type: str,
    *,
    keys: Iterable[str],
    modified: datetime | None = None,
    etag: str = "",
    status: int = 200,
) -> HttpResponse:
    """Give bytes, or 304 where the client names their ETag; HEAD gets no body.

    `keys` are what a cache may be told to forget them by. `modified` is told to the
    client but is no ground for a 304: lists change without any row getting younger.
    """
    etag = etag or etag_of(data)
    held = held_by(request).etags
    if status == 200 and (etag in held or "*" in held):
        return not_modified(etag, keys=keys, modified=modified)
    body = b"" if request.method == "HEAD" else data
    response = HttpResponse(body, status=status, content_type=media_type)
    response["Content-Length"] = str(len(data))
    return _with_headers(response, etag, keys, modified)


def not_modified(
    etag: str, *, keys: Iterable[str], modified: datetime | None = None
) -> HttpResponse:
    """Give 304 with the headers that 200 would have."""
    response = HttpResponse(status=304)
    del response["Content-Type"]
    return _with_headers(response, etag, keys, modified)


def moved(url: str) -> HttpResponse:
    """Give 301 to an address of ours; caches may keep it as long as an answer."""
    response = HttpResponse(status=301)
    response["Location"] = url
    response["Cache-Control"] = CACHE_CONTROL
    return response


def unlisted(response: HttpResponse) -> HttpResponse:
    """Have no cache keep an answer, no robot list it, and no link betray its address."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _with_headers(
    response: HttpResponse,
    etag: str,
    keys: Iterable[str],
    modified: datetime | None,
) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    response["Surrogate-Key"] = " ".join(keys)
    if modified:
        response["Last-Modified"] = _http_date(modified)
    return response


def _http_date(modified: datetime) -> str:
    """Give the whole second after the change, but never one that is yet to come.

    A client that saw bytes of the very second in which they changed again must not
    pass for one that has the new ones.
    """
    rounded_up = modified.replace(microsecond=0) + timedelta(seconds=1)
    return http_date(min(rounded_up, timezone.now()).timestamp())
