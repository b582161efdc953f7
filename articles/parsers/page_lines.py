"""A page's text as lines that each know what they are by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from articles.parsers.dates import is_clock_line
from articles.parsers.lines import (
    byline_names,
    copyright_of,
    ends_sentence,
    is_all_capitals,
    is_call_to_action,
    is_comments_heading,
    is_contribution_note,
    is_date_line,
    is_embed_stub,
    is_furniture,
    is_promo,
    is_related_heading,
    plain,
    promo_title,
    words_of,
)
from media.credit_parts import LONGEST_CREDIT
from media.credit_words import PARTICLES
from media.credits import Credited, split_caption
from media.errors import TooLarge

PROSE_WORDS = 12
LONG_WORDS = 28
LONGEST_CAPTION = 1200
MOST_CAPTION_WORDS = 110
_SURE_CREDIT = 0.7
_MOST_CREDITS = 20
# How sure the credit of a caption with a date must be, and how long the caption.
_SIGNED = 0.85
_FEWEST_SIGNED = 4
_LONGEST_JUDGED = 3000
_LONG_TEXT = 330
_ENDS = (".", ".”", '."', "?", "!", "».", "”", '"', "’")
# Without one of these no long paragraph can hold a credit, and no notice of the site.
_CREDIT_SIGNS = (
    "©", "ⓒ", "(c)", "|", "/", "@", ":", "：", "...", "…", "photo", "foto", "bild", "imag",
    "pictur", "video", "illustr", "crédit", "credit", "source", "courtesy", "handout",
    "file ", "archiv", "billed", "fot.",
)  # fmt: skip
_NOTICE_SIGNS = ("cookie", "copyright", "omment", "coment", "caption")
_ENDS_IN_NAMES = re.compile(
    r"[.!?”\"»)•·–—-]\s?(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:[ ,—–-]|\s(?:for|via|für|pour|para|per|voor|för)\s)*){1,7}\.?$"
)
_FEWEST_SPARED = 150
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Kind(StrEnum):
    """What a line is, taken alone."""

    PROSE = "prose"
    SENTENCE = "sentence"
    TITLE = "title"
    LABEL = "label"
    ITEM = "item"
    PHOTO = "photo"
    CREDIT = "credit"
    PROMO = "promo"
    CALL = "call"
    EMBED = "embed"
    RELATED = "related"
    COMMENTS = "comments"
    BYLINE = "byline"
    DATE = "date"
    NOTE = "note"
    COPYRIGHT = "copyright"
    FURNITURE = "furniture"


TEXT_KINDS = frozenset({Kind.PROSE, Kind.SENTENCE, Kind.ITEM})


@dataclass(frozen=True)
class Line:
    """One line: its text, where it stands in the source, and whether one touches it.

    ``is_glued``: only one line break, no empty line, parts it from the line before.
    ``role`` is what its neighbours make it, where they say more than its own words.
    """

    text: str
    start: int
    end: int
    is_glued: bool = False
    role: Kind | None = None

    @cached_property
    def kind(self) -> Kind:
        """Say what the line is by its neighbours, else by its own words."""
        return self.role or kind_of(self)

    @cached_property
    def count(self) -> int:
        """Count the words; two signs of a script without spaces are one."""
        signs = len(_EAST_ASIAN.findall(self.text))
        return len(words_of(self.text)) + signs // 2

    @cached_property
    def key(self) -> str:
        """Give the folded text two lines are compared by."""
        return plain(self.text)

    @cached_property
    def credited(self) -> Credited:
        """Give the caption and credit the line splits into."""
        if len(self.text) > LONGEST_CAPTION or not _may_hold_credit(self.text):
            return Credited(caption_rest=self.text)
        return split_caption(_without_caption_label(self.text))

    @property
    def span(self) -> tuple[int, int]:
        """Give the offsets of the line in the source."""
        return self.start, self.end


def split_lines(text: str, most: int = 12_000) -> list[Line]:
    """Cut a text into its lines without the empty ones; TooLarge where more than ``most``."""
    lines: list[Line] = []
    position, empty = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip().strip("\ufeff\u200b")
        if stripped and len(lines) >= most:
            raise TooLarge(f"The page has more than {most:,} lines.")
        if stripped:
            start = position + raw.index(stripped)
            lines.append(Line(stripped, start, start + len(stripped), not empty))
        empty = not stripped
        position += len(raw)
    return lines


def part_glued_credits(lines: list[Line]) -> list[Line]:
    """Part a credit from the caption it runs into, where the page gives it alone too."""
    credits = [line.text for line in lines if line.kind is Kind.CREDIT]
    alone = [c for c in dict.fromkeys(credits) if len(c.split()) >= 4][:_MOST_CREDITS]
    parted: list[Line] = []
    for line in lines:
        credit = next((c for c in alone if line.text.startswith(f"{c} ")), "")
        if credit:
            middle = line.start + len(credit)
            parted.append(Line(credit, line.start, middle, line.is_glued))
            rest = line.text[len(credit) :].lstrip()
            start, role = line.end - len(rest), Kind.PHOTO
            parted.append(Line(rest, start, line.end, is_glued=True, role=role))
        else:
            parted.append(line)
    return parted


_MARKERS = re.compile(r"^(?:[•●▪◦‣■►▶✓*»›→–—-]|\d{1,2}[.)])\s+(?=\S)")
_CAPTION_LABEL = re.compile(
    r"^(?:(?:image|photo|picture|media|video) caption|(?:hide |show |toggle )?caption|bildunterschrift|légende"
    r"|leyenda|pie de foto|legenda|didascalia|bildtext|billedtekst|bijschrift)(?:\b|(?<=caption)(?-i:(?=[A-ZÀ-Þ])))\s?[:,.]?\s*",
    re.IGNORECASE,
)
# "Photo: Merv Hanlon, 94, at the bar he leans on": the label of a caption or a credit.
_PICTURE_LABEL = re.compile(
    r"^(?:photos?|image|picture|foto|bild|imagen|imagem|immagine|kuva|billede|beeld)\s?:\s",
    re.IGNORECASE,
)
# "The camp at noon. (One of the guests sent us this photo)": a note in brackets at the end.
_SENT_IN = re.compile(
    r"\((?=[^()]{0,80}\b(?:photo|video|picture|image|screenshot)s?\b)(?=[^()]{0,80}\b(?:sent|by|taken|shared|posted|provided)\b)"
    r"[^()]{8,90}\)\.?$",
    re.IGNORECASE,
)
# "In this Oct. 3, 2011 photo, a man sorts tomatoes", as agencies write.
_DAY_OF_PHOTO = re.compile(
    r"^(?:FILE\s?[-–—]\s?)?In (?:this|an?)\s(?=[^,]{0,40}(?:\d|file|undated|handout|provided))"
    r".{3,60}?\b(?:photo|picture|image)(?:graph)?\b",
    re.IGNORECASE,
)
_CREDIT_WORDS = re.compile(
    r"courtesy|handout|supplied|provided|cortes|gentile|with permission", re.IGNORECASE
)
_FEWEST_SMALL = 3
# What a picture viewer's buttons leave before and after a caption.
_VIEWER_TOOLS = re.compile(
    r"^(?:(?:click to )?enlarge(?: this image)?\s?/?|modal trigger|view (?:photos?|gallery)"
    r"|buy photo|open gallery|(?:photo|image|slide) \d+ (?:of|/) \d+:?|\d+ (?:of|de|von|sur|di|van|av|af|из|/) \d+|\[\d+/\d+\])\s+(?=\S)",
    re.IGNORECASE,
)
_TOOL_AT_END = re.compile(
    r"(?<=[)eso])\s(?:Close|less)$|\s?Purchase Licensing Rights(?:,? opens new tab)?$"
)
_TOOLS_AFTER = (" hide caption", " toggle caption")
# "PhotoThe quay in May": a label for readers' ears, without its space.
_RUN_ON_LABEL = re.compile(r"^(?:Photo|Image|Foto|Bild)(?=[A-ZÀ-Þ][a-zß-öø-ÿ]*\s\S+\s)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def marker_of(text: str) -> str:
    """Give the bullet or number a line begins with; a dash before a sentence is speech."""
    found = _MARKERS.match(text)
    is_dash = found is not None and found[0][0] in "–—-"
    if found is None or (is_dash and (ends_sentence(text) or text.endswith(" -"))):
        return ""
    return found[0]


def kind_of(line: Line) -> Kind:
    """Ask each witness in turn, the surest first; what none claims is running text."""
    if len(line.text) > _LONGEST_JUDGED:
        return _as_text(line)
    if _is_plain_prose(line):
        return Kind.PROSE
    for witness in (
        _as_notice,
        _as_machine,
        _as_signature,
        _as_credit,
        _as_pointer,
        _as_picture,
    ):
        if kind := witness(line):
            return kind
    return _as_text(line)


def _is_plain_prose(line: Line) -> bool:
    """Spare a long paragraph, which no witness but those of its ends could claim."""
    text = line.text
    if len(text) < _LONG_TEXT or not text.endswith(_ENDS) or _may_hold_credit(text):
        return False
    folded = text.casefold()
    if any(sign in folded for sign in _NOTICE_SIGNS):
        return False
    return line.count >= LONG_WORDS and not marker_of(text)


def _may_hold_credit(text: str) -> bool:
    """Look quickly whether a long text needs to be asked for the credit in it."""
    if len(text) < _FEWEST_SPARED or text.endswith((")", ").", "]", "].")):
        return True
    folded = text.casefold()
    if any(sign in folded for sign in _CREDIT_SIGNS):
        return True
    return bool(_ENDS_IN_NAMES.search(text[-LONGEST_CREDIT:]))


def _as_notice(line: Line) -> Kind | None:
    if copyright_of(line.text):
        return Kind.COPYRIGHT
    if is_embed_stub(line.text):
        return Kind.EMBED
    return None


def _as_machine(line: Line) -> Kind | None:
    text = line.text
    if is_comments_heading(text):
        return Kind.COMMENTS
    if is_related_heading(text):
        return Kind.RELATED
    if is_furniture(text) or re.match(r"(?:\d+\. )?(?:https?://|www\.)\S+$", text):
        return Kind.FURNITURE
    if is_call_to_action(text):
        return Kind.CALL
    if (
        len(text) <= 300
        and line.count <= 20
        and _EMAIL.search(text)
        and not byline_names(text)
    ):
        return Kind.CALL
    return None


def _as_signature(line: Line) -> Kind | None:
    if is_contribution_note(line.text):
        return Kind.NOTE
    if _is_signed_caption(line):
        return None
    if byline_names(line.text) and (line.count <= 14 or not ends_sentence(line.text)):
        return Kind.BYLINE
    if is_date_line(line.text) or is_clock_line(line.text):
        return Kind.DATE
    return None


def _is_signed_caption(line: Line) -> bool:
    """Take "Ana Sol, le 2 mai 2012 (Photo Rui Barbo. AFP)" for a caption, dated as it is."""
    credited = line.credited
    is_signed = credited.confidence >= _SIGNED and credited.raw.startswith(("(", "["))
    return is_signed and len(words_of(credited.caption_rest)) >= _FEWEST_SIGNED


def _as_credit(line: Line) -> Kind | None:
    """Ask for the credit before the pointer: "Foto: X" has a label as "Video: Y" has."""
    credited = line.credited
    is_whole = credited.confidence >= _SURE_CREDIT and not credited.caption_rest
    return Kind.CREDIT if is_whole else None


def _as_pointer(line: Line) -> Kind | None:
    marker = marker_of(line.text)
    if marker and promo_title(line.text) and not is_all_capitals(line.text):
        return Kind.PROMO
    if marker and line.count >= 2:
        return Kind.ITEM
    return Kind.PROMO if is_promo(line.text) else None


def _as_picture(line: Line) -> Kind | None:
    if _is_labelled_caption(line.text) and line.count > 4:
        return Kind.PHOTO
    credited = line.credited
    if credited.confidence < _SURE_CREDIT:
        return None
    words = len(words_of(credited.caption_rest))
    return Kind.PHOTO if words <= MOST_CAPTION_WORDS else None


def _as_text(line: Line) -> Kind:
    if line.count >= LONG_WORDS:
        return Kind.PROSE
    if _is_score(line):
        return Kind.SENTENCE
    if ends_sentence(line.text):
        if line.count >= PROSE_WORDS:
            return Kind.PROSE
        return Kind.SENTENCE if line.count >= 3 else Kind.LABEL
    if line.text.endswith(":") and line.count >= 8:
        return Kind.SENTENCE
    if line.count >= PROSE_WORDS and _STOP_INSIDE.search(line.text):
        return Kind.TITLE if _KICKER_FIRST.match(line.text) else Kind.PROSE
    is_short = line.count <= 2 and not is_all_capitals(line.text)
    return Kind.LABEL if is_short else Kind.TITLE


# "On the road. Two drivers lose their licence": a kicker, a stop, and a title without one.
_KICKER_FIRST = re.compile(r"(?:[^\s.!?]+ ){0,4}[^\s.!?]{3,}\. [^.!?]+$")
# A sentence that ended before the line does: "… in the afternoon. AGN".
_STOP_INSIDE = re.compile(r"[a-zß-öø-ÿ]{3}[.!?][”\"»’]?\s[A-ZÀ-Þ]")


def _is_score(line: Line) -> bool:
    """Take "Central 12 14 15 17 — 58", a row of figures, for a part of the text."""
    words = words_of(line.text)
    return len(words) >= 4 and 2 * sum(w[0].isdigit() for w in words) > len(words) + 1


def _is_labelled_caption(text: str) -> bool:
    return bool(
        _CAPTION_LABEL.match(text)
        or _DAY_OF_PHOTO.match(text)
        or (len(text) <= LONGEST_CAPTION and _SENT_IN.search(text))
        or _picture_label(text)
        or _VIEWER_TOOLS.match(text)
        or text.casefold().endswith(_TOOLS_AFTER)
    )


def _without_caption_label(text: str) -> str:
    bare = _VIEWER_TOOLS.sub("", " ".join(text.split()), count=1)
    for tool in _TOOLS_AFTER:
        if bare.casefold().endswith(tool):
            bare = bare[: -len(tool)].rstrip()
    bare = _TOOL_AT_END.sub("", bare)
    if bare.startswith("- ") and bare.endswith(" -"):
        bare = bare[2:-2]
    bare = _RUN_ON_LABEL.sub("", bare[len(_picture_label(bare)) :], count=1)
    return _CAPTION_LABEL.sub("", bare, count=1)


def _picture_label(text: str) -> str:
    """Give the label before a caption; a credit behind it has hardly a small word."""
    label = _PICTURE_LABEL.match(text)
    if not label or _CREDIT_WORDS.match(text, label.end()):
        return ""
    words = re.sub(r"[(\[][^()\[\]]*[)\]]\.?$", "", text[label.end() :]).split()
    small = [w for w in words if w.isalpha() and w.islower() and w not in PARTICLES]
    return label[0] if len(small) >= _FEWEST_SMALL else ""
