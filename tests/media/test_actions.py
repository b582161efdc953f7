from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media.actions import (
    CHANGEABLE,
    PhotoDescription,
    change_photo,
    taking,
)
from media.actors import Actor
from media.errors import (
    BadPhotoFact,
    PhotoNotAllowed,
    StalePhoto,
    UnreadablePhoto,
)
from media.models import Photo, PhotoChange
from media.rendering import read_original
from media.rights import PLUS
from tests.factories import make_actor, make_source
from tests.media.embedding import packet, with_packet
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode
from tests.media.taking import NOBODY, SYSTEM, counts, last_event, race, take

SQUARE = [0.0, 0.0, 0.5625, 1.0]  # the left of 320 × 180
pytestmark = pytest.mark.django_db


def test_take_photo__original_is_kept_byte_for_byte():
    data = agency_jpeg()
    photo = take(data)
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert read_original(photo) == data
    assert photo.sha256 in photo.original.name
    assert (photo.width, photo.height, photo.mime_type) == (320, 180, "image/jpeg")
    assert (photo.file_name, photo.byte_size) == ("ferry.jpg", len(data))


def test_take_photo__facts_come_from_the_file_first():
    described = PhotoDescription(credit="From the page", alt="page alt", city="Bergen")
    photo = take(agency_jpeg(alt=""), described=described)
    photo.refresh_from_db()
    assert photo.credit == AGENCY.credit
    assert photo.creators == list(AGENCY.creators)
    assert photo.alt == "page alt"
    assert photo.city == "Portside"
    assert photo.metadata_original["values"]["city"] == "Portside"
    assert photo.metadata_original["origins"]["credit"] == "xmp"


def test_take_photo__history_names_the_command_and_its_run():
    event = take().events.get()
    assert (event.action, event.actor, event.run) == ("take", "import_photos", "run-1")
    assert str(event) == "take by import_photos"
    assert event.user_id is None


def test_take_photo__history_names_the_person():
    reporter = make_actor("reporter")
    photo = take(by=reporter)
    assert photo.created_by_id == reporter.user_id
    assert photo.events.get().user_id == reporter.user_id


def test_take_photo__again_writes_nothing(django_assert_num_queries):
    photo = take()
    before = counts()
    with django_assert_num_queries(1):
        assert take() == photo
    assert counts() == before


def test_take_photo__again_never_overwrites_an_edit():
    photo = take()
    change_photo(photo, {"credit": "Edited", "city": ""}, by=SYSTEM)
    again = take(described=PhotoDescription(credit="Page", city="Page", alt="Page"))
    assert (again.credit, again.city, again.alt) == ("Edited", "", AGENCY.alt)


def test_take_photo__again_fills_what_nobody_said():
    data = encode(draw())
    photo = take(data)
    assert photo.credit == ""
    again = take(data, described=PhotoDescription(credit="Mia Kern", creators=("Mia",)))
    assert (again.pk, again.credit, again.creators) == (photo.pk, "Mia Kern", ["Mia"])
    assert last_event(again).action == "fill"
    before = counts()
    take(data, described=PhotoDescription(credit="Other"))
    assert counts() == before


def test_take_photo__again_by_somebody_who_may_only_add_fills_nothing():
    data = encode(draw())
    take(data)
    reporter = Actor("r", frozenset({"media.add_photo"}))
    assert take(data, by=reporter, described=PhotoDescription(credit="X")).credit == ""


def test_take_photo__needs_permission_and_leaves_nothing_without():
    with pytest.raises(PhotoNotAllowed):
        take(by=NOBODY)
    assert counts() == (0, 0, 0)


def test_take_photo__refused_file_leaves_nothing():
    with pytest.raises(UnreadablePhoto):
        take(b"GIF89a")
    assert counts() == (0, 0, 0)


