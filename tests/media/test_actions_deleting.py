"""Deleting photos: refused while readers see them, never losing anything."""

from __future__ import annotations

import pytest

from media.actions import (
    attach_file,
    change_photo,
    delete_photo,
    restore_photo,
    take_photo,
)
from media.errors import PhotoDeleted, PhotoIsShown, PhotoNotAllowed
from media.models import Photo
from media.rendering import read_original, rendition_bytes, renditions_of
from tests.factories import SYSTEM, make_actor, make_photo, make_photo_with_file
from tests.media.pictures import agency_jpeg
from tests.media.taking import NOBODY, take
from tests.media.test_import_photos import report_of

pytestmark = pytest.mark.django_db


def nowhere(photo: Photo) -> list[str]:
    return []


def delete(photo: Photo, **options) -> Photo:
    return delete_photo(photo, **{"by": SYSTEM, "shown_in": nowhere, **options})


def test_delete_photo__row_file_and_history_stay(django_capture_on_commit_callbacks):
    photo = take()
    version, smallest = photo.version, renditions_of(photo)[0]
    rendition_bytes(photo, smallest)
    with django_capture_on_commit_callbacks(execute=True):
        deleted = delete(photo)
    assert deleted.deleted_at
    assert deleted.version == version + 1
    assert read_original(deleted) == agency_jpeg()
    assert renditions_of(deleted) == []
    event = deleted.events.first()
    assert (event.action, event.changes["deleted_at"][0]) == ("delete", None)


def test_delete_photo__refused_while_shown_naming_the_stories():
    photo = take()
    with pytest.raises(PhotoIsShown, match="Ferry runs; Quay burns"):
        delete(photo, shown_in=lambda _: ["Ferry runs", "Quay burns"])
    photo.refresh_from_db()
    assert photo.deleted_at is None
    assert photo.events.count() == 1


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_delete_photo__needs_leave(role):
    photo = make_photo()
    for by in (make_actor(role), NOBODY):
        with pytest.raises(PhotoNotAllowed):
            delete(photo, by=by)
        with pytest.raises(PhotoNotAllowed):
            restore_photo(photo, by=by)


@pytest.mark.parametrize("role", ["photo", "publisher"])
def test_restore_photo__as_it_was(role):
    photo, by = make_photo_with_file(), make_actor(role)
    delete(photo, by=by)
    back = restore_photo(photo, by=by)
    assert back.deleted_at is None
    assert renditions_of(back)
    assert [one.action for one in back.events.all()] == ["restore", "delete"]


def test_delete_and_restore__again_changes_nothing():
    photo = take()
    delete(photo)
    version = delete(photo).version
    assert photo.events.filter(action="delete").count() == 1
    restore_photo(photo, by=SYSTEM)
    assert restore_photo(photo, by=SYSTEM).version == version + 1


def test_deleted_photo__is_not_changed():
    photo = delete(take())
    with pytest.raises(PhotoDeleted):
        change_photo(photo, {"caption": "x"}, by=SYSTEM)


def test_deleted_photo__does_not_come_back_with_its_file():
    photo = delete(take())
    with pytest.raises(PhotoDeleted):
        take()
    described = make_photo()
    with pytest.raises(PhotoDeleted):
        attach_file(described, agency_jpeg(), file_name="x.jpg", by=SYSTEM)
    restore_photo(photo, by=SYSTEM)
    assert take_photo(agency_jpeg(), file_name="x.jpg", by=SYSTEM) == photo


def test_import_photos__deleted_stays_so_and_the_report_says_it(tmp_path):
    photo = delete(take())
    (tmp_path / "ferry.jpg").write_bytes(agency_jpeg())
    (row,) = report_of(tmp_path)
    assert row["outcome"] == "unchanged"
    assert [each["code"] for each in row["warnings"]] == ["deleted_here"]
    assert row["public_has_gps"] is False
    photo.refresh_from_db()
    assert photo.deleted_at


def test_visible_to__leaves_the_deleted_out(django_user_model):
    photo, kept = make_photo(), make_photo()
    delete(photo)
    user = django_user_model.objects.create_superuser("chief")
    assert list(Photo.objects.visible_to(user)) == [kept]
    assert list(Photo.objects.deleted_to(user)) == [photo]
    nobody = django_user_model.objects.create_user("nobody")
    assert not Photo.objects.deleted_to(nobody)
