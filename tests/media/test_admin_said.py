from __future__ import annotations

from typing import Any

import pytest

from media.actions import PhotoDescription, attach_file, change_photo, take_photo
from media.admin.said import Said, notes_of
from media.metadata import PhotoMetadata, build_packet, iim
from media.models import Photo
from media.rights import PLUS
from tests.factories import SYSTEM, make_photo, make_source
from tests.forms import read_texts
from tests.media.embedding import UTF8, dataset
from tests.media.photo_desk import form_of
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode

pytestmark = pytest.mark.django_db


def notes(photo: Photo) -> dict[str, Any]:
    photo = Photo.objects.get(pk=photo.pk)
    return notes_of(photo, photo.events.all())


def disagreeing() -> bytes:
    """Give a picture whose XMP and IIM name two photographers and two credits."""
    packet = build_packet(PhotoMetadata(credit="By XMP", creators=("Ana",)))
    block = UTF8 + dataset(110, b"By IIM") + dataset(80, b"Ben")
    return encode(draw(), xmp=packet, extra=iim.build_segment(block))


def test_said__as_the_file_has_it_needs_no_words(photo):
    found = notes(photo)
    assert found["credit"].origin == "file, XMP"
    assert not any(note.said for note in found.values())
    assert found["country"].origin == "file, XMP"


def test_said__an_edit_names_its_editor_and_the_files_word(photo):
    change_photo(photo, {"credit": "Edited", "keywords": []}, by=SYSTEM)
    found = notes(photo)
    assert found["credit"].origin.startswith("tests, ")
    assert found["credit"].said == (Said("File, XMP", AGENCY.credit, AGENCY.credit),)
    assert found["keywords"].said == (
        Said("File, XMP", "ferry, harbour", "ferry\nharbour"),
    )


def test_said__values_as_the_form_sends_them(photo):
    changes = {"data_mining": f"{PLUS}DMI-ALLOWED", "date_created": None,
               "restrictions": ""}  # fmt: skip
    change_photo(photo, changes, by=SYSTEM)
    found = notes(photo)
    assert found["data_mining"].said[0] == Said(
        "File, XMP", "prohibited", f"{PLUS}DMI-PROHIBITED"
    )
    assert found["date_created"].said[0].value == "2026-02-02T07:41:00"
    assert found["restrictions"].said[0].who == "File, XMP"


def test_said__groups_of_the_file_that_disagree():
    photo = take_photo(disagreeing(), file_name="a.jpg", by=SYSTEM)
    found = notes(photo)
    assert found["credit"].said == (Said("IPTC IIM disagrees", "By IIM", "By IIM"),)
    assert found["creators"].said == (Said("IPTC IIM disagrees", "Ben", "Ben"),)
    change_photo(photo, {"credit": "By IIM"}, by=SYSTEM)
    assert [one.text for one in notes(photo)["credit"].said] == ["By XMP"]


def test_said__a_page_and_a_file_that_came_later():
    described = PhotoDescription(alt="By the page", city="Port")
    data = agency_jpeg(alt="", city="")
    photo = take_photo(data, file_name="a.jpg", by=SYSTEM, described=described)
    assert notes(photo)["alt"].origin == "page or import"
    other = make_photo(credit="From the page")
    other = attach_file(other, agency_jpeg(), file_name="b.jpg", by=SYSTEM)
    found = notes(other)
    assert found["credit"].origin == "page or import"
    assert found["credit"].said[0].text == AGENCY.credit
    assert found["usage_terms"].origin == "file, XMP"


def test_said__the_files_word_is_cut_as_the_column_is():
    long = "x" * 400
    photo = take_photo(agency_jpeg(title=long), file_name="a.jpg", by=SYSTEM)
    assert not notes(photo)["title"].said


def test_said__times_in_the_zone_of_the_deliverer():
    provider = make_source(time_zone="Asia/Tokyo")
    data = agency_jpeg(date_created="2026-02-02T08:00:00")
    photo = take_photo(data, file_name="a.jpg", by=SYSTEM, provider=provider)
    assert not notes(photo)["date_created"].said


def test_form__shows_what_the_file_said_beside_the_edit(desk, photo):
    change_photo(photo, {"credit": "Edited"}, by=SYSTEM)
    page = desk.get(form_of(photo))
    row = "//*[contains(concat(@class, ' '), 'field-credit ')]"
    assert read_texts(page, f"{row}//*[@class='said']/p") == [
        f"File, XMP {AGENCY.credit}"
    ]
    text = page.content.decode()
    assert f'data-take="id_credit" data-value="{AGENCY.credit}"' in text
    assert "<dd>900 × 600</dd>" in text


def test_form__what_a_file_says_is_escaped(desk):
    evil = "<script>alert(1)</script>"
    data = agency_jpeg(title=evil, credit=evil, caption=evil, job_id=evil)
    photo = take_photo(data, file_name="a.jpg", by=SYSTEM)
    change_photo(photo, {"title": "x", "credit": "y", "caption": "z"}, by=SYSTEM)
    assert "<script>alert" not in desk.get(form_of(photo)).content.decode()
