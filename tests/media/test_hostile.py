"""Pictures meant to hurt: refused with a reason or taken, in bounded time and memory."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media.metadata import iim
from tests.media.embedding import dataset, packet, with_packet
from tests.media.limited import MEGABYTES, judge_limited
from tests.media.pictures import draw, encode

HUGE = 30_000
OURS: dict[str, Callable[[], bytes]] = {}


def own(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Name a drawn picture by what it tries."""

    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        OURS[name] = make
        return make

    return keep


def chunk(kind: bytes, data: bytes) -> bytes:
    whole = kind + data
    return len(data).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")


def png_claiming(width: int, height: int, *, colours: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """Give a TIFF of one directory, by tag, type, count and value."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    count = struct.pack("<H", len(entries))
    return b"II*\x00\x08\x00\x00\x00" + count + body + struct.pack("<I", following)


@own("pixels.png")
def _() -> bytes:
    return png_claiming(HUGE, HUGE)


@own("pixels-and-no-data.png")
def _() -> bytes:
    return png_claiming(7000, 7000)


@own("clear.png")
def _() -> bytes:
    return png_claiming(6000, 5000, colours=6)


@own("clear.webp")
def _() -> bytes:
    clear = Image.new("RGBA", (4200, 4200), (9, 9, 9, 9))
    return encode(clear, "WEBP", lossless=True, method=0)


@own("as-large-as-we-take.png")
def _() -> bytes:
    return encode(Image.new("RGBA", (4700, 4700)), "PNG", compress_level=1)


@own("as-large-as-we-take.jpg")
def _() -> bytes:
    return encode(Image.new("CMYK", (9000, 9000)))


@own("progressive.jpg")
def _() -> bytes:
    return encode(Image.new("L", (7000, 7000)), progressive=True)


@own("text-bomb.png")
def _() -> bytes:
    info = PngInfo()
    packed = zlib.compress(bytes(100 * 2**20), 1)
    info.add(b"zTXt", b"Comment\x00\x00" + packed)
    return encode(draw(), "PNG", pnginfo=info)


@own("profile-bomb.png")
def _() -> bytes:
    info = PngInfo()
    info.add(b"iCCP", b"x\x00\x00" + zlib.compress(bytes(100 * 2**20), 1))
    return encode(draw(), "PNG", pnginfo=info)


@own("deep.jpg")
def _() -> bytes:
    deep = b"<rdf:li>" * 3000 + b"</rdf:li>" * 3000
    return with_packet(packet(f"<dc:subject>{deep.decode()}</dc:subject>"))


@own("many-names.webp")
def _() -> bytes:
    items = "".join(f"<rdf:li>{number}</rdf:li>" for number in range(60_000))
    body = packet(f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>")
    return with_packet(body, "WEBP")


@own("spaces.webp")
def _() -> bytes:
    date = f'photoshop:DateCreated="{" " * 900_000}2026"'
    return with_packet(packet("", date), "WEBP")


@own("entities.webp")
def _() -> bytes:
    doctype = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return with_packet(doctype + packet("<dc:title>&b;</dc:title>"), "WEBP")


@own("many-datasets.tif")
def _() -> bytes:
    block = dataset(25, b"k") * 100_000
    return encode(draw(), "TIFF", tiffinfo={33723: block})


@own("endless-resources.jpg")
def _() -> bytes:
    empty = b"8BIM\x04\x04\x00\x00\x00\x00\x00\x00" * 5000
    payload = b"Photoshop 3.0\x00" + empty
    segment = b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload
    return encode(draw(), extra=segment * 20)


@own("circle.tif")
def _() -> bytes:
    return tiff((256, 4, 1, 10), (257, 4, 1, 10), (0x8769, 4, 1, 8), following=8)


@own("counts.tif")
def _() -> bytes:
    return tiff((256, 4, 1, 10), (257, 4, 1, 10), (273, 4, 0x3FFFFFFF, 8))


@own("circle-in-exif.jpg")
def _() -> bytes:
    circle = tiff((0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0x010E, 2, 0x7FFFFFFF, 8))
    return encode(draw(), exif=b"Exif\x00\x00" + circle)


@own("frames.webp")
def _() -> bytes:
    frames = [Image.new("RGB", (500, 500), (number, 0, 0)) for number in range(120)]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], method=0)
    return out.getvalue()


@own("frames.gif")
def _() -> bytes:
    return encode(draw(), "GIF")


@own("page.jpg")
def _() -> bytes:
    return b"<!doctype html><script>alert(1)</script>"


@own("nothing.jpg")
def _() -> bytes:
    return b""


@own("cut.webp")
def _() -> bytes:
    return encode(draw(), "WEBP")[:200]


@own("noise.jpg")
def _() -> bytes:
    noise = (hashlib.sha256(bytes([number])).digest() for number in range(200))
    return b"\xff\xd8\xff\xe0" + b"".join(noise)


@own("long-iim.jpg")
def _() -> bytes:
    longest = b"\x1c\x02\x78\x80\x08" + b"\xff" * 8 + b"text"
    return encode(draw(), extra=iim.build_segment(longest))


REFUSED = {
    "pixels.png": "too_large", "pixels-and-no-data.png": "unreadable",
    "clear.png": "too_large", "clear.webp": "too_large",
    "text-bomb.png": "unreadable", "profile-bomb.png": "taken",
    "circle.tif": "unknown_format", "counts.tif": "unknown_format",
    "frames.gif": "unknown_format", "page.jpg": "unknown_format",
    "nothing.jpg": "unknown_format", "cut.webp": "unreadable",
    "noise.jpg": "unreadable",
}  # fmt: skip
PICTURES = (".jpg", ".png", ".gif", ".svg")


def assert_bounded(rows: dict[str, dict]) -> Iterator[tuple[str, dict]]:
    """Nothing was killed by its limits, nothing took more, each refusal says why."""
    for name, row in rows.items():
        assert row["status"] == 0, row
        assert row["megabytes"] <= MEGABYTES, row
        assert row["outcome"] == "taken" or row["why"], row
        yield name, row


def test_hostile__drawn_here(tmp_path):
    for name, make in OURS.items():
        (tmp_path / name).write_bytes(make())
    rows = judge_limited(sorted(tmp_path.iterdir()))
    said = {
        name: row.get("code", "taken")
        for name, row in assert_bounded(rows)
        if row["outcome"] != "taken" or name in REFUSED
    }
    assert said == REFUSED


@pytest.mark.shared
def test_hostile__shared(shared: Path):
    files = [
        path
        for folder in ("samples/hostile", "standards/hostile")
        for path in sorted((shared / folder).iterdir())
        if path.suffix in PICTURES
    ]
    said = {n: row.get("code") for n, row in assert_bounded(judge_limited(files))}
    assert said == {
        "decompression_bomb.gif": "unknown_format",
        "invalid-exif.jpg": None,
        "truncated_end_chunk.png": None,
        "decompression-bomb.png": "too_large",
        "html-named.jpg": "unknown_format",
        "jpeg-with-trailing-html.jpg": None,
        "svg-script.svg": "unknown_format",
        "truncated.jpg": "unreadable",
        "xmp-entity-bomb.jpg": None,
        "xmp-script-values.jpg": None,
    }
