from __future__ import annotations

import pytest

from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import read_meta
from articles.parsers.html_names import clean_name, looks_like_name
from articles.parsers.html_people import byline_text, find_place, judge_authors
from articles.parsers.html_scope import make_scope
from articles.parsers.html_tree import read_page
from tests.costs import cost


def scene(markup: str, below: str = ""):
    page = read_page(
        f"<body><h1>Headline</h1>{markup}<div id=r><p id=f>Text</p></div>{below}</body>".encode()
    )
    region = page.root.find(".//div[@id='r']")
    return page, make_scope(
        page, page.root.find(".//h1"), region, page.root.find(".//p[@id='f']")
    )


def authors(markup: str, below: str = "", stated=(), bylines=(), signed=()):
    page, scope = scene(markup, below)
    return judge_authors(
        page, scope, read_meta(page.root), LinkedStory(authors=tuple(stated)),
        list(bylines), frozenset({"daily pier", "folhadabaia"}), signed,
    ).value  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<p class=byline>By Ann Author and Bo Bee</p>", ("Ann Author", "Bo Bee")),
        ("<p class=byline>By Ann Author Bloomberg</p>", ("Ann Author",)),
        ("<p class=byline>By Ann Author Associated Press</p>", ("Ann Author",)),
        ("<p class=author>Ann Author</p><p class=author>Do PIER</p>", ("Ann Author",)),
        ("<div><img src='a.jpg'><p class=figcaption>The pier / <span class=author>Cy Cee</span></p></div>", ()),
        ("<p class=byline>By <a>Ann Author</a>, Daily Pier Staff Writer</p>", ("Ann Author",)),
        ("<p class=byline>ANN AUTHOR</p>", ("Ann Author",)),
        ("<a rel=author>Ann Author</a>", ("Ann Author",)),
        ("<span class=author>Daily Pier</span>", ()),
        ("<span class=author>Folha da Baía</span>", ()),
        ("<p class=byline><span>Ann Author</span><span class=date>May 7</span></p>", ("Ann Author",)),
        ("<p class=signature><b class=signature-location>São Paulo</b></p>", ()),
        ("<div>By DORA KLEIN, Associated Press</div>", ("Dora Klein",)),
        ("<p class=byline>山田太郎</p>", ("山田太郎",)),
        ("<p class=byline>Ann Author June 5</p>", ("Ann Author",)),
        ("<p>Nobody here</p>", ()),
    ],
)  # fmt: skip
def test_judge_authors__what_the_page_shows(markup, names):
    assert authors(markup) == names


def test_judge_authors__the_heads_names_only_where_shown():
    assert authors("<p>text</p>", stated=["Ann Author"]) == ()
    assert authors("<p>Ann Author writes</p>", stated=["Ann Author"]) == ("Ann Author",)
    assert authors("<p class=byline>By Ann B. Author</p>", stated=["Ann Author"]) == (
        "Ann B. Author",
    )
    assert authors("<p>x</p>", stated=["https://a.example/ann", "x@y.example"]) == ()


def test_judge_authors__lines_signatures_and_bylines_below():
    assert authors("<p>x</p>", bylines=["By Ann Author"]) == ("Ann Author",)
    assert authors("<p>x</p>", signed=["Bo Bee"]) == ("Bo Bee",)
    assert authors("<p>x</p>", below="<p class=author>Cy Cee</p>") == ("Cy Cee",)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("ANN AUTHOR", "Ann Author"),
        ("ann author", "Ann Author"),
        ("Ann Author (AP)", "Ann Author"),
        ("Ann Author, Staff Writer", "Ann Author"),
        ("By Ann Author | The Pier", "Ann Author"),
        ("Ann Author for The Pier", "Ann Author"),
        ("di Luca Neri", "Luca Neri"),
        ("Di Marsh", "Di Marsh"),
        ("ANN O'HARA", "Ann O'Hara"),
    ],
)
def test_clean_name__cases(name, clean):
    assert clean_name(name) == clean


def test_looks_like_name__people_only():
    assert looks_like_name("Ann Author")
    assert looks_like_name("佐藤花子")
    assert not looks_like_name("Read more")


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<p class=dateline>WASHINGTON — The Globe</p>", "WASHINGTON"),
        ("<span class=location>São Paulo</span>", "São Paulo"),
        ("<span class=location>5 March 2024</span>", ""),
        ("<p>x</p>", ""),
    ],
)
def test_find_place__cases(markup, place):
    assert find_place(*scene(markup)) == place


def test_byline_text__as_the_page_shows_it():
    page, scope = scene("<p class=byline>By Ann Author, the Pier</p>")
    assert byline_text(page, scope, ("Ann Author",)) == "Ann Author"
    assert byline_text(page, scope, ("Bo Bee", "Cy Cee")) == "Bo Bee, Cy Cee"


def test_clean_name__long_spaces_cost_as_short_ones():
    long, short = (f"Ana{chr(160) * size}Reyes" for size in (3000, 3))
    assert clean_name(long) == clean_name(short) == "Ana Reyes"
    assert cost(lambda: [clean_name(long) for _ in range(50)]) < 20 * cost(
        lambda: [clean_name(short) for _ in range(50)]
    )
