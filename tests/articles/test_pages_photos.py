from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from articles.actions.stepping import take
from articles.workflow import Status
from media.actions import PhotoDescription, change_photo, take_photo
from media.imaging import inspect
from media.models import Photo
from media.rendering import fingerprint_of, public_path, rendition_of
from tests.articles.test_refreshing import make_story_with
from tests.factories import SYSTEM, make_photo, make_user
from tests.media.pictures import agency_jpeg, exiftool, opened

pytestmark = pytest.mark.django_db
NOT_KEPT = "max-age=0, s-maxage=5"


@pytest.fixture
def photo() -> Photo:
    return take_photo(agency_jpeg((900, 600)), file_name="a.jpg", by=SYSTEM)


def address(photo: Photo, spec: str = "w640") -> str:
    return public_path(photo, rendition_of(photo, spec))


def test_photo_file__of_a_live_story(client, photo):
    make_story_with(photo)
    response = client.get(address(photo))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Surrogate-Key"] == f"photo-{photo.pk}"
    assert response["ETag"].startswith('"')
    assert "Last-Modified" in response
    assert "Vary" not in response
    assert "Set-Cookie" not in response
    assert opened(response.content).size == (640, 427)
    said = exiftool(response.content)
    assert said["XMP-photoshop:Credit"] == photo.credit
    assert not [key for key in said if "GPS" in key]


def test_photo_file__one_query_whoever_asks(client, photo, django_assert_num_queries):
    make_story_with(photo)
    make_story_with(photo)
    with django_assert_num_queries(1):
        first = client.get(address(photo))
    client.force_login(make_user("publisher"))
    with django_assert_num_queries(1):
        second = client.get(address(photo))
    assert second.content == first.content
    assert second.headers.items() == first.headers.items()


def test_photo_file__304_to_its_etag(client, photo):
    make_story_with(photo)
    whole = client.get(address(photo))
    again = client.get(address(photo), headers={"if-none-match": whole["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == whole["Cache-Control"]
    other = client.get(address(photo), headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_photo_file__head_and_no_other_method(client, photo):
    make_story_with(photo)
    head = client.head(address(photo))
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address(photo)).status_code == 405


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.PUBLISHED}), ids=str)
@pytest.mark.parametrize("role", ["", "publisher"])
def test_photo_file__of_no_live_story_is_not_found(client, photo, status, role):
    make_story_with(photo, status)
    if role:
        client.force_login(make_user(role))
    response = client.get(address(photo))
    assert response.status_code == 404
    assert response["Cache-Control"] == NOT_KEPT


def test_photo_file__gone_with_its_last_story(client, photo):
    first, second = make_story_with(photo), make_story_with(photo)
    take("unpublish", first, by=SYSTEM)
    assert client.get(address(photo)).status_code == 200
    take("kill", second, by=SYSTEM, note="x", confirmed=True)
    assert client.get(address(photo)).status_code == 404


def test_photo_file__unknown_and_unplaced_answer_alike(client, photo):
    unknown = client.get(f"/photos/{uuid4()}/{'0' * 16}/w640.jpg")
    unplaced = client.get(address(photo))
    assert unknown.status_code == unplaced.status_code == 404
    assert unknown.content == unplaced.content
    assert unknown.headers.items() == unplaced.headers.items()


def test_photo_file__former_fingerprint_leads_to_the_present(client, photo):
    make_story_with(photo)
    former = address(photo)
    changed = change_photo(photo, {"credit": "Edited"}, by=SYSTEM)
    response = client.get(former)
    assert (response.status_code, response["Location"]) == (301, address(changed))
    assert response["Cache-Control"] == NOT_KEPT
    said = exiftool(client.get(response["Location"]).content)
    assert said["XMP-photoshop:Credit"] == "Edited"


@pytest.mark.parametrize(
    "spec", ["w320", "16x9-640", "4x3-640", "1x1-640", "4x5-640", "social"]
)
def test_photo_file__each_type_with_its_credit(client, photo, spec):
    make_story_with(photo)
    for kind, extension in {"jpeg": "jpg", "webp": "webp", "avif": "avif"}.items():
        shown = rendition_of(photo, spec, extension)
        response = client.get(public_path(photo, shown))
        assert (response.status_code, response["Content-Type"]) == (
            200,
            f"image/{kind}",
        )
        assert opened(response.content).size == (shown.width, shown.height)
        assert inspect(response.content).embedded.metadata.credit == photo.credit


def test_photo_file__larger_than_the_picture_leads_to_the_largest(client, photo):
    make_story_with(photo)
    mark = fingerprint_of(photo)
    for asked, there in {
        "w2560.webp": "w960.webp",
        "1x1-1920.jpg": "1x1-640.jpg",
    }.items():
        response = client.get(f"/photos/{photo.pk}/{mark}/{asked}")
        assert response.status_code == 301
        assert response["Location"] == f"/photos/{photo.pk}/{mark}/{there}"


@pytest.mark.parametrize(
    "name",
    ["w330.jpg", "original.jpg", "2x1-640.jpg", "w640.png", "w640", "..%2Fx.jpg"],
)
def test_photo_file__only_listed_specs(client, photo, name):
    make_story_with(photo)
    path = f"/photos/{photo.pk}/{fingerprint_of(photo)}/{name}"
    assert client.get(path).status_code == 404


def test_photo_file__photo_without_its_file(client):
    photo = make_photo()
    make_story_with(photo)
    assert client.get(f"/photos/{photo.pk}/{'0' * 16}/w640.jpg").status_code == 404


def test_photo_file__lost_original_is_not_found(client, photo):
    make_story_with(photo)
    default_storage.delete(photo.original.name)
    changed = change_photo(photo, {"credit": "No cache for this"}, by=SYSTEM)
    assert client.get(address(changed)).status_code == 404


def test_photo_file__the_original_has_no_address(client, photo):
    make_story_with(photo)
    assert client.get(photo.original.url).status_code == 404
    assert client.get(f"/{photo.original.name}").status_code == 404


def test_photo_file__internal_notes_do_not_go_out(client):
    data = agency_jpeg(instructions="JAPAN OUT", job_id="SECRET-JOB")
    photo = take_photo(
        data, file_name="a.jpg", by=SYSTEM, described=PhotoDescription(alt="x")
    )
    make_story_with(photo)
    content = client.get(address(photo)).content
    assert b"JAPAN OUT" not in content
    assert b"SECRET-JOB" not in content
