"""Who signs a text page, and when, where words mislead."""

from __future__ import annotations

import pytest

from tests.articles.test_page_text import FIRST, HEADLINE, SECOND, parse


@pytest.mark.parametrize(
    "last",
    [
        "Ihr Instrument ist älter als das Haus, in dem sie es spielt.",
        "Haus Brandes ist vom Bahnhof in zehn Minuten zu erreichen.",
        "Parrot Yoga Is a Thing and Nobody Writes About It Any More",
    ],
)
def test_signatures__nouns_with_capitals_sign_nothing(last):
    assert parse(HEADLINE, FIRST, SECOND, last).story.byline == ""


@pytest.mark.parametrize(
    ("place", "month"),
    [
        ("La ville a été inondée et les habitants ont dû partir en bateau.", 2),
        (FIRST, 4),
    ],
)
def test_dates__a_day_in_the_order_of_the_texts_language(place, month):
    story = parse(HEADLINE, "4/2/2018", place, place + " " + place).story
    assert story.published_at is not None
    assert story.published_at.month == month
