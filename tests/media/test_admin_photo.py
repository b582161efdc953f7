from __future__ import annotations

from datetime import UTC
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.actions import CHANGEABLE, attach_file, change_photo, take_photo
from media.admin.photo_form import LinesField
from media.models import Photo, PhotoEvent
from media.paging import CappedPaginator
from tests.factories import SYSTEM, make_photo, make_source, make_user
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode, opened

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/media/photo/", "/admin/media/photo/add/"


@pytest.fixture
def photo() -> Photo:
    return take_photo(agency_jpeg((900, 600)), file_name="ferry.jpg", by=SYSTEM)


@pytest.fixture
def desk(client):
    """A photo editor's browser."""
    client.force_login(make_user("photo", is_staff=True))
    return client


def form_of(photo: Photo) -> str:
    return reverse("admin:media_photo_change", args=[photo.pk])


def picture_of(photo: Photo, spec: str = "w640") -> str:
    return f"/admin/media/photo/{photo.pk}/picture/{spec}"


def sent(photo: Photo, **changes) -> dict[str, str]:
    """Give the form as a browser sends it."""
    values = {name: getattr(photo, name) for name in CHANGEABLE}
    values |= {"creators": "\n".join(photo.creators), "provider": photo.provider_id,
               "keywords": "\n".join(photo.keywords)}  # fmt: skip
    day = values["date_created"]
    if day:
        values["date_created"] = f"{day.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    values |= {"uses-TOTAL_FORMS": 0, "uses-INITIAL_FORMS": 0}
    values |= {"base_version": photo.version, **changes}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def upload(data: bytes, name: str = "ferry.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_list__shows_pictures_and_facts(desk, photo):
    missing = make_photo(caption="<script>alert(1)</script>", title="")
    page = desk.get(LIST).content.decode()
    assert f'<img src="{picture_of(photo, "w320")}" width="120" height="80"' in page
    assert AGENCY.credit in page
    assert "no file" in page
    assert "<script>alert(1)" not in page
    assert str(missing.pk) in page


@pytest.mark.parametrize("count", [3, 60])
def test_list__few_queries_at_any_length(desk, count, django_assert_max_num_queries):
    provider = make_source()
    for _ in range(count):
        make_photo(provider=provider)
    with django_assert_max_num_queries(15):
        assert desk.get(LIST).status_code == 200
    with django_assert_max_num_queries(15):
        assert desk.get(f"{LIST}?q=kern&credited=yes&file=missing").status_code == 200


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", {"b"}),
        ("ODEG", set()),
        ("ødegård", {"a"}),
        ("harbour", {"a"}),
        ("port-7", {"b"}),
        ("ferry kern", {"b"}),
        ("100%", set()),
        ("nothing", set()),
        ("", {"a", "b"}),
    ],
)
def test_list__found_by_any_word_said(desk, words, found):
    make_photo(title="a", caption="x", credit="y/Harbour", creators=["Mia Ødegård"])
    make_photo(title="b", caption="A bridge, a ferry.", creators=["Ole"], credit="Kern",
               file_name="port-7.jpg")  # fmt: skip
    changes = desk.get(LIST, {"q": words}).context["cl"]
    assert {one.title for one in changes.result_list} == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("file=here", {"file"}),
        ("file=missing", {"credited", "not"}),
        ("credited=yes", {"file", "credited"}),
        ("credited=no", {"not"}),
        ("credited=other", {"file", "credited", "not"}),
    ],
)
def test_list__filters(desk, query, found):
    take_photo(agency_jpeg(title="file"), file_name="a.jpg", by=SYSTEM)
    make_photo(title="credited")
    make_photo(title="not", credit="")
    changes = desk.get(f"{LIST}?{query}").context["cl"]
    assert {one.title for one in changes.result_list} == found


def test_list__a_photo_that_became_another_is_not_shown(desk):
    data = encode(draw())
    there = take_photo(data, file_name="a.jpg", by=SYSTEM)
    attach_file(make_photo(), data, file_name="a.jpg", by=SYSTEM)
    assert list(desk.get(LIST).context["cl"].result_list) == [there]


def test_paging__counts_no_further_than_anybody_turns(monkeypatch):
    for _ in range(5):
        make_photo()
    monkeypatch.setattr("media.paging.MOST_COUNTED", 3)
    assert CappedPaginator(Photo.objects.all(), 2).count == 3


def test_form__saves_through_the_action(desk, photo):
    provider = make_source()
    response = desk.post(
        form_of(photo),
        sent(photo, credit="Kari Ås/NTB", creators="Kari Ås\r\n\r\nOle\r\nOle",
             focal_x="0.25", provider=provider.pk),
    )  # fmt: skip
    assert response.status_code == 302
    photo.refresh_from_db()
    assert (photo.credit, photo.creators) == ("Kari Ås/NTB", ["Kari Ås", "Ole"])
    assert (photo.focal_x, photo.provider) == (0.25, provider)
    event = photo.events.first()
    assert event is not None
    assert set(event.changes) == {"credit", "creators", "focal_x", "provider"}
    assert event.user is not None


def test_form__unchanged_writes_nothing(desk, photo):
    before = PhotoEvent.objects.count()
    assert desk.post(form_of(photo), sent(photo)).status_code == 302
    photo.refresh_from_db()
    assert photo.version == 1
    assert PhotoEvent.objects.count() == before


