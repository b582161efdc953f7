"""Between the blocks of a body and the document of the block editor (ProseMirror).

The editor's document has our block types as nodes, with the block's id as an
attribute. Blocks the editor cannot change (tables, galleries …) travel whole as
``kept`` nodes, and a block whose node came back as it was sent is the stored block,
unchanged to the last character.
"""

from __future__ import annotations

import html as html_module
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from prosemirror.model import DOMSerializer, Mark, Node, Schema

from articles.blocks import (
    Block,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Quote,
    Rule,
    block_from_json,
    block_to_json,
)
from articles.errors import BadBlock
from articles.markup import check_block, clean_inline, clean_url, text_of

MOST_CHARACTERS = 2_000_000
_TAGS_OF_MARKS = {
    "bold": "strong",
    "italic": "em",
    "strike": "s",
    "subscript": "sub",
    "superscript": "sup",
    "code": "code",
}
_MARKS_OF_TAGS = {tag: mark for mark, tag in _TAGS_OF_MARKS.items()}


def _attrs(**defaults: Any) -> Any:
    return {name: {"default": value} for name, value in defaults.items()}


# Marks stand in the editor's rank order: otherwise equal documents compare unequal.
SCHEMA: Schema = Schema(
    {
        "nodes": {
            "doc": {"content": "block+"},
            "paragraph": {
                "group": "block",
                "content": "inline*",
                "attrs": _attrs(id=""),
            },
            "heading": {
                "group": "block",
                "content": "text*",
                "marks": "",
                "attrs": _attrs(id="", level=2),
            },
            "quote": {
                "group": "block",
                "content": "inline*",
                "attrs": _attrs(id="", attribution=""),
            },
            "bulletList": {
                "group": "block",
                "content": "listItem+",
                "attrs": _attrs(id=""),
            },
            "orderedList": {
                "group": "block",
                "content": "listItem+",
                "attrs": _attrs(id=""),
            },
            "listItem": {"content": "paragraph"},
            "photo": {
                "group": "block",
                "attrs": _attrs(id="", photo="", caption=None, credit=None, alt=None),
            },
            "promo": {
                "group": "block",
                "attrs": _attrs(
                    id="", title="", title_original="", url="", article=None
                ),
            },
            "embed": {
                "group": "block",
                "attrs": _attrs(
                    id="", provider="", url="", title="", state="ok", html="", raw=""
                ),
            },
            "horizontalRule": {"group": "block", "attrs": _attrs(id="")},
            "kept": {"group": "block", "attrs": _attrs(id="", block="{}")},
            "text": {"group": "inline"},
            "hardBreak": {"group": "inline", "inline": True},
        },
        "marks": {
            "link": {"attrs": {"href": {}, "title": {"default": None}}},
            **{mark: {} for mark in _TAGS_OF_MARKS},
        },
    }
)


def doc_from_blocks(blocks: Iterable[Block]) -> dict[str, Any]:
    """Give the editor's document of a body; an empty body is one empty paragraph."""
    nodes = [_node_from_block(block) for block in blocks]
    return {"type": "doc", "content": nodes or [_node("paragraph", "")]}


def read_doc(text: str, stored: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Give the body in the JSON text of a document; raises BadBlock."""
    if len(text) > MOST_CHARACTERS:
        raise BadBlock("The body is longer than the editor may send.")
    try:
        doc = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadBlock("The body is not the document of the editor.") from error
    return blocks_from_doc(doc, stored)


def blocks_from_doc(doc: object, stored: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Give the body a document describes, judged node by node; raises BadBlock.

    `stored` is the body the document was made from. Paragraphs without text are
    left out; new blocks come without an id.
    """
    before = {block.id: block for block in stored if block.id}
    same = {
        block_id: _parse({"type": "doc", "content": [_node_from_block(block)]})
        for block_id, block in before.items()
    }
    blocks: list[Block] = []
    seen: set[str] = set()
    for node in _parse(doc).content.content:
        block_id = _text(node, "id")
        known = same.get(block_id)
        if block_id not in seen and known and _first(known).eq(node):
            block = before[block_id]
        else:
            block = check_block(_BLOCKS[node.type.name](node))
        seen.add(block_id)
        if not _is_empty(block):
            blocks.append(block)
    return tuple(blocks)


def facade_html(url: str, title: str = "") -> str:
    """Give what stands for something of another site: a link and its title."""
    label = html_module.escape(title or url, quote=False)
    return clean_inline(f'<a href="{html_module.escape(url)}">{label}</a>')


def provider_of(url: str) -> str:
    """Give the site an address belongs to, without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _parse(doc: object) -> Node:
    """Read a document by the schema; whatever does not fit is a BadBlock."""
    if not isinstance(doc, dict) or doc.get("type") != "doc":
        raise BadBlock("The body is not a document of the editor.")
    try:
        node = Node.from_json(SCHEMA, doc)
        node.check()
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise BadBlock("The body holds something the editor cannot have.") from error
    return node


def _node(type_: str, block_id: str, *, content: Any = None, **attrs: Any) -> dict:
    node: dict[str, Any] = {"type": type_, "attrs": {"id": block_id, **attrs}}
    return {**node, "content": content} if content else node


def _node_from_block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return _node("paragraph", block.id, content=inline_from_html(block.html))
        case Heading():
            text = [{"type": "text", "text": block.text}] if block.text else None
            return _node("heading", block.id, level=block.level, content=text)
        case Quote():
            content = inline_from_html(block.html)
            return _node(
                "quote", block.id, attribution=block.attribution, content=content
            )
        case ListBlock() if block.items:
            kind = "bulletList" if block.style == "bullet" else "orderedList"
            return _node(kind, block.id, content=[_item(item) for item in block.items])
        case Promo() | Embed():
            row = block_to_json(block)
            return {"type": row.pop("type"), "attrs": row}
        case Rule():
            return _node("horizontalRule", block.id)
        case PhotoBlock() if block.photo.photo:
            photo = block.photo
            return _node(
                "photo",
                block.id,
                photo=photo.photo,
                caption=photo.caption,
                credit=photo.credit,
                alt=photo.alt,
            )
    return _node("kept", block.id, block=json.dumps(block_to_json(block)))


def _item(html: str) -> dict[str, Any]:
    paragraph = _node("paragraph", "", content=inline_from_html(html))
    return {"type": "listItem", "content": [paragraph]}


class _InlineReader(HTMLParser):
    """Collects texts and line breaks, each with the marks around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[dict[str, Any]] = []
        self.open: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add({"type": "hardBreak"})
        elif tag == "a":
            row = dict(attrs)
            values = {"href": row.get("href") or "", "title": row.get("title")}
            self.open.append((tag, {"type": "link", "attrs": values}))
        elif tag in _MARKS_OF_TAGS:
            self.open.append((tag, {"type": _MARKS_OF_TAGS[tag]}))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index]
                return

    def handle_data(self, data: str) -> None:
        self._add({"type": "text", "text": data})

    def _add(self, node: dict[str, Any]) -> None:
        marks = {mark["type"]: mark for _, mark in self.open}
        ranked = [marks[name] for name in SCHEMA.marks if name in marks]
        self.nodes.append({**node, "marks": ranked} if ranked else node)


