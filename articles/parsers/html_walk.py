"""From the story's element to its pieces in reading order: text, photos, lists, embeds."""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from articles.blocks import (
    Block,
    Embed,
    Gallery,
    ListBlock,
    PhotoBlock,
    PlacedPhoto,
    Rule,
    Table,
)
from articles.markup import clean_inline, text_of
from articles.parsers.html_captions import is_caption
from articles.parsers.html_embeds import is_embed, read_embed
from articles.parsers.html_furniture import Prose, judge_element
from articles.parsers.html_links import Link, leads_elsewhere, link_share, links_in
from articles.parsers.html_owned import is_card, stands_for_another
from articles.parsers.html_photos import (
    is_gallery,
    is_photo_box,
    make_photo,
    read_gallery,
    read_photo,
)
from articles.parsers.html_pictures import is_decoration
from articles.parsers.html_tree import (
    BLOCK_TAGS,
    HEADING_TAGS,
    Page,
    children_of,
    has_ancestor,
    holds_blocks,
    text_in,
    whole_text_in,
)
from articles.parsers.lines import ends_sentence
from media.errors import TooLarge

MOST_PIECES = 10_000
LONGEST_RUN = 1_000_000
_TWO_BREAKS = re.compile(r"(?:<br>){2,}")
_BOLD = re.compile(r"\A(?:<strong>[^<]*</strong>[\s:.]*)+\Z")
_PULLED = re.compile(
    r"-(?:pullquote|pull-quote|pulled-quote|pull-quotes|quote-pull)(?=-)"
)
_INITIAL = re.compile(r"[“\"«]?[A-ZÀ-ÞΑ-ΩА-Я]")
_DROPPED = re.compile(r"-(?:drop|dropcap|drop-cap|initial|first-letter|lettrine)(?=-)")
_INLINE_PICTURES = ("img", "amp-img", "picture")


@dataclass(frozen=True)
class Found:
    """One piece of the region, in reading order.

    ``kind`` is text, heading, quote, block (ready as ``block``), links or bio.
    ``in_box`` says that a box named as a pointer held the links, ``speaker`` who said
    a quote.
    """

    kind: str
    element: HtmlElement
    html: str = ""
    text: str = ""
    level: int = 0
    link_share: float = 0.0
    is_bold: bool = False
    block: Block | None = None
    links: tuple[Link, ...] = ()
    in_box: bool = False
    speaker: str = ""


