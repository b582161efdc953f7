from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.actions.drafting import save_draft
from articles.blocks import (
    CallToAction,
    Embed,
    Gallery,
    Heading,
    HtmlBlock,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
    Quote,
    Rule,
    Table,
)
from articles.exporting import draft_document, draft_story, live_document, rfc3339
from articles.models import Contributor, PhotoUse, Section, Topic
from articles.story import Credit, RelatedRef, SectionRef, TopicRef
from articles.workflow import Status
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_photo_with_file,
    make_source,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db

KEYS = [
    "id",
    "guid",
    "version",
    "status",
    "type",
    "language",
    "slug",
    "headline",
    "kicker",
    "dek",
    "byline",
    "dateline",
    "headlines",
    "contributors",
    "section",
    "topics",
    "keywords",
    "url",
    "canonical_url",
    "first_published_at",
    "published_at",
    "updated_at",
    "word_count",
    "source",
    "lead_photo",
    "body",
    "related",
    "copyright",
    "corrections",
    "disclosure",
]
PHOTO_KEYS = [
    "id",
    "title",
    "caption",
    "credit",
    "alt",
    "creator",
    "source",
    "copyright",
    "focal_point",
    "width",
    "height",
    "placeholder",
    "file_state",
    "renditions",
    "overridden",
]


def published(**story):
    article = make_article(Status.PUBLISHED, **story)
    return article, live_document(article)


def test_document__exactly_the_keys_of_the_contract():
    photo = make_photo_with_file()
    _, document = published(lead_photo=placed(photo))
    assert sorted(document) == sorted(KEYS)
    assert sorted(document["lead_photo"]) == sorted(PHOTO_KEYS)
    assert sorted(document["lead_photo"]["copyright"]) == [
        "holder", "license_url", "notice"
    ]  # fmt: skip
    assert sorted(document["copyright"]) == [
        "holder", "license_url", "machine_use", "notice", "usage_terms", "year"
    ]  # fmt: skip
    assert document["copyright"]["machine_use"] == dict.fromkeys(
        ("train", "input", "index", "search"), "unset"
    )
    assert (document["corrections"], document["disclosure"]) == ([], None)
    assert document["headlines"] == {"web": "", "social": "", "print": ""}


def test_document__nothing_of_the_desk_gets_out():
    when = datetime(2020, 1, 1, tzinfo=UTC)
    photo = make_photo_with_file(instructions="JAPAN OUT", credit_raw="raw credit")
    _, document = published(
        ednote="call the lawyer",
        slugline="secret slugline",
        embargo_until=when,
        lead_photo=placed(photo),
    )
    for secret in ("lawyer", "slugline", "2020-01-01", "JAPAN", "raw credit"):
        assert secret not in str(document)


@pytest.mark.parametrize(
    ("block", "row"),
    [
        (Paragraph("A <em>b</em>."), {"html": "A <em>b</em>."}),
        (Heading("Head", 3), {"level": 3, "text": "Head"}),
        (Quote("<em>b</em>", "Who"), {"html": "<em>b</em>", "attribution": "Who"}),
        (ListBlock(("a", "b"), "number"), {"style": "number", "items": ["a", "b"]}),
        (
            Table((("a", "b"),), True, "cap"),
            {"rows": [["a", "b"]], "header": True, "caption": "cap"},
        ),
        (
            Embed("YouTube", "https://y.example/?a=1&b", "T", "ok", "<b>x</b>", "<raw>"),
            {
                "provider": "YouTube",
                "url": "https://y.example/?a=1&b",
                "title": "T",
                "state": "ok",
                "html": '<a href="https://y.example/?a=1&amp;b">T</a>',
                "raw": "<raw>",
            },
        ),
        (
            Embed("", "", "", "missing", "", "Video Embed"),
            {
                "provider": "", "url": "", "title": "", "state": "missing", "html": "",
                "raw": "Video Embed",
            },
        ),
        (
            Promo("Promo", "PROMO", "https://a.example/"),
            {
                "title": "Promo", "title_original": "PROMO",
                "url": "https://a.example/", "article": None,
            },
        ),
        (
            CallToAction("Click", "https://b.example/"),
            {"text": "Click", "url": "https://b.example/"},
        ),
        (Rule(), {}),
        (HtmlBlock("<p>x</p>"), {"html": "<p>x</p>"}),
    ],
)  # fmt: skip
def test_body__every_block_as_the_contract_says(block, row):
    _, document = published(body=(Paragraph("First."), block))
    found = document["body"][1]
    assert len(found.pop("id")) == 8
    assert found == {"type": block.type, **row}


