"""Which titles stand over the story's own signature: its headline and its deks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.parsers.page_lines import Kind, Line
from articles.parsers.page_regions import Regions
from articles.parsers.page_titles import (
    SIGNATURES,
    TOPICS_INSIDE,
    is_in_menu,
    is_wordy,
)

_NEAR_BODY = 14
_LINES_CLEAR = 3
_LINES_IN_BLOCK = 6
_MOST_TITLES = 3
_FOR_SIGNED = 1.5
_TOLD = 0.3


def signed_titles(lines: Sequence[Line], last: int, regions: Regions) -> set[int]:
    """Find the titles and deks right over the signature nearest above the body."""
    top = max(0, last - _NEAR_BODY)
    near = range(top, min(last + _LINES_CLEAR, len(lines)))
    signatures = [i for i in near if lines[i].kind in SIGNATURES]
    for signature in reversed(signatures):
        if titles := _titles_over(lines, signature):
            return titles | set(_going_on_above(lines, min(titles), regions))
    return set()


def _titles_over(lines: Sequence[Line], signature: int) -> set[int]:
    """Take three titles at most; labels, pictures and one long dek may lie between."""
    found: set[int] = set()
    for i in reversed(range(max(0, signature - _LINES_IN_BLOCK), signature)):
        if lines[i].kind in SIGNATURES or len(found) == _MOST_TITLES:
            break
        is_menu = is_in_menu(lines, i) and is_in_menu(lines, i + 1)
        is_caption = lines[i + 1].kind is Kind.CREDIT
        if is_wordy(lines[i]) and not is_menu and not is_caption:
            found.add(i)
    return found


def _going_on_above(
    lines: Sequence[Line], first: int, regions: Regions
) -> Iterator[int]:
    """Give the lines that go on above a block: a headline over several points."""
    for i in reversed(range(max(0, first - _MOST_TITLES), first)):
        if regions.zone_of(i) or not is_wordy(lines[i]) or is_in_menu(lines, i):
            return
        yield i


def for_place(
    lines: Sequence[Line],
    index: int,
    regions: Regions,
    told: dict[int, float],
) -> float:
    """Prefer what stands over the story's signature; mark down what else is in a list.

    `told` are the titles over the signature, and which share of each the body tells.
    """
    if index in told and max(told.values()) >= _TOLD:
        keys = [line.key for line in lines[: regions.start]]
        is_menu = keys.count(lines[index].key) > 1 and not told[index]
        if not is_menu:
            return 0.0 if _is_other(lines, index, told) else _FOR_SIGNED
    return -2.5 if regions.zone_of(index) else 0.0


def _is_other(lines: Sequence[Line], index: int, told: dict[int, float]) -> bool:
    """Know a pointer, a title of a list, and a dek: it says no more than the title above."""
    is_under = index - 1 in told and not TOPICS_INSIDE.search(lines[index - 1].text)
    is_dek = is_under and 0 < told[index] <= told[index - 1]
    is_of_list = len(told) >= _MOST_TITLES and told[index] < max(told.values()) / 2
    return is_dek or is_of_list or lines[index].kind is Kind.PROMO
