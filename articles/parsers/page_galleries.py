"""Captions of galleries and viewers: several in a run, under their house, said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.parsers.page_lines import Kind, Line

_HIDE_CAPTION = re.compile(r"(?:hide|show|toggle) caption", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:in|on) this (?:\d{4} )?(?:image|photo|picture|view)\b|\bpictured\b|\bseen here\b"
    r"|^(?:this|the) (?:image|photo|picture|view|mosaic)\b|\b(?:auf dem|im) bild\b|\ben la (?:foto|imagen)\b"
    r"|\bsur (?:la|cette) (?:photo|image)\b",
    re.IGNORECASE,
)
_RUNNING = frozenset({Kind.SENTENCE, Kind.PROSE})
_BARE = frozenset({Kind.TITLE, Kind.LABEL})
_MOST_IN_RUN = 40
_FEWEST_IN_RUN = 2
_LINES_ABOVE = 12
_MOST_CAPTION_WORDS = 45
_MOST_HOUSE_WORDS = 4
_FEWEST_TITLE_WORDS = 5
_FEWEST_AGAIN_WORDS = 8
_NEAR = 3


def know_galleries(lines: Sequence[Line]) -> list[Line]:
    """Name the captions of a viewer's run, of a house over the story, and those said twice."""
    known, houses = list(lines), set[str]()
    for index, line in enumerate(lines):
        if _HIDE_CAPTION.fullmatch(line.text):
            _know_run_above(known, index - 1)
        elif _is_house_over_caption(known, index) or _is_house_again(
            known, index, houses
        ):
            houses.add(line.key)
            known[index] = replace(line, role=Kind.CREDIT)
            known[index + 1] = replace(known[index + 1], role=Kind.PHOTO)
        elif _is_said_again(known, index):
            known[index] = replace(line, role=Kind.PHOTO)
    return known


def _know_run_above(lines: list[Line], last: int) -> None:
    """Take the paragraphs over a viewer's last caption for captions too.

    A viewer of many pictures stands over all text, and one of them speaks of its picture.
    """
    first = last
    while (
        first > 0 and last - first < _MOST_IN_RUN and lines[first - 1].kind in _RUNNING
    ):
        first -= 1
    above = lines[max(0, first - _LINES_ABOVE) : first]
    has_text = any(line.kind in _RUNNING and line.count > 20 for line in above)
    speaks = any(_SPEAKS.search(line.text) for line in lines[first:last])
    if last - first + 1 < _FEWEST_IN_RUN or not above or has_text or not speaks:
        return
    for i in range(first, last):
        lines[i] = replace(lines[i], role=Kind.PHOTO)


def _is_house_over_caption(lines: Sequence[Line], index: int) -> bool:
    """Take "Harbour Museum" and a short text between headline and byline for a photo."""
    if index < 1 or index + 2 >= len(lines):
        return False
    title, house, caption, byline = lines[index - 1 : index + 3]
    is_house = house.kind in _BARE and 1 < house.count <= _MOST_HOUSE_WORDS
    is_named = all(word[:1].isupper() for word in house.text.split())
    is_title = title.kind in _BARE and title.count >= _FEWEST_TITLE_WORDS
    is_signed = byline.kind is Kind.BYLINE and house.key not in byline.key
    return is_house and is_named and is_title and is_signed and _is_caption(caption)


def _is_house_again(lines: Sequence[Line], index: int, houses: set[str]) -> bool:
    """Know a house that stood over a caption before, over another one."""
    if lines[index].key not in houses or index + 2 >= len(lines):
        return False
    return _is_caption(lines[index + 1]) and lines[index + 2].kind in _RUNNING | _BARE


def _is_caption(line: Line) -> bool:
    return line.kind in _RUNNING and line.count <= _MOST_CAPTION_WORDS


def _is_said_again(lines: Sequence[Line], index: int) -> bool:
    """Know a caption that a line close below says again with its credit."""
    line = lines[index]
    if line.kind not in _RUNNING or line.count < _FEWEST_AGAIN_WORDS:
        return False
    below = lines[index + 1 : index + 1 + _NEAR]
    return any(
        other.kind is Kind.PHOTO
        and other.key != line.key
        and other.key.startswith(line.key)
        for other in below
    )
