"""Names as bylines spell them: without role and house, and whether they are people's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.parsers import lines
from articles.parsers.bylines import recased, without_agency
from articles.parsers.dates import MONTH_NUMBERS
from articles.parsers.html_furniture import clean_words, unaccented
from media.credits import is_agency

MOST_AUTHORS = 12
LONGEST_NAME = 200
_ROLE = re.compile(
    r"\s*(?:,\s*)?\b(?:(?:senior|chief|staff|special|political|foreign|science|health|sports?"
    r"|business|national|white house|deputy|associate|managing|contributing) )*"
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|critic|analyst)s?\b.*$",
    re.IGNORECASE,
)
_EAST_ASIAN_ROLE = re.compile(
    r"^(?:記者|记者|本报记者|文[/／])\s?|\s?(?:선임|인턴|수습)?\s?(?:기자|특파원|앵커)$|\s?(?:記者|记者)$"
)
# An outlet behind a name in capitals: "ELLIE HART Prairie Post".
_CAPITALS_THEN_OUTLET = re.compile(
    r"([^\W\d_a-zß-öø-ÿ]{2}[\w.'’-]*(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){1,3})(?=\s[A-ZÀ-Þ][a-zß-ÿ])"
)
_EAST_ASIAN_OUTLET = re.compile(
    r"(?:网|報|报|社|新闻|新聞|电视台|電視|通信|放送|周刊|频道|編集部|编辑部|뉴스|신문|일보|방송)$"
)
# Months that people are called, too: Theresa May, Jonathan Mayo.
_SURNAMES = frozenset({"may", "mayo", "march", "august", "mars", "mai", "maj"})
_FROM_A_HOUSE = frozenset(
    {
        "do",
        "da",
        "de",
        "del",
        "di",
        "of",
        "from",
        "at",
        "for",
        "em",
        "en",
        "in",
        "von",
        "aus",
        "für",
        "pour",
        "para",
    }
)
# What owns something, or keeps the house's systems, wrote no story.
_NOBODY = re.compile(r"[’']s\s|\b(?:admin|administrator|webmaster)\b", re.IGNORECASE)
_EAST_ASIAN_NAME = re.compile(
    r"[\u3400-\u9fff\uac00-\ud7a3]{2,5}(?:[ ・][\u3400-\u9fff\u30a0-\u30ff]{1,8})?"
)


def clean_name(name: str) -> str:
    """Give a name without its role, its outlet in brackets, and in normal case."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if is_agency(name):
        return name
    name = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*", " ", name).strip()
    name = re.split(r"\s+(?:[|–—·•/-]|for|für|pour|@)\s+", name)[0]
    name = _EAST_ASIAN_ROLE.sub("", _ROLE.sub("", name))
    name = re.sub(
        r"^(?:by|von|par|por|di|de|av|af|door|text|texte|texto)[:\s]\s*(?=\S+\s+\S)",
        "",
        name,
        flags=re.I,
    )
    words = name.strip(" .,:;|").split()
    while words and words[-1].casefold().strip(".,") in MONTH_NUMBERS:
        if len(words) == 2 and words[1].casefold() in _SURNAMES:
            break
        words.pop()
    name = " ".join(words)
    if found := _CAPITALS_THEN_OUTLET.match(name):
        name = found[1]
    return recased(without_agency(name))


def without_house(name: str, stated: list[str]) -> str:
    """Give the head's name where the page's is that and a house: "Ana Reis Do Porto"."""
    name = clean_name(name)
    for known in stated:
        rest = name[len(known) :].split()
        is_longer = name.casefold().startswith(known.casefold()) and len(rest) > 1
        if is_longer and rest[0].casefold() in _FROM_A_HOUSE:
            return known
    return name


def is_person(name: str, outlets: frozenset[str]) -> bool:
    """Say whether a name can be a person's, and is not the outlet's."""
    name = clean_name(name)
    words = clean_words(name)
    is_outlet = words in outlets or unaccented(words).replace(" ", "") in outlets
    first, _, rest = name.partition(" ")
    is_house = first.casefold() in _FROM_A_HOUSE and rest.isupper()
    return looks_like_name(name) and not is_outlet and not is_house


def looks_like_name(name: str) -> bool:
    """Say whether a text can be a person's name, East Asian ones included."""
    if _EAST_ASIAN_OUTLET.search(name) or _NOBODY.search(name):
        return False
    return lines.is_person_name(name) or bool(_EAST_ASIAN_NAME.fullmatch(name))


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Give each name once; a name that is part of a longer one is that one."""
    kept: list[str] = []
    for name in map(clean_name, names):
        words = set(clean_words(name).split())
        twin = next(
            (k for k in kept if _is_same(words, set(clean_words(k).split()))), None
        )
        if twin is None:
            kept.append(name)
    return tuple(kept[:MOST_AUTHORS])


def _is_same(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one
