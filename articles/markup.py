"""Allow-listed HTML to and from blocks: what markup and addresses a body may hold."""

from __future__ import annotations

import html as html_module
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

import nh3

from articles.blocks import (
    BLOCK_ID_ALPHABET,
    BLOCK_ID_LENGTH,
    BLOCK_TYPES,
    TEXT_BLOCKS,
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
    block_from_json,
    block_to_json,
)
from articles.errors import BadBlock

INLINE_TAGS = frozenset({"a", "strong", "em", "s", "sub", "sup", "code", "br"})
BLOCK_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote", "h2", "h3", "h4"}
URL_SCHEMES = frozenset({"http", "https", "mailto"})
SYNONYMS = {
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "tt": "code",
    "kbd": "code",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
}
_INLINE_SYNONYMS = frozenset({"b", "i", "del", "strike", "tt", "kbd"})

# Bidi embeddings, overrides and isolates can turn a line round; C0 and C1 controls
# cannot be stored (NUL) or shown. Tab, line feed and carriage return are spaces.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_ANY_SPACES = re.compile(r"\s+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_URL = re.compile(r"(?:https?://[^/?#\s][^\s]*|mailto:[^\s]+)\Z", re.IGNORECASE)
_SYNONYM_TAG = re.compile(rf"<(/?)({'|'.join(SYNONYMS)})>")
_BLOCKS = "p|div|li|ul|ol|blockquote|h[1-6]|tr|table|section|article|figcaption|d[dt]"
_BLOCK_START = re.compile(rf"<(?:{_BLOCKS})(?=[\s>/])", re.IGNORECASE)
_BLOCK_END = re.compile(rf"</(?:{_BLOCKS})\s*>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LINK_WITHOUT_TARGET = re.compile(
    r'<a(?: title="[^"]*")?>((?:(?!<a[ >]).)*?)</a>', re.DOTALL
)
_EMPTY_INLINE = re.compile(
    r"<(a|strong|em|s|sub|sup|code)(?: [^>]*)?>((?:\s|&nbsp;|<br>)*)</\1>"
)
_EMPTY_BLOCK = re.compile(r"<(p|li|ul|ol|blockquote|h[2-4])>(?:\s|&nbsp;|<br>)*</\1>")
# A single typographer's space stays as it is; runs and line ends are one plain space.
_RUN_OF_SPACES = re.compile(r"(?:\s|&nbsp;){2,}|[\t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]")
_BREAKS = re.compile(r"(?:\s|&nbsp;)?<br>(?:\s|&nbsp;)?")
_MANY_BREAKS = re.compile(r"(?:<br>){3,}")
_EDGES = ("<br>", "&nbsp;")
_WORDS = re.compile(r"\w+(?:['’\-.,]\w+)*")
# Chinese, Japanese kana and Hangul-free CJK text has no spaces: a sign is a word.
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_ROUNDS = 6
# Deeper markup is nobody's text, and HTML parsers take time squared for it.
_DEEPEST = 1000
_TAG = re.compile(r"<(/?)(?!(?:br|img|hr|p|li|input|wbr)[\s/>])[a-z]", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_PLAIN_TAG = re.compile(
    r"</?(?:strong|em|s|sub|sup|code)>|</a>|<a href=\"[^\"<>]*\"(?: [a-z]+=\"[^\"<>]*\")*>"
)


def clean_line(text: str) -> str:
    """Give plain text as one line: NFC, no controls, spaces made single."""
    return " ".join(_plain(text).split())


def clean_text(text: str) -> str:
    """Give plain text with its line breaks kept: NFC, no controls, no edges."""
    if text.isprintable() and "  " not in text:
        return _plain(text).strip()
    lines = re.split("\r\n?|\n", _plain(text))
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines).strip()


def clean_url(value: str) -> str:
    """Give an http, https or mailto address, else an empty string.

    Judged after all that a browser ignores (controls, spaces, line breaks) is gone.
    """
    url = _ANY_SPACES.sub("", _CONTROLS.sub("", value))
    return url if _URL.match(url) else ""


def clean_place(value: str) -> str:
    """Give where a file lies: an http(s) URL, or a path without a scheme."""
    place = _CONTROLS.sub("", value).strip()
    if _SCHEME.match(_ANY_SPACES.sub("", place)) or place.startswith("//"):
        url = clean_url(place)
        return url if url[:4].lower() == "http" else ""
    return place


def clean_inline(html: str) -> str:
    """Give inline HTML of `INLINE_TAGS` only; ends of blocks become line breaks."""
    if "<" not in html:
        text = _plain(html_module.unescape(_plain(html)))
        html = html_module.escape(text, quote=False).replace("\xa0", "&nbsp;")
        return _trim(_tidy(html))
    return _settle(_break_at_blocks(html), _clean_inline_once)


