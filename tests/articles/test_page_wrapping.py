"""Paragraphs broken at a fixed width come out whole, others as they were."""

from __future__ import annotations

import textwrap

import pytest

from articles.parsers.page_lines import split_lines
from articles.parsers.page_wrapping import join_wrapped

LONG = (
    "The county will test all the private wells within a mile of the former tannery"
    " after chromium was found in the water of three homes, officials said on Monday"
    " night at a crowded meeting in the grange hall, where nobody had an answer."
)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_join__paragraphs_wrapped_at_one_width(width):
    texts = [LONG, LONG.replace("county", "city"), LONG.replace("wells", "springs")]
    paragraphs = ["Wells to be tested", *texts]
    page = "\n\n".join(textwrap.fill(text, width) for text in paragraphs)
    joined = join_wrapped(split_lines(page))
    assert [line.text for line in joined] == paragraphs
    assert page[joined[1].start : joined[1].end].split() == LONG.split()


def test_join__single_breaks_between_paragraphs_stay():
    page = "\n".join(["Wells to be tested", LONG, "Short one.", LONG, LONG, LONG, LONG])
    lines = split_lines(page)
    assert join_wrapped(lines) == lines


def test_join__lists_of_short_lines_stay():
    lines = split_lines("\n".join(f"{i} cups of flour" for i in range(1, 12)))
    assert join_wrapped(lines) == lines


def test_join__few_breaks_prove_nothing():
    lines = split_lines("\n\n".join([LONG, textwrap.fill(LONG, 72)]))
    assert join_wrapped(lines) == lines
