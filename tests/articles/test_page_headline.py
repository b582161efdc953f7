"""Which of many lines above a story is its headline, on whole pages."""

from __future__ import annotations

import pytest

from articles.parsers.base import Defaults
from articles.parsers.page_text import PageTextParser

STORY = (
    "The Ministry of Waters released new rules for wells on Friday. They tell owners how "
    "deep a well may go and how much may be drawn from it in a dry summer.",
    "The ministry said that half of the wells on the island had been dug without anybody "
    "being told. Owners have until March to report theirs, and will not be fined.",
    "Farmers in the north said the rules came a year late. Two wells ran dry in August.",
)
HEADLINE = "Ministry of Waters releases new rules for wells on the island"


def parsed_of(*lines: str):
    text = "\n\n".join(lines)
    (parsed,) = PageTextParser().parse(text.encode(), "page.txt", Defaults())
    return parsed


def read(*lines: str):
    return parsed_of(*lines).story


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(
            (
                "Latest",
                "Harvest bank opens a third branch on the island",
                "Island farmers bake their longest loaf for the summer feast",
                "Stamp show brings in a record number of visitors on Friday",
                HEADLINE,
                "11/17/2023 05:40 PM",
                "Share",
            ),
            id="the last of a list, with its date",
        ),
        pytest.param(
            (
                "ISLAND NEWS",
                "Your clipping will appear in your scrapbook. Please give it a name and a "
                "line that says what is behind the link.",
                "Name of clipping :",
                "Text of clipping :",
                HEADLINE,
                "By Nora Fenwick Published: 11/17/2023 2:27 AM",
            ),
            id="under the words of a tool",
        ),
        pytest.param(
            (
                "ABOUT / FAQ",
                "Wells, Rules of the Island,",
                HEADLINE,
                "By Nora Fenwick",
                "November 17, 2023",
            ),
            id="under a list of topics",
        ),
    ],
)
def test_headline__stands_over_the_signature_of_its_story(above):
    story = read(*above, *STORY)
    assert story.headline == HEADLINE


def test_headline__is_no_date_however_often_it_stands_there():
    date = "Published 17 November 2023 at 17:40"
    story = read("ISLAND NEWS", date, "Waters", "Rules for wells", date, *STORY)
    assert "2023" not in story.headline


def test_headline__the_second_title_that_says_no_more_is_the_dek():
    dek = "New rules ask owners to report them"
    story = read("The Wells of the Island", dek, "Nora Fenwick", "May 3, 2023", *STORY)
    assert (story.headline, story.dek) == ("The Wells of the Island", dek)


def test_body__ends_where_the_headline_stands_again_over_the_same_text():
    mail = ("Send by mail", HEADLINE, STORY[0])
    story = read(HEADLINE, "By Nora Fenwick", "May 3, 2023", *STORY, *mail)
    assert [block.html for block in story.body] == list(STORY)


def test_body__goes_on_under_a_headline_that_stands_again_over_more_text():
    more = (HEADLINE, *STORY)
    story = read(HEADLINE, "By Nora Fenwick", "May 3, 2023", STORY[2], *more)
    assert list(STORY) == [block.html for block in story.body][-3:]


def test_headline__stands_alone_under_its_label_and_over_a_dek_that_tells_more():
    title = "Summer ends early for the thirsty north"
    dek = "The Ministry of Waters releases new rules for wells on the island"
    story = read("Island", title, dek, "By Nora Fenwick", "May 3, 2023", *STORY)
    assert (story.headline, story.dek) == (title, dek)


def test_headline__is_explained_by_the_marks_that_told_most():
    parsed = parsed_of("Island", HEADLINE, "By Nora Fenwick", "May 3, 2023", *STORY)
    judged = parsed.fields["headline"]
    assert "points: " in judged.reason
    assert "three words told at once" in judged.reason
    assert judged.confidence >= 0.9
