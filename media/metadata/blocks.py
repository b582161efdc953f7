"""Where the blocks of metadata lie in an opened picture: XMP packets, the IIM block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from media.metadata import iim

_IPTC_TAG, _PHOTOSHOP_TAG, _XMP_TAG = 33723, 34377, 700
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\x00"
_IDENTITY_BYTES, _EXTENSION_HEADER = 32, len(_EXTENSION) + 32 + 8
_PHOTOSHOP = b"Photoshop 3.0\x00"
_RAW_XMP, _RAW_IPTC = "Raw profile type xmp", "Raw profile type iptc"


@dataclass(frozen=True)
class Inside:
    """The blocks of a file as they stand: its first XMP packet, its IIM datasets."""

    packet: bytes = b""
    iim: bytes = b""


def read_blocks(image: Image.Image) -> Inside:
    """Give the blocks of an opened picture."""
    return Inside(next(iter(packets_of(image)), b""), iim_block_of(image))


def packets_of(image: Image.Image) -> list[bytes]:
    """Give the XMP packets as they lie in the file, the first one first.

    A JPEG should have one; software that adds a second leaves the first standing.
    What is Extended XMP (XMP part 3, 1.1.3.1) comes last.
    """
    segments = _segments(image, "APP1")
    found = [data[len(_XMP) :] for data in segments if data.startswith(_XMP)]
    if not found:
        found = list(filter(None, (_stored_packet(image), _profile(image, _RAW_XMP))))
    return [*found, *_extensions(segments, b"".join(found))]


def iim_block_of(image: Image.Image) -> bytes:
    """Give the IPTC IIM datasets as they stand; nothing where there are none."""
    segments = _segments(image, "APP13")
    # Resources too long for one segment go on in the next (Photoshop's formats, 3).
    joined = b"".join(
        data[len(_PHOTOSHOP) :] for data in segments if data.startswith(_PHOTOSHOP)
    )
    candidates = (
        _inside(joined),
        next((data for data in segments if data[:1] == b"\x1c"), b""),
        _tag_bytes(image, _IPTC_TAG),
        _inside(_tag_bytes(image, _PHOTOSHOP_TAG)),
        _inside(_profile(image, _RAW_IPTC)),
    )
    return next(filter(None, candidates), b"")


def _segments(image: Image.Image, name: str) -> list[bytes]:
    return [data for one, data in getattr(image, "applist", []) if one == name]


def _stored_packet(image: Image.Image) -> bytes:
    """Give the packet of a format that has one place for it."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if isinstance(packet, str):
        return packet.encode("utf-8", "surrogateescape")
    if isinstance(packet, bytes):
        return packet
    return _tag_bytes(image, _XMP_TAG)  # a TIFF's, of whatever type


def _extensions(segments: list[bytes], packet: bytes) -> Iterator[bytes]:
    """Join the parts of each Extended XMP in their order, the one announced first.

    A file edited twice may still hold the parts of a former one.
    """
    parts: dict[bytes, dict[int, bytes]] = defaultdict(dict)
    for data in segments:
        if data.startswith(_EXTENSION) and len(data) > _EXTENSION_HEADER:
            identity = data[len(_EXTENSION) :][:_IDENTITY_BYTES]
            offset = int.from_bytes(data[_EXTENSION_HEADER - 4 : _EXTENSION_HEADER])
            parts[identity].setdefault(offset, data[_EXTENSION_HEADER:])
    for identity in sorted(parts, key=lambda one: one not in packet):
        yield b"".join(part for _, part in sorted(parts[identity].items()))


def _profile(image: Image.Image, name: str) -> bytes:
    """Give a block that ImageMagick wrote into a PNG, as hexadecimal text."""
    text = image.info.get(name)
    if not isinstance(text, str):
        return b""
    try:
        return bytes.fromhex("".join(text.split("\n")[3:]))
    except ValueError:
        return b""


def _inside(block: bytes) -> bytes:
    """Give the datasets in a block that is them, or Photoshop's resources."""
    if block[:1] == b"\x1c":
        return block
    start = block.find(b"8BIM", 0, len(_PHOTOSHOP) + 4)
    return iim.read_resources(block[max(start, 0) :]).get(iim.IIM_RESOURCE, b"")


def _tag_bytes(image: Image.Image, tag: int) -> bytes:
    """Give a TIFF tag as it stands: software writes IPTC under the wrong type."""
    raw = getattr(getattr(image, "tag_v2", None), "_tagdata", {})
    return bytes(raw.get(tag, b""))