@dataclass
class Walk:
    """One reading of a region; ``base`` completes relative addresses."""

    page: Page
    prose: Prose
    base: str
    whole: int = 0
    found: list[Found] = field(default_factory=list)

    def read(self, region: HtmlElement) -> list[Found]:
        """Give the region's pieces."""
        self.whole = self.prose.of(region)
        self._inside(region)
        return self.found

    def _inside(self, element: HtmlElement) -> None:
        """Read an element's children: inline ones as runs of text, others in turn."""
        run: list[str] = [html_module.escape(element.text or "", quote=False)]
        for child in element:
            if isinstance(child.tag, str) and not self._is_inline(child):
                self._end_run(run, element)
                run = []
                self._visit(child)
            elif isinstance(child.tag, str):
                run.append(
                    etree.tostring(
                        child, encoding="unicode", with_tail=False, method="html"
                    )
                )
            tail = child.tail or ""
            tail = tail.lstrip() if _is_initial(self.page, child) else tail
            run.append(html_module.escape(tail, quote=False))
        self._end_run(run, element)

    def _is_inline(self, element: HtmlElement) -> bool:
        if element.tag in BLOCK_TAGS or element.tag == "noscript":
            return False
        if element.tag in _INLINE_PICTURES:
            return is_decoration(self.page, element)
        pictures = [
            p
            for p in element.iter(*_INLINE_PICTURES)
            if not is_decoration(self.page, p)
        ]
        if pictures or holds_blocks(element):
            return False
        # An inline element the page hides; other names say little in a line.
        part = judge_element(self.page, element, self.prose, self.whole)
        return element.tag != "span" or part != "hidden"

    def _visit(self, element: HtmlElement) -> None:
        part = judge_element(self.page, element, self.prose, self.whole)
        if part == "bio":
            self._add(Found("bio", element, text=text_in(element)))
        elif part == "related" or (not part and is_card(self.page, element)):
            self._links(element, in_box=True)
        elif not part:
            self._visit_content(element)

    def _visit_content(self, element: HtmlElement) -> None:
        if _PULLED.search(self.page.names(element)) and len(text_in(element)) < 300:
            return
        if is_embed(self.page, element):
            embed = read_embed(self.page, element, self.base)
            if embed is not None:
                self._block(element, embed)
            elif self.prose.link_share(element) > 0.5:
                self._links(element, in_box=True)
        elif is_gallery(self.page, element):
            photos = read_gallery(self.page, element, self.base)
            self._block(element, Gallery(tuple(photos)))
        elif is_photo_box(self.page, element, self.prose):
            self._photo(element)
        elif is_caption(self.page, element):
            self._caption(element)
        else:
            self._visit_text(element)

    def _photo(self, element: HtmlElement) -> None:
        if element.find(".//table") is not None and element.tag == "figure":
            self._inside(element)
            return
        if stands_for_another(self.page, element):
            self._links(element, in_box=True)
            return
        photo = read_photo(self.page, element, self.base)
        is_told = photo.source_url or photo.caption or photo.credit
        if is_told and not _is_told_again(photo, self.found):
            self._block(element, PhotoBlock(photo))

    def _caption(self, element: HtmlElement) -> None:
        """Skip a caption that its picture has taken; keep one that lost its picture."""
        last = self.found[-1].block if self.found else None
        if isinstance(last, PhotoBlock | Gallery | Embed):
            return
        photo = make_photo(caption=text_in(element), credit="")
        self._block(element, PhotoBlock(photo))

    def _visit_text(self, element: HtmlElement) -> None:
        if element.tag in HEADING_TAGS and not holds_blocks(element):
            self._heading(element)
        elif element.tag in {"ul", "ol"}:
            self._list(element)
        elif element.tag == "table" and (table := read_table(element)):
            self._block(element, table)
        elif element.tag == "blockquote" or element.tag == "q":
            if not is_pull_quote(self.page, element):
                self._quote(element)
        elif element.tag == "hr":
            self._block(element, Rule())
        elif element.tag == "aside" and element.find(".//q") is not None:
            return
        else:
            self._inside(element)

    def _end_run(self, run: list[str], element: HtmlElement) -> None:
        """Make pieces of a run of inline markup; two line breaks part paragraphs."""
        markup = "".join(run)
        if not markup.strip():
            return
        if len(markup) > LONGEST_RUN:
            raise TooLarge("A paragraph of the page is longer than a story.")
        pieces = _pieces(clean_inline(markup))
        for piece in pieces:
            html = clean_inline(piece) if len(pieces) > 1 else piece
            text = text_of(html).replace("\n", " ")
            if text:
                share = 1.0 if _is_linked(element) else link_share(html)
                bold = bool(_BOLD.match(html))
                self._add(Found("text", element, html, text, 0, share, bold))

    def _heading(self, element: HtmlElement) -> None:
        text = whole_text_in(element)
        if text:
            level = min(4, max(2, int(element.tag[1])))
            share = 1.0 if _is_linked(element) else self.prose.link_share(element)
            self._add(
                Found("heading", element, text=text, level=level, link_share=share)
            )

    def _quote(self, element: HtmlElement) -> None:
        inner = Walk(self.page, self.prose, self.base, self.whole)
        inner._inside(element)
        speaker = _speaker(element)
        said = [each for each in inner.found if each.text != speaker]
        if not said:
            said, speaker = inner.found, ""
        for found in said:
            is_text = found.kind == "text"
            quote = replace(found, kind="quote", element=element) if is_text else found
            self._add(quote)
        if speaker:
            who = speaker.lstrip("—–-―~ ").strip()
            self.found[-1] = replace(self.found[-1], speaker=who)

    def _list(self, element: HtmlElement) -> None:
        """Read a list; one whose items are all links is a list of pointers."""
        items = [item for item in children_of(element) if text_in(item)]
        if not items:
            self._inside(element)
            return
        if self.prose.link_share(element) > 0.75 or leads_elsewhere(items):
            self._links(element, in_box=False)
        elif any(_is_big(item) for item in items):
            self._inside(element)
        else:
            texts = [clean_inline(_inner_html(item)) for item in items]
            style = "number" if element.tag == "ol" else "bullet"
            kept = tuple(text for text in texts if text)
            self._block(element, ListBlock(kept, style))

    def _links(self, element: HtmlElement, *, in_box: bool) -> None:
        links = tuple(links_in(element))
        self._add(
            Found("links", element, text=text_in(element), links=links, in_box=in_box)
        )

    def _block(self, element: HtmlElement, block: Block | Embed) -> None:
        self._add(Found("block", element, block=block))

    def _add(self, found: Found) -> None:
        """Add a piece; TooLarge where there are more than a story has."""
        last = self.found[-1] if self.found else None
        if last is not None and _begins_with(last, found):
            text, html = last.text + found.text, last.text + found.html
            self.found[-1] = replace(found, text=text, html=html)
            return
        if len(self.found) > MOST_PIECES:
            raise TooLarge("The page holds more pieces of text than a story has.")
        self.found.append(found)


