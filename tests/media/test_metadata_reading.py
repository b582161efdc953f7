from __future__ import annotations

import json

import pytest
from PIL import Image

from media.metadata import (
    PhotoMetadata,
    iim,
    read_metadata,
    write_jpeg,
    xmp,
)
from media.metadata.fields import FIELDS
from tests.media.embedding import dataset, packet, read, with_iim, with_packet
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode, opened


def test_read_metadata__plain_picture_says_nothing():
    found = read(encode(draw()))
    assert found.metadata == PhotoMetadata()
    assert not found.origins
    assert not found.warnings
    assert not found.has_gps


def test_read_metadata__gives_back_what_was_written():
    found = read(agency_jpeg())
    assert found.metadata == AGENCY
    assert set(found.origins.values()) == {"xmp"}
    assert not found.conflicts


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_read_metadata__xmp_of_every_format(file_format):
    body = "<photoshop:Credit>Mia Ødegård/AP</photoshop:Credit>"
    if file_format == "PNG":
        info = __import__("PIL.PngImagePlugin", fromlist=["PngInfo"]).PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet(body).decode())
        data = encode(draw(), "PNG", pnginfo=info)
    elif file_format == "TIFF":
        data = encode(draw(), "TIFF", tiffinfo={700: packet(body)})
    else:
        data = with_packet(packet(body), file_format)
    assert read(data).metadata.credit == "Mia Ødegård/AP"


def test_read_metadata__xmp_before_iim_before_exif_and_conflicts_kept():
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = (
        "exif caption",
        "Exif One; Two",
        "© exif".encode(),
    )
    segment = iim.build_segment(dataset(120, b"iim caption") + dataset(80, b"Iim"))
    body = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">xmp caption</rdf:li>'
    body += "</rdf:Alt></dc:description>"
    data = encode(draw(), exif=exif, extra=segment, xmp=packet(body))
    found = read(data)
    assert found.metadata.caption == "xmp caption"
    assert found.metadata.creators == ("Iim",)
    assert found.metadata.copyright_notice == "© exif"
    assert found.origins == {
        "caption": "xmp", "creators": "iim", "copyright_notice": "exif",
    }  # fmt: skip
    assert found.conflicts["caption"] == {
        "xmp": ["xmp caption"], "iim": ["iim caption"], "exif": ["exif caption"],
    }  # fmt: skip
    assert found.conflicts["creators"]["exif"] == ["Exif One", "Two"]
    assert "copyright_notice" not in found.conflicts


def test_read_metadata__text_cut_by_iim_is_no_conflict():
    long = "Photographer With A Very Long Name Indeed"
    found = read(write_jpeg(draw(), PhotoMetadata(creators=(long,))))
    assert found.metadata.creators == (long,)
    assert not found.conflicts


def test_read_metadata__same_day_is_no_conflict():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:02:02 08:41:00"
    data = encode(draw(), exif=exif, extra=iim.build_segment(dataset(55, b"20260202")))
    found = read(data)
    assert found.metadata.date_created == "2026-02-02"
    assert not found.conflicts


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({0x9003: "2026:02:02 08:41:00"}, "2026-02-02T08:41:00"),
        (
            {0x9003: "2026:02:02 08:41:00", 0x9011: "+01:00"},
            "2026-02-02T08:41:00+01:00",
        ),
        ({0x9003: "2026:02:02 08:41:00", 0x9011: "nonsense"}, "2026-02-02T08:41:00"),
        ({0x9003: "0000:00:00 00:00:00", 0x9004: "2026:02:03"}, "2026-02-03"),
        ({0x9003: "unknown"}, ""),
    ],
)
def test_exif__times(tags, expected):
    exif = Image.Exif()
    exif.get_ifd(0x8769).update(tags)
    assert read(encode(draw(), exif=exif)).metadata.date_created == expected


@pytest.mark.parametrize("raw", ["Ødegård".encode(), "Ødegård".encode("cp1252")])
def test_exif__texts_are_not_always_ascii(raw):
    exif = Image.Exif()
    exif[0x013B] = raw
    assert read(encode(draw(), exif=exif)).metadata.creators == ("Ødegård",)


def test_read_metadata__gps_is_noticed():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 54.0, 0.0), 3: "E", 4: (10.0, 44.0, 0.0)}
    assert read(encode(draw(), exif=exif)).has_gps
    assert read(with_packet(packet("", 'exif:GPSLatitude="59,54N"'))).has_gps


def test_xmp__attributes_elements_resources_and_plain_texts():
    found = read(
        with_packet(
            packet(
                '<xmpRights:WebStatement rdf:resource="https://a.example/terms"/>'
                "<dc:rights>plain notice</dc:rights>"
                "<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li> B </rdf:li>"
                "<rdf:li/></rdf:Seq></dc:creator>"
                "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li>"
                '<rdf:Description Iptc4xmpExt:City="Oslo"/></rdf:li></rdf:Bag>'
                "</Iptc4xmpExt:LocationShown>",
                'photoshop:Headline=" Head "',
            )
        )
    ).metadata
    assert found.license_url == "https://a.example/terms"
    assert found.copyright_notice == "plain notice"
    assert found.creators == ("A", "B")
    assert found.headline == "Head"
    assert found.city == "Oslo"


