"""One document: the bytes that hold now, compressed or not, and unread if held."""

from __future__ import annotations

import gzip
from datetime import timedelta

import orjson
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.answering import Held, accepts_gzip
from articles.exporting import etag_of
from articles.fetching import fetch_document
from articles.models import Article, PublishedDocument
from articles.workflow import Status
from tests.factories import make_article, take_step

LIST = "/api/v1/articles/"
HOUR = timedelta(hours=1)
GZIP = {"accept-encoding": "gzip, br"}


@pytest.mark.parametrize(
    ("header", "likes"),
    [
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("br, gzip;q=0.2", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("gzip; q=0.5, identity", False),
        ("gzip;q=1, identity;q=1", True),
        ("identity;q=0.5, gzip;q=0.6", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("gzip, *;q=0", True),
        ("gzip;q=nan", False),
        ("gzip;q=2", False),
        ("gzip;level=9", False),
        ("deflate, br", False),
        ("notgzip", False),
    ],
)
def test_accepts_gzip__reads_weights(header, likes):
    assert accepts_gzip(header) is likes


def set_next(article: Article, valid_until) -> dict[str, bytes]:
    """Lay down what holds behind `valid_until`, and give it."""
    said = {**orjson.loads(bytes(article.document.detail)), "lead_photo": None}
    said["headline"] = "After the lease"
    detail = orjson.dumps(said)
    item = orjson.dumps({name: value for name, value in said.items() if name != "body"})
    following = {
        "next_detail": detail,
        "next_item": item,
        "next_gzip": gzip.compress(detail, mtime=0),
    }
    PublishedDocument.objects.filter(pk=article.pk).update(
        valid_until=valid_until, next_etag=etag_of(detail), **following
    )
    return following


@pytest.mark.django_db
def test_detail__gzip_is_the_same_document_with_an_etag_of_its_own(client):
    url = f"{LIST}{make_article(Status.PUBLISHED).slug}/"
    plain, zipped = client.get(url), client.get(url, headers=GZIP)
    assert zipped["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["Content-Length"] == str(len(zipped.content))
    assert zipped["ETag"] != plain["ETag"]
    assert zipped["ETag"].startswith('"')
    for answer in (plain, zipped):
        assert answer["Vary"] == "Accept, Accept-Encoding"
        for headers, mine in (({}, plain), (GZIP, zipped)):
            held = {**headers, "if-none-match": answer["ETag"]}
            expected = 304 if answer is mine else 200
            again = client.get(url, headers=held)
            assert (again.status_code, again["ETag"]) == (expected, mine["ETag"])


@pytest.mark.django_db
def test_detail__a_twin_of_former_bytes_is_never_sent(client):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/"
    detail = b'{"said": "by a version that knows no twins"}'
    changed = {"detail": detail, "detail_etag": etag_of(detail)}
    PublishedDocument.objects.filter(pk=article.pk).update(**changed)
    answer = client.get(url, headers=GZIP)
    assert "Content-Encoding" not in answer
    assert (answer.content, answer["ETag"]) == (detail, etag_of(detail))
    held = {**GZIP, "if-none-match": etag_of(detail)}
    assert client.get(url, headers=held).status_code == 304


@pytest.mark.django_db
def test_valid_until__chooses_bytes_and_etag_whatever_a_sweep_does(client):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/"
    before = client.get(url)
    following = set_next(article, timezone.now() + HOUR)
    assert client.get(url).content == before.content
    held = {"if-none-match": before["ETag"]}
    assert client.get(url, headers=held).status_code == 304
    over = timezone.now() - timedelta(minutes=2)
    PublishedDocument.objects.update(valid_until=over, delivered_at=over - HOUR)
    after = client.get(url)
    assert after.content == following["next_detail"]
    assert after["ETag"] == etag_of(following["next_detail"])
    assert client.get(url, headers=held).status_code == 200
    assert client.get(url, headers={"if-none-match": after["ETag"]}).status_code == 304
    assert client.get(url, headers=GZIP).content == following["next_gzip"]
    since = {"if-modified-since": before["Last-Modified"]}
    PublishedDocument.objects.update(valid_until=timezone.now())
    assert client.get(url, headers=since).content == following["next_detail"]


@pytest.mark.django_db
def test_valid_until__holds_for_lists_feeds_and_pages(client):
    article = make_article(Status.PUBLISHED)
    set_next(article, timezone.now() - HOUR)
    for url in (
        LIST,
        f"{LIST}?section=news",
        f"{LIST}?q=ferry",
        "/feeds/latest.rss",
        "/feeds/section/news.json",
        "/",
        f"/news/{article.slug}/",
        "/sitemap-news.xml",
    ):
        assert b"After the lease" in client.get(url).content, url


@pytest.mark.django_db
def test_valid_until__no_cache_keeps_an_answer_behind_it(client):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/"
    set_next(article, timezone.now() + timedelta(seconds=2))
    assert client.get(url)["Cache-Control"] in {
        f"max-age=0, s-maxage={seconds}" for seconds in (0, 1)
    }
    PublishedDocument.objects.update(valid_until=timezone.now() + HOUR)
    assert client.get(url)["Cache-Control"] == "max-age=0, s-maxage=5"


@pytest.mark.django_db
def test_valid_until__is_nothing_without_what_follows():
    article = make_article(Status.PUBLISHED)
    row = PublishedDocument.objects.filter(pk=article.pk)
    following = set_next(article, timezone.now())
    for missing in (*following, "valid_until"):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**{missing: None})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(next_etag="")
    take_step(article, "unpublish")
    article = take_step(article, "publish")
    assert article.document.valid_until is None


@pytest.mark.django_db
def test_fetch_document__does_not_read_what_the_client_has():
    article = make_article(Status.PUBLISHED)
    etag = article.document.detail_etag
    held = Held(frozenset({'"x"', etag}), None)
    zipped = Held(frozenset({etag.removesuffix('"') + '-gzip"'}), None)
    for value, by in ((article.pk, "id"), (article.slug, "slug")):
        assert fetch_document(by, value, held).body is None
        assert fetch_document(by, value, held, accepts_gzip=True).body is not None
        assert fetch_document(by, value, zipped).body is not None
        assert fetch_document(by, value, zipped, accepts_gzip=True).body is None
    take_step(article, "kill")
    assert fetch_document("id", article.pk, Held(frozenset({"*"}), None)).body
