"""What formats keep in texts of their own, read as exiftool reads it, and ranked last."""

from __future__ import annotations

import pytest
from PIL import Image, PngImagePlugin

from media.imaging import inspect, look_inside
from tests.media.embedding import packet, read, with_packet
from tests.media.pictures import AGENCY, draw, encode, exiftool

DETAILS, DESCRIPTION, USER_COMMENT = 0x8769, 0x010E, 0x9286
CAPTION = "The ferry leaves Portside"
SAID = {
    "Title": "Harbour ferry",
    "Author": "Mia Ødegård",
    "Description": "The ferry leaves Portside – at last",
    "Copyright": "© 2026 Harbour Press",
}


def png(kind: str = "iTXt", said: dict[str, str] = SAID, **options) -> bytes:
    texts = PngImagePlugin.PngInfo()
    for name, text in said.items():
        if kind == "iTXt":
            texts.add_itxt(name, text, zip=len(text) > 30)
        elif kind == "UTF-8":
            texts.add(b"tEXt", name.encode() + b"\0" + text.encode())
        else:
            latin = text.replace("–", "-")
            texts.add_text(name, latin, zip=kind == "zTXt")
    return encode(draw(), "PNG", pnginfo=texts, **options)


def with_comment(value: bytes, description: str = "") -> bytes:
    exif = Image.Exif()
    exif.get_ifd(DETAILS)[USER_COMMENT] = value
    if description:
        exif[DESCRIPTION] = description
    return encode(draw(), exif=exif)


@pytest.mark.parametrize("kind", ["iTXt", "tEXt", "zTXt", "UTF-8"])
def test_png__texts_by_keyword(kind):
    data = png(kind)
    found = inspect(data).embedded
    assert found.metadata.title == SAID["Title"]
    assert found.metadata.creators == (SAID["Author"],)
    said = SAID["Description"]
    assert found.metadata.caption in (said, said.replace("–", "-"))
    assert found.metadata.copyright_notice == SAID["Copyright"]
    assert set(found.origins.values()) == {"text"}
    assert not found.conflicts
    if kind != "UTF-8":  # which exiftool takes for Latin, as the standard has it
        theirs = exiftool(data)
        assert theirs["PNG:Author"] == found.metadata.creators[0]
        assert theirs["PNG:Copyright"] == found.metadata.copyright_notice
        assert theirs["PNG:Description"] == found.metadata.caption


def test_png__several_authors():
    assert read(png(said={"Author": "Mia Kern; Sam Reed"})).metadata.creators == (
        "Mia Kern", "Sam Reed",
    )  # fmt: skip


def test_png__texts_stand_behind_all_else_and_conflicts_are_told():
    body = "<dc:creator><rdf:Seq><rdf:li>Sam Reed</rdf:li></rdf:Seq></dc:creator>"
    exif = Image.Exif()
    exif[DESCRIPTION] = "From EXIF"
    data = png(said={**SAID, "XML:com.adobe.xmp": packet(body).decode()}, exif=exif)
    found = read(data)
    assert found.metadata.creators == ("Sam Reed",)
    assert found.metadata.caption == "From EXIF"
    assert found.metadata.copyright_notice == SAID["Copyright"]
    assert found.origins == {
        "title": "text", "caption": "exif", "creators": "xmp", "copyright_notice": "text",
    }  # fmt: skip
    assert found.conflicts["creators"] == {
        "xmp": ["Sam Reed"], "text": [SAID["Author"]],
    }  # fmt: skip
    assert found.conflicts["caption"]["text"] == [SAID["Description"]]


def test_jpeg__a_comment_is_the_caption_of_last_resort():
    data = encode(draw(), comment=f"{CAPTION} – Ødegård".encode())
    found = read(data)
    assert found.metadata.caption == f"{CAPTION} – Ødegård"
    assert found.origins == {"caption": "text"}
    assert exiftool(data)["File:Comment"] == found.metadata.caption
    exif = Image.Exif()
    exif[DESCRIPTION] = "From EXIF"
    found = read(encode(draw(), comment=b"A comment", exif=exif))
    assert (found.metadata.caption, found.conflicts) == ("From EXIF", {})


