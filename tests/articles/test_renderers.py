from __future__ import annotations

from typing import Any

import orjson
import pytest

from articles.blocks import Gallery, Paragraph, PhotoBlock
from articles.exporting import draft_document, live_document
from articles.renderers import RENDERERS
from articles.renderers.base import Site
from articles.renderers.document import DocumentRenderer
from articles.renderers.json_ld import JsonLdRenderer
from articles.story import Copyright, Credit, TopicRef
from articles.workflow import Status
from tests.articles.standards import check_json
from tests.factories import make_article, make_photo, make_photo_with_file, placed

SITE = Site("The Brill Courier", "https://brill.example")
DOCUMENT: dict[str, Any] = {
    "id": "1",
    "guid": "urn:x",
    "type": "news",
    "language": "en",
    "url": "https://brill.example/news/a/",
    "canonical_url": "https://origin.example/a",
    "headline": "</script><script>alert(1)</script> & \u2028 \u2029",
    "corrections": [],
    "headlines": {"web": "", "social": "", "print": ""},
    "dek": "",
    "byline": "",
    "dateline": "",
    "contributors": [],
    "section": None,
    "topics": [],
    "keywords": [],
    "published_at": "2024-01-01T00:00:00Z",
    "updated_at": "2024-01-02T00:00:00Z",
    "word_count": 0,
    "source": {"slug": "", "name": "", "url": ""},
    "lead_photo": None,
    "body": [],
    "copyright": {"holder": "", "year": None, "notice": "", "license_url": ""},
}


def json_ld(document):
    return orjson.loads(JsonLdRenderer(SITE).render(document))


def test_renderers__named_by_format():
    assert {name: kind.media_type for name, kind in RENDERERS.items()} == {
        "json": "application/json",
        "json-ld": "application/ld+json",
    }


def test_document__is_the_same_again():
    data = DocumentRenderer(SITE).render(DOCUMENT)
    assert orjson.loads(data) == DOCUMENT
    assert list(orjson.loads(data)) == list(DOCUMENT)


def test_json_ld__nothing_that_ends_a_script():
    data = JsonLdRenderer(SITE).render(DOCUMENT).decode()
    assert not set("<>&\u2028\u2029") & set(data)
    assert orjson.loads(data)["headline"] == DOCUMENT["headline"]


def test_json_ld__what_says_nothing_is_left_out():
    assert json_ld(DOCUMENT) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": DOCUMENT["url"],
        "url": DOCUMENT["url"],
        "mainEntityOfPage": "https://origin.example/a",
        "identifier": "urn:x",
        "headline": DOCUMENT["headline"],
        "inLanguage": "en",
        "datePublished": "2024-01-01T00:00:00Z",
        "dateModified": "2024-01-02T00:00:00Z",
        "wordCount": 0,
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "Organization",
            "name": "The Brill Courier",
            "url": "https://brill.example",
        },
    }


@pytest.mark.parametrize(
    ("kind", "schema"), [("opinion", "OpinionNewsArticle"), ("live", "NewsArticle")]
)
def test_json_ld__type(kind, schema):
    assert json_ld({**DOCUMENT, "type": kind})["@type"] == schema


def test_json_ld__byline_only_where_nobody_is_named():
    person = {"@type": "Person", "name": "Jon Aster"}
    assert json_ld({**DOCUMENT, "byline": "By Jon Aster"})["author"] == [person]


@pytest.mark.django_db
def test_json_ld__photos_with_everything_to_be_said():
    photo = make_photo_with_file(
        copyright_holder="AP",
        copyright_notice="© AP",
        license_url="https://ap.example/licence",
    )
    lead = placed(photo, caption="Said here.")
    document = live_document(make_article(Status.PUBLISHED, lead_photo=lead))
    renditions = document["lead_photo"]["renditions"]
    largest = next(one for one in renditions if one["spec"] == "w1920")
    assert json_ld(document)["image"] == [
        {
            "@type": "ImageObject",
            "url": largest["url"],
            "contentUrl": largest["url"],
            "width": 1600,
            "height": 1000,
            "caption": "Said here.",
            "name": photo.title,
            "creditText": "Mia Kern/Harbour Press",
            "creator": [{"@type": "Person", "name": "Mia Kern"}],
            "copyrightNotice": "© AP",
            "copyrightHolder": {"@type": "Organization", "name": "AP"},
            "license": "https://ap.example/licence",
            "acquireLicensePage": "https://ap.example/licence",
        }
    ]


@pytest.mark.django_db
def test_json_ld__photos_of_the_body_that_are_here():
    photo = make_photo_with_file()
    plain = make_photo_with_file(copyright_holder="Kern")
    body = (
        Paragraph("x"),
        PhotoBlock(placed(make_photo())),
        PhotoBlock(placed(plain)),
        Gallery((placed(photo),)),
    )
    images = json_ld(live_document(make_article(Status.PUBLISHED, body=body)))["image"]
    assert [image["caption"] for image in images] == [plain.caption, photo.caption]
    assert images[0]["copyrightNotice"] == "Kern"


@pytest.mark.django_db
def test_json_ld__people_subjects_and_rights():
    roles = {"Jon": "author", "Mia": "photographer", "Ed": "editor"}
    article = make_article(
        Status.PUBLISHED,
        contributors=tuple(Credit(name, role) for name, role in roles.items()),
        topics=(TopicRef("Ferries"),),
        keywords=("harbour",),
        copyright=Copyright("Brill", 2020, license_url="https://l.example/"),
    )
    found = json_ld(live_document(article))
    assert found["author"] == [{"@type": "Person", "name": "Jon"}]
    assert found["contributor"] == [{"@type": "Person", "name": "Mia"}]
    assert found["editor"] == [{"@type": "Person", "name": "Ed"}]
    assert found["keywords"] == ["harbour", "Ferries"]
    assert found["articleSection"] == "News"
    assert (found["copyrightYear"], found["copyrightNotice"]) == (2020, "© 2020 Brill")
    assert found["license"] == "https://l.example/"
    assert found["sourceOrganization"]["name"] == "Newsroom"


@pytest.mark.django_db
@pytest.mark.shared
def test_json_ld__is_valid(shared):
    lead = placed(make_photo_with_file(license_url="https://ap.example/licence"))
    for words in ({"lead_photo": lead, "byline": "By Jon Aster"}, {}):
        document = live_document(make_article(Status.PUBLISHED, **words))
        schema = "schemaorg/newsarticle.schema.json"
        check_json(shared / "standards", schema, json_ld(document))


@pytest.mark.django_db
def test_json_ld__of_a_draft_for_its_preview():
    document = draft_document(make_article(section=None))
    assert "datePublished" not in json_ld(document)
