"""What a single line of a news page is by its own words, whatever stands around it."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.parsers.base import Defaults
from articles.parsers.dates import has_date, read_dates
from articles.parsers.line_words import (
    CALLS_AT_START,
    CALLS_WITHIN,
    COMMENT_HEADINGS,
    DATE_WORDS,
    EMBED_STUBS,
    FURNITURE,
    NAME_PARTICLES,
    NOT_IN_NAMES,
    PROMO_LABELS,
    RECASE_KEPT,
    RECASE_SMALL,
    RELATED_HEADINGS,
    TOOLS,
)
from articles.story import Copyright
from media.credits import is_agency

LONGEST_HEADING = 80
LONGEST_CALL = 320
LONGEST_TITLE = 260


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + ")")


_RELATED = _whole(RELATED_HEADINGS)
_COMMENTS = _whole(COMMENT_HEADINGS)
_FURNITURE = _whole(FURNITURE)
_CALL_START = _whole(CALLS_AT_START)
_CALL_WITHIN = _whole(CALLS_WITHIN)
_EMBED = _whole(EMBED_STUBS)
_PROMO = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(PROMO_LABELS)
    + r")\s?[:：|>»–—-]{1,2}\s(?P<title>\S.*)$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = tuple(".!?…。")
_CLOSERS = "”\"»«’')]“ "
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Fold a line for the tables: lower case, straight quotes, no marks at its ends."""
    folded = text[:600].casefold().replace("’", "'").replace("\u00a0", " ")
    folded = re.sub(r"\s+", " ", folded)
    folded = re.sub(r"^[^\w(@+]+|[^\w)+]+$", "", folded)
    return re.sub(r"\s?\(\d+\)$", "", folded)


def words_of(text: str) -> list[str]:
    """Give the words of a text as they stand."""
    return _WORD.findall(text)


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def is_all_capitals(text: str) -> bool:
    """Say whether a text of two words or more has no small letter to speak of."""
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    small = sum(c.islower() for c in letters)
    return len(letters) >= 8 and small <= len(letters) // 20 and " " in text.strip()


def recase_title(text: str) -> str:
    """Recase a title in capitals for reading: "SON PLEADS" gives "Son Pleads".

    Words with digits or dots, and short words in capitals that no vowel makes
    sayable (FBI, NHS), stay. Texts that are not in capitals come back as they are.
    """
    if not is_all_capitals(text):
        return text
    words = text.split(" ")
    last = len(words) - 1
    starts = [
        i == 0 or words[i - 1].endswith((":", ".", "?", "!")) for i in range(last + 1)
    ]
    return " ".join(
        _recase_word(word, keep_capital=starts[i] or i == last)
        for i, word in enumerate(words)
    )


def _recase_word(word: str, *, keep_capital: bool) -> str:
    bare = word.strip("‘’“”\"'().,:;!?-–—")
    if _is_abbreviation(bare):
        return word
    if bare.casefold() in RECASE_SMALL and not keep_capital:
        return word.lower()
    parts = re.split(r"([-/])", word)
    return "".join(part if part in "-/" else _capitalise(part) for part in parts)


def _is_abbreviation(bare: str) -> bool:
    if bare in RECASE_KEPT or any(c.isdigit() for c in bare) or "." in bare:
        return True
    return 2 <= len(bare) <= 4 and not re.search(r"[AEIOUYÄÖÜÅÉÈ’']", bare)


def _capitalise(word: str) -> str:
    found = re.match(r"^(\W*)(\w)(.*)$", word)
    return found[1] + found[2].upper() + found[3].lower() if found else word


def is_furniture(text: str) -> bool:
    """Say whether a line is a tool, a link of navigation or a note of the machine."""
    folded = plain(text)
    if not folded or _FURNITURE.fullmatch(folded[:200]):
        return True
    return len(folded) <= 60 and _is_tools_only(folded)


def _is_tools_only(folded: str) -> bool:
    """Say whether most words are names of sharing tools, as in "Twitter :Twitter"."""
    words = words_of(folded)
    hits = sum(word in TOOLS for word in words)
    return 1 <= len(words) <= 9 and hits >= max(1, 0.75 * len(words))


def is_related_heading(text: str) -> bool:
    """Say whether a line announces a list of other stories."""
    folded = plain(text)
    return 0 < len(folded) <= LONGEST_HEADING and (
        not ends_sentence(text) and bool(_RELATED.fullmatch(folded))
    )


