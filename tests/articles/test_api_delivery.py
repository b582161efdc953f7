from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from itertools import chain
from urllib.parse import urlsplit
from uuid import UUID

import orjson
import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.cursors import Cursor
from articles.errors import BadParameter
from articles.models import Article, PublishedDocument
from articles.querysets import beyond
from articles.workflow import Status
from media.identity import uuid7
from tests.factories import make_article, take_step

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def client() -> Client:
    """Give a client whose requests have the same id: answers differ in nothing else."""
    return Client(headers={"x-request-id": "the-same-for-all"})


def fill(count: int, *, step: timedelta = timedelta(minutes=1)) -> None:
    """Lay down many live documents, without the stories behind them."""
    ids = [uuid7() for _ in range(count)]
    Article.objects.bulk_create(
        Article(pk=pk, guid=str(pk), slug=f"s-{pk}", language="en") for pk in ids
    )
    PublishedDocument.objects.bulk_create(
        PublishedDocument(
            article_id=pk,
            slug=f"s-{pk}",
            guid=str(pk),
            status="usable",
            version=1,
            type="news",
            language="en",
            section=("news", "sport")[number % 2],
            published_at=START + step * number,
            updated_at=START,
            detail=orjson.dumps({"id": str(pk), "body": []}),
            detail_etag=f'"{pk.hex}"',
            item=orjson.dumps({"id": str(pk)}),
            delivered_at=START,
        )
        for number, pk in enumerate(ids)
    )


def walk(client, url, link="next"):
    """Give the ids of all pages from here on."""
    found = []
    while url:
        parts = urlsplit(url)
        page = client.get(f"{parts.path}?{parts.query}").json()
        found.append([row["id"] for row in page["results"]])
        url = page[link]
    return found


def newest_first():
    return [str(pk) for pk in PublishedDocument.objects.newest().values_list("pk", flat=True)]  # fmt: skip


@pytest.mark.parametrize("count", [10, 10_000])
def test_queries__one_for_each_answer_however_many_stories(
    client, count, django_assert_num_queries
):
    fill(count)
    whole = make_article(Status.PUBLISHED)
    row = PublishedDocument.objects.newest()[5]
    cursor = Cursor(row.published_at, row.pk).encode()
    for url in (
        LIST,
        f"{LIST}?page_size=100",
        f"{LIST}?section=news",
        f"{LIST}?cursor={cursor}",
        f"{LIST}{row.slug}/",
        f"{LIST}by-id/{row.pk}/",
        f"{LIST}{whole.slug}/?format=json-ld",
    ):
        with django_assert_num_queries(1):
            assert client.get(url).status_code == 200
        with django_assert_num_queries(1):
            assert client.head(url).status_code == 200
    with django_assert_num_queries(1):
        held = client.get(f"{LIST}{row.slug}/", headers={"if-none-match": row.detail_etag})  # fmt: skip
    assert held.status_code == 304


def test_list__reads_its_index_at_any_depth():
    fill(2000)
    connection.cursor().execute("ANALYZE articles_publisheddocument")
    row = PublishedDocument.objects.newest()[1500]
    for section in ("", "news"):
        page = PublishedDocument.objects.newest(section)
        cursor = Cursor(row.published_at, row.pk)
        found = beyond(page, cursor, time="published_at")[:21].explain()
        assert "Sort" not in found
        assert "Index Scan" in found


def test_list__pages_cover_everything_once_both_ways(client):
    fill(45)
    pages = walk(client, f"{LIST}?page_size=20")
    assert [len(page) for page in pages] == [20, 20, 5]
    assert list(chain.from_iterable(pages)) == newest_first()
    first = client.get(f"{LIST}?page_size=20").json()
    assert first["previous"] is None
    last = f"{LIST}?page_size=20"
    while following := client.get(last).json()["next"]:
        last = following.removeprefix("http://127.0.0.1:8000")
    back = walk(client, last, "previous")
    assert back == pages[::-1]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    minutes=st.lists(st.integers(0, 4), min_size=1, max_size=12),
    size=st.integers(1, 5),
)
def test_list__stories_of_one_moment_neither_repeat_nor_hide(client, minutes, size):
    PublishedDocument.objects.all().delete()
    fill(len(minutes))
    for row, minute in zip(PublishedDocument.objects.all(), minutes, strict=True):
        PublishedDocument.objects.filter(pk=row.pk).update(
            published_at=START + timedelta(minutes=minute)
        )
    pages = walk(client, f"{LIST}?page_size={size}")
    assert list(chain.from_iterable(pages)) == newest_first()


