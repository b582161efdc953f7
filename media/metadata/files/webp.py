"""WebP: RIFF chunks, and a header that says which there are (RFC 9649, 2.7)."""

from __future__ import annotations

from collections.abc import Iterator

from media.metadata.files import tiff
from media.metadata.files.parts import Parts

_HEADER, _XMP, _EXIF, _MANIFEST = b"VP8X", b"XMP ", b"EXIF", b"C2PA"
_HAS_XMP, _HAS_ALPHA = 0x04, 0x10

Chunk = tuple[bytes, bytes]


def write(data: bytes, parts: Parts) -> bytes:
    """Put the packet behind all else; a manifest is left out."""
    chunks = [one for one in _chunks(data) if one[0] not in (_XMP, _MANIFEST)]
    if chunks[0][0] != _HEADER:
        chunks.insert(0, (_HEADER, _extended_header(*chunks[0])))
    header = bytearray(chunks[0][1])
    header[0] |= _HAS_XMP
    chunks[0] = (_HEADER, bytes(header))
    chunks = [_with_texts(kind, content, parts) for kind, content in chunks]
    body = b"WEBP" + b"".join(_joined(*one) for one in [*chunks, (_XMP, parts.packet)])
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def has_manifest(data: bytes) -> bool:
    """Say whether there is a chunk of C2PA's."""
    return any(kind == _MANIFEST for kind, _ in _chunks(data))


def packet_in(data: bytes) -> bytes:
    """Give the XMP packet, also where the header does not say that there is one."""
    return next((content for kind, content in _chunks(data) if kind == _XMP), b"")


def _chunks(data: bytes) -> Iterator[Chunk]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP")
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        yield data[place : place + 4], data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _extended_header(kind: bytes, content: bytes) -> bytes:
    """Give the header a simple file lacks, from what its picture says of itself."""
    if kind == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        width, height = bits & 0x3FFF, bits >> 14 & 0x3FFF
        flags = _HAS_ALPHA if bits >> 28 & 1 else 0
    elif kind == b"VP8 ":
        width = int.from_bytes(content[6:8], "little") & 0x3FFF
        height = int.from_bytes(content[8:10], "little") & 0x3FFF
        flags, width, height = 0, width - 1, height - 1
    else:
        raise ValueError("no picture first")
    return bytes([flags, 0, 0, 0]) + b"".join(
        side.to_bytes(3, "little") for side in (width, height)
    )


def _with_texts(kind: bytes, content: bytes, parts: Parts) -> Chunk:
    is_exif = kind == _EXIF
    return kind, tiff.replace_texts(content, parts.exif) if is_exif else content


def _joined(kind: bytes, content: bytes) -> bytes:
    padding = b"\x00" * (len(content) % 2)
    return kind + len(content).to_bytes(4, "little") + content + padding
