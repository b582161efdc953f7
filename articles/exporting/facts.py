"""Today's facts that a story's document shows: read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model

from articles.blocks import Gallery, PhotoBlock, PlacedPhoto, Promo
from articles.models import (
    Article,
    Contributor,
    Correction,
    PhotoUse,
    PublishedDocument,
    Section,
    Topic,
)
from articles.models.article import Placing
from articles.statements import Reading, Statement
from articles.story import Story
from media.models import CopyrightNotice, Photo, Source

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
    source: Source | None
    targets: Mapping[str, Target]
    pointed_at: tuple[str, ...]
    notice: CopyrightNotice | None
    site_notice: CopyrightNotice
    corrections: tuple[Correction, ...]


# The places of the draft or of a revision, and the photos there or in the story.
_HERE = "article_id = %(article)s AND revision_id IS NOT DISTINCT FROM %(revision)s"
_PLACED = f"""
    SELECT unnest(%(photos)s::uuid[])
    UNION SELECT photo_id FROM {PhotoUse._meta.db_table} WHERE {_HERE}
"""  # noqa: S608 - names of ours
_PHOTOS: dict[type[Model], str] = {
    PhotoUse: _HERE,
    Photo: f"""id IN ({_PLACED} UNION
        SELECT merged_into_id FROM {Photo._meta.db_table} WHERE id IN ({_PLACED}))""",  # noqa: S608 - names of ours
}
_DRAFT_PHOTOS = Reading(_PHOTOS)
_FACTS = Reading(
    {
        **_PHOTOS,
        Contributor: "id = ANY(%(people)s::bigint[])",
        Topic: "slug = ANY(%(topics)s::text[])",
        Section: "slug = %(section)s",
        Source: "id = %(source)s",
        CopyrightNotice: f"""is_site_default OR id IN (
            SELECT copyright_id FROM {Section._meta.db_table} WHERE slug = %(section)s
            UNION SELECT copyright_id FROM {Source._meta.db_table} WHERE id = %(source)s
        )""",  # noqa: S608 - names of ours
        Correction: "article_id = %(article)s AND retracted_at IS NULL",
    }
)


def read_facts(article: Article, story: Story, revision: int | None) -> Facts:
    """Read the facts for a revision that is or was live, or (None) for the draft.

    One query, and one more where the story points to others.
    """
    people = (one.contributor or "" for one in story.contributors)
    asked = {
        "article": article.pk,
        "section": story.section.slug if story.section else "",
        "topics": [topic.slug for topic in story.topics],
        "people": [int(key) for key in people if key.isdecimal()],
        "revision": revision,
        "source": article.source_id,
        "photos": list(_uuids(p.photo or "" for p in story.placed_photos())),
    }
    rows = _FACTS.rows(asked)
    section, source = _only(rows[Section]), _only(rows[Source])
    notices = {row.pk: row for row in rows[CopyrightNotice]}
    default = next((row for row in notices.values() if row.is_site_default), None)
    default = default or _own_notice()
    pointed_at = tuple(_pointed_at(story))
    return Facts(
        photos=_places(story, rows[PhotoUse], rows[Photo]),
        contributors={str(row.pk): row for row in rows[Contributor]},
        topics={row.slug: row for row in rows[Topic]},
        section=section,
        source=source,
        targets=read_targets(pointed_at),
        pointed_at=pointed_at,
        notice=None
        if story.copyright.is_stated
        else _notice_of(source, notices) or _notice_of(section, notices) or default,
        site_notice=default,
        corrections=tuple(sorted(rows[Correction], key=lambda row: (row.at, row.pk))),
    )


def draft_photos(
    article: Article, *, first: Iterable[Statement] = ()
) -> Iterable[PhotoHere]:
    """Read the photos of the draft; what is to be done `first` is, in the same trip."""
    asked: dict[str, Any] = {"article": article.pk, "revision": None, "photos": []}
    rows = _DRAFT_PHOTOS.rows(asked, first=first)
    return _places(Story(), rows[PhotoUse], rows[Photo]).values()


def _only(rows: Sequence[Any]) -> Any:
    return rows[0] if rows else None


def _notice_of(
    row: Source | Section | None, notices: Mapping[int | None, CopyrightNotice]
) -> CopyrightNotice | None:
    return notices.get(row.copyright_id) if row else None


def site_notice() -> CopyrightNotice:
    """Give the site's default; until the desk has named one, it owns its stories."""
    named = CopyrightNotice.objects.filter(is_site_default=True).first()
    return named or _own_notice()


def _own_notice() -> CopyrightNotice:
    return CopyrightNotice(holder=settings.SITE_NAME)


def story_url(section: str, slug: str) -> str:
    """Give the address of a story's reader page."""
    return f"{settings.SITE_URL}/{section}/{slug}/"


def read_targets(ids: Iterable[str]) -> dict[str, Target]:
    """Give the live stories among these ids; a killed or unpublished one is absent."""
    if not (wanted := set(_uuids(ids))):
        return {}
    rows = PublishedDocument.objects.usable().filter(article__in=wanted)
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


def _places(
    story: Story, uses: Iterable[PhotoUse], rows: Iterable[Photo]
) -> dict[Place, PhotoHere]:
    """Give what stands where; rows come before the story, as a merge moves rows only."""
    photos = {str(row.pk): row for row in rows}
    said: dict[Place, tuple[str, PhotoUse | PlacedPhoto]] = {
        place: (placed.photo, placed)
        for place, placed in placed_photos(story)
        if placed.photo
    }
    said |= {
        (use.role, use.block, use.position): (str(use.photo_id), use) for use in uses
    }
    found = {}
    for place, (key, words) in said.items():
        if photo := photos.get(key):
            shown = photos.get(str(photo.merged_into_id), photo)
            found[place] = PhotoHere(shown, words.caption, words.credit, words.alt)
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