def test_body__photos_and_galleries_hold_placed_photos():
    photo, other = make_photo_with_file(), make_photo()
    _, document = published(
        body=(
            Paragraph("First."),
            PhotoBlock(placed(photo)),
            Gallery((placed(photo), placed(other))),
        )
    )
    _, one, many = document["body"]
    assert sorted(one) == ["id", "photo", "type"]
    assert sorted(many) == ["id", "photos", "type"]
    assert one["photo"]["id"] == str(photo.pk)
    assert [row["id"] for row in many["photos"]] == [str(photo.pk), str(other.pk)]


def test_placed_photo__facts_of_today_and_words_of_the_place():
    photo = make_photo_with_file(
        source="AP",
        copyright_holder="AP",
        copyright_notice="© AP",
        license_url="https://ap.example/",
        focal_x=0.25,
    )
    article, _ = published(lead_photo=placed(photo, caption="Here.", alt=""))
    photo.credit = "Changed/Later"
    photo.save()
    shown = live_document(article)["lead_photo"]
    assert shown["caption"] == "Here."
    assert shown["alt"] == ""
    assert shown["credit"] == "Changed/Later"
    assert shown["overridden"] == ["caption", "alt"]
    assert shown["creator"] == ["Mia Kern"]
    assert shown["source"] == "AP"
    assert shown["copyright"] == {
        "holder": "AP", "notice": "© AP", "license_url": "https://ap.example/"
    }  # fmt: skip
    assert shown["focal_point"] == [0.25, 0.5]
    assert (shown["width"], shown["height"], shown["file_state"]) == (1600, 1000, "ok")


def test_placed_photo__known_only_by_its_words():
    photo = make_photo()
    _, document = published(lead_photo=placed(photo))
    shown = document["lead_photo"]
    assert (shown["file_state"], shown["renditions"]) == ("missing", [])
    assert (shown["width"], shown["height"]) == (None, None)


def test_placed_photo__merged_ones_are_replaced():
    described, real = make_photo(), make_photo_with_file()
    article, _ = published(
        lead_photo=placed(described),
        body=(Paragraph("x"), PhotoBlock(placed(described))),
    )
    described.merged_into = real
    described.save()
    document = live_document(article)
    assert document["lead_photo"]["id"] == str(real.pk)
    assert document["body"][1]["photo"]["id"] == str(real.pk)
    PhotoUse.objects.all().delete()
    document = live_document(article)
    assert document["lead_photo"]["id"] == str(real.pk)
    assert document["lead_photo"]["overridden"] == []


def test_document__names_of_today():
    article, before = published(
        contributors=(Credit("Jon Aster"), Credit("Mia Kern", "photographer")),
        topics=(TopicRef("Ferries", qcode="medtop:20001"), TopicRef("Islands")),
        section=SectionRef("News", "news"),
    )
    assert [c["role"] for c in before["contributors"]] == ["author", "photographer"]
    Contributor.objects.filter(name="Jon Aster").update(name="Jon B. Aster")
    Topic.objects.filter(name="Ferries").update(name="Ships")
    Section.objects.update(name="The News")
    document = live_document(article)
    assert document["contributors"][0] == {
        "name": "Jon B. Aster", "role": "author", "slug": "jon-aster"
    }  # fmt: skip
    assert document["topics"][0] == {
        "slug": "ferries", "name": "Ships", "qcode": "medtop:20001"
    }  # fmt: skip
    assert document["topics"][1]["qcode"] == ""
    assert document["section"] == {"slug": "news", "name": "The News"}


def test_document__what_a_deleted_row_said_stays():
    article, before = published(topics=(TopicRef("Ferries"),))
    article.topics.clear()
    Topic.objects.all().delete()
    assert live_document(article)["topics"] == before["topics"]


def test_document__the_live_revision_not_the_draft():
    article, before = published(headline="Shown")
    story = draft_story(article).evolve(
        headline="Hidden", section=SectionRef("Secret", "secret")
    )
    save_draft(article, story, by=SYSTEM)
    article.refresh_from_db()
    after = live_document(article)
    assert after == before
    assert draft_document(article)["headline"] == "Hidden"
    assert draft_document(article)["url"].endswith(f"/secret/{article.slug}/")


