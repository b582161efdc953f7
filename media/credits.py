"""Credit sense: what agencies write under pictures, read as creators and owners."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from media.credit_words import (
    AGENCIES,
    LABELS,
    NEEDS_COMPANY,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLAIN_CREDITS,
)

LONGEST_CREDIT = 140
MOST_CREDIT_WORDS = 18
_LEAST_SURE = 0.6


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
    raw = _tidy(text)
    if not raw:
        return Credited()
    core = _without_label(_without_brackets(raw)) or raw
    creators, source, supplier = _owners(core)
    sure = 0.95 if source or supplier else 0.8 if creators else 0.6
    return Credited(creators, core, source, supplier, "", sure, raw)


def split_caption(text: str) -> Credited:
    """Split a caption line into the caption and the credit at its end, or start.

    Without a credit ``caption_rest`` is the whole text and ``confidence`` is 0.
    """
    caption, sure = _tidy(text), 0.0
    credits: list[str] = []
    for _ in range(3):
        found = _credit_at_end(caption)
        if found is None:
            break
        caption, credit, how_sure = found
        sure = max(sure, how_sure)
        credits.insert(0, credit)
    if not credits:
        return _credit_at_start(caption)
    return _joined(caption, credits, sure)


def is_credit(text: str) -> bool:
    """Say whether a line is a credit and nothing else."""
    line = _tidy(text)
    if not line or len(line) > LONGEST_CREDIT:
        return False
    found = split_caption(line)
    return found.confidence >= 0.7 and not found.caption_rest


def is_agency(text: str) -> bool:
    """Say whether a text is the name of a news or picture agency."""
    return _agency(_tidy(text)) != ""


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
    return replace(best, caption_rest=caption, confidence=sure, raw=raw)


# Where a credit stands. Each rule gives (caption, credit, confidence) or None.

_LABEL = r"(?:" + "|".join(LABELS) + r")"
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s.!?…”\"»)(\[|,;–—-]))(?P<credit>{_LABEL}\s?(?:[:：]|\.\.\.|…)\s?\S.*)$",
    re.IGNORECASE,
)
_NAMED_BY = re.compile(
    r"(?:^|(?<=[\s.!?…”\"»)(\[|,;–—-]))(?P<credit>"
    r"(?:(?:file |undated |handout )?(?:photo(?:graph)?s?|pictures?|images?|video|illustration)"
    r"(?: courtesy)? (?:by|credit|courtesy)\b"
    r"|(?:photo |image |picture )?courtesy(?: of|:| photo\b)?|handout\b|image (?:source,|copyright\b)"
    r"|(?:foto|fotos|bild|billede|photo|photos|crédit|credit)s? "
    r"(?:von|av|af|di|de|par|van|door|por)\b)"
    r"\s?\S.*)$",
    re.IGNORECASE,
)
_NAMING_STEMS: tuple[str, ...] = (
    "phot",
    "pictur",
    "imag",
    "video",
    "illustr",
    "courtesy",
    "handout",
)
_NAMING_STEMS += ("foto", "bild", "billed", "crédit", "credit")
_UNMARKED = re.compile(
    r"(?:^|(?<=[.!?…”\"»)])\s?)(?P<credit>(?:Credit)*(?:Photos?|Credit|Foto|Bild|Image|Picture)"
    r"\s?(?=[^\W\d_a-zß-öø-ÿ])[^.!?]{3,90}\.?)$"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,140})[)\]]\.?$")
_SIGN = re.compile(
    r"(?:^|(?<=[\s.!?…”\"»)]))(?P<credit>(?:©|\(c\)|Ⓒ)\s?\S[^©]*)$", re.I
)
_SENTENCE_END = re.compile(r"[.!?…][”\"»’')\]]?\s?(?=[^\s\d])|[|•·]\s?|\s[–—-]\s|\)\s")
_FILE_PHOTO = re.compile(
    r"^[^.!?]{0,60}\b(?:file (?:photo|picture|image)|(?:staff|archive|library) (?:photo|picture)"
    r"|archivfoto|archivbild|archieffoto|arkivfoto|arkivbild|foto de archivo"
    r"|foto d'archivio|photo d.archives?)s?\)?\.?$",
    re.IGNORECASE,
)


def _credit_at_end(caption: str) -> tuple[str, str, float] | None:
    for rule in (_bracketed, _labelled, _unmarked, _signed, _bare):
        found = rule(caption)
        if found and _is_short(found[1]) and found[2] >= _LEAST_SURE:
            return found[0].rstrip(" |-–—/,;"), found[1], found[2]
    return None


def _bracketed(caption: str) -> tuple[str, str, float] | None:
    """Take "(AP Photo/Evan Vucci)": brackets around a label, an agency or a pair."""
    found = _BRACKETED.search(caption)
    if not found:
        return None
    inner = found[1].strip()
    sure = _looks_like_credit(inner)
    if sure < 0.7:
        return None
    return caption[: found.start()].rstrip(), found[0].rstrip("."), sure


def _labelled(caption: str) -> tuple[str, str, float] | None:
    """Take "Foto: X/dpa" and "Photo by X": a label says what follows."""
    folded = caption.casefold()
    for pattern, stems, sure in (
        (_LABELLED, (":", "：", "...", "…"), 0.95),
        (_NAMED_BY, _NAMING_STEMS, 0.9),
    ):
        if not any(stem in folded for stem in stems):
            continue
        for found in pattern.finditer(caption):
            if _is_short(found["credit"]) and _is_honest_label(found, caption):
                before = caption[: found.start()].rstrip("( [")
                return before, found["credit"], min(sure, _trust(found["credit"]))
    return None


def _trust(credit: str) -> float:
    """Say how much what follows a label looks like who made or owns a picture."""
    core = _without_label(credit)
    if _owners(core) != ((), "", "") or core.casefold().strip(".") in PLAIN_CREDITS:
        return 1.0
    if re.match(r"(?:photo )?courtesy|handout", credit, re.IGNORECASE):
        return 0.85
    return 0.75 if len(core.split()) <= 4 and core[:1].isupper() else 0.5


def _is_honest_label(found: re.Match[str], caption: str) -> bool:
    """Refuse "courtesy of the city" in the middle of a sentence."""
    credit, before = found["credit"], caption[: found.start()].rstrip()
    if re.match(r"(?:handout|courtesy)\b", credit, re.IGNORECASE):
        ends = not before or before[-1] in '.!?…”"»)([|,–—-'
        rest = credit.split(" ", 1)[-1]
        return ends or bool(_agency(re.sub(r"^(?:of|via|from) ", "", rest, flags=re.I)))
    return True


def _unmarked(caption: str) -> tuple[str, str, float] | None:
    """Take "Credit Jane Doe/The Paper": a label without a colon, and only names after."""
    for found in _UNMARKED.finditer(caption):
        core = _without_label(found["credit"])
        parts = [part for part in _PARTS.split(core) if part.strip()]
        if (
            parts
            and all(_is_name_like(p) for p in parts)
            and _trust(found["credit"]) == 1
        ):
            return caption[: found.start()].rstrip(), found["credit"], 0.85
    return None


def _signed(caption: str) -> tuple[str, str, float] | None:
    """Take "© AFP" after a caption; a line that begins with © and a year is none."""
    found = _SIGN.search(caption)
    if not found or re.search(r"\b(?:19|20)\d\d\b", found["credit"]):
        return None
    before = caption[: found.start()].rstrip()
    return before, found["credit"], 0.9 if before else 0.75


def _bare(caption: str) -> tuple[str, str, float] | None:
    """Take what follows the last sentence, where it looks like a credit."""
    ends = [m.end() for m in _SENTENCE_END.finditer(caption)][-6:]
    for start in [*([0] if len(caption) <= 90 else []), *ends]:
        credit = caption[start:].strip()
        if not credit or (not start and credit.casefold().strip(".") in NEEDS_COMPANY):
            continue
        sure = _looks_like_credit(credit)
        if start and not sure and _FILE_PHOTO.match(credit):
            sure = 0.85
        if sure >= 0.7 and (start == 0 or caption[:start].strip()):
            return caption[:start].rstrip(), credit, sure
    return None


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


def _credit_at_start(caption: str) -> Credited:
    """Take "Foto: X | Caption", a label and a divider before the caption."""
    if found := _SOURCE_THEN_CAPTION.match(caption):
        reading = read_credit(found[1])
        return replace(reading, caption_rest=found[2], confidence=0.9)
    if found := _PAIR_AT_START.match(caption):
        reading = read_credit(found[1])
        return replace(reading, caption_rest=found[2], confidence=0.8)
    found = re.match(rf"^({_LABEL}\s?[:：]\s?[^|]{{2,80}})\|\s*(\S.*)$", caption, re.I)
    if not found:
        return Credited(caption_rest=caption)
    reading = read_credit(found[1].strip())
    return replace(reading, caption_rest=found[2].strip(), confidence=0.85)


def _looks_like_credit(text: str) -> float:
    """Say how much a text of its own looks like a credit, 0 to 1."""
    if not _is_short(text) or re.search(r"[!?;]|\d{3}", text):
        return 0.0
    plain = text.strip(" .")
    if re.match(rf"^(?:{_LABEL})\b", plain, re.IGNORECASE) and _owners(
        _without_label(plain)
    ) != ((), "", ""):
        return 0.9
    if _agency(plain):
        return 0.9
    if plain.casefold() in PLAIN_CREDITS or _FILE_PHOTO.match(plain):
        return 0.85
    return _looks_like_pair(plain)


def _looks_like_pair(text: str) -> float:
    """Judge "Name/Agency", "Name via Agency" and "Name, The Paper"."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2 or not all(_is_name_like(part) for part in parts):
        return 0.0
    divided = bool(re.search(r"[/|—–]|\bvia\b|\bfor\b", text))
    if any(_agency(part) for part in parts):
        return 0.95 if divided else 0.85
    if divided and not re.search(r"\bfor\b", text):
        is_named = any(_is_person(part) for part in parts)
        return 0.8 if is_named and re.search(r"[/|]", text) else 0.0
    is_paper = any(_is_organisation(part) for part in parts[1:])
    return 0.75 if is_paper and _is_person(parts[0]) else 0.0