def test_take_photo__long_facts_are_cut_to_their_columns():
    photo = take(
        agency_jpeg(title="t" * 500, city="c" * 500, keywords=("k" * 500,),
                    license_url="https://example.com/" + "x" * 600)
    )  # fmt: skip
    photo.refresh_from_db()
    assert (len(photo.title), len(photo.city)) == (300, 120)
    assert len(photo.keywords[0]) == 120
    assert photo.license_url == ""
    assert len(photo.metadata_original["values"]["title"]) == 500


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\pictures\\a.jpg", "a.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00\x1b\u202eb.jpg", "ab.jpg"),
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
    ],
)
def test_take_photo__file_name_is_only_a_name(name, kept):
    assert take(file_name=name).file_name == kept


@pytest.mark.parametrize(
    ("zone", "used"), [("Asia/Tokyo", "Asia/Tokyo"), ("Mars/Base", "UTC"), ("", "UTC")]
)
def test_take_photo__time_without_zone_is_the_providers(zone, used):
    provider = make_source(time_zone=zone)
    photo = take(agency_jpeg(date_created="2026-02-02"), provider=provider)
    assert photo.date_created == datetime(2026, 2, 2, 12, tzinfo=ZoneInfo(used))
    assert photo.provider == provider


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_take_photo__time_that_no_database_gives_back_is_left_out(text):
    said = packet("", f'photoshop:DateCreated="{text}"')
    by_page = PhotoDescription(date_created=datetime.fromisoformat(text))
    take(with_packet(said), described=by_page)
    assert Photo.objects.get().date_created is None


def test_take_photo__half_a_file_of_a_crash_is_written_again():
    data = agency_jpeg()
    sha256 = hashlib.sha256(data).hexdigest()
    name = f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}.jpg"
    default_storage.save(name, ContentFile(data[:100]))
    photo = take(data)
    assert photo.original.name == name
    assert read_original(photo) == data


def test_take_photo__file_without_its_row_is_used(monkeypatch):
    data = agency_jpeg(title="crash")

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(taking, "record", crash)
    with pytest.raises(KeyboardInterrupt):
        take(data)
    monkeypatch.undo()
    assert Photo.objects.count() == 0
    photo = take(data)
    assert read_original(photo) == data
    _, files = default_storage.listdir(photo.original.name.rpartition("/")[0])
    assert files == [photo.original.name.rpartition("/")[2]]


@pytest.mark.django_db(transaction=True)
def test_take_photo__many_at_once_is_one_photo():
    data = agency_jpeg(title="race")
    photos = race(8, lambda _: take(data).pk)
    assert len(photos) == 8
    assert len(set(photos)) == 1
    assert counts() == (1, 1, 0)


def test_change_photo__writes_history_and_word_for_the_stories():
    editor = make_actor("editor")
    photo = take()
    changed = change_photo(
        photo, {"credit": "New", "creators": ("A", "B"), "alt": AGENCY.alt}, by=editor
    )
    changed.refresh_from_db()
    assert (changed.credit, changed.creators) == ("New", ["A", "B"])
    assert changed.version == photo.version + 1
    event = last_event(changed)
    assert (event.action, event.user_id) == ("change", editor.user_id)
    assert event.changes == {
        "credit": [AGENCY.credit, "New"],
        "creators": [list(AGENCY.creators), ["A", "B"]],
    }
    change = PhotoChange.objects.get()
    assert change.cause == "creators, credit"
    assert str(change) == f"creators, credit: {photo.pk}"
    assert changed.metadata_original["values"]["credit"] == AGENCY.credit


