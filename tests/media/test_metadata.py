from __future__ import annotations

import json
import struct
from dataclasses import replace

import pytest
from PIL import Image

from media.metadata import (
    Embedded,
    PhotoMetadata,
    build_packet,
    iim,
    read_metadata,
    write_jpeg,
    xmp,
)
from media.metadata.fields import FIELDS, NAMESPACES
from media.metadata.writing import MOST_PACKET_BYTES, PUBLIC_FIELDS
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode, exiftool, opened


def read(data: bytes) -> Embedded:
    return read_metadata(opened(data))


def packet(body: str, attributes: str = "") -> bytes:
    names = " ".join(f'xmlns:{key}="{url}"' for key, url in NAMESPACES.items())
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{xmp.RDF}">'
        f'<rdf:Description rdf:about="" {names} {attributes}>{body}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def with_packet(data: bytes, file_format: str = "JPEG") -> bytes:
    return encode(draw(), file_format, xmp=data)


def with_iim(*datasets: bytes) -> bytes:
    return encode(draw(), extra=iim.build_segment(b"".join(datasets)))


def dataset(number: int, data: bytes, record: int = 2) -> bytes:
    return bytes([0x1C, record, number]) + len(data).to_bytes(2, "big") + data


UTF8 = dataset(90, b"\x1b%G", 1)


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


def test_read_metadata__iim_alone_gives_its_own_fields():
    block = iim.build_block([(5, 64, "TITLE"), (80, 32, "A"), (80, 32, "B"),
                             (55, 8, "20260202"), (60, 11, "084100+0100")])  # fmt: skip
    found = read(encode(draw(), extra=iim.build_segment(block)))
    assert found.metadata.title == "TITLE"
    assert found.metadata.creators == ("A", "B")
    assert found.metadata.date_created == "2026-02-02T08:41:00+01:00"
    assert found.origins == dict.fromkeys(("title", "creators", "date_created"), "iim")


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


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (UTF8 + dataset(120, "Ødegård — 港".encode()), "Ødegård — 港"),
        (dataset(120, "Ødegård — 港".encode()), "Ødegård — 港"),
        (dataset(120, "Ødegård – midi’s".encode("cp1252")), "Ødegård – midi’s"),
        (UTF8 + dataset(120, "Ødegå".encode()[:-1]), "Ødeg"),
        (dataset(120, b"a\x81b"), "a\x81b"),
        (UTF8 + dataset(120, b"declared \xe9 wrongly"), "declared é wrongly"),
    ],
    ids=["declared", "undeclared utf-8", "cp1252", "cut", "undefined byte", "wrong"],
)
def test_iim__encodings(stored, expected):
    assert read(with_iim(stored)).metadata.caption == expected


def test_iim__one_latin_text_makes_all_latin():
    stored = dataset(5, b"caf\xe9") + dataset(120, "é".encode())
    assert read(with_iim(stored)).metadata.caption == "é".encode().decode("cp1252")


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (b"", {}),
        (b"\x00\x01\x02", {}),
        (dataset(5, b"A") + b"\x1c\x02\x78\x00\x09short", {(2, 5): [b"A"]}),
        (dataset(5, b"A") + b"garbage", {(2, 5): [b"A"]}),
        (b"\x1c\x02\x05\x80\x04\x00\x00\x00\x02ab", {(2, 5): [b"ab"]}),
        (b"\x1c\x02\x05\xff\xff" + b"\xff" * 10, {}),
    ],
    ids=["empty", "other", "cut", "garbage", "extended", "extended beyond the end"],
)
def test_iim__datasets_as_far_as_whole(block, found):
    assert iim.read_datasets(block) == found


@pytest.mark.parametrize(
    ("dates", "times", "expected"),
    [
        (b"20260202", b"", "2026-02-02"),
        (b"2026-02-02", b"08:41:00", "2026-02-02T08:41:00"),
        (b"20260202", b"morning", "2026-02-02"),
        (b"2026:02:02", b"084100", "2026-02-02T08:41:00"),
        (b"00000000", b"", ""),
        (b"2026", b"", ""),
    ],
)
def test_iim__dates(dates, times, expected):
    found = read(with_iim(dataset(55, dates), dataset(60, times))).metadata
    assert found.date_created == expected