# What a credit says.

_PARTS = re.compile(
    r"\s?[/|•·]\s?(?:for |via )?|\s?[—–]\s?|\s-\s|\s(?:via|for|through|über|vía)\s|,\s|(?<![A-Z])\.\s(?=[A-Z])"
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en|og|och|&)\s")
_CAPITAL_WORD = re.compile(r"^[^\W\d_a-zß-öø-ÿ][\w.'’\-]*$")


def _owners(core: str) -> tuple[tuple[str, ...], str, str]:
    """Give creators, source and supplier of a credit without its label."""
    creators: list[str] = []
    owners: list[str] = []
    for part in _PARTS.split(_before_noise(core)):
        name = part.strip(" .")
        agency = _agency(name)
        if agency:
            owners.append(agency)
            rest = _beside_agency(name)
            creators += [rest] if _is_person(rest) else []
        elif name.casefold() in PLAIN_CREDITS:
            continue
        elif _is_organisation(name):
            owners.append(name)
        else:
            creators += [n for n in _AND.split(name) if _is_person(n)]
    if re.search(r"\b(?:via|through|über|vía)\b", core, re.I) and len(owners) == 1:
        return tuple(creators), "", owners[0]
    owners = list(dict.fromkeys(owners))
    source = owners[0] if owners else ""
    return tuple(dict.fromkeys(creators)), source, owners[-1] if owners[1:] else ""


