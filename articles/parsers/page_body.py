"""The lines of a body as typed blocks, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
)
from articles.parsers.lines import (
    ends_sentence,
    promo_title,
    recase_title,
)
from articles.parsers.page_crossheads import CROSSHEAD_WORDS, promo_chance
from articles.parsers.page_findings import FoundPhoto
from articles.parsers.page_joining import is_announced, is_unsigned
from articles.parsers.page_lines import TEXT_KINDS, Kind, Line, marker_of
from articles.parsers.page_photos import (
    is_title_of,
    photo_from,
    photo_of_two,
    photo_without_credit,
    shows_somebody,
)
from articles.parsers.page_regions import Regions, is_signed_off
from media.credits import is_labelled

_MOST_HEADING_WORDS = 14
_SIGN_OFF_CAPTION_WORDS = 35
# How far down it is looked whether a text is the last one.
_AHEAD = 200
_MOST_CAPTION_WORDS = 40
_WORDS_ABOVE_CREDIT = 25
_FIRST_CAPTION_WORDS = 18
_TOOLS_BELOW = 6
_SECOND_SENTENCE = re.compile(r"[a-zß-ÿ”)][.!?] [A-ZÀ-Þ]")
_QUOTES = ("“", '"', "„", "«", "‘")


@dataclass(frozen=True)
class Placed:
    """A block with the lines it came from and how sure its kind is."""

    block: Block
    lines: tuple[Line, ...]
    confidence: float
    photo: FoundPhoto | None = None

    @property
    def reason(self) -> str:
        """Say which rule made the block."""
        if self.photo:
            return self.photo.reason
        if not self.lines:
            return ""
        return f"read as {self.block.type}: its line is {self.lines[0].kind} by itself"


@dataclass
class Body:
    """The blocks, and what the body held that belongs elsewhere."""

    blocks: list[Placed] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    captions_below: bool = False

    def add(self, block: Block, confidence: float, *lines: Line) -> None:
        """Add a block at the end."""
        self.blocks.append(Placed(block, lines, confidence))

    def add_photo(self, photo: FoundPhoto, *lines: Line) -> None:
        """Add a photo at the end."""
        block = PhotoBlock(photo.placed)
        self.blocks.append(Placed(block, lines, photo.confidence, photo))


def read_body(
    lines: Sequence[Line], start: int, regions: Regions, dropped: Iterable[str] = ()
) -> Body:
    """Read the lines from ``start`` to the region's end; ``dropped`` are keys to skip."""
    body, skipped = Body(), set(dropped)
    for i in range(start, regions.stop):
        if regions.zone_of(i) or lines[i].key in skipped or i in body.taken:
            continue
        _READERS.get(lines[i].kind, _skip)(lines, i, start, regions, body)
    return body


def add_embed(body: Body, line: Line) -> None:
    """Add the stub of something embedded; its content is missing."""
    body.add(Embed(state="missing", raw=line.text), 0.95, line)


def _skip(*_: object) -> None:
    """Leave a line out: furniture, dates, headings of lists."""


