"""Notes that say who else worked on a story: "X and Y contributed to this report"."""

from __future__ import annotations

import re

from articles.parsers.bylines import LONGEST_BYLINE, names_in
from media.credits import is_agency

_STEM = re.compile(
    r"ontribut(?:ed|ing)|eporting|riting|esearch|REPORTING|nformaci|nformaç|itarbeit|aterial von"
    r"|edewerking|ollabora|[Aa]vec |olabora(?:ç|r?am)|olaborou|ssistance"
)
_NOTE = re.compile(
    r"^\W?(?:(?P<before>.{3,160}?)\s(?:also\s)?contributed (?:to|from|additional|reporting|research)\b"
    r"|(?:(?:additional |further )?(?:reporting|writing|research)(?: and (?:writing|reporting|research))?"
    r" by|contributing:|(?:[—–-]\s)?with (?:the )?assistance (?:by|of|from)|colabor(?:ou|aram))\s(?P<after>.{3,240})"
    r"|(?:con información|con informaciones|com informações|com a colaboração|con la collaborazione"
    r"|hanno collaborato|ha collaborato|mit material|unter mitarbeit|mitarbeit|met medewerking"
    r"|avec)\s?:?(?: (?:de|di|van|von|dos?|das?))?\s(?P<with>[^\W\d_a-zß-öø-ÿ].{3,120}))",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\W*(?:edit(?:ing|ed)|compiled|photograph\w*) by\b", re.IGNORECASE
)
_ROLES = re.compile(r"[^,;]*\b(?:writer|reporter|correspondent|editor)s?\b,?")
_PLACES = re.compile(
    r"\b(?:in|from|at|à|aus|en|da)\s[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*)*"
)
_CLAUSE_ENDS = re.compile(r"\s*;\s*|(?<=[a-zß-ÿ)][.])\s+(?=[A-Z])")
_MOST_WORDS_IN_FRENCH = 12


def is_contribution_note(text: str) -> bool:
    """Say whether a line says who else worked on the story."""
    if len(text) > LONGEST_BYLINE or not _STEM.search(text):
        return False
    found = _NOTE.match(text)
    if not found:
        return False
    return not found["with"] or bool(_people(found))


def contribution_names(text: str) -> tuple[str, ...]:
    """Give who contributed; nobody where only an agency did."""
    if not is_contribution_note(text):
        return ()
    names: list[str] = []
    for clause in _CLAUSE_ENDS.split(text):
        if found := _NOTE.match(clause):
            names += _people(found)
    return tuple(dict.fromkeys(names))


def _people(found: re.Match[str]) -> tuple[str, ...]:
    said = found["before"] or found["after"] or found["with"]
    said = re.sub(r"[^,;]*[’']s?\s(?=[A-Z])", "", _EDITED.split(said)[0])
    people = names_in(_PLACES.sub("", _ROLES.sub("", said)))
    is_short = not found["with"] or len(said.split()) <= _MOST_WORDS_IN_FRENCH
    return people if people and is_short and not is_agency(people[0]) else ()
