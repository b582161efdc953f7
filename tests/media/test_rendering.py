from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

import media.rendering
from media.actions import PhotoDescription, change_photo, describe_photo, take_photo
from media.actors import Actor
from media.errors import NoSuchRendition, OriginalMissing
from media.models import Photo
from media.rendering import (
    fingerprint_of,
    public_files,
    public_metadata,
    public_path,
    read_original,
    rendition_bytes,
    rendition_of,
)
from media.renditions import WEBP, Rendition
from media.rights import PLUS
from tests.media.pictures import AGENCY, agency_jpeg, exiftool, opened

rendering: Any = media.rendering  # its own names are replaced here
SYSTEM = Actor.system("tests")


@pytest.fixture
def photo(db) -> Photo:
    return take_photo(agency_jpeg((900, 600)), file_name="a.jpg", by=SYSTEM)


@pytest.fixture(autouse=True)
def own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def files() -> list[str]:
    root = Path(settings.MEDIA_ROOT) / "renditions"
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and path.parent.name != "locks"
    )


def stored(photo: Photo, spec: str) -> str:
    name = str(photo.pk)
    return f"{name[-2:]}/{name}/{fingerprint_of(photo)}/{spec}.jpg"


def test_public_metadata__as_edited_and_reservations_as_they_came(photo):
    photo = change_photo(photo, {"credit": "Edited", "instructions": "x"}, by=SYSTEM)
    said = public_metadata(photo)
    assert said == replace(
        AGENCY, credit="Edited", headline="", instructions="", keywords=(), city="",
        country="", job_id="",
    )  # fmt: skip


def test_public_files__with_their_addresses(photo):
    found = public_files(photo)
    mark = fingerprint_of(photo)
    names = ["w320.jpg", "w640.jpg", "w960.jpg", "w320.webp", "w640.webp", "w960.webp",
             "16x9-1280.jpg", "4x3-1280.jpg", "1x1-640.jpg", "4x5-640.jpg", "social.jpg"]  # fmt: skip
    assert [one.path for one in found] == [
        f"/photos/{photo.pk}/{mark}/{n}" for n in names
    ]
    assert found[1].path == public_path(photo, found[1].rendition)


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_rendition_bytes__though_the_cache_is_emptied_while_it_is_kept(
    photo, monkeypatch, moment
):
    place: Any = {"fsync": rendering.os, "replace": Path}[moment]
    go_on = getattr(place, moment)

    def empty(*arguments: Any) -> Any:
        rendering.drop_renditions(photo)
        return go_on(*arguments)

    monkeypatch.setattr(place, moment, empty)
    data = rendition_bytes(photo, rendition_of(photo, "w320"))
    assert opened(data).size == (320, 213)
    assert files() == []
    monkeypatch.undo()
    assert rendition_bytes(photo, rendition_of(photo, "w320")) == data


@pytest.mark.django_db
def test_public_files__none_without_a_file():
    photo = describe_photo(PhotoDescription(), identity="ab" * 32, by=SYSTEM)
    assert public_files(photo) == []
    with pytest.raises(NoSuchRendition):
        rendition_of(photo, "w640")


@pytest.mark.parametrize("spec", ["w330", "original", ""])
def test_rendition_of__only_what_the_table_gives(photo, spec):
    with pytest.raises(NoSuchRendition):
        rendition_of(photo, spec)
    with pytest.raises(NoSuchRendition):
        rendition_of(photo, "w640", "gif")


def test_rendition_of__larger_than_the_picture_is_the_largest(photo):
    assert rendition_of(photo, "w2560", "webp") == Rendition("w960", 900, 600, WEBP)
    assert rendition_of(photo, "1x1-1920").spec == "1x1-640"


