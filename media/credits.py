"""Credit sense: what agencies write under pictures, read as creators and owners."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from media.credit_looks import FILE_PHOTO, looks_like_credit
from media.credit_parts import (
    LABEL,
    LONGEST_CREDIT,
    PARTS,
    agency_in,
    is_name_like,
    is_short,
    owners_of,
    tidy,
    without_brackets,
    without_label,
)
from media.credit_signs import east_asian_credit
from media.credit_tails import (
    ends_in_title,
    house_before,
    name_for_paper,
    name_in_capitals,
    name_in_front,
    name_run_on,
    name_with_address,
)
from media.credit_words import (
    AGENCIES,
    KIND_NOTES,
    NEEDS_COMPANY,
    PARTICLES,
    PICTURE_HOUSES,
    PLAIN_CREDITS,
)

_LEAST_SURE = 0.6
_FEWEST_PLAIN_WORDS = 2


@dataclass(frozen=True)
class Credited:
    """A credit as read, and what remains of the caption it stood in.

    ``credit_line`` is what must be printed. ``source`` owns the picture,
    ``supplier`` delivered it ("AFP" and "Getty Images" in "X/AFP/Getty Images").
    ``raw`` is the credit as it stood, ``confidence`` 0 where there is none.
    """

    creators: tuple[str, ...] = ()
    credit_line: str = ""
    source: str = ""
    supplier: str = ""
    caption_rest: str = ""
    confidence: float = 0.0
    raw: str = ""


def read_credit(text: str) -> Credited:
    """Read a text that is known to be a credit and nothing else."""
    raw = tidy(text)
    if not raw:
        return Credited()
    eastern = east_asian_credit(raw)
    if eastern and not eastern[0]:
        raw = eastern[1]
    core = without_label(without_brackets(raw)).strip(" /|-–—") or raw
    creators, source, supplier = owners_of(core)
    sure = 0.95 if source or supplier else 0.8 if creators else 0.6
    return Credited(creators, core, source, supplier, "", sure, raw)


# A picture's words are asked for from several sides.
@lru_cache(maxsize=256)
def split_caption(text: str) -> Credited:
    """Split a caption line into the caption and the credit at its end, or start.

    Without a credit ``caption_rest`` is the whole text and ``confidence`` is 0.
    """
    caption, sure = tidy(text), 0.0
    if _LABEL_THEN_CAPTION.match(caption):
        return _credit_at_start(caption)
    credits: list[str] = []
    for _ in range(3):
        found = _credit_at_end(caption)
        if found is None or (credits and _notes_kind(found[1])):
            break
        caption, credit, how_sure = found
        sure = max(sure, how_sure)
        credits.insert(0, credit)
    if not credits:
        return _credit_at_start(caption)
    return _joined(caption, credits, sure)


def _notes_kind(credit: str) -> bool:
    """Say whether what stands before a credit tells readers what picture it is."""
    return credit.strip(" .()[]").casefold() in KIND_NOTES


def is_credit(text: str) -> bool:
    """Say whether a line is a credit and nothing else."""
    line = tidy(text)
    if not line or len(line) > LONGEST_CREDIT:
        return False
    found = split_caption(line)
    return found.confidence >= 0.7 and not found.caption_rest


def is_labelled(text: str) -> bool:
    """Say whether a credit says that it is one: "Credit...X", "Photo by X"."""
    raw = tidy(text)
    return is_short(raw) and without_label(raw) != raw.strip(" ()[]")


def is_agency(text: str) -> bool:
    """Say whether a text is the name of a news or picture agency."""
    return agency_in(tidy(text)) != ""


def sells_pictures(text: str) -> bool:
    """Say whether a text names a house that delivers pictures only, and no stories."""
    return tidy(text).casefold() in PICTURE_HOUSES


def _joined(caption: str, credits: list[str], sure: float) -> Credited:
    """Make one credit of several in a row: the last is printed, all are read."""
    readings = [read_credit(credit) for credit in credits]
    last = readings[-1]
    best = last if last.creators or last.source or len(readings) == 1 else readings[0]
    for other in readings:
        best = replace(
            best,
            creators=best.creators or other.creators,
            source=best.source or other.source,
            supplier=best.supplier or other.supplier,
        )
    raw = " ".join(credits)
    if len(credits) > 1 and credits[-1][0] == "(" != credits[-2][0]:
        # "MARIA LUND (AFP)": the agency in brackets goes with the name before it.
        is_pair = bool(readings[-2].creators) and not last.creators
        best = replace(best, credit_line=raw) if is_pair else best
    return replace(best, caption_rest=caption, confidence=sure, raw=raw)


# Where a credit stands. Each rule gives (caption, credit, confidence) or None.

_LABELLED = re.compile(
    rf"(?:^|(?<=[\s.!?…”\"»)(\[|,;–—-]))(?P<credit>{LABEL}\s?(?:[:：]|\.\.\.|…)\s?\S.*)$",
    re.IGNORECASE,
)
_NAMED_BY = re.compile(
    r"(?:^|(?<=[\s.!?…”\"»)(\[|,;–—-]))(?P<credit>"
    r"(?:(?:file |undated |handout )?(?:photo(?:graph)?s?|pictures?|images?|video|illustration)"
    r"(?: courtesy)? (?:by|credit|courtesy)\b"
    r"|(?:fot|phot|ph|φωτ)\.(?=\s?[^\W\d_])|(?:photo |image |picture )?courtesy(?: of|:| photo\b)?|handout\b|image (?:source,|copyright(?:\b|(?-i:(?=[A-ZÀ-Þ]))))"
    r"|(?:foto|fotos|bild|billede|photo|photos|crédit|credit)s? "
    r"(?:von|av|af|di|de|par|van|door|por)\b)"
    r"\s?\S.*)$",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"(?:^|(?<=[.!?…”\"»)(\[|–—]\s)|(?<=[.!?…”\"»)(\[|]))(?P<credit>"
    r"(?:(?:[A-Z][\w.’'&-]*\s){1,4}(?:(?:file|staff) )?[Pp]hotos? by"
    r"|(?:[Pp]rovided|[Ss]upplied|[Ss]ubmitted|[Cc]ontributed) by"
    r"|[Ff]oto:? (?:cedida por|cortesía de|di repertorio)"
    r"|(?:[Cc]redits?|[Ff]oto|[Bb]ild)?:? ?[Zz]ur Verfügung gestellt von)"
    r"\s(?P<who>(?:the |la |el |le |der |die )?[^.!?()]{2,60}))\.?[)\]]?$"
)
_CAPITAL_FIRST = re.compile(
    r"(?:the |la |el |le |der |die )?[^\W\d_a-zß-öø-ÿ]|(?:the|la|el|le|der|die) "
)
_NAMING_STEMS = (
    "phot", "pictur", "imag", "video", "illustr", "courtesy", "handout", "fot.", "ph.",
    "φωτ.", "foto", "bild", "billed", "crédit", "credit",
)  # fmt: skip
_UNMARKED = re.compile(
    r"(?:^|(?<=[.!?…”\"»)])\s?)(?P<credit>(?:Credit)*(?:Photos?(?: (?:d[’'])?archives?)?|Credit|Foto|Bild|Image|Picture|Beeld"
    r"|Billede|Imagen|Imagem|Immagine|Kuva|KUVA|FOTO|BEELD|BILD|Фото)"
    r"\s?(?=[^\W\d_a-zß-öø-ÿ])[^.!?]{3,90}\.?)$"
)
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,140})[)\]）】]\.?$")
_FILE_LABEL = re.compile(r"(?:file|undated|handout) (?:photo|picture|image)s?\b", re.I)
_SIGN = re.compile(
    r"(?:^|(?<=[\s.!?…”\"»)]))(?P<credit>(?:©|\(c\)|Ⓒ)\s?\S[^©]*)$", re.I
)
_SENTENCE_END = re.compile(
    r"[.!?…。][”\"»’')\]]?\s?(?=[^\s\d])|[|•·]\s?|\s[–—/-]\s|\)\s"
)
_OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u0370-\u052f]")


def _credit_at_end(caption: str) -> tuple[str, str, float] | None:
    rules = (
        east_asian_credit,
        _bracketed,
        _made_by,
        _labelled,
        _unmarked,
        _signed,
        _bare,
        name_for_paper,
        name_with_address,
        name_in_capitals,
        name_run_on,
    )
    for rule in rules:
        found = rule(caption)
        is_cut = found is not None and rule is not _labelled and _opens_before(found[1])
        if found and not is_cut and is_short(found[1]) and found[2] >= _LEAST_SURE:
            return found[0].rstrip(" |-–—/,;©"), found[1], found[2]
    return None


def _opens_before(credit: str) -> bool:
    """Say whether a bracket closes that opened before: "7267.TO)" is the end of a notice."""
    return credit.count(")") > credit.count("(")


def _bracketed(caption: str) -> tuple[str, str, float] | None:
    """Take "(AP Photo/Evan Vucci)": brackets around a label, an agency or a pair."""
    is_closed = caption.endswith((")", "]", ").", "].", "）", "】"))
    found = _BRACKETED.search(caption, _tail_of(caption)) if is_closed else None
    if not found:
        return None
    inner = found[1].strip()
    sure = looks_like_credit(inner.replace(": ", "/", 1))
    if sure < 0.7:
        return None
    before, credit = caption[: found.start()].rstrip(), found[0].rstrip(".")
    if agency_in(inner):
        before, name = name_in_front(before)
        credit = name + credit
    return before, credit, sure


def _tail_of(caption: str) -> int:
    """Give where a credit at the end can begin at the earliest: none is longer."""
    return max(0, len(caption) - LONGEST_CREDIT - 10)


def _made_by(caption: str) -> tuple[str, str, float] | None:
    """Take "Anchor photo by Wes Rourke" and "Provided by the Rourkes" after a sentence."""
    for found in _MADE_BY.finditer(caption, _tail_of(caption)):
        credit = found["credit"]
        if is_short(credit) and _CAPITAL_FIRST.match(found["who"]):
            return caption[: found.start()].rstrip("( ["), credit, 0.85
    return None


def _labelled(caption: str) -> tuple[str, str, float] | None:
    """Take "Foto: X/dpa" and "Photo by X": a label says what follows."""
    folded = caption.casefold()
    for pattern, stems, sure in (
        (_LABELLED, (":", "：", "...", "…"), 0.95),
        (_NAMED_BY, _NAMING_STEMS, 0.9),
    ):
        if not any(stem in folded for stem in stems):
            continue
        for found in pattern.finditer(caption, _tail_of(caption)):
            if is_short(found["credit"]) and _is_honest_label(found, caption):
                before = caption[: found.start()].rstrip("( [")
                before, house = house_before(before)
                credit = found["credit"]
                return before, house + credit, min(sure, _trust(credit))
    return None


def _trust(credit: str) -> float:
    """Say how much what follows a label looks like who made or owns a picture."""
    core = without_label(credit)
    if owners_of(core) != ((), "", "") or core.casefold().strip(".") in PLAIN_CREDITS:
        return 1.0
    if re.match(r"(?:photo )?courtesy|handout", credit, re.IGNORECASE):
        return 0.85
    return 0.75 if len(core.split()) <= 4 and core[:1].isupper() else 0.5


def _is_honest_label(found: re.Match[str], caption: str) -> bool:
    """Refuse "courtesy of the city" in a sentence, and what runs out of its brackets."""
    credit, before = found["credit"], caption[: found.start()].rstrip()
    if ")" in credit[:-1] and "(" not in credit:
        return False
    if not before and _labels_caption(credit):
        return False
    if re.match(r"(?:handout|courtesy)\b", credit, re.IGNORECASE):
        is_long = before.endswith(",") and ("," in credit or len(credit.split()) > 7)
        ends = not before or (before[-1] in '.!?…”"»)([|,–—-' and not is_long)
        rest = credit.split(" ", 1)[-1]
        return ends or bool(
            agency_in(re.sub(r"^(?:of|via|from) ", "", rest, flags=re.I))
        )
    return True


def _labels_caption(credit: str) -> bool:
    """Find "FILE PHOTO: A man walks. REUTERS/X": the label is of the caption."""
    if not _FILE_LABEL.match(credit):
        return False
    said = split_caption(without_label(credit)).caption_rest.split()
    plain = [word for word in said if word.islower() and word not in PARTICLES]
    return len(plain) >= _FEWEST_PLAIN_WORDS


def _unmarked(caption: str) -> tuple[str, str, float] | None:
    """Take "Credit Jane Doe/The Paper": a label without a colon, and only names after."""
    for found in _UNMARKED.finditer(caption, _tail_of(caption)):
        core = without_label(found["credit"])
        parts = [part for part in PARTS.split(core) if part.strip()]
        if (
            parts
            and all(is_name_like(p) for p in parts)
            and _trust(found["credit"]) == 1
        ):
            return caption[: found.start()].rstrip(), found["credit"], 0.85
    return None


def _signed(caption: str) -> tuple[str, str, float] | None:
    """Take "© AFP" after a caption; a line that begins with © and a year is none."""
    found = _SIGN.search(caption, _tail_of(caption))
    if not found or re.search(r"\b(?:19|20)\d\d\b", found["credit"]):
        return None
    before = caption[: found.start()].rstrip()
    return before, found["credit"], 0.9 if before else 0.75


def _bare(caption: str) -> tuple[str, str, float] | None:
    """Take what follows the last sentence, where it looks like a credit."""
    ends = [
        m.end()
        for m in _SENTENCE_END.finditer(caption, _tail_of(caption))
        if not ends_in_title(caption[: m.start() + 1])
    ][-6:]
    is_one_piece = len(caption) <= 90 and not re.search(r"\w{3}[.!?]\s?\w", caption)
    for start in [*([0] if is_one_piece else []), *ends]:
        credit = caption[start:].strip().lstrip("|·•–—- ")
        if not credit or (not start and _needs_company(credit)):
            continue
        sure = looks_like_credit(credit)
        if start and not sure and FILE_PHOTO.match(credit):
            sure = 0.85
        if sure >= 0.7 and (start == 0 or caption[:start].strip()):
            return caption[:start].rstrip(), credit, sure
    return None


def _needs_company(credit: str) -> bool:
    """Say whether a text that stands alone is too short, or without capitals, to tell."""
    is_unclear = _OTHER_LETTERS.search(credit) and not agency_in(credit)
    return bool(is_unclear) or credit.casefold().strip(".") in NEEDS_COMPANY


_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_AGENCY = "|".join(sorted(map(re.escape, AGENCIES.values()), key=len, reverse=True))
_PAIR_AT_START = re.compile(
    rf"^((?:{_CAPITAL} ){{1,3}}{_CAPITAL}\s?/\s?(?:{_AGENCY})(?:\s?/\s?(?:{_AGENCY}))?)"
    r"[ .:|]{1,3}(?=[^\W\d_a-zß-öø-ÿ])(\S+(?: \S+){3,})$"
)


_SOURCE_THEN_CAPTION = re.compile(
    r"^((?:image|media) (?:source|copyright),?\s.{2,60}?)\s(?:image|media) caption,?\s(\S.*)$",
    re.IGNORECASE,
)


_LABEL_THEN_CAPTION = re.compile(
    rf"^({LABEL}\s?[:：]\s?[^|]{{2,80}})\|\s*(\S+(?: \S+){{3,}})$", re.IGNORECASE
)


def _credit_at_start(caption: str) -> Credited:
    """Take "Foto: X | Caption", a label and a divider before the caption."""
    if found := _SOURCE_THEN_CAPTION.match(caption):
        reading = read_credit(found[1])
        return replace(reading, caption_rest=found[2], confidence=0.9)
    if found := _PAIR_AT_START.match(caption):
        reading = read_credit(found[1])
        return replace(reading, caption_rest=found[2], confidence=0.8)
    found = _LABEL_THEN_CAPTION.match(caption)
    if not found:
        return Credited(caption_rest=caption)
    reading = read_credit(found[1].strip())
    return replace(reading, caption_rest=found[2].strip(), confidence=0.85)
