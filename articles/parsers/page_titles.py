"""What lines that may be titles have in common: their form and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.parsers.bylines import is_names_only
from articles.parsers.lines import words_of
from articles.parsers.page_lines import Kind, Line

CANDIDATES = frozenset({Kind.TITLE, Kind.PROMO, Kind.SENTENCE, Kind.PROSE, Kind.LABEL})
SIGNATURES = frozenset({Kind.BYLINE, Kind.DATE})
MOST_WORDS = 35
_MENU_WORDS = 4
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_MENU_LINES = 3
_BARE = frozenset({Kind.TITLE, Kind.LABEL})


def content_words(text: str) -> set[str]:
    """Give the words of four letters or more, cut to their first six letters.

    Texts without spaces are cut to pairs of signs. The cut lets "surveillance" meet "surveilled" and forms of inflected languages.
    """
    words = {word.casefold()[:6] for word in words_of(text) if len(word) >= 4}
    signs = _EAST_ASIAN.findall(text)
    return words | {run[i : i + 2] for run in signs for i in range(len(run) - 1)}


def share_within(text: str, words: set[str]) -> float:
    """Say which share of a text's words another text has, 0 to 1."""
    own = content_words(text)
    return len(own & words) / len(own) if own else 0.0


def is_wordy(line: Line) -> bool:
    """Say whether a line is as long as a title or a dek, whole and no name."""
    is_name = line.kind is not Kind.PROSE and is_names_only(line.text)
    is_cut = is_name or line.text.endswith(",")
    return line.kind in CANDIDATES and 3 <= line.count <= MOST_WORDS and not is_cut


def is_in_menu(lines: Sequence[Line], index: int) -> bool:
    """Say whether a short line stands under others as short and bare."""
    rows = lines[max(0, index - _MENU_LINES) : index + 1]
    return len(rows) == _MENU_LINES + 1 and all(
        line.kind in _BARE and line.count <= _MENU_WORDS for line in rows
    )