def test_draft_document__photos_stand_at_the_desk():
    photo = make_photo_with_file()
    article = make_article(lead_photo=placed(photo), section=None)
    document = draft_document(article)
    assert sorted(document) == sorted(KEYS)
    urls = [one["url"] for one in document["lead_photo"]["renditions"]]
    assert urls[0] == f"/admin/media/photo/{photo.pk}/picture/w320"
    assert urls[5] == f"/admin/media/photo/{photo.pk}/picture/w320.webp"
    assert (document["section"], document["url"]) == (None, "")
    assert (document["published_at"], document["updated_at"]) == (None, None)


def test_live_document__a_draft_has_none():
    with pytest.raises(ValueError, match="not live"):
        live_document(make_article())


def test_related__only_what_is_live():
    live = make_article(Status.PUBLISHED, headline="Live one")
    hidden = [
        make_article(status)
        for status in (Status.DRAFT, Status.UNPUBLISHED, Status.KILLED)
    ]
    refs = [RelatedRef("", article=str(live.pk), relation="background")]
    refs += [RelatedRef(f"To {h.status}", article=str(h.pk)) for h in hidden]
    refs += [RelatedRef("Elsewhere", "https://a.example/"), RelatedRef("Title only")]
    article, document = published(related=tuple(refs))
    assert document["related"] == [
        {
            "title": "Live one",
            "url": f"http://127.0.0.1:8000/news/{live.slug}/",
            "article": str(live.pk),
            "relation": "background",
        },
        {
            "title": "Elsewhere",
            "url": "https://a.example/",
            "article": None,
            "relation": "related",
        },
        {"title": "Title only", "url": "", "article": None, "relation": "related"},
    ]
    take_step(live, "kill")
    assert len(live_document(article)["related"]) == 2


def test_promo__loses_a_target_that_is_not_live():
    live, hidden = make_article(Status.PUBLISHED), make_article()
    _, document = published(
        body=(
            Paragraph("x"),
            Promo("Live", article=str(live.pk)),
            Promo("Hidden", url="https://ours.example/h", article=str(hidden.pk)),
            Promo("Odd", article="no-uuid"),
        )
    )
    urls = [(b["title"], b["url"], b["article"]) for b in document["body"][1:]]
    live_url = f"http://127.0.0.1:8000/news/{live.slug}/"
    assert urls == [
        ("Live", live_url, str(live.pk)), ("Hidden", "", None), ("Odd", "", None)
    ]  # fmt: skip


def test_document__urls_dates_source():
    first = datetime(2021, 2, 3, 4, 5, 6, tzinfo=UTC)
    source = make_source(slug="wire", name="Wire", url="https://wire.example/")
    _, document = published(
        source=source,
        slug="here",
        canonical_url="https://there.example/x",
        first_published_at=first,
        published_at=first.replace(day=4),
    )
    assert document["url"] == "http://127.0.0.1:8000/news/here/"
    assert document["canonical_url"] == "https://there.example/x"
    assert document["first_published_at"] == "2021-02-03T04:05:06Z"
    assert document["published_at"] == "2021-02-04T04:05:06Z"
    assert document["source"] == {
        "slug": "wire", "name": "Wire", "url": "https://wire.example/"
    }  # fmt: skip
    _, own = published()
    assert own["source"]["name"] == "Newsroom"
    assert own["canonical_url"] == own["url"]
    assert own["word_count"] > 3


def test_document__queries_do_not_grow_with_the_story(django_assert_max_num_queries):
    photos = [make_photo_with_file() for _ in range(4)]
    live = [make_article(Status.PUBLISHED) for _ in range(4)]
    article, _ = published(
        lead_photo=placed(photos[0]),
        body=(Paragraph("x"), *(PhotoBlock(placed(photo)) for photo in photos)),
        related=tuple(RelatedRef("", article=str(one.pk)) for one in live),
        contributors=tuple(Credit(f"Name {n}") for n in range(4)),
        topics=tuple(TopicRef(f"Topic {n}") for n in range(4)),
    )
    article.refresh_from_db()
    with django_assert_max_num_queries(3):
        live_document(article)


def test_rfc3339__utc_or_nothing():
    moment = datetime.fromisoformat("2024-05-06T09:00:00.5+02:00")
    assert rfc3339(moment) == "2024-05-06T07:00:00.500000Z"
    assert rfc3339(None) is None
