"""From the pieces of the story's region to its blocks, and what is not body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Quote,
    Rule,
)
from articles.markup import clean_url, text_of
from articles.parsers import lines
from articles.parsers.html_above import Above
from articles.parsers.html_edges import Edges, find_edges
from articles.parsers.html_endings import names_told, part_end_notes
from articles.parsers.html_furniture import clean_words
from articles.parsers.html_links import Link, first_address, words_before_link
from articles.parsers.html_photos import is_caption_of, make_photo
from articles.parsers.html_tidying import last_read, tidy
from articles.parsers.html_tree import Page
from articles.parsers.html_verdicts import Known, Piece, Verdict, judge_piece
from articles.parsers.html_walk import Found
from articles.story import Copyright, RelatedRef

MOST_RELATED = 30
LONGEST_LATE_CAPTION = 300
_NOTES = ("copyright", "contribution")


@dataclass
class Body:
    """What the region held: the body's blocks, and the rest sorted."""

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


class BodyBuilder:
    """Sorts pieces into a Body, one verdict after another."""

    def __init__(
        self,
        known: Known,
        page: Page,
        headline: HtmlElement | None = None,
    ) -> None:
        """Take what is known of the story, its page, and the headline's element."""
        self.known, self.headline = known, headline
        self.page = page
        self.body = Body()
        self.is_related_open = False
        self.is_done = False
        self.edges = Edges()
        self.above: Above | None = None
        self.place = 0

    def build(self, pieces: list[Found]) -> Body:
        """Sort all pieces and tidy the result."""
        self.edges = find_edges(pieces)
        self.above = Above(pieces, self.edges, self.headline, self.known, self._verdict)
        for index, piece in enumerate(pieces):
            if self.is_done:
                break
            self.place = index
            is_below = self.edges.is_below(index, piece, pieces[index + 1 :])
            if not is_below or self._is_note(piece):
                self._take(piece)
        self._part_notes()
        self.body.blocks = tidy(self.body.blocks)
        _relate_last_promos(self)
        _take_signature(self)
        _move_lead(self)
        return self.body

    def _is_note(self, found: Found) -> bool:
        """Say whether a text tells of the story's rights or its helpers."""
        return found.kind == "text" and self._verdict(found) in _NOTES

    def _part_notes(self) -> None:
        """Take the notes off the story's end; what they say of people is kept."""
        authors = self.known.authors
        self.body.blocks, notes = part_end_notes(self.body.blocks, authors)
        for note in notes:
            if lines.contribution_names(note):
                self.body.contributions.append(note)
            elif lines.byline_names(note):
                self.body.bylines.append(note)
            elif not authors and not self.body.bylines:
                self.body.signed += names_told(note)

    def _take(self, found: Found) -> None:
        if found.kind == "block" and found.block is not None:
            self._take_block(found, found.block)
        elif found.kind == "links":
            self._take_links(found)
        elif found.kind in {"text", "heading", "quote"}:
            self._take_text(found)

    def _take_block(self, found: Found, block: Block) -> None:
        if isinstance(block, ListBlock):
            texts = [text_of(item) for item in block.items]
            if self._is_signature(texts) or self._is_in_brief():
                return
            self.body.first = self.body.first or found
        self.body.blocks.append(block)

    def _is_signature(self, texts: list[str]) -> bool:
        """Find a list of who wrote the story and when, of tools and the like; keep it."""
        bylines = [text for text in texts if lines.byline_names(text)]
        dates = [text for text in texts if lines.is_date_line(text)]
        others = [text for text in texts if text not in (*bylines, *dates)]
        if self.body.first is not None:
            bylines, others = [], [*bylines, *others]
        if not all(map(lines.is_furniture, others)):
            return False
        self.body.bylines += bylines
        self.body.dates += dates
        return True

    def _is_in_brief(self) -> bool:
        if self.body.first is not None or self.above is None:
            return False
        return self.above.is_in_brief(self.place)

    def _take_links(self, found: Found) -> None:
        """One pointer between paragraphs is a promo, a list of them is related."""
        links = [link for link in found.links if _is_title(link.title)]
        if not links or self.body.first is None:
            return
        if len(links) == 1 and len(found.text) < 300:
            title = lines.promo_title(links[0].title) or links[0].title
            _promote(self, title, found.text, links[0].url)
        else:
            _relate(self, links)

    def _take_text(self, found: Found) -> None:
        verdict = self._verdict(found)
        if verdict == "repeat" and self._is_first_of_story(found):
            verdict = "body"
        if verdict == "body" and found.kind == "text" and self._captions(found):
            return
        if (
            self.body.first is None
            and verdict != "repeat"
            and self._take_above(found, verdict)
        ):
            return
        if self.is_related_open and verdict in {"promo", "call"}:
            _relate(self, [Link(found.text, first_address(found.html))])
            return
        if verdict != "related_heading":
            self.is_related_open = False
        ACTIONS[verdict](self, found)

    def _is_first_of_story(self, found: Found) -> bool:
        """Say whether the dek once more is the paragraph with which the story begins."""
        is_dek = clean_words(found.text) == self.known.dek
        return (
            is_dek and self.place == self.edges.first and self.edges.is_at_home(found)
        )

    def _captions(self, found: Found) -> bool:
        """Give a text that ends in a credit to the silent photo right before it."""
        last = self.body.blocks[-1] if self.body.blocks else None
        if not isinstance(last, PhotoBlock) or len(found.text) > LONGEST_LATE_CAPTION:
            return False
        if last.photo.caption or last.photo.credit:
            return False
        if not is_caption_of(found.text, last.photo):
            return False
        photo = make_photo(
            caption=found.text,
            credit="",
            alt=last.photo.alt or "",
            source_url=last.photo.source_url,
        )
        self.body.blocks[-1] = PhotoBlock(photo)
        return True

    def _take_above(self, found: Found, verdict: Verdict) -> bool:
        """Keep what stands above the first paragraph and is none; say whether it was."""
        role = self.above.role_of(self.place, found, verdict) if self.above else ""
        kept = {
            "dek": self.body.deks,
            "kicker": self.body.kickers,
            "byline": self.body.bylines,
        }
        if role:
            kept[role].append(found.text)
        if role == "byline":
            self.body.dates.append(found.text)
        return bool(role)

    def _verdict(self, found: Found) -> Verdict:
        return judge_piece(self._piece(found), self.known)

    def _piece(self, found: Found) -> Piece:
        tag = {"heading": f"h{found.level}", "quote": "blockquote"}.get(found.kind)
        return Piece(
            text=found.text,
            tag=tag or str(found.element.tag),
            names=self.page.names(found.element),
            link_share=found.link_share,
            has_link="<a " in found.html or found.link_share > 0,
            is_bold=found.is_bold,
            is_first=self.body.first is None,
            beside_link=words_before_link(found.html) if len(found.html) < 2000 else "",
        )


