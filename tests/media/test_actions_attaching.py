from __future__ import annotations

import pytest

from media.actions import (
    PhotoDescription,
    attach_file,
    describe_photo,
)
from media.errors import (
    PhotoHasFile,
    PhotoNotAllowed,
    UnreadablePhoto,
)
from media.models import Photo, PhotoChange
from media.rendering import read_original
from tests.media.pictures import agency_jpeg, draw, encode
from tests.media.taking import IDENTITY, NOBODY, SYSTEM, counts, last_event, race, take

pytestmark = pytest.mark.django_db


def test_describe_photo__same_identity_is_the_same_photo():
    said = PhotoDescription(caption="A ferry.", credit="Mia Kern/AP", creators=("Mia",))
    photo = describe_photo(said, identity=IDENTITY, by=SYSTEM)
    again = describe_photo(PhotoDescription(caption="B"), identity=IDENTITY, by=SYSTEM)
    assert again == photo
    assert (again.caption, again.has_file, again.creators) == (
        "A ferry.",
        False,
        ["Mia"],
    )
    assert counts() == (1, 1, 0)


def test_describe_photo__needs_permission():
    with pytest.raises(PhotoNotAllowed):
        describe_photo(PhotoDescription(), identity=IDENTITY, by=NOBODY)


@pytest.mark.django_db(transaction=True)
def test_describe_photo__many_at_once_is_one_photo():
    said = PhotoDescription(caption="A ferry.")
    found = race(6, lambda _: describe_photo(said, identity=IDENTITY, by=SYSTEM).pk)
    assert len(found) == 6
    assert len(set(found)) == 1
    assert counts() == (1, 1, 0)


def described_photo(**facts) -> Photo:
    return describe_photo(PhotoDescription(**facts), identity=IDENTITY, by=SYSTEM)


def test_attach_file__keeps_id_and_facts_and_fills_gaps():
    photo = described_photo(caption="From the page.", credit="Page credit")
    data = agency_jpeg()
    found = attach_file(photo, data, file_name="a.jpg", by=SYSTEM)
    found.refresh_from_db()
    assert found.pk == photo.pk
    assert found.has_file
    assert (found.caption, found.credit) == ("From the page.", "Page credit")
    assert found.city == "Portside"
    assert found.version == photo.version + 1
    assert read_original(found) == data
    assert last_event(found).action == "attach"
    assert PhotoChange.objects.get().photo == found


def test_attach_file__the_same_file_again_changes_nothing():
    photo = described_photo()
    attach_file(photo, agency_jpeg(), file_name="a.jpg", by=SYSTEM)
    before = counts()
    assert attach_file(photo, agency_jpeg(), file_name="b.jpg", by=SYSTEM) == photo
    assert counts() == before


def test_attach_file__another_file_is_another_photo():
    photo = described_photo()
    attach_file(photo, agency_jpeg(), file_name="a.jpg", by=SYSTEM)
    with pytest.raises(PhotoHasFile):
        attach_file(photo, agency_jpeg(title="x"), file_name="b.jpg", by=SYSTEM)


def test_attach_file__file_already_here_merges():
    data = encode(draw())
    there = take(data)
    photo = described_photo(caption="From the page.", credit="Page credit")
    found = attach_file(photo, data, file_name="a.jpg", by=SYSTEM)
    assert found == there
    assert (found.caption, found.credit) == ("From the page.", "Page credit")
    photo.refresh_from_db()
    assert photo.merged_into == there
    assert not photo.has_file
    assert described_photo() == there
    assert attach_file(photo, data, file_name="a.jpg", by=SYSTEM) == there
    assert set(PhotoChange.objects.values_list("photo", flat=True)) == {
        photo.pk, there.pk,
    }  # fmt: skip


def test_attach_file__needs_permission_and_a_sound_file():
    photo = described_photo()
    with pytest.raises(PhotoNotAllowed):
        attach_file(photo, agency_jpeg(), file_name="a.jpg", by=NOBODY)
    with pytest.raises(UnreadablePhoto):
        attach_file(photo, b"no", file_name="a.jpg", by=SYSTEM)
    photo.refresh_from_db()
    assert not photo.has_file


@pytest.mark.django_db(transaction=True)
def test_attach_file__two_photos_one_file_at_once():
    photos = [
        describe_photo(PhotoDescription(), identity=f"{n:064x}", by=SYSTEM)
        for n in range(4)
    ]
    data = agency_jpeg(title="two")
    found = race(
        4, lambda n: attach_file(photos[n], data, file_name="a.jpg", by=SYSTEM).pk
    )
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Photo.objects.filter(merged_into=found[0]).count() == 3