def is_comments_heading(text: str) -> bool:
    """Say whether a line stands over readers' comments."""
    folded = plain(text)
    return 0 < len(folded) <= LONGEST_HEADING and bool(_COMMENTS.fullmatch(folded))


def is_call_to_action(text: str) -> bool:
    """Say whether a line invites to click, subscribe, sign up, follow or accept."""
    if len(text) > LONGEST_CALL or re.match(r"[“\"«„'‘]", text):
        return False
    folded = plain(text)
    if _CALL_START.match(folded):
        return len(words_of(folded)) <= 45
    return bool(_CALL_WITHIN.search(folded)) and len(words_of(folded)) <= 60


def is_embed_stub(text: str) -> bool:
    """Say whether a line is all that is left of something embedded."""
    folded = plain(text)
    return 0 < len(folded) <= 120 and bool(_EMBED.fullmatch(folded))


def promo_title(text: str) -> str:
    """Give the title a line promotes ("Read more: Title"), empty where it does not."""
    if len(text) > LONGEST_TITLE:
        return ""
    found = _PROMO.match(text)
    if found:
        title = found["title"].strip()
        return title if _is_promo_by_label(found["label"], title) else ""
    if is_all_capitals(text) and len(words_of(text)) >= 4 and not text.endswith("."):
        return text
    return ""


def _is_promo_by_label(label: str, title: str) -> bool:
    """Refuse running text after a weak label: "More: two of the men were hurt."."""
    strong = bool(re.match(r"\w+ \w+|[A-Z]{3,}|related|relat", label, re.IGNORECASE))
    words = len(words_of(title))
    return 2 <= words <= 30 and (strong or not ends_sentence(title) or words <= 14)


def is_promo(text: str) -> bool:
    """Say whether a line by its own words points to another story."""
    return bool(promo_title(text))


# Bylines.

_BY = re.compile(
    r"^\W{0,3}(?:(?:written|words|story|text|report(?:ed|ing)?|analysis|review|posted|interview"
    r"|opinion|column|exclusive)s? by|by|from our correspondent|von|par|por|di|a cura di|door|av|af"
    r"|text|texte|texto|testo|tekst|autore?(?:in|ren)?|auteurs?|authors?|autor[ae]?s?|reporter"
    r"|skrevet af|skrevet av|escrito por|propos recueillis par|ein (?:bericht|kommentar|gastbeitrag)"
    r" von|geschreven door|redactie|kirjoittaja)\s?[:：]?\s+(?P<names>\S.*)$",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:^|[\s|·,])(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s(?P<names>[^\W\d_a-z].*)$"
)
_AFTER_NAMES = re.compile(
    r"\s?(?:[|·•/@]|\s[–—-]\s|\son\s|\sin\s|\sat\s|\sfor\s|\sfür\s|\spour\s|\spara\s|\bemail\b|\be-mail\b"
    r"|\bfollow\b|\bpublished\b|\bposted\b|\bupdated\b|\bpublié|\bpublicado|\bveröffentlicht|\d|\().*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|&|\b(?:and|und|et|y|e|en|och|og|ja)\b)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[^\W\d_a-zß-öø-ÿ][\w.'’\-]*$")


def byline_names(text: str) -> tuple[str, ...]:
    """Give the names of a byline, empty where the line is none.

    A line must say that it is one ("By X", "Von X", "Text: X") or hold "By X".
    """
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) > LONGEST_TITLE:
        return ()
    found = _BY.match(line) or _BY_INSIDE.search(line)
    return names_in(found["names"]) if found else ()


def names_in(text: str) -> tuple[str, ...]:
    """Give the names in what follows "By": people, or the agency where there are none."""
    head = _AFTER_NAMES.sub("", text).strip(" .,:;")
    head = re.split(r"\s(?:By|BY|Von|Par|Por)\s", head)[0]
    pieces = [piece.strip(" .") for piece in _AND.split(head) if piece.strip(" .")]
    people = [_tidy_name(piece) for piece in pieces if is_person_name(piece)]
    if people:
        return tuple(dict.fromkeys(people))
    agencies = [p for p in pieces if is_agency(p) or is_agency(p.split(" ")[0])]
    return tuple(dict.fromkeys(agencies[:1]))