@pytest.mark.parametrize("tag_type", [7, 4], ids=["bytes", "longs"])
def test_iim__tiff_tag_of_any_type(tag_type):
    block = dataset(5, b"TITLE") + dataset(110, b"Cred")
    data = encode(draw(), "TIFF", tiffinfo={33723: block.ljust(20, b"\0")})
    entry = struct.pack("<HHL", 33723, 7, 20)
    assert entry in data
    count = 20 if tag_type == 7 else 5
    data = data.replace(entry, struct.pack("<HHL", 33723, tag_type, count))
    found = read(data)
    assert (found.metadata.title, found.metadata.credit) == ("TITLE", "Cred")


def test_iim__photoshop_resources_of_tiff():
    segment = iim.build_segment(dataset(5, b"TITLE"))
    data = encode(draw(), "TIFF", tiffinfo={34377: segment[18:]})
    assert read(data).metadata.title == "TITLE"


def test_iim__resources_stop_where_they_break():
    assert iim.read_resources(b"") == {}
    assert iim.read_resources(b"8BIM\x04") == {}


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


def test_exif__words_of_the_camera_are_no_caption():
    exif = Image.Exif()
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA         "
    assert read(encode(draw(), exif=exif)).metadata.caption == ""


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


def test_embedded__json_has_only_what_is_there():
    row = read(agency_jpeg(keywords=())).to_json()
    assert json.loads(json.dumps(row)) == row
    assert row["values"]["creators"] == ["Mia Ødegård", "Sam Reed"]
    assert "keywords" not in row["values"]
    assert row["origins"]["credit"] == "xmp"


def test_build_packet__holds_public_fields_only():
    found = xmp.read_properties(build_packet(AGENCY))
    names = {one.name for one in FIELDS if xmp.texts_of(found, one)}
    assert names == set(PUBLIC_FIELDS)


def test_build_packet__is_the_same_every_time():
    assert build_packet(AGENCY) == build_packet(replace(AGENCY))
    assert build_packet(AGENCY) != build_packet(replace(AGENCY, credit="x"))


def test_build_packet__long_descriptions_give_way_before_the_credit():
    long = replace(AGENCY, caption="c" * 70_000, alt="a" * 70_000, title="t" * 70_000)
    data = build_packet(long)
    assert len(data) <= MOST_PACKET_BYTES
    found = read(with_packet(data)).metadata
    assert (found.credit, found.creators) == (AGENCY.credit, AGENCY.creators)


def test_build_packet__markup_in_values_stays_text():
    evil = '</rdf:li><script>alert("x")</script>&amp;'
    found = read(with_packet(build_packet(PhotoMetadata(credit=evil, caption=evil))))
    assert found.metadata.credit == evil
    assert found.metadata.caption == evil


def test_build_packet__characters_xml_does_not_know_are_left_out():
    found = read(with_packet(build_packet(PhotoMetadata(credit="a\x00\x0bb"))))
    assert found.metadata.credit == "ab"


def test_write_jpeg__exiftool_reads_both_groups():
    said = exiftool(agency_jpeg())
    assert said["IPTC:By-line"] == ["Mia Ødegård", "Sam Reed"]
    assert said["IPTC:Credit"] == AGENCY.credit
    assert said["IPTC:CodedCharacterSet"] == "UTF8"
    assert said["IPTC:Caption-Abstract"] == AGENCY.caption
    assert said["IPTC:TimeCreated"] == "08:41:00+01:00"
    assert said["XMP-dc:Creator"] == ["Mia Ødegård", "Sam Reed"]
    assert said["XMP-photoshop:Instructions"] == "JAPAN OUT"
    assert said["XMP-plus:Licensor"] == [
        {"LicensorName": AGENCY.licensor_name, "LicensorURL": AGENCY.licensor_url}
    ]
    assert "ExifTool:Warning" not in said


def test_write_jpeg__iim_texts_keep_to_their_bytes():
    data = write_jpeg(draw(), PhotoMetadata(credit="ø" * 40))
    block = opened(data).info["photoshop"][iim.IIM_RESOURCE]
    assert iim.read_datasets(block)[2, 110] == ["ø".encode() * 16]


def test_write_jpeg__keywords_and_dates_without_a_clock():
    said = exiftool(agency_jpeg(date_created="2026-02-02"))
    assert said["IPTC:DateCreated"] == "2026:02:02"
    assert "IPTC:TimeCreated" not in said
    assert said["IPTC:Keywords"] == ["ferry", "harbour"]


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
