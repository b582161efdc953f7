from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import orjson
import pytest
from django.db import connection
from django.utils import timezone
from lxml import etree

from articles.models import PublishedDocument
from articles.renderers.rights import render_rsl, render_tdmrep
from articles.renderers.sitemaps import news_language
from articles.workflow import Status
from tests.articles.standards import check_json, check_relax_ng, check_xsd
from tests.articles.test_api_delivery import fill
from tests.factories import make_article, make_photo_with_file, placed, take_step

pytestmark = pytest.mark.django_db
XSD = "sitemaps/all.xsd"
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
SITE = "http://127.0.0.1:8000"
DENIED = {"train": "denied", "input": "denied", "search": "allowed"}


def read(client, url):
    parts = urlsplit(url)
    answer = client.get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return answer.content


def texts(data, path):
    return [node.text for node in etree.fromstring(data).iterfind(path, SPACES)]


@pytest.mark.shared
def test_sitemaps__are_valid(client, shared, monkeypatch):
    standards = shared / "standards"
    check_xsd(standards, XSD, read(client, "/sitemap.xml"))
    lead = placed(make_photo_with_file())
    make_article(Status.PUBLISHED, headline="Tide & <time>", lead_photo=lead)
    make_article(Status.PUBLISHED, language="zh-Hant-TW")
    check_xsd(standards, XSD, read(client, "/sitemap.xml"))
    check_xsd(standards, XSD, read(client, "/sitemap-news.xml"))
    monkeypatch.setattr("articles.pages.machines.SITEMAP_SIZE", 1)
    index = read(client, "/sitemap.xml")
    # There is no schema of the index beside the others.
    root = etree.fromstring(index)
    names = [etree.QName(node).localname for node in root.iter()]
    assert names == ["sitemapindex", *["sitemap", "loc"] * 2]
    assert {etree.QName(node).namespace for node in root.iter()} == {SPACES["s"]}
    for url in texts(index, "s:sitemap/s:loc"):
        check_xsd(standards, XSD, read(client, url))


def test_sitemap__the_front_and_every_live_story(client, django_assert_max_num_queries):
    article = make_article(Status.PUBLISHED)
    for status in (Status.DRAFT, Status.UNPUBLISHED, Status.KILLED):
        make_article(status)
    with django_assert_max_num_queries(2):
        data = read(client, "/sitemap.xml")
    url = f"{SITE}/news/{article.slug}/"
    assert texts(data, "s:url/s:loc") == [f"{SITE}/", url]
    (changed,) = texts(data, "s:url/s:lastmod")
    assert datetime.fromisoformat(changed) == article.last_published_at


