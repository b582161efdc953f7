"""What a single line of a news page is by its own words, whatever stands around it."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.parsers import line_words_world as world
from articles.parsers.base import Defaults
from articles.parsers.bylines import (
    byline_names,
    is_person_name,
    names_in,
    shown_byline,
)
from articles.parsers.contributions import contribution_names, is_contribution_note
from articles.parsers.copyrights import copyright_of
from articles.parsers.dates import MONTH_NUMBERS, has_date, read_dates
from articles.parsers.line_words import (
    CALL_STEMS,
    CALLS_AT_START,
    CALLS_WITHIN,
    COMMENT_HEADINGS,
    COMMENT_RULES,
    DATE_WORDS,
    EMBED_STUBS,
    FURNITURE,
    NAME_PARTICLES,
    PROMO_LABELS,
    RECASE_KEPT,
    RECASE_SMALL,
    RELATED_HEADINGS,
    TOOLS,
)
from media.credits import is_agency

__all__ = [
    "byline_names",
    "contribution_names",
    "copyright_of",
    "dateline_of",
    "ends_sentence",
    "has_words",
    "is_all_capitals",
    "is_call_to_action",
    "is_comments_heading",
    "is_contribution_note",
    "is_date_line",
    "is_embed_stub",
    "is_furniture",
    "is_person_name",
    "is_promo",
    "is_related_heading",
    "is_source_note",
    "is_summary_heading",
    "names_in",
    "plain",
    "promo_title",
    "recase_title",
    "shown_byline",
    "words_of",
]

LONGEST_HEADING = 80
LONGEST_CALL = 320
LONGEST_TITLE = 260
LONGEST_MENU = 2000
LONGEST_LINK = 5
FEWEST_LINKS = 5


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + ")")


_RELATED = _whole(RELATED_HEADINGS + world.RELATED_HEADINGS)
_RULES = _whole(COMMENT_RULES)
_COMMENTS = _whole(COMMENT_HEADINGS + world.COMMENT_HEADINGS)
_FURNITURE = _whole(FURNITURE + world.FURNITURE)
_CALL_START = _whole(CALLS_AT_START + world.CALLS_AT_START)
_CALL_WITHIN = _whole(CALLS_WITHIN + world.CALLS_WITHIN)
_STEMS = CALL_STEMS + world.CALL_STEMS
_EMBED = _whole(EMBED_STUBS)
_DATE_WORDS = DATE_WORDS | world.DATE_WORDS
_PROMO = re.compile(
    r"^\W{0,3}(?P<label>"
    + "|".join(PROMO_LABELS + world.PROMO_LABELS)
    + r")(?P<mark>\s?[:|>»–—-]{1,2}\s|\s?：\s?|\.\s)(?P<title>\S.*)$",
    re.IGNORECASE,
)
# A label that lost its colon: "Lire aussi Les bateaux quittent les îles".
_PROMO_BARE = re.compile(
    r"^(?i:(?:à )?lire (?:aussi|également)|lees ook|l[eæ]s (?:også|mer)|l[äæ]s (?:också|även|mer)"
    r"|lesen sie (?:auch|mehr)|lies auch|leia (?:também|mais)|le[ea] (?:también|más)|leggi anche"
    r"|(?:also read|read also|read more|read next))\s(?P<title>[^\W\d_a-zß-öø-ÿ].*)$"
)
# A dateline on a line of its own, as agencies send it: "Redacción, 9 ago (EFE).-".
_AGENCY_LINE = re.compile(r"^[^\W\d_].{2,60}\([^()]{2,20}\)\s?\.?\s?[-–—]{1,2}$")
_SENTENCE_ENDS = tuple(".!?…。！？।۔؟")
_CLOSERS = "”\"»«’')]“ "
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Signs over and under letters are parts of words too, in the scripts of India.
_LETTER = (
    r"(?:[^\W_][\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0e4e]*)"
)
_WORD = re.compile(rf"{_LETTER}+(?:['’.-]{_LETTER}+)*")


def _casefolded(text: str) -> str:
    """Fold a text's case; the dot that a Turkish capital leaves is dropped."""
    folded = text.casefold()
    return folded.replace("\u0307", "") if "\u0307" in folded else folded


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Fold a line for the tables: lower case, straight quotes, no marks at its ends."""
    folded = " ".join(_casefolded(text[:600]).replace("’", "'").split())
    start, end = 0, len(folded)
    while start < end and not (folded[start].isalnum() or folded[start] in "(@+"):
        start += 1
    while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in ")+"):
        end -= 1
    folded = folded[start:end]
    return re.sub(r"\s?\(\d+\)$", "", folded) if folded.endswith(")") else folded


def words_of(text: str) -> list[str]:
    """Give the words of a text as they stand."""
    return _WORD.findall(text)


def has_words(text: str, fewest: int) -> bool:
    """Say whether a text has so many words; two East Asian signs count as one."""
    signs = len(_EAST_ASIAN.findall(text))
    return len(text.split()) + signs // 2 >= fewest


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def is_all_capitals(text: str) -> bool:
    """Say whether a text of two words or more has no small letter to speak of."""
    large, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return large + small >= 8 and small <= large // 20 and " " in text.strip()


def recase_title(text: str) -> str:
    """Recase a title in capitals for reading: "SON PLEADS" gives "Son Pleads".

    Words with digits or dots, and short words in capitals that no vowel makes
    sayable (FBI, NHS), stay. Texts that are not in capitals come back as they are.
    """
    if not is_all_capitals(text):
        return text
    words = text.split(" ")
    last = len(words) - 1
    starts = [i == 0 or _ends_part(words[i - 1]) for i in range(last + 1)]
    return " ".join(
        _recase_word(word, keep_capital=starts[i] or i == last)
        for i, word in enumerate(words)
    )


def _ends_part(word: str) -> bool:
    """Say whether a new sentence or title begins after a word; "VS." ends none."""
    return word.endswith((":", "?", "!")) or (word.endswith(".") and len(word) > 4)


def _recase_word(word: str, *, keep_capital: bool) -> str:
    bare = word.strip("‘’“”\"'().,:;!?-–—")
    if bare.casefold() in RECASE_SMALL and not keep_capital:
        return word.lower()
    if _is_abbreviation(bare):
        return word
    parts = re.split(r"([-/])", word)
    return "".join(part if part in "-/" else capitalise(part) for part in parts)


def _is_abbreviation(bare: str) -> bool:
    if bare in RECASE_KEPT or any(c.isdigit() for c in bare) or "." in bare:
        return True
    return 2 <= len(bare) <= 4 and not re.search(r"[AEIOUYÄÖÜÅÉÈ’']", bare)


def capitalise(word: str) -> str:
    """Capitalise a word behind its marks, the rest small."""
    found = re.match(r"^(\W*(?:[DLO]['’])?)(\w)(.*)$", word)
    return found[1] + found[2].upper() + found[3].lower() if found else word


def is_furniture(text: str) -> bool:
    """Say whether a line is a tool, a link of navigation or a note of the machine."""
    folded = plain(text)
    if _AGENCY_LINE.match(text):
        return True
    if _is_menu(text):
        return True
    if not folded or _FURNITURE.fullmatch(folded[:200]) or _RULES.match(folded):
        return True
    return len(folded) <= 60 and _is_tools_only(folded)


def _is_menu(text: str) -> bool:
    """Take five links or more on one line, parted by dots or bars, for a menu."""
    parts = re.split(r"\s?[•|]\s?", text[:LONGEST_MENU])
    short = [part for part in parts if 0 < len(part.split()) <= LONGEST_LINK]
    return len(short) >= FEWEST_LINKS and len(short) == len(parts)


def _is_tools_only(folded: str) -> bool:
    """Say whether most words are names of sharing tools, as in "Twitter :Twitter"."""
    words = [word for word in words_of(folded) if not word.isdigit()]
    hits = sum(all(w in TOOLS for w in word.split("-")) for word in words)
    return 1 <= len(words) <= 9 and hits >= max(1, 0.75 * len(words))


def is_related_heading(text: str) -> bool:
    """Say whether a line announces a list of other stories."""
    folded = plain(text)
    if not 0 < len(folded) <= LONGEST_HEADING or ends_sentence(text.rstrip("… ")):
        return False
    # "More from Food: The only bean soup you need" announces nothing but itself.
    is_promo_itself = ": " in folded and len(folded.partition(": ")[2].split()) > 2
    return not is_promo_itself and bool(_RELATED.fullmatch(folded))


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
    if not any(stem in folded for stem in _STEMS):
        return False
    return bool(_CALL_WITHIN.search(folded)) and len(words_of(folded)) <= 60


_SOURCE_NOTE = re.compile(
    r"\W?(?:sources?|sourcing|quellen?|fuentes?|fontes?|fonti|bron|bronnen|källa|kilde)"
    r"\s?:\s\S",
    re.IGNORECASE,
)


def is_source_note(text: str) -> bool:
    """Say whether a line names the source of a chart, a list or the story's figures."""
    return bool(_SOURCE_NOTE.match(text))


