"""The delivery document: a story, and today's facts about everything it names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from django.conf import settings

from articles.blocks import Block, Embed, Gallery, PhotoBlock, Promo, block_to_json
from articles.exporting.depending import Fact, facts_seen
from articles.exporting.drafts import draft_story
from articles.exporting.facts import (
    Facts,
    PhotoHere,
    Place,
    placed_photos,
    read_facts,
    story_url,
)
from articles.exporting.notices import machine_use, resolve_copyright
from articles.exporting.photos import PhotoAddress, placed_photo
from articles.markup import check_blocks, word_count
from articles.models import Article, Revision
from articles.models.article import Placing
from articles.models.delivery import PublicStatus
from articles.story import Story
from media.models import Photo
from media.rendering import PublicFile
from media.renditions import JPEG

HEADLINE_KINDS = ("web", "social", "print")
_SENT = ("type", "language", "slug", "headline", "kicker", "dek", "byline", "dateline")

Placed = Mapping[Place, dict[str, Any]]


@dataclass(frozen=True)
class Edition:
    """A document, and what it shows of everything outside its story."""

    document: dict[str, Any]
    facts: Facts
    seen: Mapping[Fact, str]


def live_document(article: Article) -> dict[str, Any]:
    """Give the document of what readers see (contract, section 4)."""
    if article.live_revision is None:
        raise ValueError(f"{article.guid} is not live.")
    story = Story.from_json(article.live_revision.story)
    facts = read_facts(article, story, article.live_revision_id)
    return live_edition(article, story, facts).document


def live_edition(article: Article, story: Story, facts: Facts) -> Edition:
    """Give the document of the live story, with what it depends on."""
    document = _document(article, story, facts, _public_address)
    return Edition(document, facts, facts_seen(facts))


def draft_document(article: Article) -> dict[str, Any]:
    """Give the document that publishing the draft now would make, for the desk.

    Its photos stand at the desk's own addresses, as the public ones answer only for
    what is live.
    """
    story = draft_story(article)
    facts = read_facts(article, story, None)
    return _document(article, story, facts, _desk_address)


def revision_document(
    article: Article, revision: Revision, address: PhotoAddress
) -> dict[str, Any]:
    """Give the document that publishing a revision now would make."""
    story = Story.from_json(revision.story)
    return _document(article, story, read_facts(article, story, revision.pk), address)


def live_photo(photo: Photo) -> dict[str, Any]:
    """Give a photo as a live story places it that says nothing of its own."""
    return placed_photo(PhotoHere(photo, None, None, None), _public_address)


def etag_of(data: bytes) -> str:
    """Give the strong ETag of these bytes, quoted as in the header (RFC 9110, 8.8.3)."""
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def rfc3339(moment: datetime | None) -> str | None:
    """Give a time in UTC as the API writes it."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _document(
    article: Article, story: Story, facts: Facts, address: PhotoAddress
) -> dict[str, Any]:
    photos = {
        place: placed_photo(here, address) for place, here in facts.photos.items()
    }
    section = _section(story, facts)
    url = story_url(section["slug"], story.slug) if section else ""
    return {
        "id": str(article.pk),
        "guid": article.guid,
        "version": article.delivery_version,
        "status": PublicStatus.USABLE.value,
        **{name: getattr(story, name) for name in _SENT},
        "headlines": {kind: story.headlines.get(kind, "") for kind in HEADLINE_KINDS},
        "contributors": _contributors(story, facts),
        "section": section,
        "topics": _topics(story, facts),
        "keywords": list(story.keywords),
        "url": url,
        "canonical_url": story.canonical_url or url,
        **_times(article, story),
        "word_count": word_count(story.body),
        "source": _source(facts),
        "lead_photo": photos.get((Placing.LEAD.value, "", 0)),
        "body": _body(story, photos, facts),
        "related": _related(story, facts),
        "copyright": _copyright(article, story, facts),
        "corrections": [
            {"kind": row.kind, "text": row.text, "at": rfc3339(row.at)}
            for row in facts.corrections
        ],
        "disclosure": None,
    }


