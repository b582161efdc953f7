"""AVIF: boxes, in whose `meta` items are named, placed and related (ISO 23008-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from media.metadata.files import tiff
from media.metadata.files.parts import CannotEmbed, Parts

_MANIFEST = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_RDF = b"application/rdf+xml"
_IN_FILE, _IN_IDAT = 0, 1


@dataclass(frozen=True)
class Box:
    """A box by its places in the data: where it starts, what is in it, where it ends."""

    kind: bytes
    start: int
    body: int
    end: int


@dataclass(frozen=True)
class Placed:
    """Where an item's bytes lie (`iloc`): `extents` are offsets and lengths."""

    item: int
    method: int
    extents: tuple[tuple[int, int], ...]


def write(data: bytes, parts: Parts) -> bytes:
    """Put the packet and the EXIF behind all else, as items that describe the picture.

    The items' places are written anew, as the list of them grows before the pixels.
    A box with a manifest becomes free space, so that nothing else moves.
    """
    boxes = list(_boxes(data, 0, len(data)))
    meta = next((box for box in boxes if box.kind == b"meta"), None)
    if meta is None:
        raise CannotEmbed("it has no list of items")
    inside = {
        box.kind: data[box.start : box.end]
        for box in _boxes(data, meta.body + 4, meta.end)
    }
    places = [_settled(one, len(data)) for one in _read_places(inside[b"iloc"])]
    described, item = _with_item(inside, places)
    fresh = {**_exif_items(data, inside[b"iinf"], places, parts), item: parts.packet}
    places = [one for one in places if one.item not in fresh]
    # The list's size does not depend on what it says: once to learn by how much
    # everything behind it moves, and once with the places after that.
    draft = _meta(data, meta, described, [*places, *_placed(fresh, 0)])
    moved = len(draft) - (meta.end - meta.start)
    places = [_moved(one, meta.end, moved) for one in places]
    places += _placed(fresh, len(data) + moved + 8)
    listed = _meta(data, meta, described, places)
    rest = _without_manifest(data, boxes)
    behind = _box(b"mdat", b"".join(fresh.values()))
    return rest[: meta.start] + listed + rest[meta.end :] + behind


def _placed(items: dict[int, bytes], start: int) -> Iterator[Placed]:
    """Give where items lie that follow each other."""
    for item, content in items.items():
        yield Placed(item, _IN_FILE, ((start, len(content)),))
        start += len(content)


def _exif_items(
    data: bytes, iinf: bytes, places: list[Placed], parts: Parts
) -> dict[int, bytes]:
    """Give the EXIF items with other texts; each starts with where its TIFF does."""
    wanted = {item for item, entry in _entries(iinf) if b"Exif" in entry[:14]}
    found = {}
    for place in places:
        if place.item not in wanted or place.method != _IN_FILE:
            continue
        whole = b"".join(data[start : start + size] for start, size in place.extents)
        header = 4 + int.from_bytes(whole[:4], "big")
        block = tiff.replace_texts(whole[header:], parts.exif)
        found[place.item] = whole[:header] + block
    return found


