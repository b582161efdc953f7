"""Photos a page tells of in words: title, caption, credit, creator."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.blocks import PlacedPhoto
from articles.parsers.lines import ends_sentence, words_of
from articles.parsers.page_findings import FoundPhoto, span_of
from articles.parsers.page_lines import Kind, Line
from media.credits import read_credit

_MOST_TITLE_WORDS = 10
# Words by which a caption speaks of its picture.
_CAPTION_MARKS = re.compile(
    r"\((?:left|right|l|r|links|rechts|à gauche|à droite|izquierda|derecha|centre|center)\)"
    r"|,? (?:pictured|seen here|shown here|in this (?:photo|picture|image)|file (?:photo|picture))\b"
    r"|\bthe (?:left|right|top|bottom|upper|lower) (?:image|photo|picture|panel|map)\b|\bat (?:far )?(?:left|right)(?:[,.]| is\b| and\b)"
    r"|^(?:this|an?) (?:\w+ )?(?:image|photo|picture|mosaic|illustration|rendering|artist[’']s (?:impression|concept|rendering))\b"
    r"|^in (?:this|an?) .{3,60}?\b(?:photo|picture|image)(?:graph)?\b"
    r"|\b(?:abgebildet|im bild|archivbild|symbolbild|ici en photo|en la imagen|en la foto"
    r"|na foto|nella foto|op de foto|på bilden|på billedet|på bildet)\b|^file\b",
    re.IGNORECASE,
)


# A caption without a verb: who is seen, then where or with what.
_WHO_IS_SEEN = re.compile(
    r"^(?!The\s)(?:(?:[^\W\d_a-zß-öø-ÿ](?:\.|[\w’'-]*)\s){1,4}[^\W\d_a-zß-öø-ÿ][\w’'-]*)(?:,?\s\(?\d{1,3}\)?)?,?\s"
    r"(?:on|at|in|with|outside|inside|near|beside|behind|during|holding|posing|standing|sitting|walking|speaking"
    r"|looking|wearing|vor|auf|bei|mit|im|am|in|an|neben|hinter|während|à|dans|devant|avec|sur|lors|en|con|ante"
    r"|durante|junto|davanti|nel|nella|al|alla|no|na|em|com|op|met|bij|voor|på|vid|med|ved|foran|podczas|przed|w|na)\s"
)
_FINITE_WORDS = """
    is are was were has had have said says say does did do will would can could may might must went came took gave
    made told became began got knew saw thought felt left won lost led ran held kept put set paid met sat stood
    grew fell rose spoke wrote called asked added wants needs likes lives works died believes hopes plans ist sind
    war waren hat hatte haben wird wurde sagt sagte kann muss soll steht liegt gibt geht kommt macht est sont
    était a ont avait dit fut sera fait va vient es son era fue ha han había dijo tiene está estaba è sono hanno
    disse fu sarà sta tem foi é são zijn heeft werd zegt zei kan moet wordt är var har hade sa säger blir ska er
    sier sagde jest był była ma miał powiedział
"""
_FINITE = frozenset(_FINITE_WORDS.split())
_MOST_SEEN_WORDS = 30
_FIRST_CLAUSE = re.compile(
    r";|\s[–—-]\s|\s(?:where|who|which|that|when|der|die|das|wo|qui|que|che|waar|die|som)\s"
)


def shows_somebody(text: str) -> bool:
    """Take "Eric Tansley on the tower of St Brannock’s" for a caption: its clause has no verb."""
    if len(text.split()) > _MOST_SEEN_WORDS or text.count(". ") > 1:
        return False
    found = _WHO_IS_SEEN.match(text)
    if not found:
        return False
    clause = _FIRST_CLAUSE.split(text[found.end() :])[0]
    words = [word.casefold() for word in words_of(clause)]
    return not any(w in _FINITE or (len(w) > 4 and w.endswith("ed")) for w in words)


def photo_from(line: Line, *, title: Sequence[Line] = ()) -> FoundPhoto:
    """Read a line that holds a caption with its credit, or a credit alone."""
    is_known = line.role is Kind.CREDIT and not line.credited.confidence
    credited = read_credit(line.text) if is_known else line.credited
    caption = credited.caption_rest
    placed = PlacedPhoto(
        title=title[0].text if title else "",
        caption=caption,
        credit=credited.credit_line,
        creator=credited.creators,
        source=credited.source or credited.supplier,
        raw=line.text,
    )
    confidence = credited.confidence or 0.6
    return FoundPhoto(
        placed,
        confidence,
        _span_within(line, caption),
        _span_within(line, credited.credit_line),
        tuple(title),
    )


def photo_of_two(
    caption: Line, credit: Line, *, title: Sequence[Line] = ()
) -> FoundPhoto:
    """Read a caption and the credit on a line of its own beside it."""
    read = read_credit(credit.text)
    placed = PlacedPhoto(
        title=title[0].text if title else "",
        caption=caption.credited.caption_rest,
        credit=read.credit_line,
        creator=read.creators,
        source=read.source or read.supplier,
        raw=f"{caption.text} {credit.text}",
    )
    return FoundPhoto(
        placed,
        0.8,
        caption.span,
        credit.span,
        tuple(title),
        "a credit beside a caption",
    )


def photo_without_credit(line: Line, *, title: Sequence[Line] = ()) -> FoundPhoto:
    """Take a line for a caption that nobody signed."""
    text = line.credited.caption_rest or line.text
    placed = PlacedPhoto(
        title=title[0].text if title else "", caption=text, raw=line.text
    )
    return FoundPhoto(
        placed, 0.6, line.span, None, tuple(title), "words that speak as a caption does"
    )


# "Apr. 8: The president signs": a caption's own day, and a verb in the present.
_DAY_FIRST = re.compile(
    r"^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, (?:19|20)\d\d)?: \S",
    re.IGNORECASE,
)


def opens_with_day(text: str) -> bool:
    """Say whether a text opens with a day and a colon, as some captions do."""
    return bool(_DAY_FIRST.match(text))


def speaks_as_caption(text: str) -> bool:
    """Say whether a text speaks of a picture it stands under."""
    return bool(_CAPTION_MARKS.search(text))


def is_title_of(title: Line, caption: Line) -> bool:
    """Say whether a short line above a caption names what the picture shows.

    It touches the caption, or most of its words come again in it.
    """
    if title.kind not in {Kind.TITLE, Kind.LABEL} or title.count > _MOST_TITLE_WORDS:
        return False
    if ends_sentence(title.text):
        return False
    own = {word.casefold() for word in words_of(title.text)}
    other = {word.casefold() for word in words_of(caption.text)}
    share = len(own & other) / len(own) if own else 0.0
    return (caption.is_glued and share > 0) or share >= 0.6


def _span_within(line: Line, part: str) -> tuple[int, int] | None:
    """Give the offsets of a part of a line; of the whole line where it was tidied."""
    if not part:
        return None
    at = line.text.rfind(part)
    if at < 0:
        return span_of([line])
    return line.start + at, line.start + at + len(part)
