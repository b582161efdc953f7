"""What the story's region held, sorted: where a piece goes by its verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Heading,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Quote,
    Rule,
)
from articles.markup import clean_url, text_of
from articles.parsers import lines
from articles.parsers.html_endings import names_told
from articles.parsers.html_links import Link, first_address, words_before_link
from articles.parsers.html_photos import make_photo
from articles.parsers.html_tidying import last_read
from articles.parsers.html_verdicts import Verdict
from articles.parsers.html_walk import Found
from articles.story import Copyright, RelatedRef

MOST_RELATED = 30


@dataclass
class Body:
    """What the region held: the body's blocks, and the rest sorted.

    ``is_related_open`` while a list of related stories goes on, ``is_done`` once the
    story has ended.
    """

    blocks: list[Block] = field(default_factory=list)
    lead: PlacedPhoto | None = None
    related: list[RelatedRef] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    contributions: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    deks: list[str] = field(default_factory=list)
    kickers: list[str] = field(default_factory=list)
    copyright: Copyright | None = None
    announced_related: bool = False
    first: Found | None = None
    is_related_open: bool = False
    is_done: bool = False


def relate(body: Body, links: list[Link]) -> None:
    """Count links among the related stories, each once."""
    for link in links:
        url = clean_url(link.url)
        title = lines.promo_title(link.title) or link.title
        known = {(ref.title, ref.url) for ref in body.related}
        if (title, url) not in known and len(body.related) < MOST_RELATED:
            body.related.append(RelatedRef(title=title, url=url))


def _as_body(body: Body, found: Found) -> None:
    block: Block
    if found.kind == "heading":
        block = Heading(found.text, found.level)
    elif found.kind == "quote":
        block = Quote(found.html, found.speaker)
        body.first = body.first or found
    else:
        block = Paragraph(found.html)
        body.first = body.first or found
    body.blocks.append(block)


def _as_heading(body: Body, found: Found) -> None:
    body.blocks.append(Heading(found.text, 3))


def _as_promo(body: Body, found: Found) -> None:
    if body.first is not None:
        label = words_before_link(found.html)
        title = lines.promo_title(found.text) or found.text.removeprefix(
            label.rstrip(":")
        ).lstrip(" .:|")
        promote(body, title, found.text, first_address(found.html) or _href(found))


def promote(body: Body, title: str, original: str, url: str) -> None:
    """Add a pointer between paragraphs."""
    recased = lines.recase_title(title.strip())
    body.blocks.append(
        Promo(title=recased, title_original=original, url=clean_url(url))
    )


def _as_call(body: Body, found: Found) -> None:
    if body.first is not None:
        url = clean_url(first_address(found.html) or _href(found))
        body.blocks.append(CallToAction(found.text, url))


def _as_byline(body: Body, found: Found) -> None:
    body.bylines.append(found.text)


def _as_contribution(body: Body, found: Found) -> None:
    body.contributions.append(found.text)


def _as_date(body: Body, found: Found) -> None:
    body.dates.append(found.text)


def _as_kicker(body: Body, found: Found) -> None:
    body.kickers.append(found.text)


def _as_copyright(body: Body, found: Found) -> None:
    body.copyright = body.copyright or lines.copyright_of(found.text)


def _as_related_heading(body: Body, found: Found) -> None:
    body.is_related_open = True
    body.announced_related = True


def _as_comments(body: Body, found: Found) -> None:
    body.is_done = body.first is not None


def _as_embed_stub(body: Body, found: Found) -> None:
    last = body.blocks[-1] if body.blocks else None
    if not isinstance(last, Embed):
        body.blocks.append(Embed(state="missing", raw=found.text))


def _as_credit(body: Body, found: Found) -> None:
    """Give a credit that stands alone to the photo right before it."""
    last = body.blocks[-1] if body.blocks else None
    if isinstance(last, PhotoBlock) and not last.photo.credit:
        photo = make_photo(
            caption=last.photo.caption or "",
            credit=found.text,
            alt=last.photo.alt or "",
            source_url=last.photo.source_url,
        )
        body.blocks[-1] = PhotoBlock(photo)


def _nothing(body: Body, found: Found) -> None:
    """Furniture, repetitions, author notes and source notes are not kept."""


def take_signature(body: Body, *, is_signed: bool) -> None:
    """Read a last paragraph that tells who the authors are, where nothing else does."""
    last = last_read(body.blocks)
    if is_signed or body.bylines or not isinstance(last, Paragraph):
        return
    before = [b for b in body.blocks if isinstance(b, Paragraph) and b is not last]
    running = " ".join(text_of(block.html) for block in before)
    names = [n for n in names_told(text_of(last.html)) if n.split()[-1] not in running]
    if names and before:
        body.signed = names
        body.blocks.remove(last)


def relate_last_promos(body: Body) -> None:
    """Count pointers below the last text among the related stories, before the others."""
    last: list[RelatedRef] = []
    while body.blocks and isinstance(promo := body.blocks[-1], Promo):
        body.blocks.pop()
        last.append(RelatedRef(title=promo.title, url=promo.url))
    known = set(body.related)
    body.related[:0] = [
        ref for ref in dict.fromkeys(reversed(last)) if ref not in known
    ]


def move_lead(body: Body) -> None:
    """Make the first photo above the first paragraph the lead."""
    for index, block in enumerate(body.blocks):
        if isinstance(block, PhotoBlock):
            body.lead = block.photo
            del body.blocks[index]
            return
        if not isinstance(block, Embed | Rule):
            return


ACTIONS: dict[Verdict, Callable[[Body, Found], None]] = {
    "body": _as_body,
    "heading": _as_heading,
    "furniture": _nothing,
    "promo": _as_promo,
    "call": _as_call,
    "byline": _as_byline,
    "date": _as_date,
    "copyright": _as_copyright,
    "bio": _nothing,
    "contribution": _as_contribution,
    "related_heading": _as_related_heading,
    "comments": _as_comments,
    "embed_stub": _as_embed_stub,
    "credit": _as_credit,
    "repeat": _nothing,
    "source_note": _nothing,
    "kicker": _as_kicker,
}


def _href(found: Found) -> str:
    link = next(found.element.iter("a"), None)
    return (link.get("href") or "") if link is not None else ""
