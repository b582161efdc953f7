"""From rows to the draft as a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articles.blocks import Block, PlacedPhoto, block_from_json
from articles.models import Article, PhotoUse, RelatedLink
from articles.models.article import Placing
from articles.story import (
    Copyright,
    Credit,
    RelatedRef,
    SectionRef,
    Story,
    TopicRef,
)

PLAIN_COLUMNS = (
    "headline", "headlines", "kicker", "dek", "byline", "dateline", "type", "language",
    "slug", "canonical_url", "slugline", "urgency", "ednote", "embargo_until",
    "expires_at", "first_published_at", "published_at",
)  # fmt: skip
"""The columns that a story holds under the same name."""


def draft_story(article: Article) -> Story:
    """Give the draft as a story; photos by id with their overrides.

    Six queries, however long the story (fewer where relations are prefetched).
    """
    uses = [use for use in article.photo_uses.all() if use.revision_id is None]
    section = article.section
    topics = sorted(article.topics.all(), key=lambda topic: topic.name)
    return Story(
        **{name: getattr(article, name) for name in PLAIN_COLUMNS},
        contributors=tuple(
            Credit(row.contributor.name, row.role, str(row.contributor_id))
            for row in article.credits.select_related("contributor")
        ),
        section=SectionRef(section.name, section.slug) if section else None,
        topics=tuple(
            TopicRef(topic.name, topic.slug, topic.qcode or "") for topic in topics
        ),
        keywords=tuple(article.keywords),
        lead_photo=_lead(uses),
        body=body_with_photos(article.body, uses),
        related=tuple(_related(row) for row in article.related_links.all()),
        copyright=Copyright(
            article.copyright_holder,
            article.copyright_year,
            article.copyright_notice,
            article.usage_terms,
            article.license_url,
        ),
    )


def body_with_photos(
    rows: Iterable[Mapping[str, Any]], uses: Iterable[PhotoUse]
) -> tuple[Block, ...]:
    """Put the placed photos back into stored blocks.

    A photo block whose photo is gone is left out; a gallery keeps those it has.
    """
    by_block: dict[str, list[PlacedPhoto]] = {}
    for use in sorted(uses, key=lambda use: use.position):
        by_block.setdefault(use.block, []).append(_placed(use))
    blocks = []
    for row in rows:
        photos = [photo.to_json() for photo in by_block.get(str(row["id"]), [])]
        if row["type"] == "gallery":
            blocks.append(block_from_json({**row, "photos": photos}))
        elif row["type"] != "photo":
            blocks.append(block_from_json(row))
        elif photos:
            blocks.append(block_from_json({**row, "photo": photos[0]}))
    return tuple(blocks)


def _related(row: RelatedLink) -> RelatedRef:
    target = str(row.target_id) if row.target_id else None
    return RelatedRef(row.title, row.url, target, row.relation)


def _lead(uses: Iterable[PhotoUse]) -> PlacedPhoto | None:
    return next((_placed(use) for use in uses if use.role == Placing.LEAD), None)


def _placed(use: PhotoUse) -> PlacedPhoto:
    return PlacedPhoto(
        photo=str(use.photo_id), caption=use.caption, credit=use.credit, alt=use.alt
    )
