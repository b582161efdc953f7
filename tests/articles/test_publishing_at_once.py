"""Two people at once: one step is taken, the other finds the story elsewhere."""

from __future__ import annotations

import json
import threading
from collections import Counter

import orjson
import pytest
from django.test import Client

from articles.actions.drafting import save_draft
from articles.actions.stepping import take
from articles.exporting import draft_story
from articles.models import Change, PublishedDocument
from articles.workflow import Status
from tests.articles.together import at_once
from tests.factories import SYSTEM, make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def step(article, name):
    def job():
        return take(name, article, by=SYSTEM, note="x", confirmed=True).status

    return job


def check_consistent(article):
    """What readers get agrees with the row, whoever came last."""
    article.refresh_from_db()
    row = PublishedDocument.objects.filter(pk=article.pk).first()
    if article.status == Status.PUBLISHED:
        assert (row.status, row.version) == ("usable", article.delivery_version)
        assert orjson.loads(bytes(row.detail))["version"] == article.delivery_version
    elif article.status == Status.KILLED:
        assert row.status == "canceled"
    else:
        assert row is None
    versions = list(article.changes.values_list("version", flat=True))
    assert versions == list(range(1, article.delivery_version + 1))


@pytest.mark.parametrize("round_", range(3))
def test_publish__two_at_once_publish_once(round_):
    article = make_article(Status.APPROVED)
    found = at_once(*[step(article, "publish")] * 4)
    assert Counter(found) == {"published": 1, "wrong_status": 3}
    assert Change.objects.count() == 1
    check_consistent(article)


@pytest.mark.parametrize("round_", range(3))
def test_publish__while_another_unpublishes(round_):
    article = make_article(Status.PUBLISHED)
    take("unpublish", article, by=SYSTEM)
    found = at_once(step(article, "publish"), step(article, "unpublish"))
    assert found in (["published", "unpublished"], ["published", "wrong_status"])
    check_consistent(article)


@pytest.mark.parametrize("round_", range(3))
def test_kill__wins_whatever_happens_beside_it(round_):
    article = make_article(Status.PUBLISHED)
    story = draft_story(article).evolve(headline="Changed")
    save_draft(article, story, by=SYSTEM)
    found = at_once(
        step(article, "kill"), step(article, "publish_update"), step(article, "unpublish")
    )  # fmt: skip
    assert found[0] == "killed"
    article.refresh_from_db()
    assert article.status == Status.KILLED
    check_consistent(article)


def test_transitions__two_publishers_by_the_api():
    article = make_article(Status.APPROVED)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(make_user("publisher"))

    def post(client):
        return lambda: (
            client.post(
                f"/api/v1/desk/articles/{article.pk}/transitions/",
                json.dumps({"step": "publish"}),
                content_type="application/json",
                headers={"if-match": f'"{article.edit_version}"'},
            ).status_code
        )

    assert sorted(at_once(*map(post, clients))) == [200, 412]
    check_consistent(article)


def test_readers__see_whole_documents_while_they_change():
    article = make_article(Status.PUBLISHED, headline="Number 0", slug="n")
    stop = threading.Event()

    def write():
        for number in range(1, 8):
            article.refresh_from_db()
            story = draft_story(article).evolve(headline=f"Number {number}")
            save_draft(article, story, by=SYSTEM)
            take("publish_update", article, by=SYSTEM)
        stop.set()

    def read():
        client, seen = Client(), []
        while not stop.is_set():
            answer = client.get("/api/v1/articles/n/")
            seen.append((answer.json()["version"], answer.json()["headline"]))
        return seen

    _, seen = at_once(write, read)
    assert seen == sorted(seen)
    assert all(headline == f"Number {version - 1}" for version, headline in seen)