# The heading over a summary in points, which stands between headline and text.
_SUMMARY_HEADING = re.compile(
    r"summary|(?:(?:story|article) )?highlights|(?:key|main) (?:points|takeaways)|at a glance|in brief"
    r"|das wichtigste(?: in kürze)?|auf einen blick|l['’]essentiel|en bref|points clés|lo esencial"
    r"|puntos clave|lo más importante|in breve|i punti chiave|in het kort|i korthet|kort fortalt",
    re.IGNORECASE,
)


def is_summary_heading(text: str) -> bool:
    """Say whether a line stands over the story's points in brief."""
    return bool(_SUMMARY_HEADING.fullmatch(text.strip(" :")))


def is_embed_stub(text: str) -> bool:
    """Say whether a line is all that is left of something embedded."""
    folded = plain(text)
    return 0 < len(folded) <= 120 and bool(_EMBED.fullmatch(folded))


def promo_title(text: str) -> str:
    """Give the title a line promotes ("Read more: Title"), empty where it does not."""
    if len(text) > LONGEST_TITLE:
        return ""
    if bracketed := re.match(r"^\[([^\[\]]{15,})\]$", text):
        return bracketed[1].strip()
    if found := _PROMO.match(text):
        title = found["title"].strip()
        if found["mark"] == ". " and (
            " " not in found["label"] or ends_sentence(title)
        ):
            return ""
        return title if _is_promo_by_label(found["label"], title) else ""
    if (found := _PROMO_BARE.match(text)) and not ends_sentence(found["title"]):
        return found["title"] if has_words(found["title"], 3) else ""
    if is_all_capitals(text) and len(words_of(text)) >= 4 and not text.endswith("."):
        return text
    return ""


