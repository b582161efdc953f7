from __future__ import annotations

import pytest
from django.urls import reverse

from articles.workflow import Status
from media.actions import take_photo
from tests.articles.test_refreshing import make_story_with
from tests.factories import SYSTEM, make_user
from tests.forms import read_form
from tests.media.pictures import agency_jpeg

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
def test_photo_form__of_a_placed_photo_saves_as_the_page_sends_it(client, status):
    photo = take_photo(agency_jpeg(), file_name="a.jpg", by=SYSTEM)
    article = make_story_with(photo, status)
    client.force_login(make_user("photo", is_staff=True))
    address = reverse("admin:media_photo_change", args=[photo.pk])
    page = client.get(address)
    assert article.headline in page.content.decode()
    sent = read_form(page, "photo_form")
    assert client.post(address, sent).status_code == 302
    photo.refresh_from_db()
    assert photo.version == 1
    assert client.post(address, {**sent, "credit": "New"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.credit, photo.version) == ("New", 2)
    assert photo.events.count() == 2
