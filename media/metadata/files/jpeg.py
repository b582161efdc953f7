"""JPEG: segments before the picture, of at most 64 KB each (ISO 10918-1, B.1)."""

from __future__ import annotations

from media.metadata import iim
from media.metadata.blocks import PACKET_HEADER
from media.metadata.files import tiff
from media.metadata.files.parts import CannotEmbed, Parts

_START, _SCAN = b"\xff\xd8", 0xDA
_APP0, _APP1, _APP11, _APP13 = 0xE0, 0xE1, 0xEB, 0xED
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST = 0xFFFF - 2
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_PHOTOSHOP = b"Photoshop 3.0\x00"

Segment = tuple[int, bytes]


def write(data: bytes, parts: Parts) -> bytes:
    """Put the parts where the former ones stood; a manifest is left out.

    Parts of Extended XMP stay: the packet still names them.
    """
    if len(_XMP) + len(parts.packet) > _MOST:
        raise CannotEmbed("the XMP would not fit into a JPEG's segment")
    segments, picture = _split(data)
    resources = b"".join(
        content[len(_PHOTOSHOP) :]
        for marker, content in segments
        if _is_photoshop(marker, content)
    )
    signed = _manifest_boxes(segments)
    kept = [
        _with_texts(marker, content, parts)
        for marker, content in segments
        if not (_is_packet(marker, content) or _is_photoshop(marker, content))
        and not (marker == _APP11 and content[:4] in signed)
    ]
    fresh = [(_APP1, _XMP + parts.packet)]
    if parts.iim or resources:
        block = iim.replace_resource(resources, parts.iim) if parts.iim else resources
        room = _MOST - len(_PHOTOSHOP)
        fresh += [
            (_APP13, _PHOTOSHOP + block[place : place + room])
            for place in range(0, len(block), room)
        ]
    place = _after_header(kept)
    ordered = [*kept[:place], *fresh, *kept[place:]]
    return _START + b"".join(_joined(*one) for one in ordered) + picture


def has_manifest(data: bytes) -> bool:
    """Say whether an APP11 segment holds a JUMBF superbox of C2PA."""
    segments, _ = _split(data)
    return bool(_manifest_boxes(segments))


def _split(data: bytes) -> tuple[list[Segment], bytes]:
    """Give the segments before the first scan, and all from there on."""
    if not data.startswith(_START):
        raise ValueError("no start of image")
    segments: list[Segment] = []
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == 0xFF or marker in _ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == _SCAN:
            return segments, data[place:]
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        segments.append((marker, data[place + 4 : place + 2 + size]))
        place += 2 + size
    raise ValueError("no picture")


def _with_texts(marker: int, content: bytes, parts: Parts) -> Segment:
    if not _is_exif(marker, content):
        return marker, content
    written = tiff.replace_texts(content, parts.exif)
    if len(written) > _MOST:
        written = tiff.replace_texts(content, dict.fromkeys(parts.exif, ""))
    return marker, written if len(written) <= _MOST else content


def _after_header(segments: list[Segment]) -> int:
    """Give the place behind JFIF and EXIF, which want to be first."""
    place = 0
    for marker, content in segments:
        if marker != _APP0 and not _is_exif(marker, content):
            break
        place += 1
    return place


def _is_exif(marker: int, content: bytes) -> bool:
    return marker == _APP1 and content.startswith(tiff.EXIF_MARK)


def _is_packet(marker: int, content: bytes) -> bool:
    return marker == _APP1 and PACKET_HEADER.match(content) is not None


def _is_photoshop(marker: int, content: bytes) -> bool:
    return marker == _APP13 and content.startswith(_PHOTOSHOP)


def _manifest_boxes(segments: list[Segment]) -> set[bytes]:
    """Give how the segments of C2PA's boxes start; a long box goes on in several."""
    return {
        content[:4]
        for marker, content in segments
        if marker == _APP11 and content[:2] == b"JP" and b"c2pa" in content[:64]
    }


def _joined(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content
