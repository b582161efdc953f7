from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import orjson
import pytest

from articles.actions.drafting import save_draft
from articles.exporting import draft_story
from articles.models import Change, PublishedDocument
from articles.story import SectionRef
from articles.workflow import Status
from tests.factories import SYSTEM, make_article, make_section, make_source, take_step

pytestmark = pytest.mark.django_db


def kinds(article):
    return list(article.changes.values_list("kind", "version"))


def rename(article, slug):
    article.refresh_from_db()
    save_draft(article, draft_story(article).evolve(slug=slug), by=SYSTEM)
    article.refresh_from_db()


def test_deliver__document_item_and_change():
    when = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    source = make_source(slug="wire")
    article = make_article(Status.PUBLISHED, published_at=when, source=source)
    row = PublishedDocument.objects.get(article=article)
    detail = orjson.loads(bytes(row.detail))
    assert detail["id"] == str(article.pk)
    assert detail["version"] == row.version == article.delivery_version == 1
    assert orjson.loads(bytes(row.item)) == {
        key: value for key, value in detail.items() if key != "body"
    }
    assert (row.slug, row.section, row.source) == (article.slug, "news", "wire")
    assert (row.published_at, row.status, row.old_slugs) == (when, "usable", [])
    assert row.detail_etag == f'"{hashlib.sha256(bytes(row.detail)).hexdigest()[:32]}"'
    assert kinds(article) == [("publish", 1)]


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.SCHEDULED]
)
def test_bury__a_story_never_published_leaves_nothing_public(status):
    article = make_article(status)
    take_step(article, "kill")
    assert not PublishedDocument.objects.exists()
    assert not Change.objects.exists()


def test_withdraw__nothing_is_left_but_the_change():
    article = make_article(Status.UNPUBLISHED)
    assert not PublishedDocument.objects.exists()
    assert kinds(article) == [("publish", 1), ("unpublish", 2)]


def test_bury__tombstone_says_nothing_of_the_story():
    article = make_article(Status.KILLED, headline="Mayor resigns", slug="mayor")
    row = PublishedDocument.objects.get(article=article)
    tombstone = orjson.loads(bytes(row.detail))
    assert tombstone == {
        "id": str(article.pk),
        "guid": article.guid,
        "version": 2,
        "status": "canceled",
        "type": "news",
        "language": "en",
        "slug": "mayor",
        "url": "http://127.0.0.1:8000/news/mayor/",
        "updated_at": tombstone["updated_at"],
    }
    assert bytes(row.item) == bytes(row.detail)
    assert row.status == "canceled"
    assert kinds(article) == [("publish", 1), ("kill", 2)]


def test_bury__what_only_the_draft_said_stays_unsaid():
    article = make_article(Status.PUBLISHED, slug="open-name")
    make_section(slug="secret-section")
    rename(article, "secret-name")
    story = draft_story(article).evolve(section=SectionRef("S", "secret-section"))
    save_draft(article, story, by=SYSTEM)
    take_step(article, "unpublish")
    rename(article, "other-secret")
    take_step(article, "kill")
    row = PublishedDocument.objects.get(article=article)
    assert b"secret" not in bytes(row.detail)
    assert (row.slug, row.section, row.old_slugs) == ("open-name", "news", [])


def test_deliver__old_slugs_are_those_readers_knew():
    article = make_article(Status.PUBLISHED, slug="first")
    rename(article, "never-shown")
    rename(article, "second")
    take_step(article, "publish_update")
    rename(article, "third-in-draft")
    row = PublishedDocument.objects.get(article=article)
    assert (row.slug, row.old_slugs) == ("second", ["first"])
    take_step(article, "unpublish")
    rename(article, "first")
    take_step(article, "publish")
    row = PublishedDocument.objects.get(article=article)
    assert (row.slug, row.old_slugs) == ("first", ["second"])
    assert kinds(article)[-1] == ("publish", 4)


def test_deliver__two_deliveries_differ_in_whole_seconds():
    article = make_article(Status.PUBLISHED)
    first = PublishedDocument.objects.get().delivered_at
    rename(article, "another")
    take_step(article, "publish_update")
    second = PublishedDocument.objects.get().delivered_at
    assert (second - first).total_seconds() >= 1