def _relate(builder: BodyBuilder, links: list[Link]) -> None:
    for link in links:
        url = clean_url(link.url)
        title = lines.promo_title(link.title) or link.title
        known = {(ref.title, ref.url) for ref in builder.body.related}
        if (title, url) not in known and len(builder.body.related) < MOST_RELATED:
            builder.body.related.append(RelatedRef(title=title, url=url))


def _as_body(builder: BodyBuilder, found: Found) -> None:
    block: Block
    if found.kind == "heading":
        block = Heading(found.text, found.level)
    elif found.kind == "quote":
        block = Quote(found.html, found.speaker)
        builder.body.first = builder.body.first or found
    else:
        block = Paragraph(found.html)
        builder.body.first = builder.body.first or found
    builder.body.blocks.append(block)


def _as_heading(builder: BodyBuilder, found: Found) -> None:
    builder.body.blocks.append(Heading(found.text, 3))


def _as_promo(builder: BodyBuilder, found: Found) -> None:
    if builder.body.first is not None:
        label = words_before_link(found.html)
        title = lines.promo_title(found.text) or found.text.removeprefix(
            label.rstrip(":")
        ).lstrip(" .:|")
        _promote(builder, title, found.text, first_address(found.html) or _href(found))


def _promote(builder: BodyBuilder, title: str, original: str, url: str) -> None:
    recased = lines.recase_title(title.strip())
    builder.body.blocks.append(
        Promo(title=recased, title_original=original, url=clean_url(url))
    )


