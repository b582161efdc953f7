from __future__ import annotations

import json

import pytest

from articles.parsers.html_linked_data import (
    LinkedPhoto,
    LinkedStory,
    parse_leniently,
    read_linked_story,
)

WHOLE = {
    "@type": ["NewsArticle", "schema:Thing"],
    "headline": "A &amp; B",
    "alternativeHeadline": "alt",
    "description": "desc",
    "articleBody": "One.\n\nTwo.",
    "author": [{"name": "Ann Author"}, "Bo Bee", {"name": ["Cy Cee"]}],
    "datePublished": "2024-01-02T03:04:05Z",
    "dateModified": "2024-01-03",
    "articleSection": ["", "Local"],
    "keywords": ["a, b", {"name": "c"}, 3],
    "image": [
        "https://a.example/1.jpg",
        {"url": "https://a.example/2.jpg", "caption": "c", "creditText": "k"},
        {"contentUrl": "https://a.example/3.jpg", "creator": {"name": "P"}},
        7,
    ],
    "publisher": {"name": "The Paper"},
    "mainEntityOfPage": {"@id": "https://a.example/x"},
    "inLanguage": {"alternateName": "en"},
    "dateline": "PARIS",
    "copyrightHolder": {"name": "Holder"},
    "copyrightNotice": "© 2024 Holder",
    "isAccessibleForFree": "False",
}


def read(value, address: str = "", title: str = "") -> LinkedStory:
    return read_linked_story([json.dumps(value)], address, title)


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('{"a": [1, 2,], }', {"a": [1, 2]}),
        ('{"a": "x\ny"}', {"a": "x\ny"}),
        ('{"a": 1};', {"a": 1}),
        ("{&quot;a&quot;: 1}", {"a": 1}),
        ("no json", None),
        ("[" * 100_000, None),
    ],
)
def test_parse_leniently__cases(script, value):
    assert parse_leniently(script) == value


def test_read_linked_story__every_field():
    story = read(WHOLE)
    assert story.types == ("newsarticle", "thing")
    assert story.headline == "A & B"
    assert story.body == "One.\n\nTwo."
    assert story.authors == ("Ann Author", "Bo Bee", "Cy Cee")
    assert (story.section, story.keywords) == ("Local", ("a", "b", "c"))
    assert story.photos == (
        LinkedPhoto("https://a.example/1.jpg"),
        LinkedPhoto("https://a.example/2.jpg", "c", "k"),
        LinkedPhoto("https://a.example/3.jpg", "", "P"),
    )
    assert (story.publisher, story.url, story.language) == (
        "The Paper", "https://a.example/x", "en",
    )  # fmt: skip
    assert (story.holder, story.notice, story.is_free) == (
        "Holder", "© 2024 Holder", False,
    )  # fmt: skip


def test_read_linked_story__graph_resolves_ids():
    story = read(
        {
            "@graph": [
                {"@type": "Article", "headline": "H", "author": {"@id": "#p"}},
                {"@type": "Person", "@id": "#p", "name": "Ann Author"},
            ]
        }
    )
    assert story.authors == ("Ann Author",)


def test_read_linked_story__the_page_own_story_of_several():
    rows = [
        {"@type": "Article", "headline": "First", "url": "https://a.example/1"},
        {"@type": "Article", "headline": "Second", "url": "https://a.example/2"},
    ]
    assert read(rows).headline == "First"
    assert read(rows, address="https://a.example/2").headline == "Second"
    assert read(rows, title="Second | Paper").headline == "Second"


@pytest.mark.parametrize(
    "value", [{"@type": "WebPage"}, [], 3, {"@graph": [[[[[[[1]]]]]]]}]
)
def test_read_linked_story__none(value):
    assert read(value) == LinkedStory()
