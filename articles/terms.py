"""What somebody types to search, as terms: words, "phrases", OR and -words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.errors import BadParameter

MOST_CHARACTERS = 200
MOST_TERMS = 16
# Shorter starts of words are in half of all stories. Other scripts say more in less.
_SHORTEST_PREFIX = 3
_PIECES = re.compile(r'(-?)"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True)
class Term:
    """One thing looked for: a word, the start of one, or words in a row."""

    text: str
    is_phrase: bool = False
    is_negated: bool = False
    is_prefix: bool = False


# Any of the groups, and in each all of its terms.
Terms = tuple[tuple[Term, ...], ...]


def read_terms(text: str) -> Terms:
    """Read what was typed, as web searches are read.

    The last word stands for all words it starts, from three letters on. Raises
    BadParameter where there is too much, or nothing to look for.
    """
    if len(text) > MOST_CHARACTERS or "\0" in text:
        raise BadParameter.of("q", f"Give at most {MOST_CHARACTERS} characters.")
    groups: list[list[Term]] = [[]]
    pieces = list(_PIECES.finditer(text))
    for piece in pieces:
        if piece.group() == "OR":
            groups.append([])
        elif term := _term(piece, is_last=piece is pieces[-1]):
            groups[-1].append(term)
    found = tuple(tuple(group) for group in groups if group)
    _refuse(found)
    return found


def _term(piece: re.Match[str], *, is_last: bool) -> Term | None:
    minus, phrase, word = piece.groups()
    if word is None:
        found = Term(phrase, is_phrase=True, is_negated=bool(minus))
    else:
        is_negated = word.startswith("-")
        text = word.removeprefix("-")
        is_told = len(text) >= _SHORTEST_PREFIX or not text.isascii()
        is_prefix = is_last and is_told and not is_negated
        found = Term(text, is_negated=is_negated, is_prefix=is_prefix)
    return found if any(sign.isalnum() for sign in found.text) else None


def _refuse(groups: Terms) -> None:
    if sum(len(group) for group in groups) > MOST_TERMS:
        raise BadParameter.of("q", f"Give at most {MOST_TERMS} words.")
    if not groups or any(all(term.is_negated for term in group) for group in groups):
        raise BadParameter.of(
            "q", "Give a word to look for, not only what to leave out."
        )
