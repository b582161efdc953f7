"""Every format, of every story there is, against the official schemas: no error.

The stories are the demo's, those of our own samples and those of the shared ones, all
imported as a newsroom would and published; what the desk must mend before it may go
out (a credit, a headline) is mended the shortest way. Without the shared folder there
are no schemas to compare with, but every format is still rendered and well-formed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from lxml import etree, html

from articles.actions.checking import refusals_to_publish
from articles.actions.drafting import save_draft
from articles.exporting import draft_photos, draft_story
from articles.models import Article, PublishedDocument
from articles.renderers.base import Site
from articles.renderers.sitemaps import render_news_sitemap
from articles.story import SectionRef
from media.actions import change_photo
from newsroom.demo.staging import DELIVERERS, DESK_FOLDER, set_up_desk
from newsroom.demo.staging import HERE as DEMO
from tests.articles.standards import (
    check_json,
    check_json_feed,
    check_relax_ng,
    check_vocabulary,
    check_xsd,
)
from tests.conftest import SHARED
from tests.factories import SYSTEM, take_step
from tests.keeping import rows_for_the_module
from tests.newsroom.describing import check_answer, check_value, described

pytestmark = pytest.mark.django_db
OWN = Path(__file__).resolve().parents[1] / "samples"
# Our own samples are many: one in so many here, each in `make soak`.
EACH = 1 if os.environ.get("SOAK_SECONDS") else 4
PAGES = {".txt", ".html"}
Documents = list[dict[str, Any]]


def import_all(*paths: Path, **options: Any) -> None:
    """Import and publish; pages that no format knows are refused and left out."""
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    with contextlib.suppress(SystemExit):
        call_command("import_articles", *paths, publish=True, **quiet, **options)


def publish(article: Article) -> None:
    """Publish what an import left as a draft, with what was missing made up."""
    story = draft_story(article)
    for use in article.photo_uses.filter(revision=None):
        if not use.photo.credit:
            change_photo(use.photo, {"credit": "Mia Kern"}, by=SYSTEM)
    changes = {
        "headline": story.headline or "No headline",
        "section": story.section or SectionRef("News", "news"),
    }
    save_draft(article, story.evolve(**changes), by=SYSTEM)
    article.refresh_from_db()
    if not refusals_to_publish(article, draft_photos(article)):
        for step in ("submit", "approve", "publish"):
            article = take_step(article, step)


@pytest.fixture(scope="module")
def documents(django_db_setup, django_db_blocker) -> Iterator[Documents]:
    """Give the document of every story, live."""
    with rows_for_the_module(django_db_blocker):
        set_up_desk()
        for one in DELIVERERS:
            import_all(DEMO / one.folder, source=one.slug)
        import_all(DEMO / DESK_FOLDER, source=DELIVERERS[0].slug)
        own = [path for path in sorted(OWN.glob("*/*")) if path.suffix in PAGES]
        import_all(*own[::EACH])
        if SHARED.is_dir():
            import_all(*(SHARED / "samples" / name for name in ("pages", "html")))
        for article in Article.objects.exclude(status="published"):
            publish(article)
        rows = PublishedDocument.objects.values_list("detail", flat=True)
        yield [json.loads(bytes(row)) for row in rows]


@pytest.fixture
def whole_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a feed hold every story."""
    monkeypatch.setattr("articles.pages.feeds.FEED_SIZE", 10_000)


def read(path: str) -> bytes:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return bytes(answer.content)


def test_formats__there_are_stories_of_all_kinds(documents):
    assert Article.objects.exclude(status="published").count() < len(documents) / 10
    languages = {document["language"] for document in documents}
    photos = [document["lead_photo"] for document in documents]
    assert len(documents) >= 25
    assert len(languages) > 5
    assert sum(bool(photo and photo["renditions"]) for photo in photos) > 5
    print(f"\n{len(documents)} stories in {len(languages)} languages")  # noqa: T201


def test_documents__are_as_the_api_describes_them(documents):
    schema = described()["components"]["schemas"]["Article"]
    for document in documents:
        check_value(schema, document)
    check_answer(Client().get("/api/v1/articles/?page_size=100"))


