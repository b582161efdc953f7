from __future__ import annotations

import logging
from pathlib import Path

import pytest

from articles.parsers.base import Defaults
from articles.reading.judging import Judgement, Reader
from media.inputs import Entry
from media.places import Folder, Given
from tests.articles.pages import PARSERS, page


def judge(data: bytes, name: str = "in/a.txt", **options) -> list[Judgement]:
    reader = Reader(
        PARSERS, options.pop("defaults", Defaults(language="en")), **options
    )
    return reader.judge(Entry(name, name, Given(data)))


def judge_one(data: bytes, name: str = "in/a.txt", **options) -> Judgement:
    (judgement,) = judge(data, name, **options)
    return judgement


def test_judge__format_by_its_claim_or_by_name() -> None:
    auto = judge_one(page(), "a.html")
    named = judge_one(page(), "a.html", format="page-text")

    assert auto.parsed is not None
    assert named.parsed is not None
    assert (auto.parsed.format, named.parsed.format) == ("page-html", "page-text")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_story"),
        (b" \n", "no_story"),
        (b"unknown", "unknown_format"),
        (b"headline:\n\ntext", "no_story"),
        (page("crash"), "parser_fault"),
        (b"headline: \xff", "parser_fault"),
    ],
)
def test_judge__refused(data: bytes, code: str, caplog) -> None:
    caplog.set_level(logging.CRITICAL)

    judgement = judge_one(data)

    assert judgement.refusal is not None
    assert judgement.refusal.code == code
    assert judgement.parsed is None
    assert judgement.raw == data
    assert bool(judgement.content_hash) == bool(data)


def test_judge__fault_of_a_parser_is_logged(caplog) -> None:
    judge_one(page("crash"))

    assert "in/a.txt could not be read" in caplog.text
    assert "KeyError" in caplog.text


def test_judge__parser_that_finds_nothing() -> None:
    class Nothing:
        name = "nothing"

        def claims(self, data: bytes, name: str) -> bool:
            return True

        def parse(self, data: bytes, name: str, defaults: Defaults) -> list:
            return []

    reader = Reader((Nothing(),), Defaults())

    (judgement,) = reader.judge(Entry("a", "a", Given(b"x")))

    assert judgement.refusal is not None
    assert judgement.refusal.code == "no_story"


@pytest.mark.parametrize(
    ("said", "of_source", "language", "warned"),
    [
        ("fr", "", "fr", False),
        ("fr", "de", "fr", False),
        ("", "de", "de", False),
        ("", "", "en", True),
    ],
)
def test_judge__language(
    said: str, of_source: str, language: str, warned: bool
) -> None:
    judgement = judge_one(page(language=said), language=of_source)

    assert judgement.parsed is not None
    assert judgement.parsed.story.language == language
    codes = {each.code for each in judgement.parsed.warnings}
    assert ("language_assumed" in codes) == warned


def test_judge__identity() -> None:
    assert judge_one(page()).guid == "path:in/a.txt"
    assert judge_one(page(guid="urn:1")).guid == "urn:1"
    assert [each.guid for each in judge(page() + b"\n=====\n" + page(guid="urn:2"))] == [
        "path:in/a.txt#0", "urn:2",
    ]  # fmt: skip


def test_judge__identity_that_is_too_long_is_cut_and_stays_one() -> None:
    long = [judge_one(page(guid="ä" * 1500 + end)).guid for end in ("a", "b", "a")]

    assert long[0] == long[2] != long[1]
    assert len(long[0].encode()) <= 2000


def test_judge__content_hash_of_one_story_is_that_of_the_bytes() -> None:
    one = judge_one(page()).content_hash

    assert judge_one(page(), "other.txt").content_hash == one
    assert judge_one(page() + b"\n").content_hash != one


def test_judge__content_hash_of_several_is_that_of_each() -> None:
    first = judge(page("A") + b"\n=====\n" + page("B"))
    second = judge(page("A") + b"\n=====\n" + page("C"))

    assert first[0].content_hash == second[0].content_hash
    assert first[1].content_hash != second[1].content_hash


def test_judge__standard_input_is_named_by_its_content() -> None:
    one, same, other = (judge_one(page(text=t), "-").guid for t in "aab")

    assert one == same != other
    assert one.startswith("path:-:")


def test_judge__photos_without_file_are_left_out_where_asked() -> None:
    data = page(photo="x.jpg | The boat. | Lee")

    kept, left_out = judge_one(data), judge_one(data, links_photos=False)

    assert kept.parsed is not None
    assert left_out.parsed is not None
    assert kept.parsed.story.lead_photo is not None
    assert left_out.parsed.story.lead_photo is None
    assert (kept.files, left_out.files) == ((None,), ())


def test_judge__content_hash_covers_the_photo_files(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(photo="x.jpg | The boat. | Lee"))
    entry = Entry("a.html", "a.html", Folder(tmp_path))
    reader = Reader(PARSERS, Defaults())
    hashes = set()

    for data in (None, b"one", b"two"):
        if data:
            (tmp_path / "x.jpg").write_bytes(data)
        hashes.add(reader.judge(entry)[0].content_hash)

    assert len(hashes) == 3
