"""A body and its photos for the desk, as HTML to read and as lines to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Gallery,
    Heading,
    ListBlock,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Quote,
    Rule,
    Table,
    block_to_json,
)
from articles.exporting import draft_story
from articles.markup import text_of, texts_of
from articles.models import Article
from media.models import Photo


def picture_url(photo_id: object, spec: str = "w640") -> str:
    """Give the desk's own address of a photo's rendition."""
    return f"{reverse('admin:index')}media/photo/{photo_id}/picture/{spec}"


def body_to_read(article: Article) -> SafeString:
    """Give the draft's body as HTML; its markup is cleaned when it is stored."""
    story = draft_story(article)
    rows = [
        # A template's `block.items` would be the dict's own method.
        {
            **(row := block_to_json(block)),
            "items_html": row.get("items", []),
            "lines": lines_of([block]),
        }
        for block in story.body
    ]
    return mark_safe(  # noqa: S308 - the template escapes all but cleaned markup
        render_to_string("admin/articles/article/body.html", {"blocks": rows})
    )


def lead_to_read(article: Article) -> SafeString:
    """Give the draft's lead photo with what is printed beside it."""
    use = article.photo_uses.filter(revision=None, role="lead").first()
    if use is None:
        return SafeString("–")
    context = {
        "photo": use.photo,
        "picture": picture_url(use.photo_id) if use.photo.has_file else "",
        "caption": use.photo.caption if use.caption is None else use.caption,
        "credit": use.photo.credit if use.credit is None else use.credit,
    }
    return mark_safe(  # noqa: S308 - the template escapes
        render_to_string("admin/articles/article/lead.html", context)
    )


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """Give a body as plain lines, one or more a block, for reading and comparing."""
    return [line for block in blocks for line in _lines(block) if line]


def photo_line(photo: PlacedPhoto) -> str:
    """Give a placed photo as one line: its title, and what this place says instead."""
    name = Photo.objects.filter(pk=photo.photo).first() if photo.photo else None
    said = [f"{field}: {value}" for field in ("caption", "credit", "alt")
            if (value := getattr(photo, field)) is not None]  # fmt: skip
    return " · ".join([f"[photo] {name or photo.title or photo.photo}", *said])


def _lines(block: Block) -> list[str]:
    if say := _SAYINGS.get(type(block)):
        return list(say(block))
    return [line for text in texts_of(block) for line in text.split("\n")]


def _list_lines(block: ListBlock) -> list[str]:
    mark = "•" if block.style == "bullet" else "1."
    return [f"{mark} {text}" for text in texts_of(block)]


_SAYINGS: dict[type, Callable[[Any], list[str]]] = {
    Heading: lambda b: [f"{'#' * b.level} {b.text}"],
    Quote: lambda b: [f"“{text_of(b.html)}” {b.attribution}".strip()],
    ListBlock: _list_lines,
    Table: lambda b: [" | ".join(text_of(cell) for cell in row) for row in b.rows],
    PhotoBlock: lambda b: [photo_line(b.photo)],
    Gallery: lambda b: ["[gallery]", *map(photo_line, b.photos)],
    Promo: lambda b: [f"[promo] {b.title} {b.url or b.article or ''}".strip()],
    Embed: lambda b: [f"[embed, {b.state}] {b.title} {b.url}".strip()],
    CallToAction: lambda b: [f"[call to action] {b.text} {b.url}".strip()],
    Rule: lambda _b: ["———"],
}