def test_change_photo__every_changeable_column():
    photo = take()
    provider = make_source()
    moment = datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))
    new = {"creators": ["Z"], "keywords": ["z"], "focal_x": 0.25, "focal_y": 1.0,
           "provider": provider, "date_created": moment,
           "license_url": "https://example.com/z", "crops": {"1x1": SQUARE},
           "licensor_url": "https://example.com/y", "rights_category": "cc_by_4",
           "data_mining": f"{PLUS}DMI-ALLOWED", "model_release": f"{PLUS}MR-NAP",
           "property_release": f"{PLUS}PR-NON"}  # fmt: skip
    new |= {name: "Z" for name in CHANGEABLE if name not in new}
    changed = change_photo(photo, new, by=SYSTEM)
    changed.refresh_from_db()
    for name, value in new.items():
        assert getattr(changed, name) == value
    changes = last_event(changed).changes
    assert changes["provider"] == [None, provider.slug]
    assert changes["date_created"][1] == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"crops": {"2x1": SQUARE}}, "no crop 2x1"),
        ({"crops": {"1x1": [0, 0, 0.5, 0.5]}}, "another shape"),
        ({"crops": {"1x1": [0.7, 0, 0.5625, 1.0]}}, "outside"),
        ({"crops": {"1x1": [0.5, 0, 0, 0]}}, "outside"),
        ({"crops": {"1x1": SQUARE}, "focal_x": 0.9}, "focal point"),
        ({"crops": {"1x1": "0,0,1"}}, "four numbers"),
        ({"crops": {"1x1": None}}, "four numbers"),
        ({"crops": [1]}, "four numbers"),
        ({"rights_category": "theft"}, "theft"),
        ({"data_mining": "perhaps"}, "perhaps"),
    ],
    ids=str,
)
def test_change_photo__crops_and_values_that_are_none(changes, words):
    photo = take()
    with pytest.raises(BadPhotoFact, match=words):
        change_photo(photo, changes, by=SYSTEM)
    photo.refresh_from_db()
    assert (photo.version, photo.crops) == (1, {})


def test_change_photo__focal_point_stays_in_the_crops():
    photo = change_photo(take(), {"crops": {"1x1": SQUARE}, "focal_x": 0.2}, by=SYSTEM)
    with pytest.raises(BadPhotoFact, match="does not hold the focal point"):
        change_photo(photo, {"focal_x": 0.9}, by=SYSTEM)
    change_photo(photo, {"focal_x": 0.9, "crops": {}}, by=SYSTEM)


def test_change_photo__equal_values_change_nothing():
    photo = take()
    before = counts()
    change_photo(photo, {"credit": AGENCY.credit, "focal_x": 0.5}, by=SYSTEM)
    assert counts() == before
    photo.refresh_from_db()
    assert photo.version == 1


def test_change_photo__from_a_stale_version_is_refused():
    photo = take()
    change_photo(photo, {"credit": "One"}, by=SYSTEM, base_version=photo.version)
    with pytest.raises(StalePhoto):
        change_photo(photo, {"credit": "Two"}, by=SYSTEM, base_version=photo.version)
    photo.refresh_from_db()
    assert photo.credit == "One"


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "0" * 64},
        {"version": 7},
        {"credit_raw": "x"},
        {"focal_x": 1.5},
        {"focal_y": -0.1},
        {"license_url": "javascript:alert(1)"},
        {"title": "t" * 301},
        {"keywords": ["k" * 121]},
        {"date_created": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))},
        {"date_created": datetime(2026, 2, 2, tzinfo=timezone(timedelta(hours=23)))},
    ],
    ids=str,
)
def test_change_photo__what_does_not_fit_is_refused(changes):
    photo = take()
    with pytest.raises(BadPhotoFact):
        change_photo(photo, changes, by=SYSTEM)
    assert counts() == (1, 1, 0)


@pytest.mark.parametrize(("role", "may"), [("reporter", False), ("photo", True)])
def test_change_photo__by_role(role, may):
    photo, actor = take(), make_actor(role)
    if may:
        assert change_photo(photo, {"credit": "X"}, by=actor).credit == "X"
    else:
        with pytest.raises(PhotoNotAllowed):
            change_photo(photo, {"credit": "X"}, by=actor)


@pytest.mark.django_db(transaction=True)
def test_change_photo__one_of_many_from_the_same_version_wins():
    photo = take()

    def change(number):
        try:
            change_photo(photo, {"credit": f"C{number}"}, by=SYSTEM, base_version=1)
        except StalePhoto:
            return "stale"
        return "saved"

    assert sorted(race(5, change)) == ["saved", *["stale"] * 4]
