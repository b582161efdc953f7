"""What stands between the paragraphs of a text page and is none of them."""

from __future__ import annotations

import pytest

from articles.blocks import Heading, Paragraph
from articles.markup import text_of
from articles.story import Story
from tests.articles.test_page_text import FIRST, HEADLINE, SECOND, parse

FURTHER = [
    "Nobody has walked over the old one since the winter, when a lorry hit its rail.",
    "The river is forty metres wide there, and the next bridge six kilometres away.",
    "Children from the east bank are taken to school by boat, twice a day, for nothing.",
]


def said(story: Story) -> list[str]:
    """Give the body's paragraphs and crossheads."""
    return [
        block.text if isinstance(block, Heading) else text_of(block.html)
        for block in story.body
        if isinstance(block, Heading | Paragraph)
    ]


@pytest.mark.parametrize(
    "between",
    [
        ["Quotas to be halved", "Read more"],
        ["Les også:", "Fergene forlater øyene"],
        ["Lire aussi Les ferrys quittent les îles"],
        ["When you subscribe we will use the information you give to send these newsletters."],
        ["The ramps are gone. pic.twitter.com/abc"],
    ],
)  # fmt: skip
def test_body__titles_of_others_and_their_pointers_are_no_part_of_it(between):
    story = parse(HEADLINE, FIRST, SECOND, *between, *FURTHER).story
    assert said(story) == [FIRST, SECOND, *FURTHER]


@pytest.mark.parametrize(
    "below",
    [
        ["This entry was posted in News and tagged ferries by Ann Boll."],
        ["(Except for the headline, this story was not edited by our staff.)"],
        ["— With assistance by Ann Boll", "(Updates with the owner’s answer.)"],
        ["ab/cd (AP, AFP, dpa)"],
    ],
)
def test_body__ends_before_notes_of_the_house(below):
    assert said(parse(HEADLINE, FIRST, SECOND, *below).story) == [FIRST, SECOND]


def test_body__keeps_a_crosshead_that_nothing_points_at():
    story = parse(HEADLINE, FIRST, "Two years later", SECOND).story
    assert said(story) == [FIRST, "Two years later", SECOND]
