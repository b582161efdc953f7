"""The change feed: in order, complete, and one query a page."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time

import pytest
from django.db import connection, transaction
from django.test import Client

from articles.actions.drafting import save_draft
from articles.actions.numbering import number_changes
from articles.actions.stepping import take
from articles.errors import ArticleError
from articles.exporting import draft_story
from articles.models import Article, Change
from tests.factories import SYSTEM, make_article

ADDRESS = "/api/v1/changes/"


def read_all(client: Client, after: str = "0", size: int = 2) -> list[dict]:
    """Read the feed page by page as a consumer does."""
    found: list[dict] = []
    while True:
        page = client.get(f"{ADDRESS}?after={after}&page_size={size}").json()
        found += page["results"]
        after = page["cursor"]
        if page["next"] is None:
            return found


@pytest.mark.django_db
def test_change_list__gives_what_happened_in_order(client):
    first, second = make_article("published"), make_article("published")
    save_draft(first, draft_story(first).evolve(headline="New"), by=SYSTEM)
    take("publish_update", first, by=SYSTEM)
    take("kill", second, by=SYSTEM, note="libel", confirmed=True)
    take("unpublish", first, by=SYSTEM)
    assert read_all(client) == []
    assert number_changes() == 5
    assert number_changes() == 0
    found = read_all(client)
    assert [(row["kind"], row["guid"], row["version"]) for row in found] == [
        ("publish", first.guid, 1),
        ("publish", second.guid, 1),
        ("update", first.guid, 2),
        ("kill", second.guid, 2),
        ("unpublish", first.guid, 3),
    ]
    assert [row["cursor"] for row in found] == ["1", "2", "3", "4", "5"]
    assert "libel" not in str(found)
    assert read_all(client, after="3") == found[3:]


@pytest.mark.django_db
def test_change_list__goes_on_from_its_end(client):
    make_article("published")
    number_changes()
    end = client.get(ADDRESS, {"after": "1"}).json()
    assert end == {"next": None, "cursor": "1", "results": []}
    page = client.get(ADDRESS, {"page_size": "1"})
    assert page.json()["next"] is None
    assert page["Cache-Control"] == "max-age=0, s-maxage=5"
    again = client.get(
        ADDRESS, {"page_size": "1"}, headers={"If-None-Match": page["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=1&after=2", "page_size=0", "since=1"]
)
def test_change_list__refuses_what_it_does_not_know(client, query):
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_change_list__a_cursor_from_before_a_restored_backup_is_told(client):
    for _ in range(3):
        make_article("published")
    number_changes()
    assert client.get(ADDRESS, {"after": "3"}).json()["results"] == []
    Change.objects.filter(position=3).delete()
    answer = client.get(ADDRESS, {"after": "3"})
    assert (answer.status_code, answer.json()["code"]) == (409, "cursor_ahead")
    assert client.get(ADDRESS, {"after": "2"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_change_list__asks_once(client, count, django_assert_num_queries):
    for _ in range(count):
        make_article("published")
    number_changes()
    with django_assert_num_queries(1):
        client.get(ADDRESS)


@pytest.mark.django_db(transaction=True)
def test_changes__are_numbered_as_soon_as_they_are_committed(client):
    make_article("published")
    assert [row["kind"] for row in read_all(client)] == ["publish"]


@pytest.mark.django_db(transaction=True)
def test_changes__a_dawdling_writer_is_not_lost(client):
    slow, fast = make_article("approved"), make_article("approved")
    written, go_on = threading.Event(), threading.Event()

    def dawdle() -> None:
        try:
            with transaction.atomic():
                take("publish", slow, by=SYSTEM)
                written.set()
                go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=dawdle)
    thread.start()
    assert written.wait(10)
    take("publish", fast, by=SYSTEM)
    seen = read_all(client)
    assert [row["guid"] for row in seen] == [fast.guid]
    go_on.set()
    thread.join()
    later = read_all(client, after=seen[-1]["cursor"])
    assert [row["guid"] for row in later] == [slow.guid]


def keep_publishing(articles: list[Article], until: float) -> None:
    """Publish and unpublish these stories in turn, whoever else does the same."""
    try:
        while time.monotonic() < until:
            for article, name in itertools.product(articles, ["publish", "unpublish"]):
                with contextlib.suppress(ArticleError):
                    take(name, article, by=SYSTEM)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_changes__a_consumer_beside_many_writers_misses_nothing(client):
    articles = [make_article("approved") for _ in range(4)]
    until = time.monotonic() + 3
    threads = [
        threading.Thread(target=keep_publishing, args=([one, two], until))
        for one, two in itertools.pairwise([*articles, articles[0]])
    ]
    for thread in threads:
        thread.start()
    seen: list[dict] = []
    while any(thread.is_alive() for thread in threads):
        seen += read_all(client, after=seen[-1]["cursor"] if seen else "0")
    number_changes()
    seen += read_all(client, after=seen[-1]["cursor"] if seen else "0")
    positions = [int(row["cursor"]) for row in seen]
    assert positions == list(range(1, Change.objects.count() + 1))
    for article in Article.objects.all():
        versions = [r["version"] for r in seen if r["id"] == str(article.pk)]
        assert versions == list(range(1, article.delivery_version + 1))
        assert len(versions) > 1
