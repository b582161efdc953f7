"""Photos through the desk's API: taking files, changing facts."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from media.models import Photo, PhotoChange
from tests.articles.test_api_desk_writing import NOWHERE, count_queries, pointers
from tests.articles.together import at_once
from tests.factories import (
    draw_jpeg,
    make_photo,
    make_photo_with_file,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
PHOTOS = "/api/v1/desk/photos/"


def login(role="photo"):
    client = Client()
    client.force_login(make_user(role))
    return client


def upload(client, data, *, name="a.jpg", **fields):
    file = SimpleUploadedFile(name, data, "image/jpeg")
    return client.post(PHOTOS, {"file": file, **fields})


def change(client, photo, body, match="*"):
    return client.patch(
        f"{PHOTOS}{photo.pk}/",
        json.dumps(body),
        content_type="application/json",
        headers={"if-match": match} if match else {},
    )


def test_upload__takes_a_picture_once():
    client, source = login(), make_source()
    data = draw_jpeg(800_001, (320, 200))
    first = upload(client, data, provider=source.slug)
    assert first.status_code == 201, first.content
    photo = Photo.objects.get()
    assert first["Location"] == f"{PHOTOS}{photo.pk}/"
    row = first.json()
    assert (row["id"], row["width"], row["height"]) == (str(photo.pk), 320, 200)
    assert (row["file_state"], row["provider"]) == ("ok", source.slug)
    again = upload(login("editor"), data, name="b.jpg")
    assert (again.status_code, again.json()["id"]) == (200, row["id"])
    assert Photo.objects.count() == 1
    assert client.get(first["Location"]).json() == row


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_upload__the_same_bytes_at_once_are_new_once(round_):
    data, clients = draw_jpeg(800_100 + round_, (900, 700)), [login() for _ in range(4)]
    answers = at_once(*[lambda one=one: upload(one, data) for one in clients])
    codes = Counter(answer.status_code for answer in answers)
    assert codes == {201: 1, 200: 3}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_upload__by_a_session_needs_its_csrf_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("photo"))
    key = "k" * 32
    client.cookies["csrftoken"] = key
    file = draw_jpeg(800_003, (320, 200))
    assert upload(client, file).status_code == 403
    assert Photo.objects.count() == 0
    sent = SimpleUploadedFile("a.jpg", file)
    answer = client.post(PHOTOS, {"file": sent}, headers={"x-csrftoken": key})
    assert answer.status_code == 201, answer.content


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"no picture", "unknown_format"), (b"<svg xmlns='x'/>", "unknown_format"),
     (b"\xff\xd8\xff\xe0broken", None)],
)  # fmt: skip
def test_upload__what_is_no_picture_is_refused(data, code):
    answer = upload(login(), data)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert code in {None, answer.json()["code"]}
    assert Photo.objects.count() == 0


def test_upload__what_is_wrong_is_named(monkeypatch):
    client, data = login(), draw_jpeg(800_002, (320, 200))
    assert pointers(client.post(PHOTOS, {})) == ["/file"]
    assert pointers(client.post(PHOTOS, {"file": "text"})) == ["/file"]
    assert pointers(upload(client, data, provider="nobody")) == ["/provider"]
    assert pointers(upload(client, data, provider="a\0b")) == ["/provider"]
    assert pointers(upload(client, data, credit="x")) == ["/credit"]
    as_json = client.post(PHOTOS, "{}", content_type="application/json")
    assert as_json.status_code == 415
    monkeypatch.setattr("articles.api.desk_photos.MOST_BYTES", 100)
    assert upload(client, data).status_code == 413
    assert Photo.objects.count() == 0


def test_change__facts_with_if_match():
    photo, client = make_photo_with_file(), login()
    url = f"{PHOTOS}{photo.pk}/"
    etag = client.get(url)["ETag"]
    assert change(client, photo, {"credit": "x"}, match="").status_code == 428
    answer = change(client, photo, {"credit": "Mia", "creators": ["Mia"]}, match=etag)
    assert answer.status_code == 200, answer.content
    assert answer.json()["credit"] == "Mia"
    assert PhotoChange.objects.filter(photo=photo).count() == 1
    stale = change(client, photo, {"credit": "y"}, match=etag)
    assert (stale.status_code, stale["ETag"]) == (412, answer["ETag"])
    event = photo.events.first()
    assert (event.action, event.changes["credit"][1]) == ("change", "Mia")


def test_change__equal_facts_change_nothing():
    photo, client = make_photo_with_file(), login()
    row = client.get(f"{PHOTOS}{photo.pk}/").json()
    facts = {"title", "caption", "credit", "creators", "keywords", "focal_x", "crops",
             "rights_category", "date_created", "provider", "license_url"}  # fmt: skip
    answer = change(client, photo, {name: row[name] for name in facts})
    assert (answer.status_code, answer.json()) == (200, row)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"captoin": "x"}, ["/captoin"]),
        ({"sha256": "x", "version": 9}, ["/sha256", "/version"]),
        ({"title": "x" * 301}, ["/title"]),
        ({"rights_category": "stolen"}, ["/rights_category"]),
        ({"focal_x": "left"}, ["/focal_x"]),
        ({"creators": "Mia"}, ["/creators"]),
        ({"creators": ["x" * 201]}, ["/creators/0"]),
        ({"license_url": "javascript:x()"}, ["/license_url"]),
        ({"provider": "nobody"}, ["/provider"]),
        ({"provider": "a\0b"}, ["/provider"]),
        ({"provider": ["a\0b"]}, ["/provider"]),
        ({"city": "a\0b"}, ["/city"]),
        ({"rights_category": "a\ud800b"}, ["/rights_category"]),
        ({"tit\ud800le\0": "x"}, ["/title"]),
        ({"crops": {"16x9": [0, 0, 2, 2]}}, ["/crops"]),
        ({"crops": {"9x9": [0, 0, 1, 1]}}, ["/crops"]),
        ({"crops": ["x"]}, ["/crops"]),
        ({"crops": {"16x9": "x"}}, ["/crops"]),
        ({"focal_x": 5}, None),
    ],
)
def test_change__what_is_wrong_is_named(body, wrong):
    photo, client = make_photo_with_file(), login()
    answer = change(client, photo, body)
    assert answer.status_code == 400, answer.content
    assert wrong is None or pointers(answer) == wrong
    before = photo.version
    photo.refresh_from_db()
    assert photo.version == before


def test_photo__unknown_and_unseen_answer_alike():
    photo = make_photo()
    nobody = Client(headers={"x-request-id": "the-same-one"})
    nobody.force_login(make_user())
    unseen = nobody.get(f"{PHOTOS}{photo.pk}/")
    unknown = nobody.get(f"{PHOTOS}{NOWHERE}/")
    assert unseen.status_code == unknown.status_code == 404
    assert unseen.content == unknown.content
    assert change(nobody, photo, {"title": "x"}).status_code == 404


def test_photo__of_a_described_one_the_file_is_missing():
    row = login().get(f"{PHOTOS}{make_photo().pk}/").json()
    assert (row["file_state"], row["picture"]) == ("missing", None)


def test_queries__are_few():
    photo, client = make_photo_with_file(), login()
    assert count_queries(lambda: client.get(f"{PHOTOS}{photo.pk}/")) <= 6
    facts = {"caption": "x", "credit": "y", "creators": ["a", "b"], "keywords": ["c"]}
    one = count_queries(lambda: change(client, photo, {"title": "New"}))
    assert count_queries(lambda: change(client, photo, facts)) == one <= 20
