"""Where the blocks of metadata lie in an opened picture: XMP packets, the IIM block."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from media.metadata import iim

_IPTC_TAG, _PHOTOSHOP_TAG, _XMP_TAG = 33723, 34377, 700
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\x00"
_IDENTITY_BYTES, _EXTENSION_HEADER = 32, len(_EXTENSION) + 32 + 8
# Some software leaves the header's NUL out, or the header.
PACKET_HEADER = re.compile(
    rb"(?:http://ns\.adobe\.com/xap/1\.0/\x00|(?:http://ns\.adobe\.com/xap/1\.0/)?"
    rb"(?=<\?xpacket|<x:xmpmeta))"
)
_PHOTOSHOP = b"Photoshop 3.0\x00"
_OLD_PHOTOSHOP = b"Adobe_Photoshop2.5:"
_LONGEST_HEADER = 40


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
    found = [
        one[match.end() :] for one in segments if (match := PACKET_HEADER.match(one))
    ]
    if not found:
        elsewhere = (_stored_packet(image), _profile(image, "xmp"), _in_app1(image))
        found = list(filter(None, elsewhere))
    return [*found, *_extensions(segments, b"".join(found))]


def iim_block_of(image: Image.Image) -> bytes:
    """Give the IPTC IIM datasets as they stand; nothing where there are none."""
    return next(filter(None, _iim_blocks(image)), b"")


def _iim_blocks(image: Image.Image) -> Iterator[bytes]:
    segments = _segments(image, "APP13")
    parts = [one[len(_PHOTOSHOP) :] for one in segments if one.startswith(_PHOTOSHOP)]
    # Resources too long for one segment go on in the next (Photoshop's formats, 3);
    # other software begins anew in each.
    yield _inside(b"".join(parts))
    yield from map(_inside, parts)
    for data in segments:
        if data.startswith((_OLD_PHOTOSHOP, b"\x1c")):
            yield _inside(data)
    for tag in (_IPTC_TAG, _PHOTOSHOP_TAG):
        yield _inside(_tag_bytes(image, tag))
    for kind in ("iptc", "8bim"):
        yield _inside(_profile(image, kind))


def _segments(image: Image.Image, name: str) -> list[bytes]:
    return [data for one, data in getattr(image, "applist", []) if one == name]


def _stored_packet(image: Image.Image) -> bytes:
    """Give the packet of a format that has one place for it."""
    packet = image.info.get("xmp")
    if isinstance(packet, bytes):
        return packet
    text = image.info.get("XML:com.adobe.xmp")
    if isinstance(text, str):  # in a PNG's text for Latin, which is how it was read
        return text.encode("latin-1", "ignore")
    return _tag_bytes(image, _XMP_TAG)  # a TIFF's, of whatever type


def _in_app1(image: Image.Image) -> bytes:
    """Give the packet of a JPEG's segment that ImageMagick put into a PNG."""
    data = _profile(image, "APP1")
    return data[len(_XMP) :] if data.startswith(_XMP) else b""


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


def _profile(image: Image.Image, kind: str) -> bytes:
    """Give a block that ImageMagick wrote into a PNG, as hexadecimal text."""
    text = image.info.get(f"Raw profile type {kind}")
    if not isinstance(text, str):
        return b""
    try:
        return bytes.fromhex("".join(text.split("\n")[3:]))
    except ValueError:
        return b""


def _inside(block: bytes) -> bytes:
    """Give the datasets in a block that is them, or Photoshop's resources."""
    if block[3:4] == b"\x1c" and block[:1] != b"\x1c":
        block = _swapped(block)
    if block[:1] == b"\x1c":
        return block
    start = block.find(b"8BIM", 0, _LONGEST_HEADER)
    return iim.read_resources(block[max(start, 0) :]).get(iim.IIM_RESOURCE, b"")


def _swapped(block: bytes) -> bytes:
    """Undo what some software does to a TIFF's: it turns each four bytes around."""
    count = -(-len(block) // 4)
    return struct.pack(
        f">{count}I", *struct.unpack(f"<{count}I", block.ljust(4 * count, b"\x00"))
    )


def _tag_bytes(image: Image.Image, tag: int) -> bytes:
    """Give a TIFF tag as it stands: software writes IPTC under the wrong type."""
    raw = getattr(getattr(image, "tag_v2", None), "_tagdata", {})
    return bytes(raw.get(tag, b""))
