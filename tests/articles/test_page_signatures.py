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


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["Maria Lund"], ["Maria Lund"]),
        (["Maria Lund, Rui Sol", "3 Min Read"], ["Maria Lund", "Rui Sol"]),
        (["MARIA LUND", "Skarvik", "@marialund"], ["Maria Lund"]),
        (["Reuters", "Posted: 07/18/2019 04:44:59 PM PDT"], ["Reuters"]),
        (["dpa Montag, 06.05.2019, 10:00"], ["dpa"]),
        (["Skarvik"], []),
    ],
)
def test_byline__is_a_name_alone_between_headline_and_text(header, names):
    story = parse(HEADLINE, *header, FIRST, SECOND).story
    assert [credit.name for credit in story.contributors] == names
    assert not story.dek
