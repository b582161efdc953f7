"""Metadata as software really writes it: each trap is one small file."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media.imaging import inspect, look_inside
from media.metadata import PhotoMetadata, build_parts, embed, iim
from media.metadata.fields import NAMESPACES
from media.metadata.files.tiff import EXIF_MARK
from media.metadata.moments import to_iso
from tests.media.embedding import dataset, packet, read, with_iim, with_packet
from tests.media.pictures import draw, encode
from tests.media.test_hostile import chunk

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
PHOTOSHOP = b"Photoshop 3.0\x00"
PNG_HEADER = 33
OSLO = dataset(90, b"Oslo")


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def resource(code: int, data: bytes, signature: bytes = b"8BIM") -> bytes:
    padded = data + b"\x00" * (len(data) % 2)
    size = len(data).to_bytes(4, "big")
    return signature + code.to_bytes(2, "big") + b"\x00\x00" + size + padded


def raw_profile(kind: str, data: bytes) -> str:
    """Give a profile as ImageMagick writes it into a PNG's text."""
    return f"\n{kind}\n{len(data):8}\n{data.hex()}\n"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2026-02-02T08:41:00+01:00", "2026-02-02T08:41:00+01:00"),
        ("2026-02-02T08:41:00Z", "2026-02-02T08:41:00Z"),
        ("2026-02-02T08:41:00.5-0500", "2026-02-02T08:41:00.5-05:00"),
        ("2026-02-02T08:41", "2026-02-02T08:41:00"),
        ("2026-02-02T08:41+01", "2026-02-02T08:41:00+01:00"),
        ("2026:02:02 08:41:00", "2026-02-02T08:41:00"),
        ("2026:02:02 08:41:00+01:00", "2026-02-02T08:41:00+01:00"),
        ("2026/02/02 08:41:00", "2026-02-02T08:41:00"),
        ("20260202", "2026-02-02"),
        ("20260202T084100Z", "2026-02-02T08:41:00Z"),
        (" 2026-02-02 ", "2026-02-02"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        ("2026:00:00 00:00:00", "2026"),
        ("2026-02-31", "2026-02"),
        ("2026-02-02T25:00:00", "2026-02-02"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
        ("2026-02-02T08:41:00+23:59", "2026-02-02T08:41:00"),
        ("2026-02-02T08:41:00+14:00", "2026-02-02T08:41:00+14:00"),
        ("0001-01-01T00:00:00+14:00", ""),
        ("9999-12-31T23:59:59-14:00", ""),
        ("Monday", ""),
        ("", ""),
    ],
)
def test_to_iso(written, read_as):
    assert to_iso(written) == read_as


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        # a list where a text is expected, and the other way round
        ("<photoshop:Credit><rdf:Alt><rdf:li xml:lang='fr'>F</rdf:li>"
         "<rdf:li xml:lang='x-default'>D</rdf:li></rdf:Alt></photoshop:Credit>",
         "credit", "D"),
        ("<dc:creator>Ann Lee; Bo Ek</dc:creator>", "creators", ("Ann Lee", "Bo Ek")),
        ("<dc:creator><rdf:Bag><rdf:li>Ann</rdf:li></rdf:Bag></dc:creator>",
         "creators", ("Ann",)),
        ("<dc:creator><rdf:Alt><rdf:li xml:lang='x-default'>Ann</rdf:li></rdf:Alt>"
         "</dc:creator>", "creators", ("Ann",)),
        ("<dc:creator><rdf:Seq><rdf:li>Ann; Bo</rdf:li></rdf:Seq></dc:creator>",
         "creators", ("Ann", "Bo")),
        ("<dc:subject><rdf:Seq><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Seq>"
         "</dc:subject>", "keywords", ("a", "b")),
        ("<dc:subject>a;b</dc:subject>", "keywords", ("a", "b")),
        ("<dc:description><rdf:Seq><rdf:li>one</rdf:li></rdf:Seq></dc:description>",
         "caption", "one"),
        ("<dc:description>plain</dc:description>", "caption", "plain"),
        # empty ones, and what qualifies a value
        ("<dc:creator><rdf:Seq/></dc:creator>", "creators", ()),
        ("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'/></rdf:Alt></dc:title>",
         "title", ""),
        ("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'/>"
         "<rdf:li xml:lang='en'>Said</rdf:li></rdf:Alt></dc:title>", "title", "Said"),
        ("<photoshop:Credit rdf:parseType='Resource'><rdf:value>A/B</rdf:value>"
         "<dc:type>line</dc:type></photoshop:Credit>", "credit", "A/B"),
        ("<plus:Licensor rdf:parseType='Resource'><plus:LicensorName>L"
         "</plus:LicensorName></plus:Licensor>", "licensor_name", "L"),
        ("<photoshop:City>a&#x26;b &lt;c&gt;</photoshop:City>", "city", "a&b <c>"),
        ("<photoshop:City>a&#0;b\x01c</photoshop:City>", "city", "abc"),
        ("<photoshop:City>Smith & Sons</photoshop:City>", "city", "Smith  Sons"),
    ],
)  # fmt: skip
def test_xmp__shapes_other_than_the_standards(body, field, value):
    found = getattr(read(with_packet(packet(body))).metadata, field)
    if isinstance(found, str):
        found, value = " ".join(found.split()), " ".join(value.split())
    assert found == value


