"""Answers of delivery: the same for everybody, strong ETags, short-lived in caches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from articles.exporting import etag_of

# Browsers ask each time; shared caches may be this old, so that a kill is seen.
_FRESH = 5
_CACHED = "max-age=0, s-maxage={}"
CACHE_CONTROL = _CACHED.format(_FRESH)
_WEIGHT = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)\Z")


@dataclass(frozen=True)
class Held:
    """What a client says it has already: ETags (``*``: any), else since when."""

    etags: frozenset[str]
    since: datetime | None


NOTHING_HELD = Held(frozenset(), None)


def held_by(request: HttpRequest) -> Held:
    """Read If-None-Match, or If-Modified-Since where there is none (RFC 9110, 13.2.2)."""
    # Not request.headers: reading them all costs more than the rest of a 304.
    if header := request.META.get("HTTP_IF_NONE_MATCH"):
        etags = {etag.removeprefix("W/") for etag in parse_etags(header)}
        # A header we cannot read names no ETag that is ours.
        return Held(frozenset(etags) or frozenset({"unreadable"}), None)
    if header := request.META.get("HTTP_IF_MODIFIED_SINCE"):
        seconds = parse_http_date_safe(header)
        since = None if seconds is None else datetime.fromtimestamp(seconds, UTC)
        return Held(frozenset(), since)
    return NOTHING_HELD


@lru_cache(maxsize=128)
def accepts_gzip(header: str) -> bool:
    """Say whether Accept-Encoding likes gzip at least as well as nothing at all.

    By RFC 9110, 12.5.3; a weight that cannot be read is none.
    """
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        coding, _, parameter = part.partition(";")
        weights.setdefault(coding.strip(), _weight(parameter.strip()))
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _weight(parameter: str) -> float:
    """Read ``q=0.5``; 1 where there is none, 0 where it cannot be read."""
    if not parameter:
        return 1.0
    name, _, value = parameter.partition("=")
    is_number = bool(_WEIGHT.match(value.strip()))
    return float(value) if name.strip() == "q" and is_number else 0.0


def answer(
    request: HttpRequest,
    data: bytes,
    media_type: str,
    *,
    keys: Iterable[str],
    modified: datetime | None = None,
    valid_until: datetime | None = None,
    etag: str = "",
    status: int = 200,
) -> HttpResponse:
    """Give bytes, or 304 where the client names their ETag; HEAD gets no body.

    `keys` are what a cache may be told to forget them by. `modified` is told to the
    client but is no ground for a 304: lists change without any row getting younger.
    From `valid_until` on other bytes hold, and no cache may keep these.
    """
    etag = etag or etag_of(data)
    held = held_by(request).etags
    if status == 200 and (etag in held or "*" in held):
        return not_modified(etag, keys, modified, valid_until)
    body = b"" if request.method == "HEAD" else data
    response = HttpResponse(body, status=status, content_type=media_type)
    response["Content-Length"] = str(len(data))
    return _with_headers(response, etag, keys, modified, valid_until)


def not_modified(
    etag: str,
    keys: Iterable[str],
    modified: datetime | None = None,
    valid_until: datetime | None = None,
) -> HttpResponse:
    """Give 304 with the headers that 200 would have."""
    response = HttpResponse(status=304)
    del response["Content-Type"]
    return _with_headers(response, etag, keys, modified, valid_until)


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
    valid_until: datetime | None,
) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = _cache_control(valid_until)
    response["Surrogate-Key"] = " ".join(keys)
    if modified:
        response["Last-Modified"] = _http_date(modified)
    return response


def _cache_control(valid_until: datetime | None) -> str:
    """Let caches keep an answer, but not behind the moment when another one holds."""
    if valid_until is None:
        return CACHE_CONTROL
    left = (valid_until - timezone.now()).total_seconds()
    # One that is over already has been chosen by it: nothing else follows.
    return CACHE_CONTROL if left < 0 else _CACHED.format(min(_FRESH, int(left)))


def _http_date(modified: datetime) -> str:
    """Give the whole second after the change, but never one that is yet to come.

    A client that saw bytes of the very second in which they changed again must not
    pass for one that has the new ones.
    """
    rounded_up = modified.replace(microsecond=0) + timedelta(seconds=1)
    return http_date(min(rounded_up, timezone.now()).timestamp())
