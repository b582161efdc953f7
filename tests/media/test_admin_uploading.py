from __future__ import annotations

from uuid import uuid4

import pytest

from media.actions import take_photo
from media.models import Photo
from tests.factories import SYSTEM, make_photo, make_source, make_user
from tests.media.photo_desk import ADD, LIST, form_of, upload
from tests.media.pictures import agency_jpeg

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


def test_add__many_files_at_once(desk):
    provider = make_source()
    files = [upload(agency_jpeg(title=t), f"{t}.jpg") for t in ("one", "two")]
    files.append(upload(b"<svg/>", "evil.svg"))
    page = desk.post(ADD, {"pictures": files, "provider": provider.pk}, follow=True)
    assert {photo.title for photo in Photo.objects.all()} == {"one", "two"}
    text = page.content.decode()
    assert "2 photos are here." in text
    assert "vil.svg: SVG is not taken" in text
    assert page.redirect_chain[-1][0] == LIST
    assert set(Photo.objects.values_list("provider", flat=True)) == {provider.pk}


def test_add__one_file_opens_its_form(desk):
    assert desk.get(ADD).status_code == 200
    response = desk.post(ADD, {"pictures": [upload(agency_jpeg())]})
    photo = Photo.objects.get()
    assert response["Location"] == form_of(photo)
    event = photo.events.get()
    assert event.user == photo.created_by is not None
    again = desk.post(ADD, {"pictures": [upload(agency_jpeg()) for _ in "ab"]})
    assert again["Location"] == form_of(photo)


def test_add__in_a_popup_answers_the_window(desk):
    assert 'name="_popup"' in desk.get(f"{ADD}?_popup=1").content.decode()
    response = desk.post(ADD, {"pictures": [upload(agency_jpeg())], "_popup": "1"})
    text = response.content.decode()
    assert str(Photo.objects.get().pk) in text
    assert "data-popup-response" in text


def test_add__refused_files_are_named(desk):
    page = desk.post(ADD, {"pictures": [upload(b"GIF89a", "a.gif")]})
    assert "a.gif: GIF is not taken" in page.content.decode()
    assert not Photo.objects.exists()
    empty = desk.post(ADD, {})
    assert empty.context["form"].errors["pictures"]


def test_add__too_large_is_not_even_read(desk, monkeypatch):
    monkeypatch.setattr("media.admin.uploading.MOST_BYTES", 100)
    page = desk.post(ADD, {"pictures": [upload(agency_jpeg())]})
    assert "The file has more than 0 MB." in page.content.decode()
    assert not Photo.objects.exists()


def test_add__whoever_may_not_cannot(client):
    client.force_login(make_user(is_staff=True))
    assert client.get(ADD).status_code == 403
    response = client.post(ADD, {"pictures": [upload(agency_jpeg())]})
    assert response.status_code == 403
    assert not Photo.objects.exists()


def test_attach__gives_the_photo_its_file(desk):
    photo = make_photo()
    address = f"/admin/media/photo/{photo.pk}/attach/"
    assert desk.get(address).status_code == 200
    response = desk.post(address, {"file": upload(agency_jpeg())})
    assert response["Location"] == form_of(photo)
    photo.refresh_from_db()
    assert photo.has_file


def test_attach__file_that_was_here_leads_to_its_photo(desk):
    there = take_photo(agency_jpeg(), file_name="a.jpg", by=SYSTEM)
    address = f"/admin/media/photo/{make_photo().pk}/attach/"
    response = desk.post(address, {"file": upload(agency_jpeg())}, follow=True)
    assert response.redirect_chain[-1][0] == form_of(there)
    assert "was here already" in response.content.decode()


def test_attach__refusals(client, desk):
    photo = make_photo()
    address = f"/admin/media/photo/{photo.pk}/attach/"
    page = desk.post(address, {"file": upload(b"GIF89a")})
    assert "GIF is not taken" in page.content.decode()
    assert desk.get(f"/admin/media/photo/{uuid4()}/attach/").status_code == 404
    client.force_login(make_user("reporter", is_staff=True))
    assert client.post(address, {"file": upload(agency_jpeg())}).status_code == 403
    photo.refresh_from_db()
    assert not photo.has_file


def test_add__by_script_answers_for_each_file(desk):
    provider = make_source()
    files = [upload(agency_jpeg()), upload(b"GIF89a", "a.gif")]
    answer = desk.post(ADD, {"pictures": files, "provider": provider.pk}, **JSON)
    photo = Photo.objects.get()
    here, refused = answer.json()["files"]
    assert here == {"name": "ferry.jpg", "title": str(photo), "was_here": False,
                    "address": form_of(photo), "error": ""}  # fmt: skip
    assert refused["name"] == "a.gif"
    assert refused["error"].startswith("GIF is not taken")
    assert photo.provider == provider
    again = desk.post(ADD, {"pictures": [upload(agency_jpeg())]}, **JSON)
    assert again.json()["files"][0]["was_here"] is True


def test_add__by_script_says_what_is_wrong_with_the_form(desk):
    answer = desk.post(ADD, {"provider": "999", "pictures": [upload(b"")]}, **JSON)
    assert answer.status_code == 400
    assert "empty" in answer.json()["error"]
    assert "valid choice" in answer.json()["error"]


def test_add__by_script_only_for_those_who_may(client):
    client.force_login(make_user(is_staff=True))
    answer = client.post(ADD, {"pictures": [upload(agency_jpeg())]}, **JSON)
    assert answer.status_code == 403
    assert not Photo.objects.exists()
