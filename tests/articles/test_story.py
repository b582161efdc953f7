"""Stories and blocks as values, and their JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import blocks as b
from articles.blocks import block_from_json, block_to_json, photos_of
from articles.errors import ArticleError, BadBlock, NotPublishable
from articles.story import (
    Copyright,
    Credit,
    RelatedRef,
    SectionRef,
    Story,
    TopicRef,
)

TEXT = st.text(max_size=20)
PHOTO = st.builds(
    b.PlacedPhoto,
    photo=st.none() | TEXT,
    caption=st.none() | TEXT,
    creator=st.lists(TEXT, max_size=3).map(tuple),
)
BLOCK = st.one_of(
    st.builds(b.Paragraph, TEXT, TEXT),
    st.builds(b.Heading, TEXT, st.sampled_from([2, 3, 4])),
    st.builds(b.Quote, TEXT, TEXT),
    st.builds(b.ListBlock, st.lists(TEXT, max_size=3).map(tuple)),
    st.builds(b.Table, st.lists(st.lists(TEXT).map(tuple)).map(tuple), st.booleans()),
    st.builds(b.PhotoBlock, PHOTO),
    st.builds(b.Gallery, st.lists(PHOTO, max_size=3).map(tuple)),
    st.builds(b.Embed, TEXT, TEXT, TEXT),
    st.builds(b.Promo, TEXT, article=st.none() | TEXT),
    st.builds(b.CallToAction, TEXT),
    st.builds(b.Rule),
    st.builds(b.HtmlBlock, TEXT),
)


@given(BLOCK)
def test_blocks__come_back_equal(block):
    assert block_from_json(json.loads(json.dumps(block_to_json(block)))) == block


@given(
    st.builds(
        Story,
        headline=TEXT,
        headlines=st.dictionaries(st.sampled_from(["web", "print"]), TEXT),
        contributors=st.lists(st.builds(Credit, TEXT)).map(tuple),
        section=st.none() | st.builds(SectionRef, TEXT),
        topics=st.lists(st.builds(TopicRef, TEXT)).map(tuple),
        lead_photo=st.none() | PHOTO,
        body=st.lists(BLOCK, max_size=4).map(tuple),
        related=st.lists(st.builds(RelatedRef, TEXT)).map(tuple),
        copyright=st.builds(Copyright, TEXT, st.none() | st.integers(1900, 2100)),
        published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
)
def test_story__comes_back_equal(story):
    assert Story.from_json(json.loads(json.dumps(story.to_json()))) == story


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"type": "video"}, "no block of type 'video'"),
        ({}, "no block of type"),
        ({"type": "paragraph"}, "lacks a field"),
        ({"type": "paragraph", "html": 1}, "html is not a str"),
        ({"type": "paragraph", "html": "", "style": "x"}, "has no style"),
        ({"type": "heading", "text": "", "level": 1}, "level is 2, 3 or 4"),
        ({"type": "heading", "text": "", "level": True}, "level is 2, 3 or 4"),
        ({"type": "list", "items": "abc"}, "items is not a list"),
        ({"type": "list", "items": [1]}, "items is not a str"),
        ({"type": "table", "rows": [["a"]], "header": 1}, "header is not a bool"),
        ({"type": "table", "rows": ["a"]}, "rows is not a list"),
        ({"type": "photo", "photo": "x"}, "photo is not a dict"),
        ({"type": "photo", "photo": {"size": 1}}, "photo has no size"),
        ({"type": "photo", "photo": {"creator": "x"}}, "creator is a list"),
        ({"type": "photo", "photo": {"creator": [1]}}, "creator is a list"),
        ({"type": "photo", "photo": {"photo": 7}}, "photo is not a text"),
        ({"type": "photo", "photo": {"title": None}}, "title is not a text"),
        ({"type": "gallery", "photos": [1]}, "photos is not a dict"),
        ({"type": "promo", "title": "", "article": 3}, "article is not a str"),
    ],
)
def test_block_from_json__says_what_is_wrong(row, message):
    with pytest.raises(BadBlock, match=message):
        block_from_json(row)


def test_placed_photos__lead_first_then_the_body_in_order():
    first, second, third = (b.PlacedPhoto(title=name) for name in "abc")
    story = Story(
        lead_photo=first, body=(b.Gallery((second, third)), b.PhotoBlock(first))
    )
    assert list(story.placed_photos()) == [first, second, third, first]
    assert photos_of(b.Rule()) == ()
    assert list(Story().placed_photos()) == []


def test_story__evolves_into_a_copy():
    story = Story(headline="Old")
    now = datetime.now(UTC)
    assert story.evolve(headline="New", published_at=now).headline == "New"
    assert story.headline == "Old"


@pytest.mark.parametrize(
    ("given", "stated"),
    [(Copyright(), False), (Copyright("A"), True), (Copyright(notice="© A"), True)],
)
def test_copyright__is_stated_where_an_owner_is_named(given, stated):
    assert given.is_stated is stated


def test_errors__speak_by_docstring_or_by_their_own_text():
    assert NotPublishable(refusals=[1]).text.startswith("The story is not ready")
    assert NotPublishable("No.").text == "No."
    assert NotPublishable(refusals=[1]).details == {"refusals": [1]}
    assert ArticleError.code == "article_error"