@pytest.mark.parametrize("count", [7, 9, 10])
def test_sitemap__of_many_is_an_index_of_pages_that_cover_all_once(
    client, monkeypatch, count
):
    monkeypatch.setattr("articles.pages.machines.SITEMAP_SIZE", 3)
    # Three of a moment, so that the order by id counts too.
    fill(count)
    for place, row in enumerate(PublishedDocument.objects.order_by("published_at")):
        when = datetime(2024, 1, 1 + place // 3, tzinfo=UTC)
        PublishedDocument.objects.filter(pk=row.pk).update(published_at=when)
    pages = [
        texts(read(client, url), "s:url/s:loc")
        for url in texts(read(client, "/sitemap.xml"), "s:sitemap/s:loc")
    ]
    assert [len(page) for page in pages[:-1]] == [3] * ((count - 1) // 3)
    found = [url for page in pages for url in page]
    assert len(set(found)) == len(found) == count


def test_sitemap__a_page_reads_its_index_at_any_depth():
    fill(2000)
    connection.cursor().execute("ANALYZE articles_publisheddocument")
    start = PublishedDocument.objects.starts(500)[-1]
    assert len(PublishedDocument.objects.starts(500)) == 4
    plan = PublishedDocument.objects.oldest_from(start)[:20].explain()
    assert "Index Scan" in plan
    assert "Sort" not in plan


def test_sitemap__what_is_not_there(client):
    make_article(Status.PUBLISHED)
    assert client.get("/sitemap.xml?cursor=nonsense").status_code == 404
    beyond = PublishedDocument.objects.starts(10)[0]
    late = type(beyond)(beyond.at + timedelta(days=1), beyond.id).encode()
    assert client.get(f"/sitemap.xml?cursor={late}").status_code == 404


def test_news_sitemap__the_stories_of_two_days(client, django_assert_num_queries):
    now = timezone.now()
    photo = make_photo_with_file()
    new = make_article(
        Status.PUBLISHED, headline="New & fresh", lead_photo=placed(photo),
        published_at=now - timedelta(hours=1), language="en-GB",
    )  # fmt: skip
    make_article(Status.PUBLISHED, published_at=now - timedelta(hours=49))
    make_article(
        Status.PUBLISHED,
        published_at=now - timedelta(hours=1),
        first_published_at=now - timedelta(hours=50),
    )
    take_step(make_article(Status.PUBLISHED), "kill")
    with django_assert_num_queries(1):
        data = read(client, "/sitemap-news.xml")
    assert texts(data, "s:url/s:loc") == [f"{SITE}/news/{new.slug}/"]
    assert texts(data, ".//news:name") == ["Newsroom"]
    assert texts(data, ".//news:language") == ["en"]
    assert texts(data, ".//news:title") == ["New & fresh"]
    (when,) = texts(data, ".//news:publication_date")
    assert datetime.fromisoformat(when) == now - timedelta(hours=1)
    (image,) = texts(data, ".//image:loc")
    assert client.get(urlsplit(image).path).status_code == 200


def test_news_sitemap__no_more_than_google_reads(client, monkeypatch):
    monkeypatch.setattr("articles.pages.machines.NEWS_SIZE", 2)
    for _ in range(3):
        make_article(Status.PUBLISHED)
    assert len(texts(read(client, "/sitemap-news.xml"), "s:url")) == 2


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en-GB", "en"), ("zh-Hant-HK", "zh-tw"), ("zh", "zh-cn"), ("de", "de")],
)
def test_news_language__as_google_writes_it(tag, expected):
    assert news_language(tag) == expected


def test_robots__name_the_sitemaps_and_a_licence_where_there_is_one(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert text == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /preview/\nAllow: /\n\n"
        f"Sitemap: {SITE}/sitemap.xml\nSitemap: {SITE}/sitemap-news.xml\n"
    )
    assert client.get("/rsl.xml").status_code == 404
    assert client.get("/.well-known/tdmrep.json").status_code == 404
    settings.MACHINE_USE = DENIED
    answer = client.get("/robots.txt")
    assert f"\nLicense: {SITE}/rsl.xml\n" in answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get("/rsl.xml")["Content-Type"] == "application/rsl+xml"
    tdmrep = client.get("/.well-known/tdmrep.json").json()
    assert tdmrep == [{"location": "/", "tdm-reservation": 1}]


def test_machines__answers_have_an_etag_and_304(client, settings):
    settings.MACHINE_USE = DENIED
    for path in ("/sitemap.xml", "/sitemap-news.xml", "/robots.txt", "/rsl.xml",
                 "/.well-known/tdmrep.json"):  # fmt: skip
        answer = client.get(path)
        assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
        held = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert (held.status_code, held.content) == (304, b"")
        assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("said", "permits", "prohibits"),
    [
        (DENIED, "search", "ai-train ai-input"),
        ({"train": "denied"}, None, "ai-train"),
        ({"index": "allowed", "search": "unset"}, "ai-index", None),
    ],
)
def test_rsl__says_what_the_setting_says(said, permits, prohibits):
    root = etree.fromstring(render_rsl(said))
    spaces = {"r": "https://rslstandard.org/rsl"}
    assert root.findtext(".//r:permits", None, spaces) == permits
    assert root.findtext(".//r:prohibits", None, spaces) == prohibits


@pytest.mark.shared
@pytest.mark.parametrize("said", [DENIED, {"train": "allowed"}])
def test_rights__are_valid(shared, said):
    standards = shared / "standards"
    check_relax_ng(standards, "rights/rsl-1.0.rng", render_rsl(said))
    tdmrep = orjson.loads(render_tdmrep(said))
    check_json(standards, "rights/tdmrep.schema.json", tdmrep)


@pytest.mark.parametrize("said", [{}, {"train": "unset"}, {"input": "unset"}])
def test_rights__nothing_where_nothing_is_said(said):
    assert render_rsl(said) is None
    assert render_tdmrep(said) is None
