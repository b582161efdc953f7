"""Which line of a page is its headline."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.parsers.base import Rejected
from articles.parsers.page_headline_marks import (
    POINTS,
    Page,
    is_title_tag,
    marks_of,
    points_of,
)
from articles.parsers.page_lines import Kind, Line
from articles.parsers.page_regions import Regions
from articles.parsers.page_titles import CANDIDATES, MOST_WORDS, SIGNATURES

_FAR_REPETITION = 12
_NEAR_REPETITION = 4
_NEAR_BODY = 14
# How far into the text a headline may lie that was taken for its first sentence.
_LINES_INTO_BODY = 6
_LINES_BELOW = 3
_MOST_CANDIDATES = 600
_SUREST, _LEAST_SURE = 0.98, 0.4
_MARKS_TOLD = 3
_MOST_REJECTED = 4
_NEVER = SIGNATURES | {Kind.PHOTO, Kind.CREDIT, Kind.FURNITURE}


@dataclass(frozen=True)
class Headline:
    """The headline, the line after which its story begins, and how sure that is."""

    text: str
    line: Line
    anchor: int
    confidence: float
    reason: str = ""
    rejected: tuple[Rejected, ...] = ()


def find_headline(lines: Sequence[Line], regions: Regions) -> Headline | None:
    """Weigh every line above the body and a few into it; None where there is none."""
    page = Page(lines, regions, _repetitions(lines, regions))
    last = min(regions.start + _LINES_INTO_BODY, max(regions.stop, 1))
    marked = {
        i: marks_of(page, i)
        for i in range(max(0, last - _MOST_CANDIDATES), last)
        if _may_be_headline(lines[i], page.keys)
        and (i < regions.start or _may_stand_in_text(lines, i))
    }
    if not marked:
        return None
    points = {i: points_of(marks) for i, marks in marked.items()}
    index = max(points, key=lambda i: (points[i], -i))
    line = lines[index]
    return Headline(
        _without_site_name(line.text),
        line,
        _anchor(lines, index, regions),
        _confidence(lines, points, line),
        _reason(marked[index]),
        _rejected(lines, points, line),
    )


def _confidence(lines: Sequence[Line], points: dict[int, float], chosen: Line) -> float:
    """Share one certainty out among the candidates, as their points are log-odds."""
    best = max(points.values())
    odds = {i: math.exp(each - best) for i, each in points.items()}
    same = sum(odds[i] for i in odds if lines[i].key == chosen.key)
    return min(_SUREST, max(_LEAST_SURE, same / sum(odds.values())))


def _reason(marks: dict[str, float]) -> str:
    """Name the marks that told most for the line."""
    worth = {mark: POINTS[mark] * value for mark, value in marks.items()}
    told = sorted(worth, key=lambda mark: -worth[mark])[:_MARKS_TOLD]
    return f"{sum(worth.values()):.1f} points: {', '.join(told)}"


def _rejected(
    lines: Sequence[Line], points: dict[int, float], chosen: Line
) -> tuple[Rejected, ...]:
    """Give the best lines that gave way."""
    ranked = sorted(points, key=lambda i: (-points[i], -i))
    others = [i for i in ranked if lines[i].key != chosen.key][:_MOST_REJECTED]
    return tuple(
        Rejected(lines[i].text[:160], 0.0, f"{points[i]:.1f} points") for i in others
    )


def _repetitions(lines: Sequence[Line], regions: Regions) -> Counter[str]:
    """Count lines above the body; what stands twice far above it belongs to a menu."""
    keys = Counter(line.key for line in lines[: regions.start + 1])
    above = lines[max(0, regions.start - _NEAR_BODY) : regions.start + 1]
    near = {line.key for line in above}
    return Counter({key: n if key in near else 1 for key, n in keys.items()})


def is_repetition(line: Line, headline: Headline) -> bool:
    """Say whether a line is the headline again, alone or with the site's name."""
    key = headline.line.key
    return line.key == key or (line.key.startswith(key) and is_title_tag(line, key))


def _may_be_headline(line: Line, keys: Counter[str]) -> bool:
    if line.count > MOST_WORDS or not line.count:
        return False
    if line.kind is Kind.LABEL and line.count < 2 and keys[line.key] < 2:
        return False
    if line.kind in _NEVER:
        return False
    return line.kind in CANDIDATES or (keys[line.key] > 1 and line.count >= 6)


def _may_stand_in_text(lines: Sequence[Line], index: int) -> bool:
    """Take a line of the text for the headline unless it is a paragraph nobody signed."""
    below = lines[index + 1 : index + 1 + _LINES_BELOW]
    is_signed = any(line.kind in SIGNATURES for line in below)
    return lines[index].kind is not Kind.PROSE or is_signed


def _anchor(lines: Sequence[Line], index: int, regions: Regions) -> int:
    """Begin after the headline; after its last repetition where much lies between."""
    key = lines[index].key
    again = [i for i in range(index, regions.start) if lines[i].key == key]
    last = again[-1] if again else index
    is_signed = any(line.kind in SIGNATURES for line in lines[last + 1 : last + 3])
    is_signed = is_signed and not any(
        line.kind in SIGNATURES for line in lines[index:last]
    )
    far = _NEAR_REPETITION if is_signed else _FAR_REPETITION
    return last if last - index >= far else index


def _without_site_name(text: str) -> str:
    """Drop " | Site" from a headline that only the page's title gives."""
    text = re.sub(r"\s(?:Add to \.\.\.|Share|Print|Email)$", "", text)
    head, bar, tail = text.rpartition(" | ")
    return head if bar and len(tail.split()) <= 4 and len(head.split()) >= 3 else text
