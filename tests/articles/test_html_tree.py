from __future__ import annotations

import pytest

from articles.errors import NoStory, UnknownFormat
from articles.parsers import html_tree
from articles.parsers.base import Defaults
from articles.parsers.html_content import find_region, measure_prose
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_tree import (
    children_of,
    elements_in,
    has_ancestor,
    holds_blocks,
    is_hidden,
    names_of,
    read_page,
    spaced_text_in,
    text_in,
    whole_text_in,
)
from articles.parsers.page_html import PageHtmlParser
from media.errors import TooLarge
from tests.costs import cost


def first(markup: str, tag: str):
    return next(read_page(f"<body>{markup}</body>".encode()).root.iter(tag))


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", NoStory), (b" \n", NoStory), (b"\x89PNG\r\n\x1a\n\0\0\0\r", UnknownFormat)],
)
def test_read_page__refuses(data, error):
    with pytest.raises(error):
        read_page(data)


def test_read_page__too_large(monkeypatch):
    monkeypatch.setattr(html_tree, "LARGEST_PAGE", 10)
    with pytest.raises(TooLarge):
        read_page(b"<p>more than ten bytes</p>")


def test_read_page__too_many_elements(monkeypatch):
    monkeypatch.setattr(html_tree, "MOST_ELEMENTS", 5)
    with pytest.raises(TooLarge):
        read_page(b"<p>1<p>2<p>3<p>4<p>5")


def test_read_page__keeps_linked_data_and_drops_scripts():
    page = read_page(
        b'<script type="application/ld+json">{"a": 1}</script><script>x</script><p>y</p>'
    )
    assert page.scripts == ('{"a": 1}',)
    assert next(page.root.iter("script"), None) is None


def test_read_page__an_xml_prolog_and_controls_do_no_harm():
    page = read_page(b'<?xml version="1.0" encoding="utf-8"?><p>a\x0bb</p>')
    assert text_in(page.root) == "ab"


def test_read_page__noscript_keeps_pictures_only():
    noscript = first(
        "<noscript><p>Enable it</p><img src='a.jpg'>x<img src='b.gif' width='1'></noscript>",
        "noscript",
    )
    assert [child.get("src") for child in noscript] == ["a.jpg"]
    assert text_in(noscript) == ""


def test_names_of__words_of_class_and_id():
    assert names_of(first('<p class="StoryBody x_y" id="n1">t</p>', "p")) == (
        "-story-body-x-y-n1-"
    )


def test_page_names__are_remembered():
    page = read_page(b'<p class="a">x</p>')
    element = next(page.root.iter("p"))
    assert page.names(element) == page.names(element) == "-a--"


def test_texts__with_and_without_spaces_between_markup():
    element = first("<p><b>Ann</b><i>Author</i> é</p>", "p")
    assert text_in(element) == "AnnAuthor é"
    assert spaced_text_in(element) == "Ann Author é"


def test_text_in__blocks_and_breaks_are_spaces():
    assert text_in(first("<div><p>a</p><p>b<br>c</p></div>", "div")) == "a b c"


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p hidden>x</p>", True),
        ('<p style="display: none">x</p>', True),
        ('<p aria-hidden="true">x</p>', True),
        ("<p>x</p>", False),
    ],
)
def test_is_hidden__cases(markup, hidden):
    assert is_hidden(first(markup, "p")) is hidden


def test_structure__children_descendants_ancestors():
    element = first("<div><span>a<b>c</b></span><!-- x --><p>d</p></div>", "div")
    assert [e.tag for e in children_of(element)] == ["span", "p"]
    assert [e.tag for e in elements_in(element)] == ["span", "b", "p"]
    assert holds_blocks(element)
    assert not holds_blocks(element[0])
    assert has_ancestor(element[0][0], "div")
    assert not has_ancestor(element, "table")


def test_read_page__endless_nesting_is_refused_with_a_reason():
    nested = "<div>" * 220 + "Text." + "</div>" * 220
    with pytest.raises(TooLarge, match="deep"):
        read_page(f"<body>{nested}</body>".encode())


