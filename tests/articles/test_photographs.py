from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from articles.blocks import Gallery, Paragraph, PhotoBlock, PlacedPhoto
from articles.reading import photographs
from articles.reading.photographs import (
    PhotoFile,
    PhotoFinding,
    find_photos,
    leave_out_missing,
    replace_photos,
)
from articles.story import Story
from media.errors import UnreadableSource
from media.inputs import Entry
from media.places import Folder, Given


def entry_at(root: Path, name: str, *files: str) -> Entry:
    for each in (name, *files):
        path = root / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.encode())
    return Entry(name, name, Folder(root))


def lead(address: str) -> Story:
    return Story(lead_photo=PlacedPhoto(source_url=address))


def names(found: PhotoFinding) -> list[str | None]:
    return [file.name if file else None for file in found.files]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("x.jpg", "in/x.jpg"),
        ("./x.jpg", "in/x.jpg"),
        ("x.jpg?w=640#top", "in/x.jpg"),
        ("page_files/the%20boat.jpg", "in/page_files/the boat.jpg"),
        ("50%25.jpg", "in/50%.jpg"),
        ("100%25.jpg", "in/100%25.jpg"),
        ("u\u0308ber.jpg", "in/\u00fcber.jpg"),
        ("../up.jpg", "up.jpg"),
        ("https://example.org/a/the%20boat.jpg?w=1", "in/page_files/the boat.jpg"),
        ("//example.org/a/the%20boat.jpg", "in/page_files/the boat.jpg"),
        ("https://example.org/a/other.jpg", None),
        ("https://example.org/", None),
        ("../../out.jpg", None),
        ("/etc/passwd", None),
        ("%2e%2e/%2e%2e/out.jpg", None),
        ("data:image/gif;base64,R0lGODlh", None),
        ("", None),
        ("page_files", None),
        ("?x", None),
    ],
)
def test_find_photos__by_address(
    tmp_path: Path, address: str, name: str | None
) -> None:
    (tmp_path / "out.jpg").write_bytes(b"secret")
    entry = entry_at(
        tmp_path / "root", "in/page.html", "in/x.jpg", "in/page_files/the boat.jpg",
        "in/50%.jpg", "in/100%25.jpg", "in/\u00fcber.jpg", "up.jpg",
    )  # fmt: skip

    found = find_photos(entry, lead(address), by_name=False)

    assert names(found) == [name]
    codes = [warned.code for warned in found.warnings]
    assert codes == ([] if name else ["photo_file_missing"])


def test_find_photos__by_name_in_the_order_of_the_story(tmp_path: Path) -> None:
    entry = entry_at(tmp_path, "a.txt", "a.jpg", "a-2.jpg", "a-3.jpg", "a-4.jpg")
    story = Story(
        lead_photo=PlacedPhoto(caption="Lead."),
        body=(
            PhotoBlock(PlacedPhoto(source_url="a-2.jpg")),
            Gallery((PlacedPhoto(caption="Last."),)),
        ),
    )

    found = find_photos(entry, story, by_name=True)

    assert names(found) == ["a.jpg", "a-2.jpg", "a-3.jpg"]
    assert [(w.code, "a-4.jpg" in w.text) for w in found.warnings] == [
        ("photo_not_placed", True)
    ]


def test_find_photos__by_name_makes_a_lead_photo(tmp_path: Path) -> None:
    entry = entry_at(tmp_path, "in/a.txt", "in/a.jpg")

    found = find_photos(entry, Story(), by_name=True)

    assert names(found) == ["in/a.jpg"]
    assert found.story.lead_photo == PlacedPhoto(source_url="a.jpg")


def test_find_photos__fewer_pictures_than_photos(tmp_path: Path) -> None:
    entry = entry_at(tmp_path, "a.txt", "a.jpg")
    story = lead("").evolve(body=(PhotoBlock(PlacedPhoto(caption="Other.")),))

    found = find_photos(entry, story, by_name=True)

    assert names(found) == ["a.jpg", None]
    assert "Other." in found.warnings[0].text


def test_find_photos__picture_above_the_limit(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(photographs, "PHOTO_LIMIT", 3)
    entry = entry_at(tmp_path, "a.html", "x.jpg")

    found = find_photos(entry, lead("x.jpg"), by_name=False)

    assert names(found) == [None]
    assert [w.code for w in found.warnings] == ["photo_rejected", "photo_file_missing"]


def test_photo_file__is_called_by_the_last_part_of_its_name() -> None:
    file = PhotoFile("in/page_files/x.jpg", "", Given(b""))

    assert file.file_name == "x.jpg"


def test_photo_file__is_read_when_it_is_wanted(tmp_path: Path) -> None:
    entry = entry_at(tmp_path, "a.html", "x.jpg")
    (file,) = find_photos(entry, lead("x.jpg"), by_name=False).files
    assert file is not None

    assert file.read() == b"x.jpg"
    assert file.sha256 == hashlib.sha256(b"x.jpg").hexdigest()
    (tmp_path / "x.jpg").unlink()
    with pytest.raises(UnreadableSource):
        file.read()


def test_leave_out_missing__takes_them_out_of_the_story(tmp_path: Path) -> None:
    entry = entry_at(tmp_path, "a.html", "x.jpg")
    here, gone = PlacedPhoto(source_url="x.jpg"), PlacedPhoto(source_url="y.jpg")
    text = Paragraph("Text.")
    story = Story(
        lead_photo=gone,
        body=(PhotoBlock(gone), text, Gallery((gone, here)), Gallery((gone,))),
    )

    found = leave_out_missing(find_photos(entry, story, by_name=False))

    assert found.story == Story(body=(text, Gallery((here,))))
    assert names(found) == ["x.jpg"]
    assert {warned.code for warned in found.warnings} == {"photo_skipped"}


def test_replace_photos__by_place() -> None:
    photos = [PlacedPhoto(str(number)) for number in range(4)]
    story = Story(
        lead_photo=photos[0],
        body=(PhotoBlock(photos[1]), Gallery((photos[2], photos[3]))),
    )
    seen = []

    def change(index: int, photo: PlacedPhoto) -> PlacedPhoto:
        seen.append((index, photo.photo))
        return photo

    assert replace_photos(story, change) == story
    assert seen == [(0, "0"), (1, "1"), (2, "2"), (3, "3")]
