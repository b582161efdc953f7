from __future__ import annotations

import json

import pytest
from django.urls import reverse

from articles.blocks import (
    PhotoBlock,
)
from articles.exporting import draft_story
from articles.workflow import Status
from tests.articles.desk import change_url, login, rich_article, story_of
from tests.factories import (
    make_article,
    make_photo,
)
from tests.forms import read_form

pytestmark = pytest.mark.django_db


def test_form__reporter_reads_the_story_of_somebody_else() -> None:
    client, _ = login("reporter")
    article = rich_article()

    response = client.get(change_url(article))

    page = response.content.decode()
    assert "<strong>two</strong>" in page
    assert 'name="headline"' not in page
    assert client.post(change_url(article), {"headline": "x"}).status_code == 403


def test_form__reporter_edits_own_draft_only_until_it_is_sent_in() -> None:
    client, actor = login("reporter")
    draft = make_article(by=actor)
    sent = make_article(Status.IN_REVIEW, by=actor)

    assert 'name="headline"' in client.get(change_url(draft)).content.decode()
    assert 'name="headline"' not in client.get(change_url(sent)).content.decode()


def test_form__photo_editor_changes_photos_and_nothing_else() -> None:
    client, _ = login("photo")
    article, photo = rich_article(), make_photo()
    values = read_form(client.get(change_url(article)))
    body = json.loads(values["body"])
    body["content"].append({"type": "photo", "attrs": {"photo": str(photo.pk)}})
    sent = {**values, "lead_photo": str(photo.pk), "headline": "Tampered"}

    client.post(change_url(article), {**sent, "body": json.dumps(body)})

    saved = story_of(article)
    assert saved.headline == "Ferry runs again"
    assert saved.lead_photo
    assert saved.lead_photo.photo == str(photo.pk)
    assert isinstance(saved.body[-1], PhotoBlock)
    assert [credit.name for credit in saved.contributors] == ["Ana", "Ben"]


def test_form__photo_editor_cannot_change_text() -> None:
    client, _ = login("photo")
    article = rich_article()
    values = read_form(client.get(change_url(article)))
    body = json.loads(values["body"])
    body["content"][0]["content"] = [{"type": "text", "text": "Tampered."}]

    answer = client.post(change_url(article), {**values, "body": json.dumps(body)})

    assert "photos of this story only" in answer.content.decode()
    assert story_of(article).body == draft_story(article).body


def test_form__killed_story_is_for_reading_only() -> None:
    client, _ = login("publisher")
    article = make_article(Status.KILLED)

    assert 'name="headline"' not in client.get(change_url(article)).content.decode()
    assert client.post(change_url(article), {"headline": "x"}).status_code == 403


@pytest.mark.parametrize("path", ["", "change/", "history/", "delete/", "raw/",
                                  "steps/publish/"])  # fmt: skip
def test_story_pages__are_closed_to_who_has_no_role(path: str) -> None:
    client, _ = login("")
    article = make_article()

    response = client.get(
        f"{reverse('admin:index')}articles/article/{article.pk}/{path}"
    )

    assert response.status_code in {302, 403, 404}
    assert article.headline not in response.content.decode()


def test_story__cannot_be_deleted_by_anybody() -> None:
    client, _ = login("superuser")
    article = make_article()

    url = reverse("admin:articles_article_delete", args=[article.pk])

    assert client.post(url, {"post": "yes"}).status_code == 403


def test_autocomplete__offers_stories_to_desk_roles_only() -> None:
    article = make_article(headline="Ferry")
    query = {
        "app_label": "articles",
        "model_name": "relatedlink",
        "field_name": "target",
        "term": "ferr",
    }
    url = reverse("admin:autocomplete")

    found = login("reporter")[0].get(url, query).json()["results"]
    assert [row["id"] for row in found] == [str(article.pk)]
    assert login("")[0].get(url, query).status_code == 403