def _before_noise(core: str) -> str:
    """Drop "Courtesy of" and "Handout via", which name nobody."""
    return re.sub(
        r"^(?:(?:photo |image )?courtesy (?:of )?|handout(?: photo)?[,:]? ?(?:from |by |via )?|©\s?)",
        "",
        core,
        flags=re.IGNORECASE,
    )


def _agency(text: str) -> str:
    """Give the agency's own name where a part names one, as "AP Photo" does."""
    name = re.sub(r"\s+", " ", text.strip(" .()")).casefold()
    for ending in (
        " photos",
        " photo",
        " foto",
        " pool",
        " files",
        " file",
        " archive",
    ):
        name = name.removesuffix(ending) if name != ending.strip() else name
    name = name.removeprefix("photo ").removeprefix("the ")
    if name in AGENCIES:
        return AGENCIES[name]
    first, _, rest = name.partition(" ")
    if (
        first in AGENCIES
        and rest
        and text.split(" ", 1)[0].isupper()
        and _is_person(text.strip().partition(" ")[2])
    ):
        return AGENCIES[first]
    return ""


def _beside_agency(name: str) -> str:
    """Give the person in "EFE Juan Pérez", nobody where all is agency."""
    rest = name.partition(" ")[2]
    return rest if name.casefold() not in AGENCIES and not _agency(rest) else ""