def test_xmp__prefixes_of_their_own_and_none_declared():
    body = packet("<photoshop:City>Oslo</photoshop:City>").decode()
    renamed = body
    for prefix, other in (("photoshop", "ps"), ("rdf", "r")):
        renamed = renamed.replace(f"{prefix}:", f"{other}:")
        renamed = renamed.replace(f"xmlns:{prefix}=", f"xmlns:{other}=")
    assert read(with_packet(renamed.encode())).metadata.city == "Oslo"
    declared = f'xmlns:photoshop="{NAMESPACES["photoshop"]}"'
    undeclared = body.replace(declared, "")
    assert read(with_packet(undeclared.encode())).metadata.city == "Oslo"


@pytest.mark.parametrize(
    ("right", "written"),
    [
        ("http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/photoshop/1.0"),
        ("http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/photoshop/1.1/"),
    ],
)
def test_xmp__addresses_of_names_that_are_nearly_right(right, written):
    for body in (packet("<photoshop:City>Oslo</photoshop:City>"),
                 packet("", 'photoshop:City="Oslo"')):  # fmt: skip
        assert right.encode() in body
        nearly = body.replace(right.encode(), written.encode())
        assert read(with_packet(nearly)).metadata.city == "Oslo"


@pytest.mark.parametrize("header", [XMP_HEADER, XMP_HEADER[:-1], b""])
def test_xmp__segment_with_half_a_header_or_none(header):
    body = packet("<photoshop:City>Oslo</photoshop:City>")
    data = encode(draw(), extra=segment(0xE1, header + body))
    assert read(data).metadata.city == "Oslo"
    parts = build_parts(PhotoMetadata(), {"city"}, look_inside(data)[1])
    assert read(embed(data, "image/jpeg", parts)).metadata.city == ""


def test_xmp__bytes_that_are_no_utf8_are_of_the_encoding_before():
    body = packet("<photoshop:City>Göteborg – ø</photoshop:City>")
    mixed = body.replace("ö".encode(), "ö".encode("cp1252"))
    assert read(with_packet(mixed)).metadata.city == "Göteborg – ø"


def test_xmp__of_two_packets_the_first_stands_and_the_second_fills_gaps():
    first = packet("<photoshop:City>Oslo</photoshop:City>")
    second = packet(
        "<photoshop:City>Bergen</photoshop:City>"
        "<photoshop:Credit>Ann/AP</photoshop:Credit>"
    )
    data = encode(draw(), xmp=first)
    place = data.index(XMP_HEADER) - 4
    after = place + 4 + len(XMP_HEADER) + len(first)
    data = data[:after] + segment(0xE1, XMP_HEADER + second) + data[after:]
    found = read(data).metadata
    assert (found.city, found.credit) == ("Oslo", "Ann/AP")


def test_xmp__leftover_of_a_former_extension_is_read_last():
    def extension(body: str) -> tuple[str, bytes]:
        data = packet(body)
        name = hashlib.md5(data, usedforsecurity=False).hexdigest().upper()
        header = b"http://ns.adobe.com/xmp/extension/\x00" + name.encode()
        sizes = len(data).to_bytes(4, "big") + bytes(4)
        return name, segment(0xE1, header + sizes + data)

    _, old = extension("<photoshop:City>Bergen</photoshop:City>")
    name, new = extension("<photoshop:City>Oslo</photoshop:City>")
    main = packet("", f'xmpNote:HasExtendedXMP="{name}"').replace(
        b"xmlns:dc", b'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmlns:dc'
    )
    assert read(encode(draw(), extra=old + new, xmp=main)).metadata.city == "Oslo"