def test_read_page__many_elements_far_down_are_refused_with_a_reason(monkeypatch):
    monkeypatch.setattr(html_tree, "MOST_LEVELS_TOGETHER", 2000)
    nested = "<div>" * 50 + "<i>x</i>{}" + "</div>" * 50
    read_page(nested.format("").encode())
    with pytest.raises(TooLarge, match="too deep for so many"):
        read_page(nested.format("<i>x</i>" * 50).encode())


@pytest.mark.parametrize("read", [text_in, spaced_text_in])
def test_text_in__reads_a_long_text_only_so_far(read):
    long = first(f"<div>{'<p>one two</p> ' * 3000}</div>", "div")
    assert read(long) == ("one two " * 3000)[: html_tree.LONGEST_READ]
    assert len(whole_text_in(long)) == 8 * 3000 - 1


def test_text_in__long_spaces_hide_no_words():
    spaces = " " * 5000
    element = first(f"<div>{spaces}one{spaces}<p>{spaces}two</p>\n</div>", "div")
    assert text_in(element) == "one two"
    accents = first("<p>" + "e&#x301;" * 900 + "</p>", "p")
    assert text_in(accents) == "é" * 900


def test_parse__text_in_many_boxes_costs_about_as_in_few():
    opening = (
        "<h1>Ferry sails again</h1><p>" + "It sails from the old pier. " * 20 + "</p>"
    )
    before = "The mayor spoke of the pier. " * 20_000

    def cost_of(boxes: int) -> float:
        nested = "<div>" * boxes + f"<p>{before}</p>" + "</div>" * boxes
        data = f"<body>{nested}<article>{opening}</article>".encode()
        return cost(lambda: PageHtmlParser().parse(data, "a.html", Defaults()))

    assert cost_of(120) < 6 * cost_of(4)  # it was 13


@pytest.mark.parametrize(
    "piece",
    [
        "<p>A sentence of the story, long enough to be one.</p>",
        "<figure><img src='a.jpg'><figcaption>Foto: Ana Lima/dpa</figcaption></figure>",
        "<img src='a.jpg'><p class='caption'>Photo by Ana Lima/AP</p>",
        "<a href='/x'>a link of five words</a> ",
        "<li><a href='/x'>a link of five words</a></li>",
        "<span class='credit'>By Ana Lima </span>",
    ],
)
def test_parse__twice_the_pieces_cost_about_twice(piece):
    opening = (
        "<h1>Ferry sails again</h1><p>" + "It sails from the old pier. " * 20 + "</p>"
    )

    def cost_of(count: int) -> float:
        data = f"<html><body><article>{opening}{piece * count}</article>".encode()
        return cost(lambda: PageHtmlParser().parse(data, "a.html", Defaults()))

    assert cost_of(1600) < 3.4 * cost_of(800)


OPENING = "<h1>Ferry sails again</h1><p>" + "It sails from the old pier. " * 20 + "</p>"


def test_parse__thousands_of_authors_in_the_head_cost_as_a_hundred():
    def cost_of(count: int) -> float:
        metas = (f"<meta name=author content='Ana Lima{n}'>" for n in range(count))
        data = f"<html>{''.join(metas)}<article>{OPENING}</article>".encode()
        return cost(lambda: PageHtmlParser().parse(data, "a.html", Defaults()))

    assert cost_of(4000) < 6 * cost_of(100)


def test_find_region__twice_the_parts_of_a_story_cost_about_twice():
    part = (
        "<div itemprop='articleBody'><p>The pier is old, as the mayor knows.</p></div>"
    )

    def cost_of(count: int) -> float:
        page = read_page(f"<body>{OPENING}{part * count}".encode())
        prose = measure_prose(page)
        return cost(lambda: find_region(page, LinkedStory(), prose))

    assert cost_of(8000) < 3 * cost_of(4000)


def test_parse__more_quotes_than_a_story_has_are_refused():
    quotes = "<blockquote>The pier is old.</blockquote>" * 10_001
    data = f"<article>{OPENING}{quotes}</article>".encode()
    with pytest.raises(TooLarge, match="more pieces"):
        PageHtmlParser().parse(data, "a.html", Defaults())