def test_xmp__default_language_first_and_others_kept():
    body = (
        '<dc:description><rdf:Alt><rdf:li xml:lang="nb">norsk</rdf:li>'
        '<rdf:li xml:lang="x-default">english</rdf:li></rdf:Alt></dc:description>'
        '<dc:title><rdf:Alt><rdf:li xml:lang="nb">tittel</rdf:li></rdf:Alt></dc:title>'
    )
    found = read(with_packet(packet(body)))
    assert found.metadata.caption == "english"
    assert found.metadata.title == "tittel"
    assert found.languages == {"caption": {"nb": "norsk", "x-default": "english"}}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"]
)
def test_xmp__encodings(encoding):
    text = "\ufeff" + packet("<photoshop:City>Portside ø 港</photoshop:City>").decode()
    assert read(with_packet(text.encode(encoding))).metadata.city == "Portside ø 港"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "document type"),
        (b"no packet at all", "it is not XML"),
        (b"<>", "not XML"),
    ],
)
def test_xmp__hostile_or_broken_is_a_warning(data, why):
    found = read(with_packet(data))
    assert found.metadata == PhotoMetadata()
    assert len(found.warnings) == 1
    assert why in found.warnings[0]


def test_xmp__too_large_is_not_read():
    with pytest.raises(xmp.UnreadablePacket, match="larger"):
        xmp.read_properties(b"<" * (xmp.MOST_BYTES + 1))


def test_xmp__cut_packet_gives_what_is_whole():
    data = packet("<photoshop:City>Oslo</photoshop:City><photoshop:Credit>A/B")
    assert read(with_packet(data[:-60])).metadata.city == "Oslo"


def test_xmp__extension_in_any_order():
    whole = packet("<photoshop:City>Oslo</photoshop:City>")
    halves = [(0, whole[:200]), (200, whole[200:])]
    segments = b""
    for offset, part in reversed(halves):
        payload = b"http://ns.adobe.com/xmp/extension/\x00" + b"A" * 32
        payload += len(whole).to_bytes(4, "big") + offset.to_bytes(4, "big") + part
        segments += b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    found = read(encode(draw(), extra=segments, xmp=packet("")))
    assert found.metadata.city == "Oslo"


def test_read_metadata__texts_are_bounded_and_printable():
    body = f"<photoshop:Credit>{'x' * 30_000}</photoshop:Credit>"
    items = "".join(f"<rdf:li>{number}</rdf:li>" for number in range(600))
    body += f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>"
    found = read(with_packet(packet(body))).metadata
    assert len(found.credit) == 20_000
    assert len(found.keywords) == 500
    stored = dataset(5, b"a\x00\x07b\r\nc")
    assert read(with_iim(stored)).metadata.title == "ab\nc"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "www.example.com", "https://a b"]
)
def test_read_metadata__web_statement_is_an_address_or_nothing(url):
    body = f"<xmpRights:WebStatement>{url}</xmpRights:WebStatement>"
    assert read(with_packet(packet(body))).metadata.license_url == ""


def test_read_metadata__create_date_where_nothing_better():
    found = read(with_packet(packet("", 'xmp:CreateDate="2026-02-02T08:41:00Z"')))
    assert found.metadata.date_created == "2026-02-02T08:41:00Z"


@pytest.mark.parametrize(
    ("in_xmp", "expected"),
    [
        ("2026", ("2026-02-02", "iim")),
        ("2025-01", ("2026-02-02", "iim")),
        ("2025-01-01", ("2025-01-01", "xmp")),
    ],
)
def test_read_metadata__a_day_goes_before_a_year_alone(in_xmp, expected):
    block = iim.build_segment(dataset(55, b"20260202"))
    said = packet("", f'photoshop:DateCreated="{in_xmp}"')
    found = read(encode(draw(), xmp=said, extra=block))
    assert (found.metadata.date_created, found.origins["date_created"]) == expected
    assert set(found.conflicts["date_created"]) == {"xmp", "iim"}
    vague = read(with_packet(said)).metadata.date_created
    assert vague == in_xmp


def test_read_metadata__place_of_a_structure_where_nothing_better():
    body = (
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Bergen</Iptc4xmpExt:City></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationCreated>"
    )
    assert read(with_packet(packet(body))).metadata.city == "Bergen"
    block = iim.build_segment(dataset(90, b"Oslo"))
    found = read(encode(draw(), xmp=packet(body), extra=block))
    assert (found.metadata.city, found.origins) == ("Oslo", {"city": "iim"})
    assert not found.conflicts


def test_embedded__json_has_only_what_is_there():
    row = read(agency_jpeg(keywords=())).to_json()
    assert json.loads(json.dumps(row)) == row
    assert row["values"]["creators"] == ["Mia Ødegård", "Sam Reed"]
    assert "keywords" not in row["values"]
    assert row["origins"]["credit"] == "xmp"


@pytest.mark.shared
def test_read_metadata__field_table_is_that_of_the_standard(shared):
    rows = json.loads((shared / "standards/photo/field-map.json").read_text())["rows"]
    ours = {"alt_text": "alt", "credit_line": "credit", "web_statement": "license_url",
            "copyright_owner": "copyright_holder"}  # fmt: skip
    table = {one.name: one for one in FIELDS}
    for row in rows:
        one = table.get(ours.get(row["field"], row["field"]))
        if one is None or row["field"] == "date_created":
            continue
        assert row.get("iim", "2:0").split(":")[1].lstrip("0") == str(one.iim or "")
        assert row.get("iim_bytes", 0) == one.iim_bytes
        assert int(row.get("exif", "0"), 16) == (one.exif or 0)
        assert one.xmp[0].split("/")[-1].split(":")[-1] in row["xmp"]


def test_read_metadata__tags_that_cannot_be_read_are_a_warning(monkeypatch):
    image = opened(encode(draw()))

    def broken():
        raise SyntaxError("not a TIFF file")

    monkeypatch.setattr(image, "getexif", broken)
    found = read_metadata(image)
    assert found.warnings == ("The EXIF data was not read: not a TIFF file.",)
    assert not found.has_gps
