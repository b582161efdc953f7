from __future__ import annotations

import pytest
from django.urls import reverse

from articles.actions.drafting import save_draft
from articles.blocks import Paragraph
from articles.exporting import draft_story
from articles.models import Article
from articles.workflow import Status
from tests.articles.desk import login, rich_article, story_of
from tests.factories import SYSTEM, make_article
from tests.forms import read_texts

pytestmark = pytest.mark.django_db


def history_url(article: Article) -> str:
    return reverse("admin:articles_article_history", args=[article.pk])


def restore_url(article: Article, number: int) -> str:
    return reverse("admin:article_restore", args=[article.pk, number])


def changed(article: Article) -> Article:
    story = draft_story(article)
    body = (Paragraph("New first."), *story.body[1:])
    save_draft(article, story.evolve(headline="Second", body=body), by=SYSTEM)
    return Article.objects.get(pk=article.pk)


def test_history__lists_revisions_and_events() -> None:
    client, _ = login("reporter")
    article = changed(rich_article())

    page = client.get(history_url(article))

    rows = read_texts(page, "//table[caption='Revisions']//tbody//th")
    assert rows == ["2 draft", "1"]
    events = read_texts(page, "//table[caption='What was done']//tbody//td[3]")
    assert events == ["save", "create"]


def test_history__compares_any_two_revisions() -> None:
    client, _ = login("reporter")
    article = changed(rich_article())

    page = client.get(history_url(article), {"from": 1, "to": 2})

    assert read_texts(page, "//div[@class='diff-pair']//p") == [
        "Ferry runs again",
        "Second",
    ]
    assert read_texts(page, "//del") == ["Before: One two three."]
    assert read_texts(page, "//ins") == ["After: New first."]


@pytest.mark.parametrize("number", ["x", "-1", "99", "9" * 30, "²", ""])
def test_history__unknown_revisions_compare_nothing(number: str) -> None:
    client, _ = login("reporter")

    page = client.get(history_url(rich_article()), {"from": number, "to": "1"})

    assert page.status_code == 200
    assert read_texts(page, "//section[contains(@class,'difference')]") == []


def test_restore__makes_an_old_revision_the_draft() -> None:
    client, actor = login("editor")
    article = changed(rich_article())
    before = article.revisions.get(number=1).story

    answer = client.post(restore_url(article, 1), follow=True)

    assert "Revision 1 is the draft again." in answer.content.decode()
    assert story_of(article).to_json() == before
    event = article.events.first()
    assert event
    assert (event.action, event.actor) == ("restore", actor.name)


def test_restore__of_the_draft_itself_changes_nothing() -> None:
    client, _ = login("editor")
    article = changed(rich_article())

    client.post(restore_url(article, 2))

    assert article.revisions.count() == 2


@pytest.mark.parametrize("role", ["", "reporter", "photo"])
def test_restore__is_closed_to_who_may_not_edit(role: str) -> None:
    client, _ = login(role)
    article = changed(rich_article())

    assert client.post(restore_url(article, 1)).status_code in {302, 403, 404}
    assert story_of(article).headline == "Second"
    if role:
        assert "Restore" not in client.get(history_url(article)).content.decode()


def test_restore__asks_for_a_post_and_a_known_revision() -> None:
    client, _ = login("editor")
    article = changed(rich_article())

    assert client.get(restore_url(article, 1)).status_code == 405
    assert client.post(restore_url(article, 7)).status_code == 404


def test_restore__of_a_killed_story_is_refused() -> None:
    client, _ = login("publisher")
    article = make_article(Status.KILLED)

    assert client.post(restore_url(article, 1)).status_code == 403
