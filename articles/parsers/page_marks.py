"""Marks that a tool left in a text, Markdown's and those of numbered links, taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.parsers.page_lines import Line

_FEWEST_MARKED = 3
_NUMBERED_LINK = re.compile(r"\[\d{1,3}\](?=\S)")
_MARKDOWN = re.compile(
    r"^#{1,6}\s\S|\*\*\S.*?\S\*\*|\[[^\[\]]{2,}\]\((?:/|#|\w+:)\S*\)"
)
_TAKEN_OFF = (
    (re.compile(r"!\[[^\[\]]*\]\([^()]*\)"), ""),
    (re.compile(r"\[([^\[\]]+)\]\([^()]*\)"), r"\1"),
    (re.compile(r"^(?:#{1,6}|>)\s+"), ""),
    (re.compile(r"(\*\*|__)(\S.*?\S|\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(\S[^*_]*\S)\1(?!\w)"), r"\2"),
    (re.compile(r"^(?:-{3,}|\*{3,}|_{3,})$"), ""),
)


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """Take the marks off the lines of a page that has several; others stay as they are."""
    if _is_marked(lines, _MARKDOWN):
        lines = [_bare(line) for line in lines]
    if _is_marked(lines, _NUMBERED_LINK):
        lines = [_changed(line, _NUMBERED_LINK.sub("", line.text)) for line in lines]
    return [line for line in lines if line.text]


def _is_marked(lines: Sequence[Line], mark: re.Pattern[str]) -> bool:
    marked = sum(bool(mark.search(line.text[:500])) for line in lines)
    return marked >= _FEWEST_MARKED


def _bare(line: Line) -> Line:
    text = line.text
    for pattern, instead in _TAKEN_OFF:
        text = pattern.sub(instead, text)
    return _changed(line, text.strip())


def _changed(line: Line, text: str) -> Line:
    return line if text == line.text else replace(line, text=text)
