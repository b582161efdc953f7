"""TIFF, and the EXIF blocks of other formats, which are small TIFFs.

What is new is written behind everything else, so that no offset inside changes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from media.metadata import iim
from media.metadata.files.parts import CannotEmbed, Parts

EXIF_MARK = b"Exif\x00\x00"
BYTE, ASCII, UNDEFINED = 1, 2, 7
_XMP, _IIM, _PHOTOSHOP, _MANIFEST = 700, 33723, 34377, 0xCD41
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_ENTRY = 12

Value = tuple[int, bytes]


def write(data: bytes, parts: Parts) -> bytes:
    """Put the parts into the first directory of a TIFF; a manifest is left out."""
    directory = Directory(data)
    values: dict[int, Value | None] = {_XMP: (BYTE, parts.packet), _MANIFEST: None}
    if parts.iim:
        values[_IIM] = (UNDEFINED, parts.iim)
        if _PHOTOSHOP in directory.entries:
            block = iim.replace_resource(directory.read(_PHOTOSHOP), parts.iim)
            values[_PHOTOSHOP] = (BYTE, block)
    return directory.changed({**values, **_texts(directory, parts.exif)})


def replace_texts(block: bytes, texts: Mapping[int, str]) -> bytes:
    """Replace the tags of an EXIF block that are there; a broken block stays as it is.

    A JPEG's mark before it stays, which some software writes in other formats, too.
    """
    mark = EXIF_MARK if block.startswith(EXIF_MARK) else b""
    try:
        directory = Directory(block[len(mark) :])
        values = _texts(directory, texts)
        return mark + directory.changed(values) if values else block
    except (ValueError, CannotEmbed):
        return block


def has_manifest(data: bytes) -> bool:
    """Say whether the first directory has C2PA's tag."""
    return _MANIFEST in Directory(data).entries


def _texts(directory: Directory, texts: Mapping[int, str]) -> dict[int, Value | None]:
    return {
        tag: (ASCII, text.encode() + b"\x00") if text else None
        for tag, text in texts.items()
        if tag in directory.entries
    }


class Directory:
    """The first directory of a TIFF: its entries, by tag, as they stand."""

    def __init__(self, data: bytes) -> None:
        """Read the header and the directory; raises ValueError, CannotEmbed."""
        self.data = data
        self._order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
        if not self._order:
            raise ValueError("no byte order")
        version, self._start = self._unpack("HI", 2)
        if version != 42:
            raise CannotEmbed("it is a BigTIFF")
        (count,) = self._unpack("H", self._start)
        first = self._start + 2
        self._end = first + count * _ENTRY
        self.entries = {
            struct.unpack_from(f"{self._order}H", data, place)[0]: data[
                place : place + _ENTRY
            ]
            for place in range(first, self._end, _ENTRY)
        }
        self._following = data[self._end : self._end + 4].ljust(4, b"\x00")
        if len(data) < self._end:
            raise ValueError("the directory breaks off")

    def read(self, tag: int) -> bytes:
        """Give a tag's bytes."""
        _, kind, count, offset = struct.unpack(f"{self._order}HHII", self.entries[tag])
        size = _SIZES.get(kind, 1) * count
        if size <= 4:
            return self.entries[tag][8 : 8 + size]
        return self.data[offset : offset + size]

    def changed(self, values: Mapping[int, Value | None]) -> bytes:
        """Give the file with a new first directory behind all else; None drops a tag."""
        out = bytearray(self.data)
        entries = dict(self.entries)
        for tag, value in values.items():
            if value is None:
                entries.pop(tag, None)
            else:
                entries[tag] = self._entry(tag, value, out)
        start = _pad(out)
        out += struct.pack(f"{self._order}H", len(entries))
        out += b"".join(entries[tag] for tag in sorted(entries)) + self._following
        if len(out) >= 2**32:
            raise CannotEmbed("it would be too large")
        struct.pack_into(f"{self._order}I", out, 4, start)
        return bytes(out)

    def _entry(self, tag: int, value: Value, out: bytearray) -> bytes:
        """Give an entry; what is longer than four bytes goes to the end of `out`."""
        kind, content = value
        head = struct.pack(f"{self._order}HHI", tag, kind, len(content))
        if len(content) <= 4:
            return head + content.ljust(4, b"\x00")
        place = _pad(out)
        out += content
        return head + struct.pack(f"{self._order}I", place)

    def _unpack(self, form: str, place: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(f"{self._order}{form}", self.data, place)
        except struct.error as error:
            raise ValueError("it breaks off") from error


def _pad(out: bytearray) -> int:
    """Go on at an even place, as TIFF wants it."""
    if len(out) % 2:
        out += b"\x00"
    return len(out)