@pytest.mark.parametrize(
    "changes",
    [{"credit": "X"}, {"caption": "X"}, {"alt": "X"}, {"focal_x": 0.1},
     {"copyright_holder": "X"}, {"usage_terms": "X"}, {"restrictions": "X"},
     {"licensor_name": "X"}, {"data_mining": f"{PLUS}DMI-ALLOWED"},
     {"crops": {"1x1": [0.2, 0, 2 / 3, 1]}}],
    ids=str,
)  # fmt: skip
def test_fingerprint_of__changes_with_what_readers_see(photo, changes):
    assert fingerprint_of(photo) != fingerprint_of(
        change_photo(photo, changes, by=SYSTEM)
    )


def test_fingerprint_of__stays_with_what_they_do_not(photo):
    changed = change_photo(photo, {"instructions": "X", "city": "X"}, by=SYSTEM)
    assert fingerprint_of(photo) == fingerprint_of(changed)


def test_rendition_bytes__made_once(photo, monkeypatch):
    first = rendition_bytes(photo, rendition_of(photo, "w640"))
    monkeypatch.setattr(rendering, "cut", None)
    assert rendition_bytes(photo, rendition_of(photo, "w640")) == first
    assert files() == [stored(photo, "w640")]
    assert opened(first).size == (640, 427)


def test_rendition_bytes__edited_credit_shows_in_the_next_file(photo):
    rendition_bytes(photo, rendition_of(photo, "w640"))
    changed = change_photo(photo, {"credit": "Kari Ås/NTB"}, by=SYSTEM)
    for spec in ("w640", "w960"):
        said = exiftool(rendition_bytes(changed, rendition_of(changed, spec)))
        assert said["XMP-photoshop:Credit"] == "Kari Ås/NTB"
    assert files() == sorted(stored(changed, spec) for spec in ("w640", "w960"))


def test_rendition_bytes__half_a_file_is_never_served(photo):
    whole = rendition_bytes(photo, rendition_of(photo, "w640"))
    path = Path(settings.MEDIA_ROOT) / "renditions" / stored(photo, "w640")
    path.rename(path.with_name("w640.jpg.part"))
    path.with_name("w640.jpg.part").write_bytes(whole[:50])
    assert rendition_bytes(photo, rendition_of(photo, "w640")) == whole
    assert files() == [stored(photo, "w640")]


def test_rendition_bytes__cache_may_be_emptied(photo):
    whole = rendition_bytes(photo, rendition_of(photo, "w640"))
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "renditions")
    assert rendition_bytes(photo, rendition_of(photo, "w640")) == whole


def test_read_original__missing_file_is_said(photo):
    default_storage.delete(photo.original.name)
    with pytest.raises(OriginalMissing):
        rendition_bytes(photo, rendition_of(photo, "w640"))


def test_original__is_private_to_the_process(photo):
    assert photo.original.url.startswith("/uploads-are-private/")
    assert read_original(photo) == agency_jpeg((900, 600))


class WithoutPaths(Storage):
    """A storage that is no folder, as S3."""

    kept: dict[str, bytes] = {}

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name

    def _open(self, name, mode="rb"):
        return ContentFile(self.kept[name])

    def exists(self, name):
        return name in self.kept


def test_store_original__storage_without_paths(settings):
    own = f"{__name__}.WithoutPaths"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": own}}
    sha256 = hashlib.sha256(b"data").hexdigest()
    name = rendering.store_original(b"data", sha256, "jpg")
    assert default_storage.open(name).read() == b"data"
    assert rendering.store_original(b"data", sha256, "jpg") == name


def test_forget_older__other_photos_stay(photo):
    other = take_photo(agency_jpeg((700, 300)), file_name="b.jpg", by=SYSTEM)
    rendition_bytes(other, rendition_of(other, "w640"))
    rendition_bytes(photo, rendition_of(photo, "w640"))
    changed = change_photo(photo, {"credit": "X"}, by=SYSTEM)
    rendition_bytes(changed, rendition_of(changed, "w640"))
    assert files() == sorted([stored(other, "w640"), stored(changed, "w640")])


def test_plan__a_row_without_size_has_no_renditions():
    assert rendering.renditions_of(Photo(sha256="aa")) == []
