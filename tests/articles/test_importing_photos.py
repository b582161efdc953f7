from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from articles.models import PhotoUse
from media.actions import change_photo
from media.models import Photo, Source
from tests.articles.bringing import bring_in, codes, picture
from tests.articles.pages import page
from tests.factories import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_parsers")]


def test_import__photo_beside_the_page(folder: Path) -> None:
    (folder / "a_files").mkdir()
    (folder / "a_files/the boat.jpg").write_bytes(picture())
    photo = "a_files/the%20boat.jpg | The boat. | Ann Lee/Harbour"
    (folder / "a.html").write_bytes(page(photo=photo))

    (row,) = bring_in(folder)

    use = PhotoUse.objects.get()
    assert use.role == "lead"
    assert use.photo.has_file
    assert (use.photo.caption, use.photo.credit) == ("The boat.", "Ann Lee/Harbour")
    assert use.caption is None
    assert use.photo.provider == Source.objects.get(slug="imported")
    assert row["story"]["lead_photo"]["file_state"] == "ok"
    assert "photo_file_missing" not in codes(row)


def test_import__page_says_other_than_the_photo(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    for name, caption in (("a.html", "First."), ("b.html", "Second.")):
        (folder / name).write_bytes(page(name, photo=f"p.jpg | {caption} | Lee"))

    bring_in(folder)

    first, second = PhotoUse.objects.order_by("article_id")
    assert first.photo == second.photo == Photo.objects.get()
    assert (first.caption, second.caption) == (None, "Second.")
    assert (first.credit, second.credit) == (None, None)


def test_import__photo_without_file_is_described(folder: Path) -> None:
    photo = "https://example.org/x.jpg | The boat. | Lee"
    (folder / "a.html").write_bytes(page(photo=photo))

    (row,) = bring_in(folder)
    (folder / "a.html").write_bytes(page(text="New.", photo=photo))
    bring_in(folder)

    assert "photo_file_missing" in codes(row)
    assert row["story"]["lead_photo"]["file_state"] == "missing"
    assert row["story"]["lead_photo"]["source_url"] == "https://example.org/x.jpg"
    assert not Photo.objects.get().has_file


def test_import__photos_without_file_are_skipped_where_asked(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    text = page(photo="https://example.org/x.jpg | The boat. | Lee").replace(
        b"\n\n", b"\nphoto: p.jpg | The quay. | Lee\n\n", 1
    )
    (folder / "a.html").write_bytes(text)

    (row,) = bring_in(folder, links_photos=False)

    assert "photo_skipped" in codes(row)
    assert [use.photo.caption for use in PhotoUse.objects.all()] == ["The quay."]


def test_import__photo_that_comes_later_is_a_change(folder: Path) -> None:
    (folder / "a.html").write_bytes(page(photo="p.jpg | The boat. | Lee"))
    bring_in(folder)
    (folder / "p.jpg").write_bytes(picture())

    (row,) = bring_in(folder)

    assert row["outcome"] == "updated"
    assert PhotoUse.objects.get(revision=None).photo.has_file


def test_import__picture_that_is_none_is_described(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(b"no picture")
    (folder / "a.html").write_bytes(page(photo="p.jpg | The boat. | Lee"))

    (row,) = bring_in(folder)

    assert "photo_rejected" in codes(row)
    assert not PhotoUse.objects.get().photo.has_file


def test_import__photo_of_a_text_page_by_name(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(photo=" | The boat. | Lee"))
    (folder / "a-1.jpg").write_bytes(picture("red"))
    (folder / "a-2.jpg").write_bytes(picture("blue"))

    (row,) = bring_in(folder)

    use = PhotoUse.objects.get()
    assert use.photo.file_name == "a-1.jpg"
    assert use.photo.caption == "The boat."
    assert "photo_not_placed" in codes(row)


def test_import__text_page_without_lead_photo_gets_its_picture(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())
    (folder / "a.jpg").write_bytes(picture())

    (row,) = bring_in(folder)

    assert PhotoUse.objects.get().role == "lead"
    assert row["story"]["lead_photo"]["source_url"] == "a.jpg"


def test_import__caption_mended_at_the_desk_stays(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    photo = "p.jpg | Teh boat. | Lee"
    (folder / "a.html").write_bytes(page(photo=photo))
    bring_in(folder)
    change_photo(Photo.objects.get(), {"caption": "The boat."}, by=SYSTEM)
    (folder / "a.html").write_bytes(page(text="New.", photo=photo))

    bring_in(folder)

    assert PhotoUse.objects.get().caption is None


def test_import__caption_changed_by_the_page_is_taken(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    (folder / "a.html").write_bytes(page(photo="p.jpg | The boat. | Lee"))
    bring_in(folder)
    (folder / "a.html").write_bytes(page(photo="p.jpg | The ferry. | Lee"))

    bring_in(folder)

    assert PhotoUse.objects.get().caption == "The ferry."


def test_import__caption_in_a_gallery_is_known_again(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    photos = b"\nphoto: p.jpg | The quay. | Lee\n\n"
    (folder / "a.html").write_bytes(page(photo="").replace(b"\n\n", photos, 1))
    bring_in(folder)
    change_photo(Photo.objects.get(caption="The quay."), {"caption": "Q."}, by=SYSTEM)
    new = page(text="New.", photo="").replace(b"\n\n", photos, 1)
    (folder / "a.html").write_bytes(new)

    bring_in(folder)

    assert PhotoUse.objects.get(role="body").caption is None


def test_import__photo_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("in/a.html", page(photo="b/p.jpg | The boat. | Lee"))
        archive.writestr("in/b/p.jpg", picture())

    (row,) = bring_in(tmp_path / "pages.zip")

    assert row["path"] == f"{tmp_path}/pages.zip!/in/a.html"
    assert row["guid"] == "path:in/a.html"
    assert PhotoUse.objects.get().photo.has_file


def test_import__picture_that_goes_away_meanwhile_is_described(
    folder: Path, monkeypatch
) -> None:
    (folder / "p.jpg").write_bytes(picture())
    (folder / "a.html").write_bytes(page(photo="p.jpg | The boat. | Lee"))

    def lock(*args) -> None:
        (folder / "p.jpg").unlink()

    monkeypatch.setattr("articles.actions.importing.storing.lock_identity", lock)

    (row,) = bring_in(folder)

    assert row["outcome"] == "created"
    assert "photo_rejected" in codes(row)
    assert not PhotoUse.objects.get().photo.has_file
