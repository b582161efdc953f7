from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Gallery,
    Heading,
    HtmlBlock,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Quote,
    Rule,
    Table,
)
from articles.errors import BadBlock
from articles.markup import (
    check_block,
    check_blocks,
    check_photo,
    clean_block_html,
    clean_inline,
    clean_line,
    clean_place,
    clean_text,
    clean_url,
    text_of,
    texts_of,
    word_count,
)
from tests.costs import cost

TAGS = [
    "b",
    "i",
    "a",
    "p",
    "div",
    "table",
    "td",
    "li",
    "ul",
    "svg",
    "math",
    "style",
    "title",
    "h1",
    "strong",
    "em",
    "code",
    "select",
]
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        "<a href=http://a.example>",
        "<a title='<b>' href=javascript:x>",
        *[
            "<br>",
            "<!--",
            "-->",
            "&lt;",
            "&amp;",
            "&nbsp;",
            "&",
            "<",
            ">",
            "'",
            "x",
            "y",
            "\x00",
            "\u202e",
            "é",
            "é",
        ],
        " ",
    ]
)
MARKUP = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("plain", "plain"),
        ("AT&T > x", "AT&amp;T &gt; x"),
        ("<b>bold</b> <i>leaning</i>", "<strong>bold</strong> <em>leaning</em>"),
        ("<del>old</del><strike>er</strike>", "<s>old</s><s>er</s>"),
        ("H<sub>2</sub>O<sup>1</sup>", "H<sub>2</sub>O<sup>1</sup>"),
        ("<p>one</p>\n<p>two</p>", "one<br>two"),
        ("a<br/>b<br>", "a<br>b"),
        ("a<br><br><br><br>b", "a<br><br>b"),
        ("one<div>two</div>", "one two"),
        ("<span class='x' onclick='y()'>in</span>", "in"),
        (
            '<a href="https://a.example/?x=1&amp;y=2" rel="me" title="T">l</a>',
            '<a href="https://a.example/?x=1&amp;y=2" title="T">l</a>',
        ),
        (
            '<a href="mailto:desk@a.example">m</a>',
            '<a href="mailto:desk@a.example">m</a>',
        ),
        ('<a href="java&#10;script:alert(1)">x</a>', "x"),
        ('<a href="&#106;avascript:alert(1)">x</a>', "x"),
        ('<a href="java&#1;script:alert(1)">x</a>', "x"),
        ('<a href="/ours">x</a>', "x"),
        ('<a href="//a.example/x">x</a>', "x"),
        ('<a href="https://a.example"><b> </b></a>y', "y"),
        ('<a href=x><table><a href="http://y.example">k</a>', "http"),
        ("<script>alert(1)</script><style>b{}</style>x", "x"),
        ("<iframe src='https://a.example'></iframe>x", "x"),
        ("a\x00b\x07c\u202ed", "abcd"),
        ("cafe\u0301", "café"),
        ("10\xa0000  km", "10&nbsp;000 km"),
        ("&nbsp; x &nbsp;", "x"),
        ("1&nbsp; 2", "1 2"),
    ],
)
def test_clean_inline__cases(html, cleaned):
    if cleaned == "http":
        assert clean_inline(html) == '<a href="http://y.example">k</a>'
    else:
        assert clean_inline(html) == cleaned


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<h1>T</h1><h6>s</h6>", "<h2>T</h2><h4>s</h4>"),
        ("<ul><li><b>x</b></li></ul>", "<ul><li><strong>x</strong></li></ul>"),
        ("<p>x</p><p> <br></p>", "<p>x</p>"),
        ("<blockquote><p>q</p></blockquote>", "<blockquote><p>q</p></blockquote>"),
        ("<img src=x onerror=y><p onclick=z>t</p>", "<p>t</p>"),
    ],
)
def test_clean_block_html__cases(html, cleaned):
    assert clean_block_html(html) == cleaned


@given(MARKUP)
def test_clean_inline__twice_is_once(html):
    once = clean_inline(html)
    assert clean_inline(once) == once


@given(MARKUP)
def test_clean_block_html__twice_is_once(html):
    once = clean_block_html(html)
    assert clean_block_html(once) == once


@given(MARKUP)
def test_clean_inline__nothing_dangerous(html):
    cleaned = clean_inline(html).lower()
    assert "<script" not in cleaned
    assert 'href="javascript' not in cleaned
    assert "\x00" not in cleaned


def test_clean_inline__markup_that_never_settles_is_text():
    nested = "<b>" * 20 + "<br>" + "</b>" * 20
    assert clean_inline(f"x{nested}y") in {"x<br>y", "x y", "xy"}


