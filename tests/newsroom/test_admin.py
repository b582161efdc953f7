from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from articles.actions.drafting import save_draft
from articles.blocks import Paragraph, PhotoBlock
from articles.exporting import draft_story
from articles.models import Article, PhotoUse
from articles.workflow import Status
from newsroom.admin import USES_PER_PAGE, USES_SHOWN
from newsroom.photo_uses import count_live_stories, uses_by_story, with_stories
from tests.articles.desk import login
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_photo_with_file,
    placed,
    take_step,
)
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

    assert read_texts(page, "//*[@class='use']/p[1]") == [
        "live in the body · seen by: readers · page",
        "draft lead photo · seen by: the desk only",
    ]
    assert read_texts(page, "//*[@class='use']/a") == ["Live", "Draft"]
    assert read_texts(page, "//*[@class='use-words']") == ["Caption there Here"]
    assert [(one.colour, one.text) for one in page.context["badges"]][-1] == (
        "green",
        "used live ×1",
    )


def test_photo_uses__past_ones_are_kept_with_their_words() -> None:
    photo = make_photo()
    once = make_article(Status.PUBLISHED, lead_photo=placed(photo, credit="Once"))
    save_draft(once, draft_story(once).evolve(lead_photo=None), by=SYSTEM)
    take_step(once, "publish_update")
    make_article(Status.KILLED, lead_photo=placed(photo))

    found = list(uses_by_story(photo, Article.objects.all()))

    uses = [(one.state, one.seen_by, one.credits) for one in with_stories(found)]
    assert sorted(uses) == [
        ("draft", "The desk only", []),
        ("past", "Nobody now", []),
        ("past", "Nobody now", ["Once"]),
    ]
    assert count_live_stories([photo]) == {}


@pytest.mark.parametrize("count", [1, 70])
def test_photo_uses__few_queries_however_many(
    count: int, django_assert_max_num_queries: Any
) -> None:
    client, _ = login("photo")
    photo = make_photo_with_file()
    articles = [make_article(lead_photo=placed(photo)) for _ in range(2)]
    PhotoUse.objects.bulk_create(
        PhotoUse(
            article=articles[0], photo=photo, role="gallery", block="b", position=n
        )
        for n in range(count)
    )
    many = Article.objects.bulk_create(
        Article(slug=f"story-{n}", headline=f"Story {n}", guid=str(n))
        for n in range(count)
    )
    PhotoUse.objects.bulk_create(
        PhotoUse(article=one, photo=photo, role="lead") for one in many
    )
    form = reverse("admin:media_photo_change", args=[photo.pk])
    uses = reverse("admin:media_photo_uses", args=[photo.pk])

    with django_assert_max_num_queries(14):
        page = client.get(form)
    assert len(page.context["uses"]) == min(count + 2, USES_SHOWN)
    assert (uses in page.content.decode()) is (count + 2 > USES_SHOWN)
    with django_assert_max_num_queries(9):
        assert len(client.get(uses).context["uses"]) == min(count + 2, USES_PER_PAGE)
    if count + 2 > USES_PER_PAGE:
        rest = client.get(f"{uses}?page=2").context["uses"]
        assert len(rest) == count + 2 - USES_PER_PAGE


def test_photo_uses__for_those_who_see_photos_and_stories() -> None:
    photo = make_photo()
    address = reverse("admin:media_photo_uses", args=[photo.pk])
    for role, status in {"reporter": 200, "photo": 200, "": 403}.items():
        client, _ = login(role)
        assert client.get(address).status_code == status
    missing = reverse("admin:media_photo_uses", args=[uuid4()])
    client, _ = login("photo")
    assert client.get(missing).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("used=live", {"live"}),
        ("used=never", {"new"}),
        ("used=x", {"live", "draft", "new"}),
    ],
)
def test_photo_list__by_use(query: str, found: set[str]) -> None:
    client, _ = login("photo")
    live, draft = make_photo(title="live"), make_photo(title="draft")
    make_photo(title="new")
    for _ in range(2):
        make_article(Status.PUBLISHED, lead_photo=placed(live))
    make_article(lead_photo=placed(draft))

    changes = client.get(f"/admin/media/photo/?{query}").context["cl"]

    assert {one.title for one in changes.result_list} == found
    badges = {str(card.photo): card.badges[-1].text for card in changes.cards}
    assert badges.get("live", "used live ×2") == "used live ×2"
    assert badges.get("draft", "file missing") == "file missing"


def test_photo__with_uses_is_saved_by_its_form() -> None:
    client, _ = login("photo")
    photo = make_photo()
    make_article(lead_photo=placed(photo))
    url = reverse("admin:media_photo_change", args=[photo.pk])
    values = read_form(client.get(url), "photo_form")

    client.post(url, {**values, "title": "Renamed"})

    photo.refresh_from_db()
    assert photo.title == "Renamed"
