"""PNG: chunks with a checksum each (PNG third edition, 5)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from media.metadata.files import tiff
from media.metadata.files.parts import Parts

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_XMP = b"XML:com.adobe.xmp"
# What the packet says now; beside it they would contradict it.
_REPLACED = frozenset({
    _XMP, b"Raw profile type xmp", b"Raw profile type APP1", b"Raw profile type iptc",
    b"Raw profile type 8bim", b"Title", b"Author", b"Description", b"Copyright",
})  # fmt: skip
_MANIFEST, _END = b"caBX", b"IEND"


def write(data: bytes, parts: Parts) -> bytes:
    """Put the packet behind the header; a manifest is left out."""
    out = [_SIGNATURE]
    for kind, content in _chunks(data):
        if kind in (_MANIFEST, _END) or _is_replaced(kind, content):
            continue
        is_exif = kind == b"eXIf"
        fresh = tiff.replace_texts(content, parts.exif) if is_exif else content
        out.append(_chunk(kind, fresh))
        if kind == b"IHDR":
            out.append(_chunk(b"iTXt", _XMP + bytes(5) + parts.packet))
    return b"".join([*out, _chunk(_END, b"")])  # also where the file broke off there


def has_manifest(data: bytes) -> bool:
    """Say whether there is a chunk of C2PA's."""
    return any(kind == _MANIFEST for kind, _ in _chunks(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError("no signature")
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += 12 + size


def _is_replaced(kind: bytes, content: bytes) -> bool:
    return kind in _TEXTS and content.partition(b"\x00")[0] in _REPLACED


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + checksum
