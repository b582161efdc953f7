"""Paragraphs that a machine broke into lines of 72 or so columns, made whole again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from articles.parsers.page_lines import Line

_NARROWEST, _WIDEST = 45, 100
_FEWEST_BREAKS = 5
_LEAST_SHARE = 0.8


def join_wrapped(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of a page whose paragraphs are all broken at one width.

    Lines are a paragraph's where no empty line parts them; a break is the machine's
    where the next word would not have fitted. Other pages come back as they are.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if b.is_glued]
    if len(pairs) < _FEWEST_BREAKS:
        return list(lines)
    width = max(len(above.text) for above, _ in pairs)
    forced = [_is_forced(above, below, width) for above, below in pairs]
    is_wrapped = sum(forced) >= max(_FEWEST_BREAKS, _LEAST_SHARE * len(pairs))
    if not _NARROWEST <= width <= _WIDEST or not is_wrapped:
        return list(lines)
    return _joined(lines, width)


def _is_forced(above: Line, below: Line, width: int) -> bool:
    """Say whether the first word below would have run over the page's width."""
    return len(above.text) + 1 + len(below.text.split(maxsplit=1)[0]) > width


def _joined(lines: Sequence[Line], width: int) -> list[Line]:
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.is_glued and _is_forced(runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_whole(run) for run in runs]


def _whole(run: Sequence[Line]) -> Line:
    text = " ".join(line.text for line in run)
    return Line(text, run[0].start, run[-1].end, run[0].is_glued)