def read_table(element: HtmlElement) -> Table | None:
    """Read a table of data; None for one that only lays out the page."""
    if element.find(".//table") is not None or element.get("role") == "presentation":
        return None
    rows = [
        [cell for cell in children_of(row) if cell.tag in {"td", "th"}]
        for row in element.iter("tr")
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2 or _is_layout(rows):
        return None
    texts = tuple(
        tuple(clean_inline(_inner_html(cell)) for cell in row) for row in rows
    )
    caption = element.find("caption")
    return Table(
        tuple(row for row in texts if any(row)),
        header=all(cell.tag == "th" for cell in rows[0]),
        caption=whole_text_in(caption) if caption is not None else "",
    )


def is_pull_quote(page: Page, quote: HtmlElement) -> bool:
    """Find a quote set large beside the text: in an aside, or named so."""
    around = [quote, *list(quote.iterancestors())[:4]]
    return any(e.tag == "aside" or _PULLED.search(page.names(e)) for e in around)


def _begins_with(last: Found, found: Found) -> bool:
    """Say whether a text alone in its box is the first letter of the text after it."""
    are_texts = last.kind == found.kind == "text"
    return are_texts and bool(_INITIAL.fullmatch(last.text)) and found.text[0].islower()


def _is_initial(page: Page, element: HtmlElement) -> bool:
    """Say whether an element is the large letter that a story's first word begins with."""
    is_named = isinstance(element.tag, str) and _DROPPED.search(page.names(element))
    return bool(is_named) and bool(_INITIAL.fullmatch(text_in(element)))


def _is_told_again(photo: PlacedPhoto, found: list[Found]) -> bool:
    """Say whether words without a picture are those of the picture before them."""
    last = found[-1].block if found else None
    if photo.source_url or not isinstance(last, PhotoBlock):
        return False
    return (photo.caption, photo.credit) == (last.photo.caption, last.photo.credit)


def _is_linked(element: HtmlElement) -> bool:
    """Say whether an element is a link or stands in one: boxes may be links whole."""
    return element.tag == "a" or has_ancestor(element, "a")


def _speaker(quote: HtmlElement) -> str:
    """Give the line of a quote that names who said it, as it stands."""
    last = children_of(quote)[-1:]
    return text_in(last[0]) if last and last[0].tag in {"cite", "footer"} else ""


def _pieces(html: str) -> list[str]:
    """Part a run at two line breaks; at each one where it is a stack of short lines."""
    stacked = html.split("<br>")
    texts = [text_of(line) for line in stacked]
    is_stack = len(stacked) > 1 and all(
        len(text) <= 90 and not ends_sentence(text) for text in texts
    )
    return stacked if is_stack else _TWO_BREAKS.split(html)


def _is_layout(rows: list[list[HtmlElement]]) -> bool:
    longest = max(len(text_in(cell)) for row in rows for cell in row)
    pictures = sum(1 for row in rows for cell in row for _ in cell.iter("img"))
    return longest > 600 or pictures > len(rows)


def _is_big(item: HtmlElement) -> bool:
    """Find a list item with pictures, headings or many paragraphs: a box."""
    boxes = sum(1 for _ in item.iter("figure", "img", "table", "iframe", *HEADING_TAGS))
    return bool(boxes) or sum(1 for _ in item.iter("p")) > 2


def _inner_html(element: HtmlElement) -> str:
    inner = html_module.escape(element.text or "", quote=False)
    return inner + "".join(
        etree.tostring(child, encoding="unicode", method="html")
        for child in element
        if isinstance(child.tag, str)
    )