def _is_promo_by_label(label: str, title: str) -> bool:
    """Refuse running text after a weak label: "More: two of the men were hurt."."""
    strong = bool(re.match(r"\w+ \w+|[A-Z]{3,}|(?i:related|relat)", label))
    words = len(words_of(title))
    return (
        has_words(title, 2)
        and words <= 30
        and (strong or not ends_sentence(title) or words <= 14)
    )


def is_promo(text: str) -> bool:
    """Say whether a line by its own words points to another story."""
    return bool(promo_title(text))


# Dates, datelines, copyright.


_SOURCED = re.compile(r"(?:来源|來源|作者|编辑|責任編輯|責編)\s?[:：]\s?\S{1,20}")


def is_date_line(text: str) -> bool:
    """Say whether a line is a date and little else."""
    if len(text) > 160 or not has_date(text):
        return _is_day_without_year(text)
    left, last = "", 0
    for start, end in read_dates(text, Defaults()).spans:
        left, last = left + " " + text[last:start], end
    rest = words_of(_SOURCED.sub(" ", left + " " + text[last:]).casefold())
    rest = [w for w in rest if not w.isdigit()]
    rest = [w for w in rest if w not in _DATE_WORDS and len(w) > 1]
    return len(rest) <= 3


def _is_day_without_year(text: str) -> bool:
    """Take "4:58pm, Sat 10 Nov": a day, a month, and words of dates only."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text[:60])]
    if len(text) > 40 or not any(map(str.isdigit, text)):
        return False
    months = [word for word in words if word in MONTH_NUMBERS and len(word) >= 3]
    others = [w for w in words if w not in months and w not in DATE_WORDS]
    return bool(months) and all(
        word in {"am", "pm", "th", "st", "nd"} for word in others
    )


_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-zß-öø-ÿ][^–—:!?\n]{1,60}?)"
    r"(?P<agency>\s?[(/\[][^()\]]{2,30}[)/\]])?(?P<mark>\s[-–—]{1,2}|[–—]|\.\s?[-–—]|\s?--|:)\s"
)


def dateline_of(text: str) -> str:
    """Give the dateline a first paragraph opens with: "WASHINGTON (CNN)"."""
    found = _DATELINE.match(text[:120])
    if not found:
        return ""
    place = found["place"].strip(" .,")
    city = place.split(",")[0].split(".")[0]
    bracket = (found["agency"] or "").strip(" ()[]/")
    has_agency = (is_agency(bracket) or bracket[:1].isupper()) and found[
        "mark"
    ].strip() != ":"
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
