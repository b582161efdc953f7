from __future__ import annotations

import pytest

from articles.parsers.html_meta import (
    is_story_address,
    microdata,
    plain_url,
    read_meta,
    value_of,
)
from articles.parsers.html_tree import read_page


@pytest.mark.parametrize(
    ("url", "base", "plain"),
    [
        ("https://a.example/x#top", "", "https://a.example/x"),
        (
            "https://a.example/x?utm_source=y&id=3&fbclid=z",
            "",
            "https://a.example/x?id=3",
        ),
        ("/x", "https://a.example/y", "https://a.example/x"),
        ("ftp://a.example/x", "", ""),
        ("http://[::1", "", ""),
        ("", "", ""),
    ],
)
def test_plain_url__cases(url, base, plain):
    assert plain_url(url, base) == plain


def test_is_story_address__needs_a_path_or_query():
    assert is_story_address("https://a.example/x")
    assert is_story_address("https://a.example/?p=1")
    assert not is_story_address("https://a.example/")


def test_read_meta__names_title_canonical_language():
    page = read_page(
        b'<html lang="de"><head><title>T</title><link rel="next"><link rel="Canonical" '
        b'href=" https://a.example/x "><meta property="og:title" content="A">'
        b'<meta name="Author" content=""><meta name="author" content="B"></head><p>x</p>'
    )
    meta = read_meta(page.root)
    assert (meta.title, meta.canonical, meta.language) == (
        "T", "https://a.example/x", "de",
    )  # fmt: skip
    assert meta.first("nothing", "og:title") == "A"
    assert meta.first("author") == "B"
    assert meta.all("author", "og:title") == ("B", "A")
    assert meta.first("nothing") == ""


def test_read_meta__empty_head():
    meta = read_meta(read_page(b"<p>x</p>").root)
    assert (meta.title, meta.canonical, meta.language) == ("", "", "")


def test_microdata__only_of_the_story():
    page = read_page(
        b'<div itemscope itemtype="http://schema.org/NewsArticle">'
        b'<p itemprop="headline">yes</p><div itemscope itemtype="http://schema.org/Person">'
        b'<p itemprop="headline">no</p></div></div><p itemprop="headline" content="free">x</p>'
    )
    assert [value_of(e) for e in microdata(page.root, "headline")] == ["yes", "free"]