def _entries(iinf: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each item's number, and what is said of it."""
    for box in _boxes(iinf, 14 if iinf[8] == 0 else 16, len(iinf)):
        entry = iinf[box.body : box.end]
        if entry[0] in (2, 3):
            yield int.from_bytes(entry[4 : 6 if entry[0] == 2 else 8], "big"), entry


def has_manifest(data: bytes) -> bool:
    """Say whether there is a box of C2PA's."""
    return any(_is_manifest(data, box) for box in _boxes(data, 0, len(data)))


def _boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    while start + 8 <= end:
        size, kind = (
            int.from_bytes(data[start : start + 4], "big"),
            data[start + 4 :][:4],
        )
        body = start + 8
        if size == 1:
            size, body = int.from_bytes(data[body : body + 8], "big"), body + 8
        stop = start + size if size else end
        if stop < body or stop > end:
            raise ValueError("a box breaks off")
        yield Box(kind, start, body, stop)
        start = stop


def _is_manifest(data: bytes, box: Box) -> bool:
    return box.kind == b"uuid" and data[box.body : box.body + 16] == _MANIFEST


def _without_manifest(data: bytes, boxes: list[Box]) -> bytes:
    out = bytearray(data)
    for box in boxes:
        if _is_manifest(data, box):
            out[box.start + 4 : box.start + 8] = b"free"
        if out[box.start : box.start + 4] == bytes(4):  # it went on to the end
            out[box.start : box.start + 4] = (box.end - box.start).to_bytes(4, "big")
    return bytes(out)


class _Reader:
    """Reads numbers one after another."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data, self._place = data, place

    def number(self, size: int) -> int:
        part = self._data[self._place : self._place + size]
        if len(part) < size:
            raise ValueError("a list breaks off")
        self._place += size
        return int.from_bytes(part, "big")


def _read_places(iloc: bytes) -> Iterator[Placed]:
    version, read = iloc[8], _Reader(iloc, 12)
    sizes = read.number(2)
    offset, length = sizes >> 12, sizes >> 8 & 15
    base, index = sizes >> 4 & 15, sizes & 15 if version else 0
    for _ in range(read.number(2 if version < 2 else 4)):
        item = read.number(2 if version < 2 else 4)
        method = read.number(2) & 15 if version else _IN_FILE
        if read.number(2) or method not in (_IN_FILE, _IN_IDAT):
            raise CannotEmbed("its items lie in other files or in each other")
        start, extents = read.number(base), []
        for _ in range(read.number(2)):
            read.number(index)
            extents.append((start + read.number(offset), read.number(length)))
        yield Placed(item, method, tuple(extents))


def _settled(place: Placed, end: int) -> Placed:
    """Write out a length that means: to the end of the file."""
    extents = tuple((start, length or end - start) for start, length in place.extents)
    return replace(place, extents=extents) if place.method == _IN_FILE else place


def _moved(place: Placed, behind: int, by: int) -> Placed:
    if place.method != _IN_FILE:
        return place
    extents = tuple(
        (start + by if start >= behind else start, length)
        for start, length in place.extents
    )
    return replace(place, extents=extents)


def _with_item(
    inside: dict[bytes, bytes], places: list[Placed]
) -> tuple[dict[bytes, bytes], int]:
    """Give the boxes with an item for the packet, and the item's number."""
    iinf = inside[b"iinf"]
    first = 14 if iinf[8] == 0 else 16
    for item, entry in _entries(iinf):
        if b"mime" in entry[:14] and _RDF in entry:
            return inside, item
    item = 1 + max(one.item for one in places)
    pitm = inside[b"pitm"]
    primary = int.from_bytes(pitm[12:], "big")
    if max(item, primary) > 0xFFFF:
        raise CannotEmbed("it has too many items")
    name = b"\x00\x00mimeXMP\x00" + _RDF + b"\x00"
    entry = _box(b"infe", b"\x02\x00\x00\x00" + item.to_bytes(2, "big") + name)
    count = int.from_bytes(iinf[12:first], "big") + 1
    listed = iinf[8:12] + count.to_bytes(first - 12, "big") + iinf[first:] + entry
    relations = inside.get(b"iref", _box(b"iref", bytes(4)))
    if relations[8]:
        raise CannotEmbed("its relations are written in another way")
    relation = b"".join(one.to_bytes(2, "big") for one in (item, 1, primary))
    related = _box(b"iref", relations[8:] + _box(b"cdsc", relation))
    return {**inside, b"iinf": _box(b"iinf", listed), b"iref": related}, item


def _meta(
    data: bytes, meta: Box, inside: dict[bytes, bytes], places: list[Placed]
) -> bytes:
    boxes = {**inside, b"iloc": _write_places(places)}
    return _box(b"meta", data[meta.body : meta.body + 4] + b"".join(boxes.values()))


def _write_places(places: list[Placed]) -> bytes:
    out = bytearray(b"\x01\x00\x00\x00\x44\x00" + len(places).to_bytes(2, "big"))
    for one in sorted(places, key=lambda one: one.item):
        for number in (one.item, one.method, 0, len(one.extents)):
            out += number.to_bytes(2, "big")
        for number in (number for extent in one.extents for number in extent):
            out += number.to_bytes(4, "big")
    return _box(b"iloc", bytes(out))


def _box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + kind + body
