from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from articles.blocks import Gallery, Paragraph, PhotoBlock, PlacedPhoto
from articles.errors import UnknownFormat
from articles.parsers.base import Judged, Parsed
from articles.reading.judging import Judgement
from articles.reading.photographs import PhotoFile
from articles.reading.reports import report_item
from articles.story import Credit, Story
from media.inputs import Entry
from media.places import Given
from media.reports import Warned, write_line

ENTRY = Entry("in/a.txt", "a.txt", Given(b""))
SOURCE = {"slug": "imported", "name": "Imported", "url": ""}


def report(story: Story, files: tuple[PhotoFile | None, ...] = ()) -> dict:
    parsed = Parsed(
        story,
        "page-text",
        version=3,
        fields={"headline": Judged(1 / 3, (0, 5)), "dek": Judged(1)},
        warnings=(Warned("byline_missing", "No byline."),),
    )
    judgement = Judgement(
        ENTRY, 1, parsed, guid="urn:1", files=files, warnings=parsed.warnings
    )
    return report_item(
        judgement, "created", source=SOURCE, warnings=[Warned("edited_here", "x")]
    )


def test_report_item__keys() -> None:
    row = report(Story("Ferry"))

    assert list(row) == [
        "path", "index", "outcome", "format", "guid", "version", "story", "fields",
        "warnings", "error",
    ]  # fmt: skip
    assert (row["path"], row["index"], row["outcome"]) == ("in/a.txt", 1, "created")
    assert (row["guid"], row["version"], row["error"]) == ("urn:1", 3, None)
    assert row["fields"] == {
        "headline": {"confidence": 0.333, "span": [0, 5]},
        "dek": {"confidence": 1, "span": None},
    }
    assert [each["code"] for each in row["warnings"]] == [
        "byline_missing", "edited_here",
    ]  # fmt: skip


def test_report_item__refused() -> None:
    judgement = Judgement(ENTRY, refusal=UnknownFormat())

    row = report_item(judgement, "rejected", source=SOURCE)
    other = report_item(judgement, "rejected", source=SOURCE, error=("x", "y"))

    assert row["error"] == {
        "code": "unknown_format", "text": "No format knows this input.",
    }  # fmt: skip
    assert (row["story"], row["guid"], row["fields"]) == (None, None, {})
    assert other["error"] == {"code": "x", "text": "y"}


def test_report_item__whoever_only_contributed_is_beside_the_byline() -> None:
    people = (Credit("Ann Lee"), Credit("Bo Bee", "contributing"))

    found = report(Story("Ferry", contributors=people))["story"]

    assert found["contributors"] == [{"name": "Ann Lee", "role": "author"}]
    assert found["contributing"] == ["Bo Bee"]


def test_report_item__story_has_no_ids_of_ours() -> None:
    story = Story(
        "Ferry",
        contributors=(Credit("Ann Lee", contributor="7"),),
        lead_photo=PlacedPhoto("id-1", source_url="x.jpg"),
        body=(Paragraph("It sails.", id="aaaaaaaa"),),
    )

    found = report(story)["story"]

    assert found["contributors"] == [{"name": "Ann Lee", "role": "author"}]
    assert found["body"] == [{"type": "paragraph", "html": "It sails."}]
    assert "photo" not in found["lead_photo"]
    assert "id-1" not in json.dumps(found)
    assert (found["guid"], found["version"], found["word_count"]) == ("urn:1", 3, 2)
    assert found["source"] == SOURCE


def test_report_item__files_of_photos_by_place() -> None:
    photo = PlacedPhoto(caption="x")
    story = Story(lead_photo=photo, body=(PhotoBlock(photo), Gallery((photo, photo))))
    file = PhotoFile("x.jpg", "", ENTRY.place)

    found = report(story, (None, file, None, file))["story"]

    assert found["lead_photo"]["file_state"] == "missing"
    assert found["body"][0]["photo"]["file_state"] == "ok"
    assert [each["file_state"] for each in found["body"][1]["photos"]] == [
        "missing", "ok",
    ]  # fmt: skip


def test_report_item__times_are_utc() -> None:
    zone = timezone(timedelta(hours=2))
    story = Story(
        first_published_at=datetime(2024, 5, 1, 8, tzinfo=zone),
        published_at=datetime(2024, 5, 1, 8, tzinfo=UTC),
    )

    found = report(story)["story"]

    assert found["first_published_at"] == "2024-05-01T06:00:00Z"
    assert found["published_at"] == "2024-05-01T08:00:00Z"
    assert found["updated_at"] is None


def test_write_line__is_strict_json_in_utf_8() -> None:
    line = write_line(report(Story("Fähre\0 \ud800\u2028fährt", keywords=("a\0",))))

    assert line.count("\n") == 1
    assert json.loads(line.encode("utf-8"))["story"]["headline"] == "Fähre \u2028fährt"
    assert json.loads(line)["story"]["keywords"] == ["a"]