def _read_text(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    line = lines[index]
    below = lines[index + 1 : regions.stop]
    if shows_somebody(line.text) and any(each.kind is Kind.PROSE for each in below):
        body.add_photo(photo_without_credit(line), line)
        return
    sure = 0.97 if line.kind is Kind.PROSE else 0.9
    body.add(Paragraph(escape(line.text, quote=False)), sure, line)


def _read_item(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    """Gather neighbours with a bullet or number into one list."""
    line = lines[index]
    if _is_numbered_heading(lines, index, regions):
        body.add(Heading(line.text), 0.85, line)
        return
    marker = marker_of(line.text)
    if marker[0] in "–—-" and not _is_in_list(lines, index, regions):
        body.add(Paragraph(escape(line.text, quote=False)), 0.85, line)
        return
    style = "number" if marker[:1].isdigit() else "bullet"
    _add_item(lines, index, line.text[len(marker) :].strip(), style, body)


def _add_item(
    lines: Sequence[Line], index: int, text: str, style: str, body: Body
) -> None:
    """Add an item to the list right above it, else begin a list."""
    line, item = lines[index], escape(text, quote=False)
    before = body.blocks[-1] if body.blocks else None
    follows = before and before.lines[-1] is lines[index - 1]
    if (
        before
        and follows
        and isinstance(before.block, ListBlock)
        and before.block.style == style
    ):
        whole = ListBlock((*before.block.items, item), style)
        body.blocks[-1] = Placed(whole, (*before.lines, line), before.confidence)
    else:
        body.add(ListBlock((item,), style), 0.9, line)


def _is_in_list(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    """Say whether another item stands beside: a single dash signs, or opens speech."""
    beside = [i for i in (index - 1, index + 1) if 0 <= i < regions.stop]
    return any(lines[i].kind is Kind.ITEM for i in beside)


def _is_numbered_heading(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    """Take "3. The Ice Cellar" above a paragraph for a heading, where several stand so."""
    if not _is_numbered_alone(lines, index, regions):
        return False
    others = (i for i in range(regions.start, regions.stop) if i != index)
    return any(_is_numbered_alone(lines, i, regions) for i in others)


def _is_numbered_alone(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    line = lines[index]
    is_numbered = line.kind is Kind.ITEM and line.text[0].isdigit()
    if not is_numbered or line.count > _MOST_HEADING_WORDS or ends_sentence(line.text):
        return False
    if _is_in_list(lines, index, regions):
        return False
    below = lines[index + 1 : min(index + 3, regions.stop)]
    return any(line.kind is Kind.PROSE for line in below)


def _read_title(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    """Judge a bare title between paragraphs: crosshead, promo or title of a photo."""
    line = lines[index]
    below = lines[index + 1] if index + 1 < regions.stop else None
    if below and below.kind is Kind.PHOTO and is_title_of(line, below):
        return
    under = lines[index + 2] if index + 2 < regions.stop else None
    if below and below.kind is Kind.CREDIT and not (under and is_unsigned(under)):
        body.taken.add(index + 1)
        body.add_photo(photo_of_two(line, below), line, below)
        return
    if line.count > CROSSHEAD_WORDS and is_announced(lines, index):
        _add_item(lines, index, line.text, "bullet", body)
        return
    chance = promo_chance(lines, index, regions)
    if chance > 0.5:
        _add_promo(line, line.text, chance, body)
    else:
        body.add(Heading(line.text), max(0.5, 1 - chance), line)


def _read_promo(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    line = lines[index]
    _add_promo(line, promo_title(line.text), 0.9, body)


def _add_promo(line: Line, title: str, confidence: float, body: Body) -> None:
    body.add(Promo(recase_title(title), title_original=line.text), confidence, line)


def _read_call(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    body.add(CallToAction(lines[index].text), 0.9, lines[index])


def _read_embed(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    add_embed(body, lines[index])


def _read_photo(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    line = lines[index]
    if _is_sign_off(lines, index, regions):
        _read_text(lines, index, start, regions, body)
        return
    above = (
        [lines[index - 1]]
        if index > start and is_title_of(lines[index - 1], line)
        else []
    )
    body.add_photo(photo_from(line, title=above), *above, line)


def _is_sign_off(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    """Keep a paragraph that ends in "(dpa)": the agency signs the text, no picture."""
    if not is_signed_off(lines[index], is_last=True):
        return False
    below = lines[index + 1 : min(regions.stop, index + _AHEAD)]
    if not any(line.kind in TEXT_KINDS for line in below):
        return True
    return is_signed_off(lines[index]) and lines[index].count > _SIGN_OFF_CAPTION_WORDS


def _read_credit(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    """Join a credit to its caption, above or below, or keep it for a photo alone."""
    line = lines[index]
    last = body.blocks[-1] if body.blocks else None
    touches = last is not None and last.lines[-1] is lines[index - 1]
    if _is_caption_below(lines, index, regions) and _points_below(lines, index, body):
        last = None
    if last and touches and last.photo:
        if not last.photo.placed.credit:
            body.blocks.pop()
            body.add_photo(photo_of_two(last.lines[-1], line), last.lines[-1], line)
        return
    if last and touches and _is_caption_above(lines, index, body):
        body.blocks.pop()
        body.add_photo(photo_of_two(last.lines[-1], line), last.lines[-1], line)
    elif _is_caption_below(lines, index, regions):
        body.captions_below = True
        below = lines[index + 1]
        body.taken.add(index + 1)
        body.add_photo(photo_of_two(below, line), line, below)
    elif index + 1 < regions.stop:
        body.add_photo(photo_from(line), line)


def _points_below(lines: Sequence[Line], index: int, body: Body) -> bool:
    """Follow the page's habit, or the much shorter of the two neighbours."""
    below = lines[index + 1]
    is_known = body.captions_below or below.role is Kind.PHOTO
    return is_known or below.count * 2 < lines[index - 1].count


def _is_caption_above(lines: Sequence[Line], index: int, body: Body) -> bool:
    """Say whether the paragraph above a credit is one short, unquoted sentence."""
    above = lines[index - 1]
    if body.captions_below or not isinstance(body.blocks[-1].block, Paragraph):
        return False
    if above.text.startswith(_QUOTES):
        return False
    if len(body.blocks) == 1:
        return _is_first_caption(lines, index)
    return above.count <= _WORDS_ABOVE_CREDIT and not _SECOND_SENTENCE.search(
        above.text
    )


def _is_first_caption(lines: Sequence[Line], index: int) -> bool:
    """Take a short line above a labelled credit, then text, for the first photo's caption."""
    further = lines[index + 1 : index + _TOOLS_BELOW]
    below = next((line for line in further if line.kind is not Kind.FURNITURE), None)
    credited, above = lines[index].credited, lines[index - 1]
    is_marked = is_labelled(lines[index].text)
    is_sentence = is_marked and not _SECOND_SENTENCE.search(above.text)
    most = _MOST_CAPTION_WORDS if is_sentence else _FIRST_CAPTION_WORDS
    is_short = above.count <= most
    is_said = is_marked or bool(credited.creators)
    return is_short and is_said and below is not None and below.kind is Kind.PROSE


def _is_caption_below(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    """Say whether the line under a credit is short, with another line of the kind after."""
    if index + 2 >= regions.stop:
        return False
    below, further = lines[index + 1], lines[index + 2]
    if is_unsigned(below):
        return True
    fits = below.kind in {Kind.SENTENCE, Kind.PROSE, Kind.PHOTO}
    is_short = below.count <= _MOST_CAPTION_WORDS and not below.text.startswith(_QUOTES)
    return (
        fits and is_short and further.kind in {Kind.CREDIT, Kind.FURNITURE, Kind.PHOTO}
    )


def _read_note(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    body.notes.append(lines[index])


def _read_byline(
    lines: Sequence[Line], index: int, start: int, regions: Regions, body: Body
) -> None:
    body.bylines.append(lines[index])


_READERS = {
    Kind.PROSE: _read_text,
    Kind.SENTENCE: _read_text,
    Kind.ITEM: _read_item,
    Kind.TITLE: _read_title,
    Kind.LABEL: _read_title,
    Kind.PROMO: _read_promo,
    Kind.CALL: _read_call,
    Kind.EMBED: _read_embed,
    Kind.PHOTO: _read_photo,
    Kind.CREDIT: _read_credit,
    Kind.NOTE: _read_note,
    Kind.BYLINE: _read_byline,
}


def texts_of(body: Body) -> Iterator[str]:
    """Give the running text, for judging its language."""
    for placed in body.blocks:
        if isinstance(placed.block, Paragraph):
            yield placed.lines[0].text
