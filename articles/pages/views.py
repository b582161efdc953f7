"""The reader pages: the newest, a section, a story, and what is said instead."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.answering import CACHE_CONTROL, answer, moved
from articles.cursors import Cursor
from articles.errors import BadParameter
from articles.exporting import story_url
from articles.models import PublishedDocument, Section
from articles.models.delivery import PublicStatus
from articles.pages.rendering import HTML, front_html, problem_html, story_html
from articles.querysets import Page

PAGE_SIZE = 25


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Give the newest stories."""
    return _front(request, None, open_sections())


@require_safe
def section_front(request: HttpRequest, section: str) -> HttpResponse:
    """Give the newest stories of a section.

    One without a live story is not there: a story that nobody may see yet opens none.
    """
    sections = open_sections()
    row = next((one for one in sections if one.slug == section), None)
    return _front(request, row, sections) if row else problem_page(404)


@require_safe
def story(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    """Give one story; a wrong section or an old slug leads to its address."""
    documents = PublishedDocument.objects.showing("detail")
    row = documents.filter(slug=slug).first()
    row = row or documents.filter(old_slugs__contains=[slug]).first()
    if row is None:
        return problem_page(404)
    keys = [f"article-{row.pk}", f"section-{row.section}"]
    if row.status == PublicStatus.CANCELED:
        page = problem_html(410).encode()
        return answer(request, page, HTML, keys=keys, status=410)
    if (row.section, row.slug) != (section, slug):
        return moved(story_url(row.section, row.slug))
    page = story_html(orjson.loads(bytes(row.body)), open_sections()).encode()
    return answer(request, page, HTML, keys=keys, modified=row.changed_at)


def problem_page(status: int) -> HttpResponse:
    """Give the page that says why there is nothing to read."""
    response = HttpResponse(problem_html(status), status=status)
    response["Cache-Control"] = CACHE_CONTROL if status < 500 else "no-store"
    return response


def open_sections() -> list[Section]:
    """Give the sections that have a live story; what is hidden opens none."""
    with_stories = PublishedDocument.objects.usable().values("section")
    return list(Section.objects.filter(slug__in=with_stories))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read."""
    return _page_or_status(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer who may not."""
    return _page_or_status(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _page_or_status(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer our own mistake."""
    return _page_or_status(request, 500)


def _page_or_status(request: HttpRequest, status: int) -> HttpResponse:
    """Give the page; below /api/ the status alone, of which a problem is made there."""
    if request.path_info.startswith("/api/"):
        return HttpResponse(status=status)
    return problem_page(status)


def _front(
    request: HttpRequest, section: Section | None, sections: list[Section]
) -> HttpResponse:
    try:
        text = request.GET.get("cursor", "")
        cursor = Cursor.decode(text) if text else None
    except BadParameter:
        return problem_page(404)
    slug = section.slug if section else ""
    rows = PublishedDocument.objects.newest(slug).showing("item")
    page = rows.page(PAGE_SIZE, cursor)
    items = [orjson.loads(bytes(row.body)) for row in page.rows]
    html = front_html(items, sections, section=section, **_links(page, slug))
    keys = ["articles", *([f"section-{slug}"] if slug else [])]
    return answer(request, html.encode(), HTML, keys=keys)


def _links(page: Page[Cursor], section: str) -> dict[str, Any]:
    """Give the addresses of the pages before and after this one."""
    path = reverse("section-front", args=[section]) if section else reverse("front")
    url = f"{settings.SITE_URL}{path}"
    return {
        "older": f"{url}?cursor={page.next.encode()}" if page.next else "",
        "newer": f"{url}?cursor={page.previous.encode()}" if page.previous else "",
    }
