"""A body as plain HTML for other people's pages: feed readers and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from articles.markup import clean_block_html, clean_inline, clean_url, text_of
from articles.renderers.placed import copyright_of, largest
from articles.story import CORRECTION_KINDS

Document = Mapping[str, Any]
Block = Mapping[str, Any]


def body_html(document: Document) -> str:
    """Give the lead photo, the body, corrections and the copyright line as HTML.

    Everything is escaped or cleaned once more here; every photo stands with its
    caption, credit and copyright notice. No style, script or frame.
    """
    lead = document["lead_photo"]
    parts = [_figure(lead)] if lead else []
    parts += [_BLOCKS[block["type"]](block) for block in with_dateline(document)]
    parts += [_correction(one) for one in document["corrections"]]
    if notice := document["copyright"]["notice"]:
        parts.append(f"<p><small>{_text(notice)}</small></p>")
    return "\n".join(part for part in parts if part)


def with_dateline(document: Document) -> list[dict[str, Any]]:
    """Put the dateline before the first paragraph, unless it stands there already."""
    blocks = [dict(block) for block in document["body"]]
    first = next((b for b in blocks if b["type"] == "paragraph"), None)
    dateline = document["dateline"]
    if first and dateline:
        starts = text_of(first["html"]).casefold().startswith(dateline.casefold())
        first["dateline"] = "" if starts else dateline
    return blocks


def _correction(one: Mapping[str, Any]) -> str:
    """Give a word to readers with its kind and day, as they have to find it."""
    head = f"{CORRECTION_KINDS[one['kind']]}, {one['at'][:10]}:"
    return f"<p><strong>{_text(head)}</strong> {_text(one['text'])}</p>"


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _link(url: str, text: str) -> str:
    """Give a link, or the text alone where the address is none."""
    address, shown = clean_url(url), _text(text or url)
    return f'<a href="{escape(address)}">{shown}</a>' if address else shown


def _paragraph(block: Block) -> str:
    start = f"{_text(block['dateline'])} — " if block.get("dateline") else ""
    return f"<p>{start}{clean_inline(block['html'])}</p>"


def _heading(block: Block) -> str:
    level = int(block["level"])
    return f"<h{level}>{_text(block['text'])}</h{level}>"


def _quote(block: Block) -> str:
    said_by = block["attribution"]
    who = f"<p>— {_text(said_by)}</p>" if said_by else ""
    return f"<blockquote><p>{clean_inline(block['html'])}</p>{who}</blockquote>"


def _list(block: Block) -> str:
    tag = "ol" if block["style"] == "number" else "ul"
    items = "".join(f"<li>{clean_inline(item)}</li>" for item in block["items"])
    return f"<{tag}>{items}</{tag}>"


def _table(block: Block) -> str:
    caption = block["caption"]
    rows = [f"<caption>{_text(caption)}</caption>"] if caption else []
    for number, row in enumerate(block["rows"]):
        tag = "th" if block["header"] and number == 0 else "td"
        cells = "".join(f"<{tag}>{clean_inline(cell)}</{tag}>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _figure(photo: Mapping[str, Any]) -> str:
    """Give a photo and its words; the words alone where the picture is not here."""
    credit = f"Photo: {photo['credit']}" if photo["credit"] else ""
    words = [photo["caption"], credit, copyright_of(photo)]
    caption = "<br>".join(_text(word) for word in words if word)
    picture = ""
    if photo["renditions"]:
        file = largest(photo)
        picture = (
            f'<img src="{escape(file["url"])}" width="{file["width"]}" '
            f'height="{file["height"]}" alt="{escape(photo["alt"] or photo["title"])}">'
        )
    if not picture and not caption:
        return ""
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


def _gallery(block: Block) -> str:
    return "\n".join(filter(None, map(_figure, block["photos"])))


def _embed(block: Block) -> str:
    title = block["title"] or block["provider"]
    if block["state"] == "ok" and block["url"]:
        return f"<p>{_link(block['url'], title)}</p>"
    return f"<p>{_text(title)}</p>" if title else ""


def _call_to_action(block: Block) -> str:
    return f"<p>{_link(block['url'], block['text'])}</p>"


def _promo(block: Block) -> str:
    return f"<p>{_link(block['url'], block['title'])}</p>"


_BLOCKS: dict[str, Callable[[Block], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "list": _list,
    "table": _table,
    "photo": lambda block: _figure(block["photo"]),
    "gallery": _gallery,
    "embed": _embed,
    "promo": _promo,
    "call_to_action": _call_to_action,
    "rule": lambda block: "<hr>",
    "html": lambda block: clean_block_html(block["html"]),
}
