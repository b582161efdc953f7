from __future__ import annotations

import struct

import pytest

from media.metadata import (
    iim,
)
from tests.media.embedding import UTF8, dataset, read, with_iim
from tests.media.pictures import draw, encode


def test_read_metadata__iim_alone_gives_its_own_fields():
    block = iim.build_block([(5, 64, "TITLE"), (80, 32, "A"), (80, 32, "B"),
                             (55, 8, "20260202"), (60, 11, "084100+0100")])  # fmt: skip
    found = read(encode(draw(), extra=iim.build_segment(block)))
    assert found.metadata.title == "TITLE"
    assert found.metadata.creators == ("A", "B")
    assert found.metadata.date_created == "2026-02-02T08:41:00+01:00"
    assert found.origins == dict.fromkeys(("title", "creators", "date_created"), "iim")


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
        (b"2026", b"", "2026"),
        (b"20260230", b"", "2026-02"),
        (b"20260202", b"124632+0100", "2026-02-02T12:46:32+01:00"),
        (b"20260202", b"12:46:32+01:00", "2026-02-02T12:46:32+01:00"),
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