def inline_from_html(html: str) -> list[dict[str, Any]]:
    """Give inline HTML as nodes of the editor."""
    reader = _InlineReader()
    reader.feed(html)
    reader.close()
    return reader.nodes


def _mark_writer(tag: str) -> Callable[[Mark, bool], list[Any]]:
    return lambda _mark, _inline: [tag, 0]


_SERIALIZER = DOMSerializer(
    nodes={"text": lambda node: node.text or "", "hardBreak": lambda _node: ["br"]},
    marks={
        "link": lambda mark, _inline: ["a", _link(mark.attrs), 0],
        **{name: _mark_writer(tag) for name, tag in _TAGS_OF_MARKS.items()},
    },
)


def _link(attrs: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in attrs.items() if isinstance(value, str)}


def _html(node: Node) -> str:
    return clean_inline(str(_SERIALIZER.serialize_fragment(node.content)))


def _first(node: Node) -> Node:
    """Give a node's first child; the schema has made sure that there is one."""
    return node.content.child(0)


def _text(node: Node, name: str) -> str:
    value = node.attrs[name]
    if not isinstance(value, str):
        raise BadBlock(f"A {node.type.name} block's {name} is not a text.")
    return value


def _maybe_text(node: Node, name: str) -> str | None:
    return None if node.attrs[name] is None else _text(node, name)


def _items(node: Node) -> tuple[str, ...]:
    items = (_html(_first(item)) for item in node.content.content)
    return tuple(item for item in items if item)


def _list(node: Node) -> Block:
    style = "bullet" if node.type.name == "bulletList" else "number"
    return ListBlock(_items(node), style=style, id=_text(node, "id"))


def _heading(node: Node) -> Block:
    row = {"type": "heading", "text": node.text_content, "level": node.attrs["level"]}
    return block_from_json({**row, "id": _text(node, "id")})


def _photo(node: Node) -> Block:
    placed = PlacedPhoto(
        photo=_text(node, "photo"),
        caption=_maybe_text(node, "caption"),
        credit=_maybe_text(node, "credit"),
        alt=_maybe_text(node, "alt"),
    )
    return PhotoBlock(placed, id=_text(node, "id"))


def _promo(node: Node) -> Block:
    return Promo(
        title=_text(node, "title"),
        title_original=_text(node, "title_original"),
        url=_text(node, "url"),
        article=_maybe_text(node, "article") or None,
        id=_text(node, "id"),
    )


def _embed(node: Node) -> Block:
    url, title = clean_url(_text(node, "url")), _text(node, "title")
    return Embed(
        provider=provider_of(url) if url else _text(node, "provider"),
        url=url,
        title=title,
        state="ok" if url else "missing",
        html=facade_html(url, title) if url else "",
        raw=_text(node, "raw"),
        id=_text(node, "id"),
    )


def _kept(node: Node) -> Block:
    try:
        row = json.loads(_text(node, "block"))
    except (ValueError, RecursionError) as error:
        raise BadBlock("A kept block is not JSON.") from error
    if not isinstance(row, dict):
        raise BadBlock("A kept block is an object.")
    return block_from_json(row)


_BLOCKS: dict[str, Callable[[Node], Block]] = {
    "paragraph": lambda node: Paragraph(_html(node), id=_text(node, "id")),
    "heading": _heading,
    "quote": lambda node: Quote(
        _html(node), attribution=_text(node, "attribution"), id=_text(node, "id")
    ),
    "bulletList": _list,
    "orderedList": _list,
    "photo": _photo,
    "promo": _promo,
    "embed": _embed,
    "horizontalRule": lambda node: Rule(id=_text(node, "id")),
    "kept": _kept,
}


def _is_empty(block: Block) -> bool:
    match block:
        case Paragraph() | Quote():
            return not text_of(block.html)
        case Heading():
            return not block.text
        case ListBlock():
            return not block.items
    return False
