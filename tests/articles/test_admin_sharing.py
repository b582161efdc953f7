"""The page on which an editor makes a preview link."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.workflow import Status
from tests.articles.desk import change_url, login
from tests.factories import make_article, take_step
from tests.forms import read_texts

pytestmark = pytest.mark.django_db


def share_url(article, number=1):
    return reverse("admin:article_share", args=[article.pk, number])


def test_share__makes_a_link_that_works(client):
    article = make_article(headline="Not out yet")
    editor, actor = login("editor")
    assert share_url(article) in editor.get(change_url(article)).content.decode()
    history = editor.get(reverse("admin:articles_article_history", args=[article.pk]))
    assert share_url(article) in history.content.decode()
    assert editor.get(share_url(article)).status_code == 200
    assert not article.events.filter(action="preview").exists()
    answer = editor.post(share_url(article), {"hours": "1"})
    link = answer.context["made"].page_url
    assert link in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    shown = client.get(link.removeprefix("http://127.0.0.1:8000"))
    assert read_texts(shown, "//h1") == ["Not out yet"]
    assert article.events.get(action="preview").actor == actor.name


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_share__is_for_editors(role):
    article = make_article()
    client, _ = login(role)
    assert share_url(article) not in client.get(change_url(article)).content.decode()
    for answer in (client.get(share_url(article)), client.post(share_url(article))):
        assert answer.status_code == 403
    assert not article.events.filter(action="preview").exists()


def test_share__not_what_is_not_there():
    article = make_article()
    client, _ = login("editor")
    assert client.get(share_url(article, 9)).status_code == 404
    assert client.post(share_url(article), {"hours": "9999"}).context["made"] is None
    take_step(article, "kill")
    assert client.post(share_url(article), {"hours": "1"}).status_code == 403
    assert article.events.filter(action="preview").count() == 0
    article.refresh_from_db()
    assert article.status == Status.KILLED