def test_photoshop__resources_of_others_and_a_block_over_two_segments():
    datasets = dataset(90, b"Oslo") + dataset(120, b"c" * 900)
    block = resource(0x03F0, b"abc", b"PHUT") + resource(iim.IIM_RESOURCE, datasets)
    halves = segment(0xED, PHOTOSHOP + block[:300]) + segment(
        0xED, PHOTOSHOP + block[300:]
    )
    found = read(encode(draw(), extra=halves)).metadata
    assert (found.city, len(found.caption)) == ("Oslo", 900)


def test_iim__without_photoshop_around_it():
    found = read(encode(draw(), extra=segment(0xED, dataset(90, b"Oslo")))).metadata
    assert found.city == "Oslo"


@pytest.mark.parametrize(
    "segments",
    [
        segment(0xED, PHOTOSHOP + resource(0x03ED, b"16") + bytes(3))
        + segment(0xED, PHOTOSHOP + resource(iim.IIM_RESOURCE, OSLO)),
        segment(0xED, PHOTOSHOP + resource(iim.IIM_RESOURCE, b"")
                + resource(iim.IIM_RESOURCE, OSLO)),
        segment(0xED, b"Adobe_Photoshop2.5:" + bytes(8)
                + resource(iim.IIM_RESOURCE, OSLO)),
    ],
    ids=["one block in each segment", "an empty one before it", "Photoshop 2.5"],
)  # fmt: skip
def test_iim__blocks_where_others_put_them(segments):
    assert read(encode(draw(), extra=segments)).metadata.city == "Oslo"