@pytest.mark.shared
@pytest.mark.parametrize("place", ["schemaorg", "feeds", "feeds/jsonfeed", "sitemaps"])
def test_validators__refuse_what_is_wrong(shared, place):
    """The official examples of mistakes, so that no error means something."""
    standards, refused = shared / "standards", 0
    for path in [
        *(standards / place).glob("invalid/*"),
        *(standards / place).glob("invalid*"),
    ]:
        if path.is_file():
            with pytest.raises((AssertionError, etree.LxmlError)):
                check_file(standards, place, path)
            refused += 1
    assert refused > 3
    for wrong in ({"@type": "Newsarticle"}, {"@type": "Person", "headline": "x"}):
        with pytest.raises(AssertionError):
            check_vocabulary(standards, wrong)


def check_file(standards: Path, place: str, path: Path) -> None:
    data = path.read_bytes()
    if place == "schemaorg":
        check_json(standards, "schemaorg/newsarticle.schema.json", json.loads(data))
    elif place == "sitemaps":
        check_xsd(standards, "sitemaps/all.xsd", data)
    elif path.suffix == ".json":
        check_json_feed(standards, json.loads(data))
    else:
        kind = "rss-2.0-news" if b"<rss" in data else "atom-1.0"
        check_relax_ng(standards, f"feeds/{kind}.rng", data)


@pytest.mark.shared
def test_json_ld__of_every_story_is_valid(documents, shared):
    for document in documents:
        page = html.fromstring(read(urlsplit(document["url"]).path))
        (text,) = page.xpath('//script[@type="application/ld+json"]/text()')
        said = json.loads(text)
        answer = read(f"/api/v1/articles/{document['slug']}/?format=json-ld")
        assert said == json.loads(answer), document["guid"]
        standards = shared / "standards"
        check_json(standards, "schemaorg/newsarticle.schema.json", said)
        check_vocabulary(standards, said)


@pytest.mark.shared
@pytest.mark.usefixtures("whole_feeds")
def test_feeds__of_every_story_are_valid(documents, shared):
    standards = shared / "standards"
    places = ["latest"]
    for kind in ("section", "topic", "contributor"):
        names = sorted({one for d in documents for one in named(d, kind)})
        places += [f"{kind}/{name}" for name in names]
    for place in places:
        rss, atom, feed = (read(f"/feeds/{place}.{k}") for k in ("rss", "atom", "json"))
        check_relax_ng(standards, "feeds/rss-2.0-news.rng", rss)
        check_relax_ng(standards, "feeds/atom-1.0.rng", atom)
        check_json_feed(standards, json.loads(feed))
    assert len(json.loads(read("/feeds/latest.json"))["items"]) == len(documents)


def named(document: dict[str, Any], kind: str) -> list[str]:
    """Give the slugs of the feeds a story stands in."""
    found = document[kind] if kind == "section" else document[f"{kind}s"]
    return [one["slug"] for one in ([found] if kind == "section" else found)]


@pytest.mark.shared
def test_sitemaps__of_every_story_are_valid(documents, shared, monkeypatch):
    standards = shared / "standards"
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    check_xsd(standards, "sitemaps/all.xsd", read("/sitemap.xml"))
    check_xsd(standards, "sitemaps/all.xsd", render_news_sitemap(site, documents))
    monkeypatch.setattr("articles.pages.machines.SITEMAP_SIZE", 10)
    found = 0
    for loc in etree.fromstring(read("/sitemap.xml")).iter("{*}loc"):
        page = read(str(loc.text).removeprefix(settings.SITE_URL))
        check_xsd(standards, "sitemaps/all.xsd", page)
        found += len(etree.fromstring(page))
    assert found == len(documents)


@pytest.mark.usefixtures("whole_feeds")
def test_formats__hold_the_credit_and_the_owner_of_every_photo(documents):
    data = {kind: read(f"/feeds/latest.{kind}") for kind in ("rss", "atom")}
    feeds = {k: "".join(etree.fromstring(v).itertext()) for k, v in data.items()}
    feeds["json"] = repr(json.loads(read("/feeds/latest.json")))
    for document in documents:
        photo = document["lead_photo"]
        if photo and photo["renditions"]:
            for kind, text in feeds.items():
                assert photo["credit"] in text, (kind, document["guid"])
                assert photo["copyright"]["notice"] in text, (kind, document["guid"])