def clean_block_html(html: str) -> str:
    """Give block HTML of `BLOCK_TAGS` only."""
    return _settle(html, _clean_block_once)


def text_of(html: str) -> str:
    """Give the plain text of HTML; line breaks and ends of blocks as newlines."""
    if "<" in html:
        html = _without_tags(html)
    text = clean_text(html_module.unescape(html).replace("\xa0", " "))
    return re.sub(r"\n{3,}", "\n\n", text) if "\n" in text else text


def _without_tags(html: str) -> str:
    """Take the tags out; quick where only plain inline ones stand, as after cleaning."""
    spaced = html if html.isprintable() else _ANY_SPACES.sub(" ", html)
    plain = _PLAIN_TAG.sub("", spaced.replace("<br>", "\n"))
    if "<" not in plain:
        return plain
    html = _TEXT_CLEANER.clean(_break_at_blocks(_flatten_if_deep(html)))
    return _ANY_SPACES.sub(" ", html).replace("<br>", "\n")


def word_count(blocks: Iterable[Block]) -> int:
    """Count the words a reader reads in text blocks; a CJK sign is a word."""
    total = 0
    for block in blocks:
        if isinstance(block, TEXT_BLOCKS):
            for text in texts_of(block):
                signs = len(_SIGNS.findall(text))
                total += signs + len(_WORDS.findall(_SIGNS.sub(" ", text)))
    return total


def texts_of(block: Block) -> list[str]:
    """Give a text block's plain texts in reading order; none for other blocks."""
    match block:
        case Paragraph() | Quote() | HtmlBlock():
            return [text_of(block.html)]
        case Heading():
            return [block.text]
        case ListBlock():
            return [text_of(item) for item in block.items]
        case Table():
            return [" ".join(text_of(cell) for cell in row) for row in block.rows]
    return []


def check_blocks(blocks: Iterable[Block | Mapping[str, Any]]) -> tuple[Block, ...]:
    """Give a body of ours from values or their JSON, attribute by attribute.

    All HTML comes out cleaned and all addresses of an allowed scheme (others are
    emptied); a block id used twice is emptied the second time. Raises BadBlock where
    a value is of the wrong kind.
    """
    checked: list[Block] = []
    seen: set[str] = set()
    for given in blocks:
        block = check_block(given)
        if block.id in seen:
            block = replace(block, id="")
        seen.add(block.id)
        checked.append(block)
    return tuple(checked)


def check_block(given: Block | Mapping[str, Any]) -> Block:
    """Do for one block what `check_blocks` does for a body."""
    if isinstance(given, Mapping):
        block = block_from_json(given)
    elif isinstance(given, tuple(BLOCK_TYPES.values())):
        block = block_from_json(block_to_json(given))
    else:
        raise BadBlock(f"A block is an object, not a {type(given).__name__}.")
    _check_id(block)
    return _CHECKS[type(block)](block)


def check_photo(photo: PlacedPhoto) -> PlacedPhoto:
    """Give a placed photo with clean text; raises BadBlock on a wrong kind."""
    for field in fields(photo):
        _check_photo_field(field.name, getattr(photo, field.name))
    return replace(
        photo,
        title=clean_line(photo.title),
        caption=_maybe(clean_text, photo.caption),
        credit=_maybe(clean_line, photo.credit),
        alt=_maybe(clean_line, photo.alt),
        creator=tuple(name for name in map(clean_line, photo.creator) if name),
        source=clean_line(photo.source),
        source_url=clean_place(photo.source_url),
        raw=_CONTROLS.sub("", photo.raw),
    )


def _check_photo_field(name: str, value: object) -> None:
    if name == "creator":
        good = isinstance(value, tuple) and all(isinstance(v, str) for v in value)
    elif name in {"photo", "caption", "credit", "alt"}:
        good = value is None or isinstance(value, str)
    else:
        good = isinstance(value, str)
    if not good:
        raise BadBlock(f"A placed photo's {name} is of the wrong kind.")


def _check_id(block: Block) -> None:
    right = len(block.id) == BLOCK_ID_LENGTH and set(block.id) <= set(BLOCK_ID_ALPHABET)
    if block.id and not right:
        raise BadBlock(f"A block's id is {BLOCK_ID_LENGTH} letters or digits.")


def _check_choice(block: Block, name: str, choices: tuple[str, ...]) -> None:
    if getattr(block, name) not in choices:
        raise BadBlock(f"A {block.type} block's {name} is {' or '.join(choices)}.")


def _check_list(block: ListBlock) -> ListBlock:
    _check_choice(block, "style", ("bullet", "number"))
    return replace(block, items=tuple(map(clean_inline, block.items)))


