"""An independent reader finds the record's words in every public file, and no others.

Some photos at a size that gives most specs; `make soak` has every spec, and the
shared photos.
"""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from media.metadata import write_jpeg
from media.renditions import CROPS, SERIES, TYPES, WHOLE
from media.rights import PLUS
from tests.media.pictures import AGENCY, draw, encode
from tests.media.published import assert_says_the_record, draft, read_public_files

SIZE = (420, 300)
WORDS = {
    "greek": {
        "creators": ["Ελένη Παπαδοπούλου", "渡辺 健"],
        "credit": "Ελένη Παπαδοπούλου/ΑΠΕ-ΜΠΕ",
        "copyright_notice": "© 2026 Αθηναϊκό-Μακεδονικό Πρακτορείο Ειδήσεων ως κάτοχος",
        "usage_terms": "Μόνο για ειδησεογραφική χρήση — <καμία> διαφήμιση & άλλα",
        "license_url": "https://pictures.example.com/όροι?a=1&b=2",
        "data_mining": f"{PLUS}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    },
    "arabic": {
        "creators": ["محمد الأحمد"],
        "credit": "محمد الأحمد / وكالة 港口通訊 «Żółć»",
        "copyright_notice": "© ٢٠٢٦ وكالة الأنباء\nسطر ثانٍ",
        "usage_terms": "للاستخدام التحريري فقط",
        "license_url": "",
        "data_mining": f"{PLUS}DMI-PROHIBITED-SEECONSTRAINT",
    },
    "silent": {"creators": [], "credit": "", "copyright_notice": "", "usage_terms": "",
               "license_url": "", "data_mining": ""},
}  # fmt: skip


def telling_picture() -> bytes:
    """Draw a picture whose file tells where it was taken, and with whose camera."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "camera's words", "camera's owner"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    exif.get_ifd(0x8769)[0x927C] = b"maker's notes"
    exif[0x8825] = {1: "N", 2: (59.0, 54.0, 0.0), 3: "E", 4: (10.0, 44.0, 0.0)}
    exif[0x0112] = 6
    return encode(draw(SIZE), exif=exif)


def test_public_files__say_the_record_and_nothing_else(tmp_path):
    telling, agency = telling_picture(), write_jpeg(draw(SIZE), AGENCY)
    other = write_jpeg(draw(SIZE), replace(AGENCY, credit="What it said before"))
    photos = {name: (draft(telling, **said), telling) for name, said in WORDS.items()}
    photos |= {"agency": (draft(agency), agency)}
    photos |= {"edited": (draft(other, credit="Edited/AP"), other)}
    read = read_public_files(photos, tmp_path)
    specs = {name.split(".")[1] for name in read}
    assert {SERIES[spec] for spec in specs} == {WHOLE, *CROPS}
    assert {name.rpartition(".")[2] for name in read} == set(TYPES)
    for name, (photo, said) in read.items():
        assert_says_the_record(name, photo, said)
    agency_jpeg = read["agency.w640.jpg"][1]
    assert agency_jpeg["XMP-photoshop:Credit"] == AGENCY.credit
    assert (
        AGENCY.instructions.encode() not in (tmp_path / "agency.w640.jpg").read_bytes()
    )
