"""Bare titles between paragraphs: crossheads of the story, or titles of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.parsers.lines import is_all_capitals, plain
from articles.parsers.page_lines import TEXT_KINDS, Kind, Line
from articles.parsers.page_regions import Regions
from articles.parsers.page_titles import content_words, share_within

CROSSHEAD_WORDS = 5
_LONG_CROSSHEAD_WORDS = 7
_MOST_CROSSHEAD_WORDS = 9
_SECTION_LINES = 6
_POINTER = re.compile(
    r"(?:read|see|learn)(?: more| next| also)|read (?:the )?full (?:story|article)|weiterlesen|mehr(?: lesen)?"
    r"|(?:à )?lire (?:la suite|aussi|également)|le[ea]r? (?:más|también)|leia (?:mais|também)"
    r"|leggi (?:anche|tutto)|lees (?:meer|verder|ook)|l[eäæ]s (?:mere?|også|också|vidare)"
)


def promo_chance(lines: Sequence[Line], index: int, regions: Regions) -> float:
    """Weigh a bare title: crossheads are short and speak of the text under them."""
    line = lines[index]
    if _is_pointed_at(lines, index):
        return 0.9
    if line.count <= CROSSHEAD_WORDS:
        return 0.1
    echo = _echo_below(lines, index, regions)
    if _is_in_run(lines, index, regions):
        return 0.85
    if line.count <= _LONG_CROSSHEAD_WORDS and not is_all_capitals(line.text):
        return 0.4 if echo < 0.25 else 0.2
    if line.count <= _MOST_CROSSHEAD_WORDS:
        return 0.7 if echo < 0.25 else 0.3
    return 0.4 if echo >= 0.7 else 0.75


def _is_pointed_at(lines: Sequence[Line], index: int) -> bool:
    """Say whether "Read more" stands alone above or below: the title is another story's."""
    beside = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any(_POINTER.fullmatch(plain(line.text)) for line in beside)


def _echo_below(lines: Sequence[Line], index: int, regions: Regions) -> float:
    below = lines[index + 1 : min(index + 1 + _SECTION_LINES, regions.stop)]
    section = " ".join(line.text for line in below if line.kind in TEXT_KINDS)
    return share_within(lines[index].text, content_words(section))


def _is_in_run(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    """Say whether another long title stands beside: two in a row are links."""
    beside = [i for i in (index - 1, index + 1) if 0 <= i < regions.stop]
    return any(
        lines[i].kind is Kind.TITLE and lines[i].count > CROSSHEAD_WORDS for i in beside
    )
