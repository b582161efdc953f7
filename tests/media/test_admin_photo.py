from __future__ import annotations

from operator import attrgetter
from typing import Any
from uuid import uuid4

import lxml.html
import pytest
from django.contrib.admin import site
from django.core.files.storage import default_storage
from django.db import connection
from django.test import RequestFactory

from media.actions import attach_file, change_photo, take_photo
from media.admin.history import EVENTS_PER_PAGE, Change
from media.admin.photo_form import LinesField
from media.models import Photo, PhotoEvent
from media.paging import CappedPaginator
from media.rights import PLUS
from tests.factories import SYSTEM, make_photo, make_source, make_user
from tests.forms import read_texts
from tests.media.photo_desk import LIST, form_of, picture_of, sent
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode, opened

pytestmark = pytest.mark.django_db


def read_links(page, css_class: str) -> list[str]:
    found: Any = lxml.html.fromstring(page.content.decode())
    return list(found.xpath(f"//a[@class='{css_class}']/@href"))


def test_list__shows_pictures_and_facts(desk, photo):
    missing = make_photo(caption="<script>alert(1)</script>", title="")
    page = desk.get(LIST).content.decode()
    assert f'<img src="{picture_of(photo, "w320")}" width="320" height="213"' in page
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
        ("restricted=yes", {"file"}),
        ("restricted=no", {"credited", "not"}),
        ("mining=no", {"file"}),
        ("rights_category__exact=pool", {"credited"}),
        ("layout=table", {"file", "credited", "not"}),
        ("layout=table&credited=no", {"not"}),
    ],
)
def test_list__filters(desk, query, found):
    take_photo(agency_jpeg(title="file"), file_name="a.jpg", by=SYSTEM)
    make_photo(title="credited", rights_category="pool")
    make_photo(title="not", credit="")
    changes = desk.get(f"{LIST}?{query}").context["cl"]
    assert {one.title for one in changes.result_list} == found


@pytest.mark.parametrize(
    ("facts", "badges"),
    [
        ({}, ["amber rights not known", "red file missing"]),
        ({"credit": "", "rights_category": "staff"},
         ["green staff", "red credit missing", "red file missing"]),
        ({"rights_category": "pay_per_use", "restrictions": "Not in Austria."},
         ["violet pay per use", "red file missing", "amber restricted"]),
        ({"rights_category": "cc_by_4", "data_mining": f"{PLUS}DMI-PROHIBITED"},
         ["green CC BY 4.0", "red file missing", "grey no data mining"]),
        ({"rights_category": "social_media", "data_mining": f"{PLUS}DMI-ALLOWED"},
         ["amber social media", "red file missing"]),
    ],
    ids=str,
)  # fmt: skip
def test_list__badges(desk, facts, badges):
    make_photo(**facts)
    (card,) = desk.get(LIST).context["cl"].cards
    assert [f"{one.colour} {one.text}" for one in card.badges] == badges


def test_list__cards_or_a_table_whatever_is_asked(desk, photo):
    cards = desk.get(f"{LIST}?q=ferry")
    assert read_texts(cards, "//li[@class='photo-card']//a") == ["HARBOUR FERRY"]
    (other,) = read_links(cards, "layout-switch")
    assert other == "?layout=table&q=ferry"
    table = desk.get(f"{LIST}{other}")
    assert read_texts(table, "//td[@class='field-credit']") == [AGENCY.credit]
    assert read_links(table, "layout-switch") == ["?q=ferry"]


def test_list__in_a_popup_a_card_is_chosen(desk, photo):
    page = desk.get(f"{LIST}?_popup=1&_to_field=id").content.decode()
    assert f'data-popup-opener="{photo.pk}"' in page


def test_list__indexes_answer_the_filters(desk):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    for query, index in {
        "": "photo_newest",
        "credited=no": "photo_newest_without_credit",
        "file=missing": "photo_newest_without_file",
        "restricted=yes": "photo_newest_restricted",
        "mining=no": "photo_newest_not_for_mining",
        "rights_category__exact=pool": "photo_newest_by_rights",
    }.items():
        asked = RequestFactory().get(f"{LIST}?{query}")
        asked.user = make_user("photo", is_staff=True)
        changes = site.get_model_admin(Photo).get_changelist_instance(asked)
        assert f"using {index} " in changes.queryset[:50].explain().lower()


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


def test_form__for_reading_shows_all_and_sends_nothing(client, photo):
    change_photo(photo, {"credit": "Edited", "restrictions": "Not here."}, by=SYSTEM)
    client.force_login(make_user("reporter", is_staff=True))
    page = client.get(form_of(photo))
    assert read_texts(page, "//*[@role='note']/p") == [
        "Restricted: Not here.",
        "Instructions: JAPAN OUT",
    ]
    text = page.content.decode()
    assert f'File, XMP</span> <span dir="auto">{AGENCY.credit}' in text
    assert picture_of(photo, "16x9-640") in text
    for closed in ("data-take", "data-cropper", "crop_1x1_left", "_continue"):
        assert closed not in text


def test_form__nobody_deletes(client, photo):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.post(f"/admin/media/photo/{photo.pk}/delete/").status_code == 403
    assert 'class="deletelink"' not in client.get(form_of(photo)).content.decode()


def test_history__who_did_what(desk, photo):
    provider = make_source(name="Agency")
    facts = {"credit": "<b>New</b>", "alt": "", "rights_category": "agency",
             "focal_x": 0.25, "provider": provider}  # fmt: skip
    change_photo(photo, facts, by=SYSTEM)
    change_photo(photo, {"crops": {"1x1": [0, 0, 0.666667, 1]}}, by=SYSTEM)
    page = desk.get(f"/admin/media/photo/{photo.pk}/history/")
    assert "&lt;b&gt;New&lt;/b&gt;" in page.content.decode()
    crop, facts, taken = page.context["told"]
    whole = "67% × 100%, from 0% left and 0% top"
    assert crop.changes == [Change("crop 1:1", "around the focal point", whole)]
    assert sorted(facts.changes, key=attrgetter("name")) == [
        Change("alternative text", AGENCY.alt, ""),
        Change("credit line", AGENCY.credit, "<b>New</b>"),
        Change("delivered by", "", provider.slug),
        Change("focal point, from the left", "50%", "25%"),
        Change("rights category", "not known", "agency subscription"),
    ]
    assert taken.action == "took the file"


def test_history__by_pages(desk, photo):
    for number in range(EVENTS_PER_PAGE):
        change_photo(photo, {"title": f"Title {number}"}, by=SYSTEM)
    address = f"/admin/media/photo/{photo.pk}/history/"
    assert len(desk.get(address).context["told"]) == EVENTS_PER_PAGE
    (last,) = desk.get(f"{address}?page=2").context["told"]
    assert last.event.action == "take"


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


def test_lines_field__has_changed_by_lines_only():
    field = LinesField(longest=5)
    assert not field.has_changed(["a", "b"], "a\r\nb")
    assert field.has_changed(["a", "b"], "a")
    assert not field.has_changed(None, "")
