from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from media.facts import FACTS, PhotoDescription, describe_embedded, read_moment
from media.metadata import PhotoMetadata
from media.models import Photo
from tests.media.pictures import AGENCY

OSLO = ZoneInfo("Europe/Oslo")


def described(**values):
    return describe_embedded(PhotoMetadata(**values), UTC)


def test_facts__are_columns_of_the_photo():
    assert set(FACTS) <= {field.name for field in Photo._meta.get_fields()}


def test_stated__only_what_is_said():
    said = PhotoDescription(title="T", creators=("A",)).stated()
    assert said == {"title": "T", "creators": ["A"]}


def test_describe_embedded__the_file_speaks_for_itself():
    found = describe_embedded(AGENCY, UTC)
    for name in ("title", "caption", "alt", "credit", "source", "creators", "keywords",
                 "usage_terms", "license_url", "instructions", "city"):  # fmt: skip
        assert getattr(found, name) == getattr(AGENCY, name)
    assert found.credit_raw == AGENCY.credit
    assert found.date_created == datetime.fromisoformat("2026-02-02T08:41:00+01:00")


def test_describe_embedded__credit_at_the_end_of_the_caption_is_cut():
    found = described(caption="A man walks home. (AP Photo/Evan Vucci)")
    assert found.caption == "A man walks home."
    assert found.creators == ("Evan Vucci",)
    assert "AP" in found.credit
    assert "AP Photo/Evan Vucci" in found.credit_raw


def test_describe_embedded__caption_is_not_cut_through_brackets():
    caption = "Soldiers walk. (U.S. Army photo by Sgt. Kyle Davis) (Released)"
    found = described(caption=caption)
    assert found.caption.count("(") == found.caption.count(")")
    assert found.caption.startswith("Soldiers walk.")


def test_describe_embedded__own_credit_goes_before_that_of_the_caption():
    found = described(caption="A man. (AP Photo/Evan Vucci)", credit="AP")
    assert (found.caption, found.credit, found.credit_raw) == ("A man.", "AP", "AP")


def test_describe_embedded__creator_read_from_the_credit():
    assert described(credit="Evan Vucci/AP").creators == ("Evan Vucci",)
    assert described(credit="Evan Vucci/AP", creators=("E. V.",)).creators == ("E. V.",)


def test_describe_embedded__nothing_is_invented():
    assert described(caption="A man walks home.").stated() == {
        "caption": "A man walks home."
    }


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.com", "a b"])
def test_describe_embedded__license_is_an_address_or_nothing(url):
    assert described(license_url=url).license_url == ""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-02", datetime(2026, 2, 2, 12, tzinfo=OSLO)),
        ("2026-02-02T08:41:00", datetime(2026, 2, 2, 8, 41, tzinfo=OSLO)),
        ("2026-02-02T08:41:00Z", datetime(2026, 2, 2, 8, 41, tzinfo=UTC)),
        ("2026-02-31", None),
        ("2026", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_read_moment__in_the_zone_given(text, moment):
    assert read_moment(text, OSLO) == moment


def test_describe_embedded__words_of_the_camera_are_no_caption():
    metadata = PhotoMetadata(caption="OLYMPUS DIGITAL CAMERA")
    assert describe_embedded(metadata, UTC).caption == ""
