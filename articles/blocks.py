"""The typed blocks a body is made of, as values, and their JSON.

The JSON is that of the delivery document: ``{"id", "type", ...}``. A block's
``id`` is 8 characters of ``BLOCK_ID_ALPHABET``, unique in its story; it is empty
until the story is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from articles.errors import BadBlock

BLOCK_ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
BLOCK_ID_LENGTH = 8


@dataclass(frozen=True)
class PlacedPhoto:
    """A photo in one place of a story.

    ``photo`` is the id of a stored photo; caption, credit and alt are then what
    this place says instead of the photo (None: what the photo says). While
    ``photo`` is None the fields describe a photo that was only read about:
    ``source_url`` says where its file lies (a URL, or a path beside the page), and
    ``raw`` keeps caption and credit as they stood.
    """

    photo: str | None = None
    title: str = ""
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    creator: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    raw: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the fields under their own names; creator as a list."""
        return {
            field.name: list(value) if field.name == "creator" else value
            for field in fields(self)
            for value in [getattr(self, field.name)]
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> PlacedPhoto:
        """Take back what `to_json` gave; unknown keys are a BadBlock."""
        known = {field.name: field.default for field in fields(cls)}
        if extra := set(row) - set(known):
            raise BadBlock(f"A placed photo has no {', '.join(sorted(extra))}.")
        creator = row.get("creator", [])
        if not isinstance(creator, list | tuple) or not _are_texts(creator):
            raise BadBlock("A placed photo's creator is a list of names.")
        for name, value in row.items():
            fits = _are_texts([value]) or (value is None and known[name] is None)
            if name != "creator" and not fits:
                raise BadBlock(f"A placed photo's {name} is not a text.")
        return cls(**{**row, "creator": tuple(creator)})


@dataclass(frozen=True)
class Paragraph:
    """Running text; inline HTML."""

    type: ClassVar[str] = "paragraph"
    html: str
    id: str = ""


@dataclass(frozen=True)
class Heading:
    """A crosshead; plain text, level 2 to 4."""

    type: ClassVar[str] = "heading"
    text: str
    level: int = 2
    id: str = ""


@dataclass(frozen=True)
class Quote:
    """Words set apart; inline HTML, and who said them."""

    type: ClassVar[str] = "quote"
    html: str
    attribution: str = ""
    id: str = ""


@dataclass(frozen=True)
class ListBlock:
    """A list; style is bullet or number, each item inline HTML."""

    type: ClassVar[str] = "list"
    items: tuple[str, ...]
    style: str = "bullet"
    id: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells, each inline HTML; header: the first row is one."""

    type: ClassVar[str] = "table"
    rows: tuple[tuple[str, ...], ...]
    header: bool = False
    caption: str = ""
    id: str = ""


@dataclass(frozen=True)
class PhotoBlock:
    """One photo between paragraphs."""

    type: ClassVar[str] = "photo"
    photo: PlacedPhoto
    id: str = ""


@dataclass(frozen=True)
class Gallery:
    """Photos shown together, in order."""

    type: ClassVar[str] = "gallery"
    photos: tuple[PlacedPhoto, ...]
    id: str = ""


@dataclass(frozen=True)
class Embed:
    """Something of another site; state missing: the page only said there was one.

    ``raw`` is the markup or text as it stood; nothing of it is ever shown.
    """

    type: ClassVar[str] = "embed"
    provider: str = ""
    url: str = ""
    title: str = ""
    state: str = "ok"
    html: str = ""
    raw: str = ""
    id: str = ""


@dataclass(frozen=True)
class Promo:
    """A pointer to another story; ``article`` is its id where it is one of ours."""

    type: ClassVar[str] = "promo"
    title: str
    title_original: str = ""
    url: str = ""
    article: str | None = None
    id: str = ""


@dataclass(frozen=True)
class CallToAction:
    """An invitation to click, sign up or subscribe."""

    type: ClassVar[str] = "call_to_action"
    text: str
    url: str = ""
    id: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across."""

    type: ClassVar[str] = "rule"
    id: str = ""


@dataclass(frozen=True)
class HtmlBlock:
    """What no other block can say; allow-listed block HTML."""

    type: ClassVar[str] = "html"
    html: str
    id: str = ""


Block = (
    Paragraph
    | Heading
    | Quote
    | ListBlock
    | Table
    | PhotoBlock
    | Gallery
    | Embed
    | Promo
    | CallToAction
    | Rule
    | HtmlBlock
)
BLOCK_TYPES: dict[str, type[Block]] = {
    kind.type: kind
    for kind in (
        Paragraph,
        Heading,
        Quote,
        ListBlock,
        Table,
        PhotoBlock,
        Gallery,
        Embed,
        Promo,
        CallToAction,
        Rule,
        HtmlBlock,
    )
}
TEXT_BLOCKS = (Paragraph, Heading, Quote, ListBlock, Table, HtmlBlock)


def block_to_json(block: Block) -> dict[str, Any]:
    """Give ``{"id", "type", ...}`` with lists for tuples."""
    row: dict[str, Any] = {"id": block.id, "type": block.type}
    for field in fields(block):
        if field.name != "id":
            row[field.name] = _plain(getattr(block, field.name))
    return row


def block_from_json(row: Mapping[str, Any]) -> Block:
    """Take back what `block_to_json` gave; shape and types are checked.

    Raises BadBlock naming the block and the key. Markup is not checked here, that
    is the work of `articles.markup`.
    """
    kind = BLOCK_TYPES.get(str(row.get("type")))
    if kind is None:
        raise BadBlock(f"There is no block of type {row.get('type')!r}.")
    values = {key: value for key, value in row.items() if key != "type"}
    known = {field.name for field in fields(kind)}
    if extra := set(values) - known:
        names = ", ".join(sorted(extra))
        raise BadBlock(f"A {kind.type} block has no {names}.")
    try:
        return kind(**{key: _typed(kind, key, values[key]) for key in values})
    except TypeError as error:
        raise BadBlock(f"A {kind.type} block lacks a field: {error}.") from error


def photos_of(block: Block) -> tuple[PlacedPhoto, ...]:
    """Give the photos a block places, in order."""
    if isinstance(block, PhotoBlock):
        return (block.photo,)
    if isinstance(block, Gallery):
        return block.photos
    return ()


def _plain(value: object) -> object:
    if isinstance(value, PlacedPhoto):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _typed(kind: type[Block], key: str, value: Any) -> Any:
    """Check one value's type and turn lists into tuples."""
    if key == "article" and value is None:
        return None
    if reads := _READERS.get(key):
        return reads(kind, key, value)
    return _checked(kind, key, value, str)


def _checked(kind: type[Block], key: str, value: Any, wanted: type) -> Any:
    if not isinstance(value, wanted):
        raise BadBlock(f"A {kind.type} block's {key} is not a {wanted.__name__}.")
    return value


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _level(kind: type[Block], key: str, value: Any) -> int:
    if type(value) is not int or value not in (2, 3, 4):
        raise BadBlock(f"A {kind.type} block's {key} is 2, 3 or 4.")
    return value


def _flag(kind: type[Block], key: str, value: Any) -> bool:
    return bool(_checked(kind, key, value, bool))


def _photo(kind: type[Block], key: str, value: Any) -> PlacedPhoto:
    return PlacedPhoto.from_json(_checked(kind, key, value, dict))


def _photos(kind: type[Block], key: str, value: Any) -> tuple[PlacedPhoto, ...]:
    return tuple(_photo(kind, key, row) for row in _checked(kind, key, value, list))


def _strings(kind: type[Block], key: str, value: Any) -> tuple[str, ...]:
    rows = _checked(kind, key, value, list)
    return tuple(_checked(kind, key, item, str) for item in rows)


def _rows(kind: type[Block], key: str, value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(_strings(kind, key, row) for row in _checked(kind, key, value, list))


_READERS: dict[str, Callable[[type[Block], str, Any], Any]] = {
    "header": _flag,
    "items": _strings,
    "level": _level,
    "photo": _photo,
    "photos": _photos,
    "rows": _rows,
}
