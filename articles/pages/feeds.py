"""The feeds: the newest stories whole, made from the stored documents."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.answering import answer
from articles.models import PublishedDocument
from articles.models.delivery import FACETS, FacetKind
from articles.pages.views import problem_page
from articles.renderers import FEEDS
from articles.renderers.base import Site
from articles.renderers.feeds import Feed

FEED_SIZE = 30


@dataclass(frozen=True)
class Part:
    """A part of the site that has a feed: its name, its page, its key in caches."""

    name: str
    path: str
    key: str


@require_safe
def latest_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the newest stories of the whole site."""
    return _answer_feed(request, kind, read_newest(), Part("", "/", "articles"))


@require_safe
def section_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give the newest stories of a section; without any there is no feed.

    Whether a section exists that no live story has is not told.
    """
    rows = read_newest(slug)
    if not rows:
        return problem_page(404)
    name = orjson.loads(bytes(rows[0].body))["section"]["name"]
    part = Part(name, reverse("section-front", args=[slug]), f"section-{slug}")
    return _answer_feed(request, kind, rows, part)


@require_safe
def topic_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give the newest stories with a topic."""
    return _facet_feed(request, kind, FacetKind.TOPIC, slug)


@require_safe
def contributor_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give the newest stories that name a contributor."""
    return _facet_feed(request, kind, FacetKind.CONTRIBUTOR, slug)


def _facet_feed(
    request: HttpRequest, kind: str, facet: FacetKind, slug: str
) -> HttpResponse:
    """Give the newest stories found by one facet; without any there is no feed."""
    rows = list(
        PublishedDocument.objects.faceted(facet, slug).showing("detail")[:FEED_SIZE]
    )
    if not rows:
        return problem_page(404)
    named = orjson.loads(bytes(rows[0].body))[FACETS[facet]]
    name = next(one["name"] for one in named if one["slug"] == slug)
    return _answer_feed(request, kind, rows, Part(name, "/", "articles"))


def read_newest(section: str = "") -> list[PublishedDocument]:
    """Give the rows that a feed is made of, in one query."""
    rows = PublishedDocument.objects.newest(section)
    return list(rows.showing("detail")[:FEED_SIZE])


def _answer_feed(
    request: HttpRequest, kind: str, rows: list[PublishedDocument], part: Part
) -> HttpResponse:
    """Render the rows; stories that are not live leave no trace in the bytes."""
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    feed = Feed(
        title=f"{site.name} – {part.name}" if part.name else site.name,
        url=f"{site.url}{request.path}",
        page=f"{site.url}{part.path}",
        language=settings.LANGUAGE_CODE,
        documents=[orjson.loads(bytes(row.body)) for row in rows],
    )
    renderer = FEEDS[kind](site)
    modified = max((row.changed_at for row in rows), default=None)
    media_type = f"{renderer.media_type}; charset=utf-8"
    data = renderer.render(feed)
    return answer(request, data, media_type, keys=[part.key], modified=modified)
