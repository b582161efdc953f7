from __future__ import annotations

import pytest
from django.urls import reverse

from articles.actions.drafting import save_draft
from articles.blocks import Paragraph, PhotoBlock
from articles.exporting import draft_story
from articles.workflow import Status
from tests.articles.desk import login
from tests.factories import SYSTEM, make_article, make_photo, placed
from tests.forms import read_form, read_texts

pytestmark = pytest.mark.django_db


def test_photo_uses__tell_drafts_from_what_readers_see() -> None:
    client, _ = login("photo")
    photo = make_photo()
    live = make_article(
        Status.PUBLISHED,
        headline="Live",
        body=(Paragraph("x"), PhotoBlock(placed(photo, caption="Here"))),
    )
    make_article(headline="Draft", lead_photo=placed(photo))
    save_draft(live, draft_story(live).evolve(body=(Paragraph("x"),)), by=SYSTEM)

    page = client.get(reverse("admin:media_photo_change", args=[photo.pk]))

    cells = read_texts(page, "//*[@id='uses-group']//tbody//td")
    rows = sorted(cells[start : start + 5] for start in range(0, len(cells), 5))
    assert rows == [
        ["Draft", "draft", "lead photo", "–", "–"],
        ["Live", "live", "in the body", "Here", "–"],
    ]


def test_photo__with_uses_is_saved_by_its_form() -> None:
    client, _ = login("photo")
    photo = make_photo()
    make_article(lead_photo=placed(photo))
    url = reverse("admin:media_photo_change", args=[photo.pk])
    values = read_form(client.get(url), "photo_form")

    client.post(url, {**values, "title": "Renamed"})

    photo.refresh_from_db()
    assert photo.title == "Renamed"
