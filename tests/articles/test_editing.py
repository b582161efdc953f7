from __future__ import annotations

import json
from dataclasses import replace

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
    block_to_json,
)
from articles.editing import (
    MOST_CHARACTERS,
    SCHEMA,
    blocks_from_doc,
    doc_from_blocks,
    facade_html,
    inline_from_html,
    provider_of,
    read_doc,
)
from articles.errors import BadBlock
from articles.markup import check_blocks, clean_inline

BODY: tuple[Block, ...] = (
    Paragraph(
        'a <strong>b <em>c</em></strong>&nbsp;<a href="https://x.org/?a=1&amp;b=2" '
        'title="t">l<br>m</a> <code>q</code>',
        id="aaaaaaa1",
    ),
    Heading("Fish & chips", 3, id="aaaaaaa2"),
    Quote("x<br>y", attribution="Ida Holm", id="aaaaaaa3"),
    ListBlock(("a", "<em>b</em>"), style="number", id="aaaaaaa4"),
    ListBlock(("c",), id="aaaaaaa5"),
    PhotoBlock(PlacedPhoto("photo-1", caption="Here", alt=""), id="aaaaaaa6"),
    Promo("P", title_original="PPP", url="https://x.org/p", id="aaaaaaa7"),
    Promo("Ours", article="0190", id="aaaaaaa8"),
    Embed(state="missing", raw="Video Embed", id="aaaaaaa9"),
    Rule(id="aaaaaaab"),
)
KEPT: tuple[Block, ...] = (
    Table((("a", "<em>b</em>"), ("c", "d")), header=True, caption="T", id="bbbbbbb1"),
    Gallery((PlacedPhoto("p1"), PlacedPhoto("p2", credit="C")), id="bbbbbbb2"),
    HtmlBlock("<h2>a</h2><p>b &amp; c</p>", id="bbbbbbb3"),
    CallToAction("CLICK HERE", "https://x.org/c", id="bbbbbbb4"),
    ListBlock((), id="bbbbbbb5"),
    PhotoBlock(PlacedPhoto(title="Only read about"), id="bbbbbbb6"),
)


def doc(*nodes: dict) -> dict:
    return {"type": "doc", "content": list(nodes)}


def paragraph(text: str, *, marks: list | None = None, block_id: str = "") -> dict:
    content = {"type": "text", "text": text, **({"marks": marks} if marks else {})}
    return {"type": "paragraph", "attrs": {"id": block_id}, "content": [content]}


@pytest.mark.parametrize("block", BODY, ids=lambda block: block.type)
def test_blocks_from_doc__reads_what_doc_from_blocks_wrote(block: Block) -> None:
    (read,) = blocks_from_doc(doc_from_blocks([block]))

    assert read == block


@pytest.mark.parametrize("block", KEPT, ids=lambda block: block.type)
def test_blocks_from_doc__keeps_other_blocks_byte_for_byte(block: Block) -> None:
    document = json.loads(json.dumps(doc_from_blocks([block])))

    kept = blocks_from_doc(document, [block]) or (block,)

    assert document["content"][0]["type"] == "kept"
    assert json.dumps(block_to_json(kept[0])) == json.dumps(block_to_json(block))


def test_blocks_from_doc__unchanged_node_is_the_stored_block() -> None:
    stored = Embed(
        url="https://x.org", provider="X", html="<em>ours</em>", id="aaaaaaa1"
    )

    assert blocks_from_doc(doc_from_blocks([stored]), [stored]) == (stored,)
    (without,) = blocks_from_doc(doc_from_blocks([stored]))
    assert without == replace(
        stored, provider="x.org", html='<a href="https://x.org">https://x.org</a>'
    )


def test_blocks_from_doc__second_node_of_an_id_is_read_anew() -> None:
    stored = Paragraph("<b>not ours</b>", id="aaaaaaa1")
    node = doc_from_blocks([stored])["content"][0]

    first, second = blocks_from_doc(doc(node, node), [stored])

    assert first == stored
    assert second == Paragraph("not ours", id="aaaaaaa1")
    assert [b.id for b in check_blocks([first, second])] == ["aaaaaaa1", ""]


def test_blocks_from_doc__new_block_has_no_id_and_empty_ones_go() -> None:
    empty = {"type": "paragraph"}
    document = doc(
        paragraph("New", marks=[{"type": "bold"}]),
        empty,
        {"type": "quote"},
        {"type": "heading", "attrs": {"level": 2}},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [empty]}]},
    )

    assert blocks_from_doc(document) == (Paragraph("<strong>New</strong>"),)


def test_doc_from_blocks__empty_body_is_a_place_to_type() -> None:
    document = doc_from_blocks([])

    assert document["content"] == [{"type": "paragraph", "attrs": {"id": ""}}]
    assert blocks_from_doc(document) == ()


