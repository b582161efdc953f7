"""Between a story and an article's columns and child rows."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from articles.actions.naming import contributor_for, section_for, topic_for
from articles.blocks import (
    BLOCK_ID_ALPHABET,
    BLOCK_ID_LENGTH,
    Block,
    Gallery,
    PhotoBlock,
    PlacedPhoto,
    block_to_json,
)
from articles.errors import InvalidField
from articles.exporting.drafts import PLAIN_COLUMNS
from articles.markup import check_blocks, clean_line, clean_text, clean_url
from articles.models import Article, ArticleContributor, RelatedLink, Section, Topic
from articles.story import (
    Copyright,
    Credit,
    RelatedRef,
    SectionRef,
    Story,
    TopicRef,
)

_LINES = ("headline", "kicker", "byline", "dateline", "type", "slug", "slugline")


def resolve(story: Story) -> Story:
    """Give the story as its rows will say it.

    Every name has its row, every block a clean body and an id, every placed photo
    only what differs from the photo. Resolving twice equals resolving once.
    """
    lines = {name: clean_line(getattr(story, name)) for name in _LINES}
    return story.evolve(
        **lines,
        dek=clean_text(story.dek),
        ednote=clean_text(story.ednote),
        canonical_url=clean_url(story.canonical_url),
        keywords=tuple(filter(None, map(clean_line, story.keywords))),
        copyright=_resolve_copyright(story.copyright),
        related=_resolve_related(story),
        language=story.language or settings.LANGUAGE_CODE,
        contributors=_resolve_contributors(story),
        topics=_resolve_topics(story),
        section=_resolve_section(story),
        lead_photo=_slim(story.lead_photo) if story.lead_photo else None,
        body=_with_ids(tuple(_slim_block(b) for b in check_blocks(story.body))),
        headlines={key: clean_line(story.headlines[key]) for key in story.headlines},
        first_published_at=_utc(story, "first_published_at"),
        published_at=_utc(story, "published_at"),
        embargo_until=_utc(story, "embargo_until"),
        expires_at=_utc(story, "expires_at"),
    )


def with_dates_of(story: Story, article: Article) -> Story:
    """Give an undated story the dates it already has here."""
    published_at = story.published_at or article.published_at
    first = story.first_published_at or article.first_published_at
    return story.evolve(published_at=published_at, first_published_at=first)


def write_columns(article: Article, story: Story) -> None:
    """Set the article's own columns from a resolved story; the caller saves.

    Raises InvalidField naming every column whose value does not fit.
    """
    for name in PLAIN_COLUMNS:
        setattr(article, name, getattr(story, name))
    article.keywords = list(story.keywords)
    article.body = [_stored(block) for block in story.body]
    article.section = (
        Section.objects.get(slug=story.section.slug) if story.section else None
    )
    article.copyright_holder = story.copyright.holder
    article.copyright_year = story.copyright.year
    article.copyright_notice = story.copyright.notice
    article.usage_terms = story.copyright.usage_terms
    article.license_url = story.copyright.license_url
    if article.delivery_version == 0 and story.updated_at:
        article.last_published_at = story.updated_at
    check_columns(article)


def check_columns(row: models.Model) -> None:
    """Raise InvalidField where a plain column's value does not fit its column."""
    skipped = {field.name for field in row._meta.fields if field.is_relation}
    try:
        row.clean_fields(exclude=skipped | {"id"})
    except ValidationError as error:
        raise InvalidField(
            "; ".join(
                f"{name}: {' '.join(messages)}"
                for name, messages in error.message_dict.items()
            ),
            fields=error.message_dict,
        ) from error


def write_rows(article: Article, story: Story) -> None:
    """Write contributors, topics and related links of a resolved story."""
    article.credits.all().delete()
    ArticleContributor.objects.bulk_create(
        ArticleContributor(
            article=article,
            contributor_id=int(credit.contributor or 0),
            role=credit.role,
            position=position,
        )
        for position, credit in enumerate(story.contributors)
    )
    slugs = [topic.slug for topic in story.topics]
    article.topics.set(Topic.objects.filter(slug__in=slugs))
    article.related_links.all().delete()
    links = [
        RelatedLink(
            article=article,
            position=position,
            relation=link.relation,
            title=link.title,
            url=link.url,
            target_id=link.article,
        )
        for position, link in enumerate(story.related)
    ]
    for link in links:
        check_columns(link)
    RelatedLink.objects.bulk_create(links)


def _resolve_contributors(story: Story) -> tuple[Credit, ...]:
    found: dict[tuple[int, str], Credit] = {}
    for credit in story.contributors:
        row = contributor_for(credit)
        found.setdefault(
            (row.pk, credit.role), Credit(row.name, credit.role, str(row.pk))
        )
    return tuple(found.values())


def _resolve_topics(story: Story) -> tuple[TopicRef, ...]:
    rows = {row.pk: row for row in map(topic_for, story.topics)}
    ordered = sorted(rows.values(), key=lambda row: row.name)
    return tuple(TopicRef(row.name, row.slug, row.qcode or "") for row in ordered)


def _resolve_section(story: Story) -> SectionRef | None:
    if not story.section:
        return None
    row = section_for(story.section)
    return SectionRef(row.name, row.slug)


def _resolve_copyright(given: Copyright) -> Copyright:
    return replace(
        given,
        holder=clean_line(given.holder),
        notice=clean_line(given.notice),
        usage_terms=clean_text(given.usage_terms),
        license_url=clean_url(given.license_url),
    )


def _resolve_related(story: Story) -> tuple[RelatedRef, ...]:
    """Give the links that say where they lead, by title or by article."""
    links = (
        replace(link, title=clean_line(link.title), url=clean_url(link.url))
        for link in story.related
    )
    return tuple(link for link in links if link.title or link.article)


def _utc(story: Story, name: str) -> object:
    value = getattr(story, name)
    return value.astimezone(UTC) if value else None


def _slim(photo: PlacedPhoto) -> PlacedPhoto:
    return PlacedPhoto(photo.photo, caption=photo.caption, credit=photo.credit, alt=photo.alt)  # fmt: skip


def _slim_block(block: Block) -> Block:
    if isinstance(block, PhotoBlock):
        return replace(block, photo=_slim(block.photo))
    if isinstance(block, Gallery):
        return replace(block, photos=tuple(_slim(photo) for photo in block.photos))
    return block


def _with_ids(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give every block without an id one that no other block of the story has."""
    taken = {block.id for block in blocks}
    result = []
    for block in blocks:
        fresh = block if block.id else replace(block, id=_new_block_id(taken))
        taken.add(fresh.id)
        result.append(fresh)
    return tuple(result)


def _new_block_id(taken: set[str]) -> str:
    while True:
        letters = (secrets.choice(BLOCK_ID_ALPHABET) for _ in range(BLOCK_ID_LENGTH))
        if (fresh := "".join(letters)) not in taken:
            return fresh


def _stored(block: Block) -> dict[str, object]:
    """Give a block as the column holds it: its photos are rows of their own."""
    row = block_to_json(block)
    row.pop("photo", None)
    row.pop("photos", None)
    return row