def test_form__stale_version_shows_both_and_writes_nothing(desk, photo):
    old = sent(photo, credit="Mine")
    change_photo(photo, {"credit": "Theirs"}, by=SYSTEM)
    page = desk.post(form_of(photo), old)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Saved meanwhile: Theirs" in text
    assert 'value="Mine"' in text
    photo.refresh_from_db()
    assert photo.credit == "Theirs"
    assert 'name="base_version" value="2"' in text
    again = desk.post(form_of(photo), {**old, "base_version": "2"})
    assert again.status_code == 302
    photo.refresh_from_db()
    assert photo.credit == "Mine"


def test_form__saved_between_check_and_write_is_told(desk, photo, monkeypatch):
    def late(one, changes, *, by, base_version):
        change_photo(one, {"credit": "Theirs"}, by=SYSTEM)
        return change_photo(one, changes, by=by, base_version=base_version)

    monkeypatch.setattr("media.admin.photo.change_photo", late)
    page = desk.post(form_of(photo), sent(photo, credit="Mine"), follow=True)
    assert "Somebody changed this photo since you opened it." in page.content.decode()
    photo.refresh_from_db()
    assert photo.credit == AGENCY.credit


@pytest.mark.parametrize(
    "changes",
    [
        {"focal_x": "1.5"},
        {"focal_y": "nan"},
        {"license_url": "javascript:alert(1)"},
        {"creators": "x" * 201},
        {"base_version": ""},
        {"title": "t" * 301},
    ],
    ids=str,
)
def test_form__what_does_not_fit_is_an_error(desk, photo, changes):
    page = desk.post(form_of(photo), sent(photo, **changes))
    assert page.status_code == 200
    assert page.context["adminform"].form.errors
    photo.refresh_from_db()
    assert photo.version == 1


def test_form__shows_what_the_file_said_beside_the_edit(desk, photo):
    change_photo(photo, {"credit": "Edited"}, by=SYSTEM)
    text = desk.get(form_of(photo)).content.decode()
    assert 'value="Edited"' in text
    assert f"<strong>credit</strong> (xmp): {AGENCY.credit}" in text
    assert "ferry.jpg, image/jpeg, 900 × 600 pixels" in text


def test_form__only_shown_facts_can_be_sent(desk, photo):
    desk.post(form_of(photo), {**sent(photo), "sha256": "0" * 64, "version": "9"})
    photo.refresh_from_db()
    assert photo.sha256 != "0" * 64
    assert photo.version == 1


def test_form__without_a_file(desk):
    photo = make_photo()
    text = desk.get(form_of(photo)).content.decode()
    assert "The file is not here." in text
    assert f"/admin/media/photo/{photo.pk}/attach/" in text


@pytest.mark.parametrize("role", ["reporter", ""])
def test_form__whoever_may_not_change_cannot(client, photo, role):
    client.force_login(make_user(role, is_staff=True))
    response = client.post(form_of(photo), sent(photo, credit="Mine"))
    assert response.status_code == 403
    photo.refresh_from_db()
    assert photo.credit == AGENCY.credit


def test_form__nobody_deletes(client, photo):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.post(f"/admin/media/photo/{photo.pk}/delete/").status_code == 403
    assert 'class="deletelink"' not in client.get(form_of(photo)).content.decode()


def test_history__who_did_what(desk, photo):
    change_photo(photo, {"credit": "<b>New</b>", "alt": ""}, by=SYSTEM)
    text = desk.get(f"/admin/media/photo/{photo.pk}/history/").content.decode()
    assert "&lt;b&gt;New&lt;/b&gt;" in text
    assert AGENCY.credit in text
    assert "tests" in text


def test_history__only_for_those_who_may_see(client, photo):
    client.force_login(make_user(is_staff=True))
    address = f"/admin/media/photo/{photo.pk}/history/"
    assert client.get(address).status_code == 403
    client.force_login(make_user("photo", is_staff=True))
    assert client.get(f"/admin/media/photo/{uuid4()}/history/").status_code == 403


def test_picture__for_the_desk_alone(client, photo):
    assert client.get(picture_of(photo)).status_code == 302
    client.force_login(make_user(is_staff=True))
    assert client.get(picture_of(photo)).status_code == 403
    client.force_login(make_user("reporter", is_staff=True))
    response = client.get(picture_of(photo))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert opened(response.content).size == (640, 427)
    assert client.get(picture_of(photo, "w2560")).status_code == 200
    assert client.get(picture_of(photo, "w640.webp"))["Content-Type"] == "image/webp"


def test_picture__what_is_not_there(desk, photo):
    for path in (
        picture_of(photo, "w330"),
        picture_of(photo, "w640.gif"),
        picture_of(make_photo()),
        f"/admin/media/photo/{uuid4()}/picture/w640",
    ):
        assert desk.get(path).status_code == 404
    default_storage.delete(photo.original.name)
    change_photo(photo, {"credit": "no cache"}, by=SYSTEM)
    assert desk.get(picture_of(photo)).status_code == 404


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


def test_lines_field__has_changed_by_lines_only():
    field = LinesField(longest=5)
    assert not field.has_changed(["a", "b"], "a\r\nb")
    assert field.has_changed(["a", "b"], "a")
    assert not field.has_changed(None, "")