def _as_call(builder: BodyBuilder, found: Found) -> None:
    if builder.body.first is not None:
        url = clean_url(first_address(found.html) or _href(found))
        builder.body.blocks.append(CallToAction(found.text, url))


def _as_byline(builder: BodyBuilder, found: Found) -> None:
    builder.body.bylines.append(found.text)


def _as_contribution(builder: BodyBuilder, found: Found) -> None:
    builder.body.contributions.append(found.text)


def _as_date(builder: BodyBuilder, found: Found) -> None:
    builder.body.dates.append(found.text)


def _as_kicker(builder: BodyBuilder, found: Found) -> None:
    builder.body.kickers.append(found.text)


def _as_copyright(builder: BodyBuilder, found: Found) -> None:
    builder.body.copyright = builder.body.copyright or lines.copyright_of(found.text)


def _as_related_heading(builder: BodyBuilder, found: Found) -> None:
    builder.is_related_open = True
    builder.body.announced_related = True


def _as_comments(builder: BodyBuilder, found: Found) -> None:
    builder.is_done = builder.body.first is not None


def _as_embed_stub(builder: BodyBuilder, found: Found) -> None:
    last = builder.body.blocks[-1] if builder.body.blocks else None
    if not isinstance(last, Embed):
        builder.body.blocks.append(Embed(state="missing", raw=found.text))


def _as_credit(builder: BodyBuilder, found: Found) -> None:
    """Give a credit that stands alone to the photo right before it."""
    last = builder.body.blocks[-1] if builder.body.blocks else None
    if isinstance(last, PhotoBlock) and not last.photo.credit:
        photo = make_photo(
            caption=last.photo.caption or "",
            credit=found.text,
            alt=last.photo.alt or "",
            source_url=last.photo.source_url,
        )
        builder.body.blocks[-1] = PhotoBlock(photo)


def _nothing(builder: BodyBuilder, found: Found) -> None:
    """Furniture, repetitions, author notes and source notes are not kept."""


def _take_signature(builder: BodyBuilder) -> None:
    """Read a last paragraph that tells who the authors are, where nothing else does."""
    last = last_read(builder.body.blocks)
    if builder.known.authors or builder.body.bylines or not isinstance(last, Paragraph):
        return
    before = [
        b for b in builder.body.blocks if isinstance(b, Paragraph) and b is not last
    ]
    running = " ".join(text_of(block.html) for block in before)
    names = [n for n in names_told(text_of(last.html)) if n.split()[-1] not in running]
    if names and before:
        builder.body.signed = names
        builder.body.blocks.remove(last)


def _relate_last_promos(builder: BodyBuilder) -> None:
    """Count pointers below the last text among the related stories."""
    while builder.body.blocks:
        promo = builder.body.blocks[-1]
        if not isinstance(promo, Promo):
            return
        builder.body.blocks.pop()
        ref = RelatedRef(title=promo.title, url=promo.url)
        if ref not in builder.body.related:
            builder.body.related.insert(0, ref)


def _move_lead(builder: BodyBuilder) -> None:
    """Make the first photo above the first paragraph the lead."""
    for index, block in enumerate(builder.body.blocks):
        if isinstance(block, PhotoBlock):
            builder.body.lead = block.photo
            del builder.body.blocks[index]
            return
        if not isinstance(block, Embed | Rule):
            return


ACTIONS: dict[Verdict, Callable[[BodyBuilder, Found], None]] = {
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


def _is_title(text: str) -> bool:
    return lines.has_words(text, 3) and not lines.is_furniture(text)
