"""Originals at the desk: who may have them, and what the answers say."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from media.actions import change_photo, take_photo
from tests.factories import SYSTEM, make_photo, make_user
from tests.media.embedding import read
from tests.media.pictures import agency_jpeg, encode
from tests.media.test_originals import NOISE, signed

pytestmark = pytest.mark.django_db


def desk(role: str = "photo") -> Client:
    client = Client()
    client.force_login(make_user(role, is_staff=True))
    return client


def file_url(photo, kind: str) -> str:
    return reverse("admin:media_photo_original_file", args=[photo.pk, kind])


def page_url(photo) -> str:
    return reverse("admin:media_photo_original", args=[photo.pk])


@pytest.fixture
def photo():
    taken = take_photo(agency_jpeg(), file_name="ferry.jpg", by=SYSTEM)
    return change_photo(taken, {"credit": "Ελένη/ΑΠΕ"}, by=SYSTEM)


def test_original__with_todays_metadata_and_as_it_came(photo):
    client = desk()
    copy = client.get(file_url(photo, "current"))
    assert read(copy.content).metadata.credit == "Ελένη/ΑΠΕ"
    unchanged = client.get(file_url(photo, "unchanged"))
    assert unchanged.content == agency_jpeg()
    for answer in (copy, unchanged):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] == "image/jpeg"
        name = answer.headers["Content-Disposition"]
        assert name == 'attachment; filename="ferry.jpg"'
        assert "X-Content-Credentials" not in answer.headers


def test_original__form_leads_to_the_page_which_names_both(photo):
    client = desk()
    form = client.get(reverse("admin:media_photo_change", args=[photo.pk])).text
    assert page_url(photo) in form
    page = client.get(page_url(photo))
    assert "no-store" in page.headers["Cache-Control"]
    assert "signature" not in page.text
    for kind in ("current", "unchanged"):
        assert file_url(photo, kind) in page.text


def test_original__signature_is_said_to_be_lost_in_the_copy():
    photo = take_photo(signed("JPEG"), file_name="signed.jpg", by=SYSTEM)
    client = desk()
    assert "its signature is lost in the copy" in client.get(page_url(photo)).text
    copy = client.get(file_url(photo, "current"))
    assert copy.headers["X-Content-Credentials"] == "lost"
    unchanged = client.get(file_url(photo, "unchanged"))
    assert "X-Content-Credentials" not in unchanged.headers


@pytest.mark.parametrize("who", ["anonymous", "nobody", "reporter"])
def test_original__is_for_who_may_change_photos(photo, who):
    client = Client() if who == "anonymous" else desk("" if who == "nobody" else who)
    for url in (
        page_url(photo),
        *(file_url(photo, k) for k in ("current", "unchanged")),
    ):
        assert client.get(url).status_code == (302 if who == "anonymous" else 403)
    if who == "reporter":
        form = client.get(reverse("admin:media_photo_change", args=[photo.pk])).text
        assert page_url(photo) not in form


def test_original__of_a_photo_without_file_and_of_another_kind(photo):
    client = desk()
    described = make_photo()
    assert client.get(page_url(described)).status_code == 404
    assert client.get(file_url(described, "current")).status_code == 404
    assert client.get(file_url(photo, "thumbnail")).status_code == 404


def test_original__that_cannot_hold_it_says_why():
    data = encode(NOISE, "TIFF", big_tiff=True)
    photo = take_photo(data, file_name="a.tif", by=SYSTEM)
    answer = desk().get(file_url(photo, "current"))
    assert answer.status_code == 409
    assert "BigTIFF" in answer.text
