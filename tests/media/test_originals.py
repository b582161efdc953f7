"""The original with what the desk says now: other metadata, the same pixels."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from media.actions import change_photo, take_photo
from media.errors import CannotWriteMetadata
from media.imaging import look_inside
from media.metadata import Inside, PhotoMetadata, build_parts, embed, has_manifest, iim
from media.models import Photo
from media.originals import copy_with_metadata
from media.rendering import read_original
from tests.factories import SYSTEM
from tests.media.embedding import UTF8, dataset, packet, read
from tests.media.pictures import AGENCY, agency_jpeg, encode, exiftool
from tests.media.test_hostile import chunk
from tests.media.test_metadata_traps import resource, segment

FORMATS = {
    "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp",
    "TIFF": "image/tiff", "AVIF": "image/avif",
}  # fmt: skip
NEW = PhotoMetadata(
    caption="Η νέα λεζάντα — 港",
    creators=("Ελένη", "渡辺"),
    credit="Ελένη/ΑΠΕ",
    copyright_notice="© 2026 ΑΠΕ",
    instructions="Not for Japan",
    date_created="2026-02-02T08:41:00+01:00",
)
CHANGED = ("caption", "creators", "credit", "copyright_notice", "instructions",
           "date_created")  # fmt: skip
NOISE = Image.effect_noise((96, 64), 60).convert("RGB")


def pixels(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


def rewritten(data: bytes, mime_type: str, metadata=NEW, names=CHANGED) -> bytes:
    _, inside = look_inside(data)
    return embed(data, mime_type, build_parts(metadata, names, inside))


def assert_same_pixels(one: bytes, other: bytes) -> None:
    assert ImageChops.difference(pixels(one), pixels(other)).getbbox() is None


def bare(file_format: str, **more) -> bytes:
    return encode(NOISE, file_format, **more)


def told(file_format: str) -> bytes:
    """Give a file that says other things, in EXIF and XMP."""
    exif = Image.Exif()
    exif[0x010E], exif[0x8298], exif[0x010F] = "old caption", "© old", "Camera Inc"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    old = packet("<photoshop:Credit>Old/AP</photoshop:Credit>", 'exif:FNumber="8/1"')
    if file_format == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", old.decode())
        info.add_text("Copyright", "© old")
        info.add_text("Software", "Scanner")
        return bare("PNG", exif=exif, pnginfo=info)
    if file_format == "TIFF":
        return bare("TIFF", tiffinfo={**dict(exif), 700: old})
    return bare(file_format, exif=exif, xmp=old)


@pytest.mark.parametrize("make", [bare, told])
@pytest.mark.parametrize("file_format", FORMATS)
def test_embed__says_it_and_keeps_the_pixels(file_format, make):
    data = make(file_format)
    copy = rewritten(data, FORMATS[file_format])
    assert_same_pixels(data, copy)
    found = read(copy).metadata
    for name in CHANGED:
        assert getattr(found, name) == getattr(NEW, name), name
    said = exiftool(copy, "-e")
    assert said["XMP-photoshop:Credit"] == NEW.credit
    assert said["XMP-dc:Creator"] == list(NEW.creators)
    assert "ExifTool:Warning" not in said
    if make is told:
        assert "old" not in str(said)
        assert said["XMP-exif:FNumber"] == 8
    again = rewritten(copy, FORMATS[file_format])
    assert read(again) == read(copy)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_embed__exif_follows_and_the_camera_stays(file_format):
    said = exiftool(rewritten(told(file_format), FORMATS[file_format]), "-e")
    assert said["IFD0:ImageDescription"] == NEW.caption
    assert said["IFD0:Copyright"] == NEW.copyright_notice
    assert said["IFD0:Make"] == "Camera Inc"
    assert said["ExifIFD:SerialNumber"] == "SERIAL-4711"
    assert "IFD0:Artist" not in said


def test_embed__png_that_broke_off_at_its_end_is_whole_in_the_copy():
    data = bare("PNG")
    assert rewritten(data[:-5], "image/png") == rewritten(data, "image/png")


def test_embed__png_keeps_other_texts():
    said = exiftool(rewritten(told("PNG"), "image/png"))
    assert said["PNG:Software"] == "Scanner"
    assert "PNG:Copyright" not in said


@pytest.mark.parametrize("options", [{"lossless": True}, {"lossless": False}])
def test_embed__simple_webp_becomes_an_extended_one(options):
    data = encode(NOISE, "WEBP", **options)
    assert b"VP8X" not in data
    copy = rewritten(data, "image/webp")
    assert copy[12:16] == b"VP8X"
    assert_same_pixels(data, copy)


def test_embed__webp_with_transparency_keeps_it():
    clear = Image.new("RGBA", (31, 17), (200, 0, 0, 90))
    copy = rewritten(encode(clear, "WEBP", lossless=True), "image/webp")
    with Image.open(io.BytesIO(copy)) as image:
        assert (image.size, image.getpixel((3, 3))) == ((31, 17), (200, 0, 0, 90))


def test_embed__iim_is_utf8_now_and_other_resources_stay():
    block = dataset(25, "gång".encode("cp1252")) + dataset(120, b"old")
    resources = (
        resource(0x03ED, b"resolution of 300") + resource(0x0425, b"d" * 16)
        + resource(iim.IIM_RESOURCE, block) + resource(0x07D0, b"path")
    )  # fmt: skip
    data = bare("JPEG", extra=segment(0xED, b"Photoshop 3.0\x00" + resources))
    copy = rewritten(data, "image/jpeg")
    with Image.open(io.BytesIO(copy)) as image:
        kept = image.info["photoshop"]
    assert set(kept) == {0x03ED, iim.IIM_RESOURCE, 0x07D0}
    datasets = iim.read_datasets(kept[iim.IIM_RESOURCE])
    assert datasets[2, 25] == ["gång".encode()]
    assert datasets[2, 120] == [NEW.caption.encode()]
    assert datasets[1, 90] == [iim.ESCAPE_UTF8]
    assert datasets[2, 55] == [b"20260202"]
    assert list(datasets) == sorted(datasets)


def test_embed__what_nobody_changed_stays_in_the_packet():
    body = (
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">T</rdf:li>'
        '<rdf:li xml:lang="fr">Titre</rdf:li></rdf:Alt></dc:title>'
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'>"
        "<plus:LicensorName>L</plus:LicensorName><plus:LicensorEmail>a@b.example"
        "</plus:LicensorEmail></rdf:li></rdf:Seq></plus:Licensor>"
    )
    data = bare("JPEG", xmp=packet(body, 'photoshop:Credit="Old"'))
    said = exiftool(rewritten(data, "image/jpeg"))
    assert said["XMP-dc:Title-fr"] == "Titre"
    assert said["XMP-plus:Licensor"][0]["LicensorEmail"] == "a@b.example"
    assert said["XMP-photoshop:Credit"] == NEW.credit


def test_embed__what_stands_in_the_same_structure_stays():
    body = (
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'>"
        "<plus:LicensorName>L</plus:LicensorName><plus:LicensorURL>https://l.example"
        "</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Oslo</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>Norway"
        "</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>"
    )
    data = bare("JPEG", xmp=packet(body))
    before, inside = look_inside(data)
    assert (before.metadata.country, before.metadata.licensor_name) == ("Norway", "L")
    said = replace(before.metadata, city="Bergen", licensor_name="Other")
    parts = build_parts(said, {"city", "licensor_name"}, inside)
    assert read(embed(data, "image/jpeg", parts)).metadata == said


def test_embed__is_said_of_the_same_thing():
    old = packet("<dc:title>T</dc:title>").replace(b'about=""', b'about="uuid:1"')
    copy = rewritten(bare("JPEG", xmp=old), "image/jpeg")
    _, inside = look_inside(copy)
    assert inside.packet.count(b"rdf:about=") == inside.packet.count(b'="uuid:1"') == 2


def test_embed__emptied_fields_go_from_everywhere():
    empty = PhotoMetadata()
    data = encode(NOISE, exif=_exif_of_agency(), xmp=packet("", 'photoshop:Credit="O"'),
                  extra=iim.build_segment(UTF8 + dataset(110, b"O")))  # fmt: skip
    copy = rewritten(data, "image/jpeg", empty, ("credit", "copyright_notice"))
    found = read(copy).metadata
    assert (found.credit, found.copyright_notice) == ("", "")


def _exif_of_agency() -> Image.Exif:
    exif = Image.Exif()
    exif[0x8298] = "© agency"
    return exif


def test_embed__packet_too_long_for_a_segment_says_our_fields_alone():
    data = bare("WEBP", xmp=packet(f"<photoshop:City>{'x' * 70_000}</photoshop:City>"))
    _, inside = look_inside(data)
    parts = build_parts(NEW, CHANGED, inside)
    assert len(parts.packet) < 65_000


def jumbf(kind: bytes = b"c2pa") -> bytes:
    described = b"jumd" + kind + bytes.fromhex("00110010800000aa00389b71") + b"\x03"
    inner = (4 + len(described)).to_bytes(4, "big") + described
    return (8 + len(inner)).to_bytes(4, "big") + b"jumb" + inner


def signed(file_format: str) -> bytes:
    """Give a file with a box where C2PA puts its manifest."""
    data, box = told(file_format), jumbf()
    if file_format == "JPEG":
        start = segment(0xEB, b"JP\x00\x01\x00\x00\x00\x01" + box)
        more = segment(0xEB, b"JP\x00\x01\x00\x00\x00\x02" + box[:8] + b"rest")
        return data[:2] + start + more + data[2:]
    if file_format == "PNG":
        return data[:33] + chunk(b"caBX", box) + data[33:]
    if file_format == "WEBP":
        more = b"C2PA" + len(box).to_bytes(4, "little") + box + bytes(len(box) % 2)
        size = len(data) - 8 + len(more)
        return b"RIFF" + size.to_bytes(4, "little") + data[8:] + more
    if file_format == "TIFF":
        return encode(NOISE, "TIFF", tiffinfo={0xCD41: box})
    body = bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + box
    return data + (8 + len(body)).to_bytes(4, "big") + b"uuid" + body


@pytest.mark.parametrize("file_format", FORMATS)
def test_manifest__is_recognised_and_left_out(file_format):
    data, mime_type = signed(file_format), FORMATS[file_format]
    assert has_manifest(data, mime_type)
    assert not has_manifest(told(file_format), mime_type)
    copy = rewritten(data, mime_type)
    assert not has_manifest(copy, mime_type)
    assert_same_pixels(data, copy)


@pytest.mark.shared
def test_manifest__of_the_shared_files(shared):
    for path in sorted((shared / "standards/c2pa").glob("*.jpg")):
        data = path.read_bytes()
        assert has_manifest(data, "image/jpeg")
        copy = rewritten(data, "image/jpeg")
        assert not has_manifest(copy, "image/jpeg")
        assert_same_pixels(data, copy)


def test_embed__jpeg_scan_is_copied_byte_for_byte():
    data = agency_jpeg()
    copy = rewritten(data, "image/jpeg")
    scan = data[data.index(b"\xff\xdb") :]
    assert copy.endswith(scan)


def test_embed__broken_files_say_so():
    for mime_type in FORMATS.values():
        with pytest.raises(Exception, match=r"structure|items|TIFF"):
            embed(b"nothing of this", mime_type, build_parts(NEW, CHANGED, Inside()))
        assert not has_manifest(b"nothing of this", mime_type)


@pytest.mark.django_db
def test_copy__says_what_the_desk_says_and_the_original_stays():
    data = agency_jpeg()
    photo = take_photo(data, file_name="../ferry ø.jpg", by=SYSTEM)
    changes = {"credit": "Ελένη/ΑΠΕ", "caption": "Mended.", "restrictions": "",
               "keywords": ["new"], "usage_terms": ""}  # fmt: skip
    photo = change_photo(photo, changes, by=SYSTEM)
    copy = copy_with_metadata(photo)
    found = read(copy.data)
    expected = replace(
        AGENCY, credit="Ελένη/ΑΠΕ", caption="Mended.", other_constraints="",
        keywords=("new",), usage_terms="",
    )  # fmt: skip
    assert found.metadata == expected
    assert not found.conflicts
    assert (copy.mime_type, copy.file_name) == ("image/jpeg", "ferry_ø.jpg")
    assert copy.loses_manifest is False
    kept = read_original(photo)
    assert hashlib.sha256(kept).hexdigest() == photo.sha256
    assert kept == data
    assert_same_pixels(data, copy.data)


@pytest.mark.django_db
def test_copy__settles_what_the_groups_disagree_on():
    block = UTF8 + dataset(110, b"IIM says") + dataset(90, b"Oslo")
    data = bare("JPEG", xmp=packet("", 'photoshop:Credit="Ann/AP"'),
                extra=iim.build_segment(block))  # fmt: skip
    copy = copy_with_metadata(take_photo(data, file_name="a.jpg", by=SYSTEM)).data
    said = exiftool(copy, "-charset", "iptc=utf8")
    assert said["IPTC:Credit"] == said["XMP-photoshop:Credit"] == "Ann/AP"
    assert said["IPTC:City"] == said["XMP-photoshop:City"] == "Oslo"


@pytest.mark.django_db
def test_copy__what_a_column_cut_is_whole_in_the_file():
    title = "t" * 500
    data = encode(NOISE, xmp=packet("", f'photoshop:Headline="{title}"'))
    photo = take_photo(data, file_name="a.jpg", by=SYSTEM)
    assert len(photo.headline) == 300
    assert read(copy_with_metadata(photo).data).metadata.headline == title


@pytest.mark.django_db
def test_copy__of_what_cannot_hold_it_is_refused_with_a_reason():
    photo = take_photo(encode(NOISE, "TIFF", big_tiff=True), file_name="a", by=SYSTEM)
    with pytest.raises(CannotWriteMetadata, match="BigTIFF"):
        copy_with_metadata(photo)
    assert Photo.objects.get().sha256 == photo.sha256
