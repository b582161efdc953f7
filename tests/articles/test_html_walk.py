from __future__ import annotations

import pytest

from articles.blocks import Embed, Gallery, ListBlock, PhotoBlock, Rule, Table
from articles.parsers import html_walk
from articles.parsers.html_content import measure_prose
from articles.parsers.html_links import Link, link_share
from articles.parsers.html_tree import read_page
from articles.parsers.html_walk import Walk, read_table
from media.errors import TooLarge

LONG = "A paragraph that is long enough to be one of a story, with words in it. " * 3


def walk(markup: str):
    page = read_page(f"<body><div id='r'>{markup}</div></body>".encode())
    region = page.root.find(".//div[@id='r']")
    return Walk(page, measure_prose(page), "https://a.example/").read(region)


def kinds(markup: str) -> list[str]:
    return [found.block.type if found.block else found.kind for found in walk(markup)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a</p>b<p>c</p>", ["text", "text", "text"]),
        ("a<br><br>b", ["text", "text"]),
        ("One line<br>Another line", ["text", "text"]),
        ("One sentence.<br>Another sentence.", ["text"]),
        ("<h2>a</h2><h2><p>b</p></h2>", ["heading", "text"]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", ["quote", "quote"]),
        ("<ul><li>a</li><li>b</li></ul>", ["list"]),
        ("<ul><li><a href='/1'>A title of ours</a></li></ul>", ["links"]),
        ("<ul><li><h3>a</h3></li></ul>", ["heading"]),
        ("<ul></ul><hr>", ["rule"]),
        ("<p><img src='1.jpg'> text</p>", ["photo", "text"]),
        ("<p>a <img src='1.jpg' width='10'> b</p>", ["text"]),
        ("<figure><table><tr><td>a<td>b<tr><td>c<td>d</table></figure>", ["table"]),
        ("<figure><figcaption><a href='/1'>A title of ours</a></figcaption></figure>", ["links"]),
        ("<iframe src='https://v.example/1'></iframe>", ["embed"]),
        ("<div class='gallery'><figure><img src='1.jpg'></figure><figure><img src='2.jpg'>"
         "</figure></div>", ["gallery"]),
        ("<div class='author-bio'>Ann is a writer</div>", ["bio"]),
        ("<nav><a href='/'>Home</a></nav>", []),
        ("<p>a<span style='display:none'>b</span></p>", ["text"]),
        ("<div class='related'><a href='/1'>A title of ours</a></div>", ["links"]),
        ("<aside><a href='/1'>A title of ours</a></aside>", ["links"]),
    ],
)  # fmt: skip
def test_walk__kinds(markup, expected):
    assert kinds(f"<p>{LONG}</p>{markup}")[1:] == expected


def test_walk__values_of_pieces():
    found = walk(
        f"<p>{LONG}</p><p><b>Bold</b></p><p><a href='https://a.example/1'>x</a></p>"
    )
    assert [f.is_bold for f in found] == [False, True, False]
    assert [f.link_share for f in found] == [0, 0, 1]


def test_walk__links_have_the_words_of_their_item():
    found = walk("<ul><li>Why <a href='/1'>the long way home</a></li></ul>")
    assert found[0].links == (Link("Why the long way home", "/1"),)


def test_walk__lists_keep_their_order_and_style():
    block = walk("<ol><li>a</li><li><b>b</b></li></ol>")[0].block
    assert block == ListBlock(("a", "<strong>b</strong>"), "number")


def test_walk__more_pieces_than_a_story_has(monkeypatch):
    monkeypatch.setattr(html_walk, "MOST_PIECES", 3)
    with pytest.raises(TooLarge):
        walk("<p>a</p>" * 6)


@pytest.mark.parametrize(
    ("markup", "table"),
    [
        ("<table><caption>C</caption><tr><th>A<th>B<tr><td>1<td>2</table>",
         Table((("A", "B"), ("1", "2")), header=True, caption="C")),
        ("<table><tr><td>only</table>", None),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", None),
        ("<table><tr><td><table></table><td>b<tr><td>c<td>d</table>", None),
        (f"<table><tr><td>{LONG * 3}<td>b<tr><td>c<td>d</table>", None),
    ],
)  # fmt: skip
def test_read_table__data_only(markup, table):
    element = next(read_page(markup.encode()).root.iter("table"))
    assert read_table(element) == table


def test_link_share__of_cleaned_markup():
    assert link_share('ab<a href="https://a.example">cd</a>') == 0.5
    assert link_share("ab") == 0


def test_blocks__are_the_types_named():
    found = walk(
        "<figure><img src='1.jpg'></figure><hr><iframe src='https://v.example/1'></iframe>"
    )
    assert [type(f.block) for f in found] == [PhotoBlock, Rule, Embed]
    assert Gallery not in [type(f.block) for f in found]
