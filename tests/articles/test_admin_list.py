from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Section
from articles.workflow import Status
from media.identity import uuid7
from media.models import Source
from media.paging import CappedPaginator
from tests.articles.desk import login
from tests.factories import make_article, make_section, make_source, make_user
from tests.forms import read_texts

pytestmark = pytest.mark.django_db

LIST = "admin:articles_article_changelist"


def make_many(count: int, section: Section, source: Source) -> None:
    """Insert bare rows at once: a list does not care how they came."""
    now = timezone.now()
    Article.objects.bulk_create(
        [
            Article(
                id=(key := uuid7()),
                guid=key.urn,
                slug=f"story-{key.hex}",
                headline=f"Story {number:06} of the harbour",
                byline=f"Writer {number % 50}",
                language="en",
                type="news" if number % 3 else "opinion",
                section=section,
                source=source,
                body=[{"id": "aaaaaaaa", "type": "paragraph", "html": "x" * 3000}],
            )
            for number in range(count)
        ],
        batch_size=1000,
    )
    Article.objects.update(updated_at=now - timedelta(days=1))


def test_list__costs_the_same_few_queries_however_long() -> None:
    client, _ = login("editor")
    make_many(5, make_section(), make_source())
    client.get(reverse(LIST))

    with CaptureQueriesContext(connection) as few:
        client.get(reverse(LIST))
    make_many(300, make_section(), make_source())
    with CaptureQueriesContext(connection) as more:
        response = client.get(reverse(LIST), {"q": "harbour", "status": "draft"})

    assert response.status_code == 200
    assert len(few) <= 15
    assert len(more) <= 15
    assert not any('"articles_article"."body"' in q["sql"] for q in more)


def test_list__search_uses_the_trigram_indexes() -> None:
    make_many(3000, make_section(), make_source())
    request = RequestFactory().get("/", {"q": "002971"})
    request.user = make_user("editor", is_staff=True)
    changes = admin.site._registry[Article].get_changelist_instance(request)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
        # A few thousand rows are quicker read whole: ask what it could do instead.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")

    plan = changes.queryset.explain()

    assert [article.headline for article in changes.result_list] == [
        "Story 002971 of the harbour"
    ]
    for name in ("headline", "byline", "slug"):
        assert f"article_{name}_search" in plan


@pytest.mark.parametrize(
    "query", ["ferry", "FERRY", "mia kern", "night-boats", "ferry kern"]
)
def test_list__finds_by_headline_byline_and_slug(query: str) -> None:
    client, _ = login("reporter")
    make_article(headline="Ferry runs", byline="Mia Kern", slug="night-boats")
    make_article(headline="Something else")

    found = read_texts(client.get(reverse(LIST), {"q": query}), "//tbody//th")

    assert found == ["Ferry runs"]


@pytest.mark.parametrize("name", ["status", "section", "source", "type"])
def test_list__filters(name: str) -> None:
    client, _ = login("reporter")
    source = make_source()
    wanted = make_article(
        Status.IN_REVIEW, headline="Wanted", type="opinion", source=source
    )
    Article.objects.filter(pk=wanted.pk).update(section=make_section())
    wanted.refresh_from_db()
    make_article(headline="Other")
    parameter: Any = {
        "status": {"status__exact": "in_review"},
        "section": {"section__id__exact": wanted.section_id},
        "source": {"source__id__exact": source.pk},
        "type": {"type": "opinion"},
    }[name]

    found = read_texts(client.get(reverse(LIST), parameter), "//tbody//th")

    assert found == ["Wanted"]


def test_list__offers_each_type_once() -> None:
    client, _ = login("reporter")
    for kind in ("news", "opinion", "news"):
        make_article(type=kind)

    texts = read_texts(
        client.get(reverse(LIST)), "//details[@data-filter-title='type']//li"
    )

    assert texts == ["All", "news", "opinion"]


def test_list__marks_the_status_and_unpublished_changes() -> None:
    client, _ = login("reporter")
    live = make_article(Status.PUBLISHED)
    Article.objects.filter(pk=live.pk).update(draft_revision=None)

    assert read_texts(
        client.get(reverse(LIST)), "//tbody//span[contains(@class,'badge')]"
    ) == ["published · changed"]


def test_list__counts_no_further_than_pages_are_turned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("media.paging.MOST_COUNTED", 3)
    for _ in range(5):
        make_article()

    assert CappedPaginator(Article.objects.all(), 2).count == 3


def test_list__is_empty_for_who_sees_no_stories() -> None:
    client, _ = login("")
    make_article()

    assert client.get(reverse(LIST)).status_code == 403