@pytest.mark.parametrize(
    "declared", [b"\x1b%G\x00", b"\x1b%G ", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I"]
)
def test_iim__utf8_by_any_of_its_names_though_a_text_is_broken(declared):
    stored = (dataset(90, declared, 1), dataset(90, "Tromsø".encode()),
              dataset(120, b"caf\xe9"))  # fmt: skip
    assert read(with_iim(*stored)).metadata.city == "Tromsø"


def test_iim__what_programs_keep_for_themselves_says_nothing_of_the_encoding():
    stored = (dataset(90, "Tromsø".encode()), dataset(222, b"\xff\xfe\x80\x81"))
    assert read(with_iim(*stored)).metadata.city == "Tromsø"


def test_iim__what_stands_twice_says_the_last():
    stored = (dataset(90, b"Bergen"), dataset(90, b"Oslo"), dataset(90, b""))
    assert read(with_iim(*stored)).metadata.city == "Oslo"
    twice = (dataset(80, b"Ann"), dataset(80, b"Bo"))
    assert read(with_iim(*twice)).metadata.creators == ("Ann", "Bo")


def test_iim__turned_around_by_fours_in_a_tiff():
    turned = OSLO.ljust(12, b"\x00")
    turned = b"".join(turned[place : place + 4][::-1] for place in (0, 4, 8))
    data = encode(draw(), "TIFF", tiffinfo={33723: turned})
    assert read(data).metadata.city == "Oslo"


def test_png__profiles_of_imagemagick_and_compressed_text():
    info = PngInfo()
    body = packet("<photoshop:Credit>Ann/AP</photoshop:Credit>")
    info.add_text("Raw profile type xmp", raw_profile("xmp", body), zip=True)
    block = resource(iim.IIM_RESOURCE, dataset(90, b"Oslo"))
    info.add_text("Raw profile type iptc", raw_profile("iptc", block))
    found = read(encode(draw(), "PNG", pnginfo=info)).metadata
    assert (found.credit, found.city) == ("Ann/AP", "Oslo")
    info = PngInfo()
    info.add_text("Raw profile type APP1", raw_profile("generic", XMP_HEADER + body))
    info.add_text("Raw profile type 8bim", raw_profile("8bim", block))
    found = read(encode(draw(), "PNG", pnginfo=info)).metadata
    assert (found.credit, found.city) == ("Ann/AP", "Oslo")
    zipped = PngInfo()
    zipped.add_itxt("XML:com.adobe.xmp", body.decode(), zip=True)
    assert read(encode(draw(), "PNG", pnginfo=zipped)).metadata.credit == "Ann/AP"


def test_png__packet_in_a_text_for_latin():
    body = packet("<photoshop:City>Tromsø</photoshop:City>")
    info = PngInfo()
    info.add(b"tEXt", b"XML:com.adobe.xmp\x00" + body)
    assert read(encode(draw(), "PNG", pnginfo=info)).metadata.city == "Tromsø"


def test_png__profile_that_is_no_hexadecimal_is_passed_over():
    info = PngInfo()
    info.add_text("Raw profile type iptc", "\niptc\n 3\nnot hexadecimal")
    assert read(encode(draw(), "PNG", pnginfo=info)).metadata.city == ""


@pytest.mark.parametrize("kind", [33723, 34377])
def test_tiff__iim_under_either_tag(kind):
    block = dataset(90, b"Oslo") + dataset(5, b"title!")
    data = resource(iim.IIM_RESOURCE, block) if kind == 34377 else block
    tags = {kind: data}
    assert read(encode(draw(), "TIFF", tiffinfo=tags)).metadata.city == "Oslo"


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_exif__of_every_format_with_both_copyrights(file_format):
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = "Ann Lee;Bo Ek", "© Ann\x00© Desk\x00".encode()
    found = read(encode(draw(), file_format, exif=exif)).metadata
    assert found.creators == ("Ann Lee", "Bo Ek")
    assert found.copyright_notice == "© Ann\n© Desk"


def test_exif__what_windows_keeps_is_read_last_and_emptied_with_the_rest():
    exif = Image.Exif()
    said = {0x9C9B: "Titlé", 0x9C9C: "Said.", 0x9C9D: "Ann; Bo", 0x9C9E: "a;b"}
    for tag, text in said.items():
        exif[tag] = f"{text}\x00".encode("utf-16-le")
    data = encode(draw(), exif=exif)
    found = read(data)
    assert (found.metadata.title, found.metadata.caption) == ("Titlé", "Said.")
    assert found.metadata.creators == ("Ann", "Bo")
    assert found.metadata.keywords == ("a", "b")
    assert set(found.origins.values()) == {"exif"}
    exif[0x010E], exif[0x013B] = "Better.", "Cy"
    found = read(encode(draw(), exif=exif)).metadata
    assert (found.caption, found.creators) == ("Better.", ("Cy",))
    changed = {"title", "creators"}
    parts = build_parts(PhotoMetadata(title="New"), changed, look_inside(data)[1])
    found = read(embed(data, "image/jpeg", parts)).metadata
    assert (found.title, found.creators, found.caption) == ("New", (), "Said.")


def test_exif__of_a_png_with_a_jpegs_mark_is_written_too():
    exif = Image.Exif()
    exif[0x013B] = "Ann Lee"
    marked = EXIF_MARK + exif.tobytes().removeprefix(EXIF_MARK)
    data = encode(draw(), "PNG")
    data = data[:PNG_HEADER] + chunk(b"eXIf", marked) + data[PNG_HEADER:]
    assert read(data).metadata.creators == ("Ann Lee",)
    new = PhotoMetadata(creators=("Bo Ek",))
    parts = build_parts(new, {"creators"}, look_inside(data)[1])
    assert not read(embed(data, "image/png", parts)).conflicts


def test_dates__when_the_file_was_made_counts_least():
    made = packet("", 'xmp:CreateDate="2025-05-05"')
    block = iim.build_segment(dataset(55, b"20260202"))
    found = read(encode(draw(), xmp=made, extra=block))
    assert found.metadata.date_created == "2026-02-02"
    assert found.origins["date_created"] == "iim"
    nonsense = packet("", 'photoshop:DateCreated="soon"')
    found = read(encode(draw(), xmp=nonsense, extra=block))
    assert found.metadata.date_created == "2026-02-02"


def test_gps__is_noticed_at_whatever_depth():
    nested = packet(
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description "
        'exif:GPSLatitude="59,54N"/></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>'
    )
    assert read(with_packet(nested)).has_gps
    assert not read(with_packet(packet("<dc:title>GPSLatitude</dc:title>"))).has_gps


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "told", ['tiff:Orientation="6"', "<tiff:Orientation>6</tiff:Orientation>"]
)
def test_orientation__in_xmp_alone_counts(file_format, told):
    is_attribute = "=" in told
    body = packet("" if is_attribute else told, told if is_attribute else "")
    tiff = b'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc'
    body = body.replace(b"xmlns:dc", tiff)
    if file_format == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", body.decode())
        data = encode(draw(), "PNG", pnginfo=info)
    else:
        data = with_packet(body, file_format)
    found = inspect(data)
    assert (found.width, found.height) == (180, 320)


def test_exif__compressed_chunk_that_lies_is_a_picture_still():
    """A PNG whose compressed text is broken is a picture still, or refused as one."""
    info = PngInfo()
    info.add(b"zTXt", b"Raw profile type exif\x00\x00" + zlib.compress(b"x" * 90)[:20])
    assert inspect(encode(draw(), "PNG", pnginfo=info)).width == 320