def _section(story: Story, facts: Facts) -> dict[str, str] | None:
    """Give the section by its name of today."""
    if story.section is None:
        return None
    row = facts.section
    return {
        "slug": story.section.slug,
        "name": row.name if row else story.section.name,
    }


def _contributors(story: Story, facts: Facts) -> list[dict[str, str]]:
    found = []
    for credit in story.contributors:
        row = facts.contributors.get(credit.contributor or "")
        found.append(
            {
                "name": row.name if row else credit.name,
                "role": credit.role,
                "slug": row.slug if row else "",
            }
        )
    return found


def _topics(story: Story, facts: Facts) -> list[dict[str, str]]:
    found = []
    for topic in story.topics:
        row = facts.topics.get(topic.slug)
        found.append(
            {
                "slug": topic.slug,
                "name": row.name if row else topic.name,
                "qcode": (row.qcode or "") if row else topic.qcode,
            }
        )
    return found


def _times(article: Article, story: Story) -> dict[str, str | None]:
    """Give the dates shown; the row knows those that publishing set."""
    published = story.published_at or article.published_at
    first = story.first_published_at or article.first_published_at or published
    return {
        "first_published_at": rfc3339(first),
        "published_at": rfc3339(published),
        "updated_at": rfc3339(article.last_published_at or published),
    }


def _source(facts: Facts) -> dict[str, str]:
    """Give who delivered the story: ourselves, where nobody else did."""
    if row := facts.source:
        return {"slug": row.slug, "name": row.name, "url": row.url}
    return {"slug": "", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"}


def _body(story: Story, photos: Placed, facts: Facts) -> list[dict[str, Any]]:
    """Give the blocks in order; a photo block whose photo is gone is left out."""
    places: dict[str, list[dict[str, Any]]] = {}
    for place, _ in placed_photos(story):
        if place in photos:
            places.setdefault(place[1], []).append(photos[place])
    rows: list[dict[str, Any]] = []
    for block in check_blocks(story.body):
        here = places.get(block.id, [])
        if isinstance(block, PhotoBlock):
            rows += [{"id": block.id, "type": "photo", "photo": p} for p in here]
        elif isinstance(block, Gallery):
            rows.append({"id": block.id, "type": "gallery", "photos": here})
        else:
            rows.append(block_to_json(_with_target(block, facts)))
    return rows


def _with_target(block: Block, facts: Facts) -> Block:
    """Point a promo at the live story it names, and at nothing where it is gone."""
    if isinstance(block, Promo) and block.article:
        target = facts.targets.get(block.article)
        if target is None:
            return replace(block, article=None, url="")
        return replace(block, url=target.url)
    if isinstance(block, Embed):
        return replace(block, html=_facade(block))
    return block


def _facade(embed: Embed) -> str:
    """Give our own HTML for an embed: a link, never the other site's markup."""
    title = escape(embed.title or embed.provider or embed.url, quote=False)
    return f'<a href="{escape(embed.url)}">{title}</a>' if embed.url else title


def _related(story: Story, facts: Facts) -> list[dict[str, Any]]:
    """Give the links; one to a story of ours that is not live is left out."""
    found = []
    for link in story.related:
        target = facts.targets.get(link.article) if link.article else None
        if link.article and target is None:
            continue
        found.append(
            {
                "title": link.title or (target.headline if target else ""),
                "url": target.url if target else link.url,
                "article": link.article,
                "relation": link.relation,
            }
        )
    return found


def _copyright(article: Article, story: Story, facts: Facts) -> dict[str, Any]:
    first = (
        story.first_published_at or article.first_published_at or article.published_at
    )
    found = resolve_copyright(
        story.copyright, facts.notice, first.year if first else None
    )
    return {**found, "machine_use": machine_use(settings.MACHINE_USE)}


def _public_address(photo: Photo, file: PublicFile) -> str:
    return f"{settings.SITE_URL}{file.path}"


def _desk_address(photo: Photo, file: PublicFile) -> str:
    rendition = file.rendition
    ending = "" if rendition.type == JPEG else f".{rendition.extension}"
    return f"/admin/media/photo/{photo.pk}/picture/{rendition.spec}{ending}"