def is_person_name(text: str) -> bool:
    """Say whether a text could be a person's name: two to five capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 5 or is_agency(text):
        return False
    if any(word.casefold().strip(".,") in NOT_IN_NAMES for word in words):
        return False
    capital = [bool(_NAME_WORD.match(word)) for word in words]
    fits = [
        c or w.casefold() in NAME_PARTICLES for c, w in zip(capital, words, strict=True)
    ]
    return all(fits) and capital[-1] and sum(capital) >= 2


def _tidy_name(name: str) -> str:
    """Recase "LAURIE OAKES"; other names stay as they are."""
    return " ".join(map(_capitalise, name.split())) if name.isupper() else name


# Dates, datelines, copyright.


def is_date_line(text: str) -> bool:
    """Say whether a line is a date and little else."""
    if len(text) > 160 or not has_date(text):
        return False
    left, last = "", 0
    for start, end in read_dates(text, Defaults()).spans:
        left, last = left + " " + text[last:start], end
    rest = [
        w for w in words_of((left + " " + text[last:]).casefold()) if not w.isdigit()
    ]
    rest = [w for w in rest if w not in DATE_WORDS and len(w) > 1]
    return len(rest) <= 3


_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-zß-öø-ÿ][^–—:!?\n]{1,60}?)"
    r"(?P<agency>\s?[(/\[][^()\]]{2,30}[)/\]])?(?P<mark>\s[-–—]{1,2}|[–—]|\.\s[-–—]|\s?--|:)\s"
)


def dateline_of(text: str) -> str:
    """Give the dateline a first paragraph opens with: "WASHINGTON (CNN)"."""
    found = _DATELINE.match(text[:120])
    if not found:
        return ""
    place = found["place"].strip(" .,")
    city = place.split(",")[0].split(".")[0]
    has_agency = bool(found["agency"]) and found["mark"].strip() != ":"
    if has_agency and _is_place(place):
        return place + found["agency"]
    if (
        found["mark"].strip() != ":"
        and city.isupper()
        and len(city) >= 3
        and len(city.split()) <= 4
    ):
        return place
    return ""


def _is_place(text: str) -> bool:
    return len(text.split()) <= 6 and all(
        word[:1].isupper() or word.casefold() in NAME_PARTICLES or word[:1].isdigit()
        for word in text.split()
    )


_COPYRIGHT = re.compile(
    r"^.{0,40}?(?:©|\(c\)\s|ⓒ|&copy;|copyright\b|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden|all rights reserved)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AROUND_HOLDER = re.compile(
    r"©|\(c\)|ⓒ|copyright|by the\b|\bby\b|(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?|™|®|&(?=\s*$)",
    re.IGNORECASE,
)


def copyright_of(text: str) -> Copyright | None:
    """Read a copyright line: notice as it stands, year, holder; None where it is none."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) > 500 or not _COPYRIGHT.match(line):
        return None
    year = _YEAR.search(line)
    if not year and not re.search(
        r"rights reserved|rechte|droits|derechos|direitos|diritti", line, re.I
    ):
        return None
    after = (
        line[year.end() :]
        if year and re.search(r"©|copyright", line[: year.start()], re.I)
        else line
    )
    return Copyright(
        _holder(after) or _holder(line), int(year[0]) if year else None, line
    )


def _holder(text: str) -> str:
    """Give the name between the sign with its year and the end of the sentence."""
    rest = _AROUND_HOLDER.sub(" ", text)
    rest = re.sub(r"^[\s\-–—,.:|&]+", "", rest)
    name = re.split(
        r"[.!|;](?:\s|$)|,?\s(?:all rights|alle rechte|tous droits|todos )|\s[–—-]\s",
        rest,
        maxsplit=1,
        flags=re.I,
    )[0]
    return re.sub(r"\s+", " ", name).strip(" ,.-–—|&")[:120]


_CONTRIBUTED = re.compile(
    r"^\W?(?:(?P<before>.{3,160}?)\s(?:also\s)?contributed (?:to|reporting)\b"
    r"|(?:additional |further )?(?:reporting|writing|research) by\s(?P<after>.{3,160}))",
    re.IGNORECASE,
)


def contribution_names(text: str) -> tuple[str, ...]:
    """Give who contributed, from "X and Y contributed to this report"."""
    found = _CONTRIBUTED.match(text) if len(text) <= LONGEST_TITLE else None
    if not found:
        return ()
    said = re.sub(r"[^,;]*[’']s?\s(?=[A-Z])", "", found["before"] or found["after"])
    people = names_in(re.sub(r"\b(?:in|from) [A-Z][\w ]+", "", said))
    return people if people and not is_agency(people[0]) else ()
