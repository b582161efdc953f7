"""Today's facts that a story's document shows: read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from articles.blocks import Gallery, PhotoBlock, PlacedPhoto, Promo
from articles.models import (
    Article,
    Contributor,
    Correction,
    PhotoUse,
    PublishedDocument,
    Revision,
    Section,
    Topic,
)
from articles.models.article import Placing
from articles.story import Story
from media.models import CopyrightNotice, Photo

Place = tuple[str, str, int]


@dataclass(frozen=True)
class PhotoHere:
    """A stored photo in one place, with what the place says instead of it."""

    photo: Photo
    caption: str | None
    credit: str | None
    alt: str | None


@dataclass(frozen=True)
class Target:
    """A live story that another one points to."""

    url: str
    headline: str


@dataclass(frozen=True)
class Facts:
    """What rows say today about everything a story names.

    `notice` is the one it prints, None where it states its owner itself.
    """

    photos: Mapping[Place, PhotoHere]
    contributors: Mapping[str, Contributor]
    topics: Mapping[str, Topic]
    section: Section | None
    targets: Mapping[str, Target]
    pointed_at: tuple[str, ...]
    notice: CopyrightNotice | None
    site_notice: CopyrightNotice
    corrections: tuple[Correction, ...]


def read_facts(article: Article, story: Story, revision: Revision | None) -> Facts:
    """Read the facts for a revision that is or was live, or (None) for the draft."""
    named = {c.contributor for c in story.contributors if c.contributor}
    slug = story.section.slug if story.section else ""
    section = Section.objects.select_related("copyright").filter(slug=slug).first()
    pointed_at, default = tuple(_pointed_at(story)), site_notice()
    return Facts(
        photos=_photos(article, story, revision),
        contributors={
            str(row.pk): row for row in Contributor.objects.filter(pk__in=named)
        },
        topics={
            row.slug: row
            for row in Topic.objects.filter(slug__in=[t.slug for t in story.topics])
        },
        section=section,
        targets=read_targets(pointed_at),
        pointed_at=pointed_at,
        notice=_printed(article, story, section, default),
        site_notice=default,
        corrections=tuple(article.corrections.filter(retracted_at=None)),
    )


def _printed(
    article: Article, story: Story, section: Section | None, default: CopyrightNotice
) -> CopyrightNotice | None:
    """Give the notice of the source, else of the section, else of the site."""
    if story.copyright.is_stated:
        return None
    of_source = article.source.copyright if article.source else None
    return of_source or (section.copyright if section else None) or default


def site_notice() -> CopyrightNotice:
    """Give the site's default; until the desk has named one, it owns its stories."""
    named = CopyrightNotice.objects.filter(is_site_default=True).first()
    return named or CopyrightNotice(holder=settings.SITE_NAME)


def story_url(section: str, slug: str) -> str:
    """Give the address of a story's reader page."""
    return f"{settings.SITE_URL}/{section}/{slug}/"


def read_targets(ids: Iterable[str]) -> dict[str, Target]:
    """Give the live stories among these ids; a killed or unpublished one is absent."""
    rows = PublishedDocument.objects.usable().filter(article__in=set(_uuids(ids)))
    return {
        str(pk): Target(story_url(section, slug), headline or "")
        for pk, section, slug, headline in rows.values_list(
            "pk", "section", "slug", "article__live_revision__story__headline"
        )
    }


def placed_photos(story: Story) -> Iterator[tuple[Place, PlacedPhoto]]:
    """Give every place of a story that shows a photo, in reading order."""
    if story.lead_photo:
        yield (Placing.LEAD.value, "", 0), story.lead_photo
    for block in story.body:
        if isinstance(block, PhotoBlock):
            yield (Placing.BODY.value, block.id, 0), block.photo
        elif isinstance(block, Gallery):
            for position, photo in enumerate(block.photos):
                yield (Placing.GALLERY.value, block.id, position), photo


def _photos(
    article: Article, story: Story, revision: Revision | None
) -> dict[Place, PhotoHere]:
    """Read the places; rows come before the story, as a merge moves rows only."""
    uses = PhotoUse.objects.filter(article=article, revision=revision)
    found = {
        (use.role, use.block, use.position): PhotoHere(
            use.photo.merged_into or use.photo, use.caption, use.credit, use.alt
        )
        for use in uses.select_related("photo__merged_into")
    }
    unseen = {
        place: placed
        for place, placed in placed_photos(story)
        if placed.photo and place not in found
    }
    if unseen:
        ids = _uuids(placed.photo or "" for placed in unseen.values())
        rows = Photo.objects.select_related("merged_into").in_bulk(list(ids))
        photos = {str(pk): row.merged_into or row for pk, row in rows.items()}
        found |= {
            place: PhotoHere(photos[p.photo], p.caption, p.credit, p.alt)
            for place, p in unseen.items()
            if p.photo in photos
        }
    return found


def _pointed_at(story: Story) -> Iterator[str]:
    for link in story.related:
        if link.article:
            yield link.article
    for block in story.body:
        if isinstance(block, Promo) and block.article:
            yield block.article


def _uuids(texts: Iterable[str]) -> Iterator[UUID]:
    for text in texts:
        try:
            yield UUID(text)
        except ValueError:
            continue