def test_blocks_from_doc__embed_gets_provider_and_facade() -> None:
    node = {"type": "embed", "attrs": {"url": "https://www.x.org/1", "title": "A & B"}}

    (embed,) = blocks_from_doc(doc(node))

    assert embed == Embed(
        provider="x.org",
        url="https://www.x.org/1",
        title="A & B",
        html='<a href="https://www.x.org/1">A &amp; B</a>',
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "java\nscript:x", "//x"]
)
def test_blocks_from_doc__drops_addresses_of_other_schemes(href: str) -> None:
    link = [{"type": "link", "attrs": {"href": href}}]
    nodes = [
        paragraph("a", marks=link),
        {"type": "promo", "attrs": {"title": "P", "url": href}},
        {"type": "embed", "attrs": {"url": href}},
    ]

    text, promo, embed = blocks_from_doc(doc(*nodes))

    assert text == Paragraph("a")
    assert promo == Promo("P")
    assert embed == Embed(state="missing")


def test_blocks_from_doc__escapes_text_that_looks_like_markup() -> None:
    (block,) = blocks_from_doc(doc(paragraph("<script>alert(1)</script> & <b>")))

    assert block == Paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;")


HOSTILE = {
    "not an object": [],
    "another root": {"type": "paragraph"},
    "unknown node": doc({"type": "iframe"}),
    "unknown mark": doc(paragraph("x", marks=[{"type": "underline"}])),
    "mark without address": doc(paragraph("x", marks=[{"type": "link"}])),
    "marks in a heading": doc(
        {**paragraph("x", marks=[{"type": "bold"}]), "type": "heading"}
    ),
    "block in a list item": doc(
        {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "photo"}]}]}
    ),
    "text where blocks stand": doc({"type": "text", "text": "x"}),
    "no content": {"type": "doc"},
    "content not a list": {"type": "doc", "content": "x"},
    "level of another kind": doc({**paragraph("x"), "type": "heading", "attrs": {"level": "2"}}),
    "level 9": doc({**paragraph("x"), "type": "heading", "attrs": {"level": 9}}),
    "id not a text": doc({**paragraph("x"), "attrs": {"id": 7}}),
    "id too long": doc(paragraph("x", block_id="a" * 9)),
    "photo not a text": doc({"type": "photo", "attrs": {"photo": ["<x>"]}}),
    "caption not a text": doc({"type": "photo", "attrs": {"caption": {}}}),
    "promo article not a text": doc({"type": "promo", "attrs": {"article": 1}}),
    "kept not JSON": doc({"type": "kept", "attrs": {"block": "{"}}),
    "kept not an object": doc({"type": "kept", "attrs": {"block": "[]"}}),
    "kept too deep": doc({"type": "kept", "attrs": {"block": "[" * 100_000}}),
    "kept of unknown type": doc({"type": "kept", "attrs": {"block": '{"type": "x"}'}}),
    "kept with unknown key": doc(
        {"type": "kept", "attrs": {"block": '{"type": "rule", "onclick": "x"}'}}
    ),
}  # fmt: skip


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_blocks_from_doc__refuses_what_the_editor_cannot_have(document: object) -> None:
    with pytest.raises(BadBlock):
        blocks_from_doc(document)


@pytest.mark.parametrize(
    "text", ["", "{", "nul", "[" * 100_000, '"x"', "x" * (MOST_CHARACTERS + 1)]
)
def test_read_doc__refuses_what_is_not_a_document(text: str) -> None:
    with pytest.raises(BadBlock):
        read_doc(text)


def test_read_doc__refuses_deep_nesting() -> None:
    deep = '{"type":"doc","content":[' + '{"type":"bulletList","content":[' * 400
    deep += "]}" * 400 + "]}"

    with pytest.raises(BadBlock):
        read_doc(deep)


def test_read_doc__reads_a_body() -> None:
    text = json.dumps(doc_from_blocks(BODY))

    assert read_doc(text, BODY) == BODY
    assert read_doc(text) == BODY


def test_inline_from_html__unknown_tags_and_strays_leave_their_text() -> None:
    assert inline_from_html("a<u>b</u></em><sub>c</em></sub>") == [
        {"type": "text", "text": "a"},
        {"type": "text", "text": "b"},
        {"type": "text", "text": "c", "marks": [{"type": "subscript"}]},
    ]


def test_schema__ranks_marks_as_the_editor_does() -> None:
    assert list(SCHEMA.marks) == [
        "link", "bold", "italic", "strike", "subscript", "superscript", "code",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_blocks_from_doc__any_text_comes_back_as_it_is_cleaned(text: str) -> None:
    html = clean_inline(text)
    block = Paragraph(html, id="aaaaaaa1")

    assert blocks_from_doc(doc_from_blocks([block]), [block]) in ((block,), ())
    assert blocks_from_doc(doc_from_blocks([block])) in ((block,), ())


def test_facade_html__is_a_link_and_its_title() -> None:
    assert facade_html("https://x.org/?a=1&b=2", "<T>") == (
        '<a href="https://x.org/?a=1&amp;b=2">&lt;T&gt;</a>'
    )
    assert provider_of("https://www.youtube.com/watch?v=1") == "youtube.com"
    assert provider_of("mailto:a@x.org") == ""
