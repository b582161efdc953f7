"""The cost of a text page grows with its length, never faster."""

from __future__ import annotations

import itertools
import random

import pytest

from articles.parsers.base import Defaults
from articles.parsers.lines import words_of
from articles.parsers.page_text import PageTextParser
from tests.costs import cost

PROSE = words_of(
    "the council voted on Tuesday to close old ferry terminal Dana Whitlow said that"
    " residents spoke most against plan and 2024 Harbor City mayor's office water it"
)
TRIGGERS = [
    "Read",
    "more:",
    "Photo",
    "by",
    "Foto:",
    "cookie",
    "newsletter",
    "© 2024",
    "By Dana Whitlow",
    "Getty Images",
    "AP",
    "Photo/",
    "subscribe",
    "Related",
    "stories",
    "Comments",
    "contributed to this report",
    "(AP)",
    "12 May 2024",
    "related:",
    "via Reuters,",
    "sign up",
    "(",
    "“",
    ".",
    "Image caption",
    "–",
    "/",
]
HEAD = """Council votes to close old ferry terminal

By Tom Hardwick

May 3, 2024

The council voted on Tuesday to close the old ferry terminal by the end of next year.

"""


def page(words: list[str], *, lines: int, longest: int) -> bytes:
    chosen = random.Random(1)  # noqa: S311
    texts = [
        " ".join(chosen.choices(words, k=chosen.randint(longest // 2, longest)))
        for _ in range(lines)
    ]
    stops = itertools.cycle((".", "", "."))
    return (
        HEAD + "\n".join(t + s for t, s in zip(texts, stops, strict=False))
    ).encode()


def cost_of(data: bytes) -> float:
    return cost(lambda: PageTextParser().parse(data, "page.txt", Defaults()))


@pytest.mark.parametrize(
    ("words", "longest"),
    [(PROSE, 40), (PROSE, 12), (TRIGGERS, 40), (TRIGGERS, 6), (PROSE + TRIGGERS, 60)],
    ids=["prose", "short lines", "triggers", "short triggers", "both"],
)
def test_cost__twice_the_lines_cost_about_twice(words, longest):
    once = page(words, lines=500, longest=longest)
    twice = page(words, lines=1000, longest=longest)
    assert cost_of(twice) < 3.2 * cost_of(once)


@pytest.mark.parametrize("words", [PROSE, TRIGGERS], ids=["prose", "triggers"])
def test_cost__one_line_twice_as_long_costs_about_twice(words):
    once = page(words, lines=1, longest=20_000)
    twice = page(words, lines=1, longest=40_000)
    assert cost_of(twice) < 4 * cost_of(once)
