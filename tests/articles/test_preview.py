from __future__ import annotations

import pytest

from articles.workflow import Status
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def address(article):
    return f"/admin/articles/article/{article.pk}/preview/"


def test_preview__is_for_those_who_log_in(client):
    answer = client.get(address(make_article(headline="Hidden")))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize("status", Status.values)
def test_preview__shows_the_draft_in_any_status(client, status):
    article = make_article(status, headline="Hidden")
    client.force_login(make_user("reporter", is_staff=True))
    answer = client.get(address(article))
    assert answer.status_code == 200
    assert b"<h1>Hidden</h1>" in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_preview__what_may_not_be_seen_is_not_there(client):
    article = make_article(headline="Hidden")
    client.force_login(make_user(is_staff=True))
    hidden = client.get(address(article))
    unknown = client.get(address(article).replace(str(article.pk), "0" * 8 + str(article.pk)[8:]))  # fmt: skip
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