@pytest.mark.parametrize("piece", ["<div>", "<b>", "&nbsp;"])
def test_clean_inline__twice_the_hostile_input_costs_about_twice(piece):
    def work(times: int) -> None:
        html = piece * times + "x"
        assert clean_inline(html).endswith("x")
        assert text_of(html) == "x"

    assert cost(lambda: work(100_000)) < 3.2 * cost(lambda: work(50_000))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &amp; b", "a & b"),
        ("a<br>b", "a\nb"),
        ("<p>one</p><p>two <b>three</b></p>", "one\ntwo three"),
        ("<td>1</td><td>2</td>", "1 2"),
        ("a&nbsp;b", "a b"),
        ("<script>x</script>y", "y"),
    ],
)
def test_text_of__cases(html, text):
    assert text_of(html) == text


def test_clean_line__one_line_without_controls():
    assert clean_line(" a\n\tb\x00 \u202ec\u2066 e\u0301 ") == "a b c é"


def test_clean_text__keeps_line_breaks():
    assert clean_text(" a \r\n b\u2028c ") == "a\nb c"


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://a.example/x y", "https://a.example/xy"),
        ("HTTP://A.example", "HTTP://A.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https:///x", ""),
        ("javascript:x", ""),
        ("data:text/html,x", ""),
        ("a.html", ""),
        ("", ""),
    ],
)
def test_clean_url__cases(url, cleaned):
    assert clean_url(url) == cleaned


@pytest.mark.parametrize(
    ("place", "cleaned"),
    [
        ("page_files/a b.jpg", "page_files/a b.jpg"),
        ("https://a.example/x.jpg", "https://a.example/x.jpg"),
        ("mailto:a@b.example", ""),
        ("data:image/svg+xml,x", ""),
        ("java\nscript:x", ""),
        ("//a.example/x.jpg", ""),
    ],
)
def test_clean_place__cases(place, cleaned):
    assert clean_place(place) == cleaned


def test_word_count__only_what_is_read():
    blocks: list[Block] = [
        Paragraph("It’s <b>two</b>-fold"),
        Heading("One"),
        ListBlock(("a b", "c")),
        Table((("x", "y z"),)),
        Quote("q"),
        HtmlBlock("<p>h</p>"),
        Promo("not counted"),
        Paragraph("日本語 text"),
    ]
    assert word_count(blocks) == 2 + 1 + 3 + 3 + 1 + 1 + 4


def test_check_blocks__cleans_every_kind():
    photo = PlacedPhoto(caption="a\x00", credit=" c ", source_url="javascript:x")
    clean = PlacedPhoto(caption="a", credit="c")
    bad = "javascript:x"
    assert check_blocks(
        [
            {"id": "abcd1234", "type": "paragraph", "html": "<b onclick=x>y</b>"},
            Heading("a\nb", 3, "abcd1234"),
            Quote("<i>x</i>", " w "),
            ListBlock(("<script>x</script>y",), "number"),
            Table((("<b>1</b>",),), header=True, caption=" c "),
            PhotoBlock(photo),
            Gallery((photo,)),
            Embed("X", bad, "t", "missing", "<b>x</b><script>", "raw\x00"),
            Promo("t", "T", bad),
            Promo("t", "T", "https://a.example", "id"),
            CallToAction("Click", bad),
            Rule(),
            HtmlBlock("<p>x</p><form>"),
        ]
    ) == (
        Paragraph("<strong>y</strong>", "abcd1234"),
        Heading("a b", 3),
        Quote("<em>x</em>", "w"),
        ListBlock(("y",), "number"),
        Table((("<strong>1</strong>",),), header=True, caption="c"),
        PhotoBlock(clean),
        Gallery((clean,)),
        Embed("X", "", "t", "missing", "<strong>x</strong>", "raw"),
        Promo("t", "T"),
        Promo("t", "T", "https://a.example", "id"),
        CallToAction("Click"),
        Rule(),
        HtmlBlock("<p>x</p>"),
    )


@pytest.mark.parametrize(
    "block",
    [
        {"type": "script", "html": "x"},
        {"type": "paragraph", "html": 3},
        {"type": "paragraph"},
        {"type": "paragraph", "html": "x", "class": "y"},
        {"type": "paragraph", "html": "x", "id": "../../ab"},
        {"type": "list", "items": ["x"], "style": "roman"},
        {"type": "embed", "state": "gone"},
        {"type": "photo", "photo": {"caption": 3}},
        {"type": "photo", "photo": {"creator": [3]}},
        {"type": "photo", "photo": {"title": None}},
        {"type": "photo", "photo": {"onload": "x"}},
        "paragraph",
    ],
)
def test_check_block__wrong_kind_is_refused(block):
    with pytest.raises(BadBlock):
        check_block(block)


def test_check_photo__clean_text_and_place():
    photo = PlacedPhoto(
        photo="id",
        title=" t ",
        alt="a\nb",
        creator=(" A ", ""),
        source="s\x00",
        source_url="x_files/1.jpg",
        raw="r\x00",
    )
    assert check_photo(photo) == PlacedPhoto(
        photo="id",
        title="t",
        alt="a b",
        creator=("A",),
        source="s",
        source_url="x_files/1.jpg",
        raw="r",
    )


def test_texts_of__a_photo_has_none():
    assert texts_of(PhotoBlock(PlacedPhoto(caption="c"))) == []