def test_list__a_story_published_meanwhile_moves_nothing(client):
    fill(30)
    first = client.get(f"{LIST}?page_size=10").json()
    before = newest_first()
    make_article(Status.PUBLISHED, published_at=START + timedelta(days=1))
    PublishedDocument.objects.get(pk=UUID(before[0])).delete()
    second = client.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == before[10:20]


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{34}", fullmatch=True))
def test_list__any_other_cursor_is_refused_or_read(client, text):
    status = client.get(LIST, {"cursor": text}).status_code
    try:
        Cursor.decode(text)
    except BadParameter:
        assert status == 400
    else:
        assert status == 200


def test_list__empty(client):
    answer = client.get(LIST)
    assert answer.json() == {"next": None, "previous": None, "results": []}
    assert answer["ETag"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("page=2", ["page"]),
        ("page_size=0", ["page_size"]),
        ("page_size=101", ["page_size"]),
        ("page_size=-1", ["page_size"]),
        ("page_size=%D9%A3", ["page_size"]),
        ("page_size=", ["page_size"]),
        ("page_size=1&page_size=2", ["page_size"]),
        ("section=News", ["section"]),
        ("section=a%00b", ["section"]),
        ("section=news%0A", ["section"]),
        ("cursor=x&status=draft&page_size=x", ["cursor", "status", "page_size"]),
        ("cursor=", ["cursor"]),
        ("ordering=guid", ["ordering"]),
    ],
)
def test_list__a_parameter_that_is_wrong_is_named(client, query, fields):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert [error["field"] for error in body["errors"]] == fields
    assert all(error["detail"] for error in body["errors"])
    assert (body["status"], body["code"]) == (400, "bad_parameter")


def test_list__a_section_nobody_knows_is_empty(client):
    make_article(Status.PUBLISHED)
    assert client.get(f"{LIST}?section=nowhere").json()["results"] == []
    assert len(client.get(f"{LIST}?section=news").json()["results"]) == 1


def test_detail__headers(client):
    article = make_article(Status.PUBLISHED)
    row = article.document
    answer = client.get(f"{LIST}{article.slug}/")
    assert answer.content == bytes(row.detail)
    assert answer["Content-Type"] == "application/json"
    assert answer["ETag"] == row.detail_etag
    assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
    assert answer["Surrogate-Key"] == f"article-{article.pk} section-news"
    assert answer["Vary"] == "Accept, Accept-Encoding"
    assert not answer.cookies
    seen = parsedate_to_datetime(answer["Last-Modified"])
    assert abs(seen - row.delivered_at) <= timedelta(seconds=1)
    same = client.get(f"{LIST}by-id/{article.pk}/")
    assert (same.content, same["ETag"]) == (answer.content, answer["ETag"])


def test_detail__head_is_get_without_the_body(client):
    article = make_article(Status.PUBLISHED)
    PublishedDocument.objects.update(delivered_at=START)
    for url in (f"{LIST}{article.slug}/", LIST):
        get, head = client.get(url), client.head(url)
        assert head.content == b""
        assert head.headers == get.headers


@pytest.mark.parametrize(
    ("etags", "status"),
    [
        ("{0}", 304),
        ('"x", {0}', 304),
        ("W/{0}", 304),
        ("*", 304),
        ('"x"', 200),
        ("broken", 200),
    ],
)
def test_detail__if_none_match(client, etags, status):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/"
    given = {"if-none-match": etags.format(article.document.detail_etag)}
    answer = client.get(url, headers=given)
    assert answer.status_code == status
    if status == 304:
        assert answer.content == b""
        assert answer["ETag"] == article.document.detail_etag
        assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
        assert answer["Vary"] == "Accept, Accept-Encoding"
    assert client.get(LIST, headers={"if-none-match": "*"}).status_code == 304


def test_detail__if_modified_since(client):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/"
    moment = datetime(2024, 5, 5, 10, 0, 0, 900_000, tzinfo=UTC)
    PublishedDocument.objects.update(delivered_at=moment)
    last = client.get(url)["Last-Modified"]
    assert last == "Sun, 05 May 2024 10:00:01 GMT"
    assert client.get(url, headers={"if-modified-since": last}).status_code == 304
    for seconds, status in ((0, 200), (1, 304), (60, 304)):
        since = moment.replace(microsecond=0) + timedelta(seconds=seconds)
        given = {"if-modified-since": format_datetime(since, usegmt=True)}
        assert client.get(url, headers=given).status_code == status
    given |= {"if-none-match": '"other"'}
    assert client.get(url, headers=given).status_code == 200
    broken = {"if-modified-since": "yesterday"}
    assert client.get(url, headers=broken).status_code == 200


