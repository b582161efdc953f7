"""The reader pages as HTML: no request goes in, so they are the same for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.answering import CACHE_CONTROL
from articles.models import Section
from articles.pages.presenting import present_item, present_story
from articles.renderers.base import Site
from articles.renderers.json_ld import JsonLdRenderer
from articles.renderers.placed import largest, shown_photos

HTML = "text/html; charset=utf-8"
Sections = Sequence[Section]

_PROBLEMS = {
    400: ("That address cannot be read", "Please check it, or start from the front."),
    403: ("This is not open to you", "Perhaps you need to log in first."),
    404: (
        "There is nothing here",
        "The story may have moved, or the address may be mistyped.",
    ),
    410: (
        "This story has been withdrawn",
        "It was published here and has since been taken back for good.",
    ),
    500: ("Something went wrong", "We have been told, and will look after it."),
}


def render_story_page(
    document: Mapping[str, Any], *, is_preview: bool = False
) -> HttpResponse:
    """Give the reader page of a delivery document, or its preview at the desk.

    A preview says what it is and is kept by no cache and no search engine.
    """
    response = HttpResponse(story_html(document, is_preview=is_preview))
    response["Cache-Control"] = "no-store" if is_preview else CACHE_CONTROL
    return response


def story_html(
    document: Mapping[str, Any], sections: Sections = (), *, is_preview: bool = False
) -> str:
    """Give the page of one story."""
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    json_ld = JsonLdRenderer(site).render(document).decode()
    photo = next(shown_photos(document), None)
    context = {
        "story": present_story(document),
        "json_ld": mark_safe(json_ld),  # noqa: S308 - the renderer escapes < > and &
        "share_photo": photo and {**largest(photo), "alt": photo["alt"]},
        "is_preview": is_preview,
    }
    return _render("story", sections, context)


def front_html(
    items: Sequence[Mapping[str, Any]],
    sections: Sections,
    *,
    section: Section | None = None,
    older: str = "",
    newer: str = "",
) -> str:
    """Give a page of the newest stories, of one section or of all."""
    stories = [present_item(item) for item in items]
    is_first = not newer
    context = {
        "top": stories[0] if stories and is_first else None,
        "stories": stories[1:] if is_first else stories,
        "section": section,
        "older": older,
        "newer": newer,
    }
    return _render("front", sections, context)


def problem_html(status: int) -> str:
    """Give the page that says why there is nothing to read; it asks no database."""
    title, text = _PROBLEMS[status]
    return _render("problem", (), {"title": title, "text": text})


def _render(name: str, sections: Sections, context: dict[str, Any]) -> str:
    shared = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": settings.LANGUAGE_CODE,
        "sections": sections,
    }
    return render_to_string(f"articles/pages/{name}.html", {**shared, **context})