@pytest.mark.parametrize(
    "comment",
    [
        "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90",
        "Created with GIMP",
        "LEAD Technologies Inc. V1.01",
        "Lavc58.134.100",
        "File written by Adobe Photoshop® 5.2",
        "Optimized by JPEGmini 3.14.2.84235 0xbd7b31d5",
        "Compressed by jpeg-recompress",
        "Intel(R) JPEG Library, version [1.5.4.36]",
        "AppleMark\n",
        "JPEG Encoder Copyright 1998, James R. Weeks and BioElectroMech.",
        "Screenshot",
        "charset=Ascii",
        '{"source":"camera","filter":"none"}',
        "a harbour, oil painting\nNegative prompt: text\nSteps: 20, Sampler: Euler a",
        "*",
        "   ",
    ],
)
def test_comment__of_software_is_no_caption(comment):
    assert read(encode(draw(), comment=comment.encode())).metadata.caption == ""
    found = read(with_comment(b"ASCII\0\0\0" + comment.encode()))
    assert found.metadata.caption == ""
    assert not found.origins


@pytest.mark.parametrize(
    "comment", ["Created a stir: the mayor", "Adobe houses", "Quality time", "Port"]
)
def test_comment__of_the_picture_may_begin_alike(comment):
    assert read(encode(draw(), comment=comment.encode())).metadata.caption == comment


@pytest.mark.parametrize(
    ("value", "caption"),
    [
        (b"ASCII\0\0\0" + CAPTION.encode(), CAPTION),
        (b"ASCII\0\0\0" + CAPTION.encode() + b"\0\0   ", CAPTION),
        (b"UNICODE\0" + "Fähre – 港".encode("utf-16-le"), "Fähre – 港"),
        (b"UNICODE\0" + "Fähre – 港".encode("utf-16-be"), "Fähre – 港"),
        (b"UNICODE\0" + "Fähre".encode("utf-16"), "Fähre"),
        (b"JIS\0\0\0\0\0" + "港の船".encode("iso2022_jp")[3:-3], "港の船"),
        (bytes(8) + CAPTION.encode(), CAPTION),
    ],
)
def test_user_comment__in_each_code(value, caption):
    data = with_comment(value)
    found = read(data)
    assert found.metadata.caption == caption
    assert found.origins == {"caption": "exif"}
    assert not found.warnings
    assert exiftool(data)["ExifIFD:UserComment"].strip() == caption


def test_user_comment__in_codes_that_are_shifted_to():
    shifted = "港の船 A".encode("iso2022_jp")
    assert read(with_comment(b"JIS\0\0\0\0\0" + shifted)).metadata.caption == "港の船 A"


@pytest.mark.parametrize("value", [b"", b"UNICODE\0", b"UNICODE\0a", b"\xff" * 40])
def test_user_comment__broken_does_no_harm(value):
    assert not read(with_comment(value)).warnings


def test_user_comment__behind_a_description_and_a_comment():
    found = read(with_comment(b"ASCII\0\0\0A note", "From EXIF"))
    assert (found.metadata.caption, found.conflicts) == ("From EXIF", {})
    exif = Image.Exif()
    exif.get_ifd(DETAILS)[USER_COMMENT] = b"ASCII\0\0\0A note"
    found = read(encode(draw(), exif=exif, comment=b"A comment"))
    assert (found.metadata.caption, found.conflicts) == ("A comment", {})


def unflagged(data: bytes, *, has_header: bool) -> bytes:
    """Take from a WebP the flag that says it has XMP, or the header with all flags."""
    assert data[12:16] == b"VP8X"
    if has_header:
        return data[:20] + bytes([data[20] & ~0x04]) + data[21:]
    body = data[8:12] + data[30:]
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize("has_header", [True, False])
def test_webp__xmp_that_the_header_does_not_name(has_header):
    body = f"<photoshop:Credit>{AGENCY.credit}</photoshop:Credit>"
    data = unflagged(with_packet(packet(body), "WEBP"), has_header=has_header)
    found = inspect(data)
    assert found.embedded.metadata.credit == AGENCY.credit
    embedded, inside = look_inside(data)
    assert embedded.metadata.credit == AGENCY.credit
    assert inside.packet == packet(body)
    assert exiftool(data)["XMP-photoshop:Credit"] == AGENCY.credit
