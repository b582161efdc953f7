"""The barest views that do the same, served by the same server and settings."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path

from articles.exporting import etag_of
from articles.models import PublishedDocument
from articles.terms import read_terms
from articles.tsquery import text_query
from newsroom.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from newsroom.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

CONSTANT = b'{"status": "ok", "padding": "' + b"x" * 2000 + b'"}'
JSON = "application/json"
# It finds what ours finds: the same words by stem and as written, accents off, the last
# one as a start; and it ranks by the same measure, but all there are.
NAIVE = """
    SELECT item FROM wide_article, (SELECT {query} AS q) AS asked
    WHERE words @@ q ORDER BY {order} LIMIT 20"""
ORDERS = {
    "newest": "published_at DESC, id DESC",
    "rank": "ts_rank(words, q, 1) DESC, published_at DESC, id DESC",
}


class WideArticle(models.Model):
    """A story as one row, whose words a trigger keeps."""

    slug = models.TextField(unique=True)
    headline = models.TextField()
    dek = models.TextField()
    body = models.TextField()
    published_at = models.DateTimeField()
    detail = models.BinaryField()
    item = models.BinaryField()
    words = SearchVectorField(null=True)

    class Meta:
        app_label = "articles"
        managed = False
        db_table = "wide_article"

    def __str__(self) -> str:
        return self.slug


def constant(request: HttpRequest) -> HttpResponse:
    """Floor (a): no database."""
    return HttpResponse(CONSTANT, content_type=JSON)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Floor (b): one row by its unique key, its bytes and its ETag."""
    row = PublishedDocument.objects.only("detail", "detail_etag").get(slug=slug)
    response = HttpResponse(bytes(row.detail), content_type=JSON)
    response["ETag"] = row.detail_etag
    return response


def newest(request: HttpRequest) -> HttpResponse:
    """Floor (c): twenty stored items by the index, and an ETag."""
    rows = PublishedDocument.objects.newest().only("item")[:20]
    return _answer(b",".join(bytes(row.item) for row in rows))


def search(request: HttpRequest, order: str) -> HttpResponse:
    """Search one wide table."""
    terms = read_terms(request.GET["q"])
    asked = text_query(terms, {}, language="en", is_certain=False)
    sql = NAIVE.format(query=asked.exact, order=ORDERS[order])
    with connection.cursor() as cursor:
        cursor.execute(sql, asked.params)
        return _answer(b",".join(bytes(item) for (item,) in cursor.fetchall()))


def _answer(items: bytes) -> HttpResponse:
    data = b'{"results":[' + items + b"]}"
    response = HttpResponse(data, content_type=JSON)
    response["ETag"] = etag_of(data)
    return response


urlpatterns = [
    path("floor/constant/", constant),
    path("floor/detail/<slug:slug>/", detail),
    path("floor/newest/", newest),
    path("floor/search/<slug:order>/", search),
    *ours,
]