def test_detail__json_ld_by_name_or_accept(client):
    article = make_article(Status.PUBLISHED, headline="A & <b>")
    url = f"{LIST}{article.slug}/"
    named = client.get(f"{url}?format=json-ld")
    accepted = client.get(url, headers={"accept": "application/ld+json"})
    assert named.content == accepted.content
    assert named["Content-Type"] == "application/ld+json"
    assert named["ETag"] != article.document.detail_etag
    assert orjson.loads(named.content)["headline"] == "A & <b>"
    assert b"<" not in named.content
    given = {"if-none-match": named["ETag"]}
    assert client.get(f"{url}?format=json-ld", headers=given).status_code == 304
    given = {"if-none-match": article.document.detail_etag}
    assert client.get(f"{url}?format=json-ld", headers=given).status_code == 200


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200),
        ("*/*", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/json", 200),
        ("image/png", 406),
    ],
)
def test_detail__accept(client, accept, status):
    article = make_article(Status.PUBLISHED)
    headers = {"accept": accept} if accept else {}
    answer = client.get(f"{LIST}{article.slug}/", headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize("query", ["format=xml", "fields=x", "format=json&format=json"])
def test_detail__other_parameters_are_refused(client, query):
    article = make_article(Status.PUBLISHED)
    assert client.get(f"{LIST}{article.slug}/?{query}").status_code == 400


def test_detail__unpublished_and_unknown_answer_alike(client):
    article = make_article(Status.UNPUBLISHED)
    gone = client.get(f"{LIST}{article.slug}/")
    unknown = client.get(f"{LIST}no-such-story/")
    assert gone.status_code == unknown.status_code == 404
    assert gone.content == unknown.content
    assert gone.headers == unknown.headers
    assert gone["Content-Type"] == "application/problem+json"
    by_id = client.get(f"{LIST}by-id/{article.pk}/")
    assert by_id.content == gone.content


def test_detail__killed_is_gone_whatever_one_asks(client):
    article = make_article(Status.KILLED)
    tombstone = bytes(article.document.detail)
    etag = article.document.detail_etag
    for url in (f"{LIST}{article.slug}/", f"{LIST}by-id/{article.pk}/"):
        for headers in ({}, {"if-none-match": etag}, {"if-none-match": "*"}):
            answer = client.get(url, headers=headers)
            assert (answer.status_code, answer.content) == (410, tombstone)
        assert client.get(f"{url}?format=json-ld").content == tombstone
    assert client.get(LIST).json()["results"] == []


def test_detail__old_slug_leads_to_the_new_one(client):
    article = make_article(Status.PUBLISHED)
    PublishedDocument.objects.update(old_slugs=["older", "oldest"])
    answer = client.get(f"{LIST}older/?format=json-ld")
    assert answer.status_code == 301
    expected = f"http://127.0.0.1:8000{LIST}{article.slug}/?format=json-ld"
    assert answer["Location"] == expected
    assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
    article.refresh_from_db()
    take_step(article, "kill")
    PublishedDocument.objects.update(old_slugs=["older"])
    assert client.get(f"{LIST}older/").status_code == 410


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_delivery__is_for_reading(client, method):
    answer = getattr(client, method)(LIST)
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "url", ["/api/v1/nothing/", "/api/nothing/", f"{LIST}by-id/no-uuid/", "/api/v1/articles/A%20b/"]
)  # fmt: skip
def test_delivery__unknown_addresses_are_problems(client, url):
    answer = client.get(url)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert answer["Content-Type"] == "application/problem+json"


def test_delivery__same_for_somebody_logged_in(client, django_user_model):
    article = make_article(Status.PUBLISHED)
    PublishedDocument.objects.update(delivered_at=START)
    url = f"{LIST}{article.slug}/"
    anonymous = client.get(url)
    client.force_login(django_user_model.objects.create_superuser("root"))
    known = client.get(url)
    assert known.content == anonymous.content
    assert known.headers == anonymous.headers
