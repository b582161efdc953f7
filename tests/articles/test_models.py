"""What the database refuses, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Change,
    PhotoUse,
    PublishedDocument,
    RelatedLink,
    Revision,
    Section,
)
from articles.slugs import RESERVED_SECTION_SLUGS
from tests.factories import make_article, make_photo, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def refused(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": "lost"}, "article_status_is_known"),
        ({"status": "scheduled"}, "scheduled_has_time"),
        ({"publish_at": timezone.now()}, "scheduled_has_time"),
        (
            {"status": "published", "published_at": timezone.now()},
            "published_has_live_revision",
        ),
        ({"urgency": 10}, "urgency_is_1_to_9"),
        ({"slug": "No Slug"}, "article_slug_is_plain"),
        ({"slug": ""}, "article_slug_is_plain"),
    ],
)
def test_article__refuses(changes, constraint):
    article = make_article()
    with refused(constraint), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**changes)


def test_article__a_live_revision_only_while_published():
    article = make_article()
    with refused("published_has_live_revision"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(
            live_revision=article.draft_revision
        )
    live = make_article("published")
    with refused("published_has_date"), transaction.atomic():
        Article.objects.filter(pk=live.pk).update(published_at=None)


@pytest.mark.parametrize("has_source", [True, False])
def test_article__one_per_source_and_guid(has_source):
    source = make_source() if has_source else None
    make_article(source=source, guid="urn:x")
    make_article(source=make_source(), guid="urn:x")
    with refused("one_article_per_source_guid"), transaction.atomic():
        make_article(source=source, guid="urn:x")


@pytest.mark.parametrize("slug", RESERVED_SECTION_SLUGS)
def test_section__never_takes_an_address_of_ours(slug):
    with refused("section_slug_is_free"), transaction.atomic():
        Section.objects.create(slug=slug, name="X")


def test_section__a_plain_slug():
    with refused("section_slug_is_plain"), transaction.atomic():
        Section.objects.create(slug="a--b", name="X")


def test_photo_use__one_photo_in_one_place():
    article, photo = make_article(), make_photo()
    place = {"article": article, "photo": photo, "role": "body", "block": "aaaaaaaa"}
    PhotoUse.objects.create(**place)
    PhotoUse.objects.create(**place, position=1)
    with refused("one_photo_per_place"), transaction.atomic():
        PhotoUse.objects.create(**place)
    for wrong in ({"block": ""}, {"role": "lead"}):
        with refused("photo_in_body_names_its_block"), transaction.atomic():
            PhotoUse.objects.create(**{**place, **wrong})


def test_related_link__says_where_and_never_to_itself():
    article = make_article()
    with refused("related_link_says_where"), transaction.atomic():
        RelatedLink.objects.create(article=article)
    with refused("related_link_is_not_itself"), transaction.atomic():
        RelatedLink.objects.create(article=article, target=article)


def test_revision_and_change__numbers_are_given_once():
    live = make_article("published")
    with refused("one_revision_per_number"), transaction.atomic():
        Revision.objects.create(article=live, number=1, story={}, digest="")
    with refused("one_change_per_version"), transaction.atomic():
        Change.objects.create(article=live, kind="update", version=1)


def test_document__a_known_status():
    now = timezone.now()
    with refused("document_status_is_known"), transaction.atomic():
        PublishedDocument.objects.create(
            article=make_article(),
            status="hidden",
            version=1,
            published_at=now,
            updated_at=now,
        )