def _is_organisation(text: str) -> bool:
    words = text.casefold().replace("’", "'").split()
    if not words or not _is_name_like(text):
        return False
    if words[0] in {"the", "la", "le", "el", "il", "die", "der", "das", "o", "a"}:
        return True
    if len(words) == 1 and text.isupper() and 2 <= len(text) <= 8:
        return True
    return any(word.strip(".'") in ORGANISATION_WORDS for word in words)


def _is_person(text: str) -> bool:
    """Say whether a text could be a person's name: two to five capitalised words."""
    words = text.strip(" .").split()
    if not 2 <= len(words) <= 5 or not _is_name_like(text):
        return False
    lower = {word.casefold().strip(".") for word in words}
    return not lower & (NOT_NAMES | ORGANISATION_WORDS)


def _is_name_like(text: str) -> bool:
    """Say whether every word is capitalised, or a particle, or a label of our own."""
    words = text.strip(" .").split()
    if not words or len(words) > 7:
        return False
    lowered = text.strip(" .").casefold()
    if lowered in AGENCIES or lowered in PLAIN_CREDITS:
        return True
    capital = [bool(_CAPITAL_WORD.match(w)) or w.casefold() in AGENCIES for w in words]
    fits = [c or w.casefold() in PARTICLES for c, w in zip(capital, words, strict=True)]
    return all(fits) and any(capital)


# Tidying.


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _is_short(credit: str) -> bool:
    return len(credit) <= LONGEST_CREDIT and len(credit.split()) <= MOST_CREDIT_WORDS


def _without_brackets(text: str) -> str:
    return text[1:-1].strip() if re.fullmatch(r"[(\[][^()\[\]]*[)\]]", text) else text


_LEADING_LABEL = re.compile(
    rf"^(?:{_LABEL}\s?(?:[:：]|\.\.\.|…)|image (?:source|copyright),?(?=\s)|©|"
    rf"(?:file |undated |handout )?(?:{_LABEL}) (?:by|credit|von|av|af|di|par|door|por)\b:?|"
    rf"(?:credit)*(?:photos?|credit|foto|fotos|bild|image|picture|photographe|photographer)(?= ?[A-ZÀ-Ý]))\s*",
    re.IGNORECASE,
)


def _without_label(text: str) -> str:
    """Drop the label, twice where two stand ("Credit: Photo by X")."""
    rest = text
    for _ in range(2):
        rest = _LEADING_LABEL.sub("", rest, count=1).strip(" ()[]")
    return rest
