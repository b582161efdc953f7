from __future__ import annotations

from dataclasses import replace

import pytest

from media.metadata import (
    PhotoMetadata,
    build_iim,
    build_packet,
    iim,
    write_jpeg,
    xmp,
)
from media.metadata.fields import FIELDS
from media.metadata.writing import MOST_PACKET_BYTES, PUBLIC_FIELDS
from tests.media.embedding import read, with_packet
from tests.media.pictures import AGENCY, agency_jpeg, draw, exiftool, opened


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


@pytest.mark.parametrize(
    ("written", "date", "time"),
    [
        ("2026-02-02T08:41:00.311+01:00", b"20260202", b"084100+0100"),
        ("2026-02-02T08:41:00Z", b"20260202", b"084100+0000"),
        ("2026-02-02T08:41:00.5", b"20260202", b"084100"),
        ("2026-02", b"20260200", None),
        ("2026", b"20260000", None),
    ],
)
def test_build_iim__dates_and_times_in_its_own_digits(written, date, time):
    block = build_iim(PhotoMetadata(date_created=written))
    found = iim.read_datasets(iim.read_resources(block[18:])[iim.IIM_RESOURCE])
    assert found[2, 55] == [date]
    assert found.get((2, 60)) == (None if time is None else [time])
