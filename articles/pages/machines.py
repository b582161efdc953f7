"""What machines ask a site for: sitemaps, robots.txt, and what they may do."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.answering import answer
from articles.cursors import Cursor
from articles.errors import BadParameter
from articles.exporting import rfc3339, story_url
from articles.models import PublishedDocument
from articles.pages.views import problem_page
from articles.renderers.base import Site
from articles.renderers.rights import render_rsl, render_tdmrep
from articles.renderers.sitemaps import (
    Located,
    render_news_sitemap,
    render_sitemap,
    render_sitemap_index,
)

SITEMAP_SIZE = 10_000
NEWS_SIZE = 1000
NEWS_AGE = timedelta(hours=48)
XML = "application/xml; charset=utf-8"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Give the addresses of all stories, or, where they are many, of their sitemaps."""
    if text := request.GET.get("cursor", ""):
        try:
            cursor = Cursor.decode(text)
        except BadParameter:
            return problem_page(404)
        return _sitemap(request, _stories(cursor))
    starts = PublishedDocument.objects.starts(SITEMAP_SIZE)
    if len(starts) > 1:
        base = f"{settings.SITE_URL}{reverse('sitemap')}"
        queries = (urlencode({"cursor": start.encode()}) for start in starts)
        index = render_sitemap_index(f"{base}?{query}" for query in queries)
        return answer(request, index, XML, keys=["articles"])
    front = Located(f"{settings.SITE_URL}/")
    stories = _stories(starts[0]) if starts else []
    return _sitemap(request, [front, *stories])


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Give the stories that were first published within two days."""
    since = timezone.now() - NEWS_AGE
    newest = PublishedDocument.objects.newest().filter(published_at__gte=since)
    rows = newest.showing("item")[:NEWS_SIZE]
    items = [orjson.loads(bytes(row.body)) for row in rows]
    first = "first_published_at"
    items = [item for item in items if datetime.fromisoformat(item[first]) >= since]
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    return answer(request, render_news_sitemap(site, items), XML, keys=["articles"])


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where sitemaps and licence are, and that the desk is not for robots."""
    site = settings.SITE_URL
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Allow: /",
        "",
    ]
    if render_rsl(settings.MACHINE_USE):
        lines += [f"License: {site}{reverse('rsl')}", ""]
    names = ("sitemap", "news-sitemap")
    lines += [f"Sitemap: {site}{reverse(name)}" for name in names]
    data = "\n".join([*lines, ""]).encode()
    return answer(request, data, "text/plain; charset=utf-8", keys=["site"])


@require_safe
def rsl(request: HttpRequest) -> HttpResponse:
    """Give what machines may do (MACHINE_USE) in RSL."""
    data = render_rsl(settings.MACHINE_USE)
    return _answer_rights(request, data, "application/rsl+xml")


@require_safe
def tdmrep(request: HttpRequest) -> HttpResponse:
    """Give whether mining is reserved (MACHINE_USE) in TDMRep."""
    data = render_tdmrep(settings.MACHINE_USE)
    return _answer_rights(request, data, "application/json")


def _answer_rights(
    request: HttpRequest, data: bytes | None, media_type: str
) -> HttpResponse:
    if data is None:
        return problem_page(404)
    return answer(request, data, media_type, keys=["site"])


def _stories(start: Cursor) -> list[Located]:
    rows = PublishedDocument.objects.oldest_from(start)
    columns = rows.values_list("section", "slug", "updated_at")[:SITEMAP_SIZE]
    return [
        Located(story_url(section, slug), rfc3339(changed) or "")
        for section, slug, changed in columns
    ]


def _sitemap(request: HttpRequest, pages: list[Located]) -> HttpResponse:
    # A sitemap without any page is not valid.
    if not pages:
        return problem_page(404)
    return answer(request, render_sitemap(pages), XML, keys=["articles"])