def _check_table(block: Table) -> Table:
    rows = tuple(tuple(map(clean_inline, row)) for row in block.rows)
    return replace(block, rows=rows, caption=clean_text(block.caption))


def _check_embed(block: Embed) -> Embed:
    _check_choice(block, "state", ("ok", "missing"))
    return replace(
        block,
        provider=clean_line(block.provider),
        url=clean_url(block.url),
        title=clean_line(block.title),
        html=clean_inline(block.html),
        raw=_CONTROLS.sub("", block.raw),
    )


def _check_promo(block: Promo) -> Promo:
    return replace(
        block,
        title=clean_line(block.title),
        title_original=clean_line(block.title_original),
        url=clean_url(block.url),
        article=_maybe(clean_line, block.article),
    )


_CHECKS: dict[type[Block], Callable[[Any], Block]] = {
    Paragraph: lambda b: replace(b, html=clean_inline(b.html)),
    Heading: lambda b: replace(b, text=clean_line(b.text)),
    Quote: lambda b: replace(
        b, html=clean_inline(b.html), attribution=clean_line(b.attribution)
    ),
    ListBlock: _check_list,
    Table: _check_table,
    PhotoBlock: lambda b: replace(b, photo=check_photo(b.photo)),
    Gallery: lambda b: replace(b, photos=tuple(map(check_photo, b.photos))),
    Embed: _check_embed,
    Promo: _check_promo,
    CallToAction: lambda b: replace(b, text=clean_line(b.text), url=clean_url(b.url)),
    Rule: lambda b: b,
    HtmlBlock: lambda b: replace(b, html=clean_block_html(b.html)),
}


def _maybe(clean: Callable[[str], str], value: str | None) -> str | None:
    return None if value is None else clean(value)


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return clean_url(value) or None
    return clean_line(value) or None


def _cleaner(tags: Iterable[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags={"script", "style", "noscript", "template", "textarea"},
        attributes={"a": {"href", "title"}},
        attribute_filter=_keep_attribute,
        url_schemes=set(URL_SCHEMES),
        link_rel=None,
    )


_INLINE_CLEANER = _cleaner(INLINE_TAGS | _INLINE_SYNONYMS)
_BLOCK_CLEANER = _cleaner(BLOCK_TAGS | set(SYNONYMS))
_TEXT_CLEANER = _cleaner({"br"})


def _settle(html: str, clean_once: Callable[[str], str]) -> str:
    """Clean until nothing changes, so that cleaning twice equals cleaning once.

    Markup that never settles (misnested links and the like) is reduced to its text.
    """
    html = _flatten_if_deep(html)
    for _ in range(_ROUNDS):
        cleaned = clean_once(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return clean_inline(html_module.escape(text_of(html), quote=False))


def _flatten_if_deep(html: str) -> str:
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > _DEEPEST:
            return _ANY_TAG.sub(" ", html)
    return html


def _clean_inline_once(html: str) -> str:
    html = _INLINE_CLEANER.clean(_plain(html))
    return _trim(_tidy(_SYNONYM_TAG.sub(_rename, html)))


def _clean_block_once(html: str) -> str:
    html = _BLOCK_CLEANER.clean(_plain(html))
    html = _tidy(_SYNONYM_TAG.sub(_rename, html))
    return _trim(_EMPTY_BLOCK.sub("", html))


def _break_at_blocks(html: str) -> str:
    html = _BLOCK_END.sub("<br>", _CELL_END.sub(" ", html))
    return _BLOCK_START.sub(r" \g<0>", html)


def _rename(match: re.Match[str]) -> str:
    return f"<{match[1]}{SYNONYMS[match[2]]}>"


def _tidy(html: str) -> str:
    """Drop what shows nothing and make spaces single, in cleaned markup."""
    html = _plain(html)
    if "  " in html or "&nbsp;" in html or not html.isprintable():
        html = _RUN_OF_SPACES.sub(" ", html)
    if "<" not in html:
        return html
    if "<a>" in html or "<a title" in html:
        html = _LINK_WITHOUT_TARGET.sub(r"\1", html)
    html = _EMPTY_INLINE.sub(r"\2", html)
    if "<br>" not in html:
        return html
    return _MANY_BREAKS.sub("<br><br>", _BREAKS.sub("<br>", html))


def _trim(html: str) -> str:
    """Drop spaces and line breaks at both ends of cleaned markup."""
    while True:
        trimmed = html.strip()
        for edge in _EDGES:
            trimmed = trimmed.removeprefix(edge).removesuffix(edge)
        if trimmed == html:
            return html
        html = trimmed


def _plain(text: str) -> str:
    """Give a text in NFC without controls; quick where there is nothing to do."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text if text.isprintable() else _CONTROLS.sub("", text)
