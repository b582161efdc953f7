"""Writing drafts: a story comes in, rows and a revision come out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from articles.actions.naming import claim_free_slug, claim_slug
from articles.actions.placing import place_photos, stored_photos
from articles.actions.recording import is_own, lock_article, record
from articles.actions.resolving import (
    resolve,
    with_dates_of,
    write_columns,
    write_rows,
)
from articles.blocks import Gallery, PhotoBlock
from articles.errors import NotAllowed
from articles.exporting import draft_story
from articles.models import Article, Revision
from articles.models.revision import Reason
from articles.slugs import make_slug
from articles.story import Story
from articles.workflow import CREATE, may_edit, may_place_photos
from media.actors import Actor
from media.models import ImportItem, Source


@transaction.atomic
def create_draft(
    story: Story,
    *,
    by: Actor,
    source: Source | None = None,
    guid: str = "",
    import_item: ImportItem | None = None,
) -> Article:
    """Start a story; photos in it are named by the ids of stored ones.

    Without `guid` the story gets ``urn:uuid:`` and its own id. An empty slug is made
    from the headline, numbered where it clashes; a given one that is taken raises
    SlugTaken.
    """
    if not by.has(CREATE):
        raise NotAllowed("Your role does not allow starting stories.")
    article = Article(
        source=source, created_by_id=by.user_id, language=settings.LANGUAGE_CODE
    )
    article.guid = guid or article.id.urn
    article.slug = f"story-{article.id.hex[-8:]}"
    article.save(force_insert=True)
    if story.slug:
        claim_slug(article, story.slug)
    else:
        wanted = make_slug(story.headline, fallback=article.slug)
        story = story.evolve(slug=claim_free_slug(article, wanted))
    reason = Reason.SOURCE if import_item else Reason.SAVE
    revision = _write(article, story, by=by, reason=reason, import_item=import_item)
    record(article, "create", by=by, from_status="", revision=revision)
    return article


@transaction.atomic
def save_draft(
    article: Article,
    story: Story,
    *,
    by: Actor,
    base_version: int | None = None,
    reason: str = Reason.SAVE,
    import_item: ImportItem | None = None,
) -> Revision | None:
    """Make the story the article's draft; None where nothing has changed.

    Raises StaleVersion where `base_version` is given and is not the article's
    `edit_version` any more; NotAllowed; SlugTaken; BadBlock.
    """
    locked = lock_article(article, base_version=base_version)
    story = story if story.slug else story.evolve(slug=locked.slug)
    if locked.delivery_version:
        story = with_dates_of(story, locked)
    story = resolve(story)
    current = draft_story(locked)
    if _digest(story) == _digest(current):
        return None
    _check_may_save(locked, current, story, by=by)
    if story.slug != locked.slug:
        claim_slug(locked, story.slug)
    revision = _write(locked, story, by=by, reason=reason, import_item=import_item)
    record(locked, reason, by=by, revision=revision)
    return revision


@transaction.atomic
def keep_beside(
    article: Article, story: Story, *, by: Actor, import_item: ImportItem
) -> Revision:
    """Keep what the source sent as a revision, and leave the draft alone."""
    locked = lock_article(article)
    story = resolve(story.evolve(slug=locked.slug))
    revision = _make_revision(
        locked, story, by=by, reason=Reason.SOURCE, import_item=import_item
    )
    locked.import_item = import_item
    locked.save(update_fields=["import_item"])
    record(locked, "keep_beside", by=by, revision=revision)
    return revision


def restore_revision(
    article: Article, revision: Revision, *, by: Actor, base_version: int | None = None
) -> Revision | None:
    """Make an old revision the draft again; the slug stays as it is now."""
    story = Story.from_json(revision.story)
    return save_draft(
        article,
        story.evolve(slug=article.slug),
        by=by,
        base_version=base_version,
        reason=Reason.RESTORE,
    )


def _check_may_save(article: Article, current: Story, new: Story, *, by: Actor) -> None:
    own = is_own(article, by)
    if may_edit(by, article.status, is_own=own):
        return
    if not may_place_photos(by, article.status, is_own=own):
        raise NotAllowed("Your role does not allow changing this story.")
    if _digest(_without_photos(current)) != _digest(_without_photos(new)):
        raise NotAllowed("Your role allows changing the photos of this story only.")


def _without_photos(story: Story) -> Story:
    body = (
        block for block in story.body if not isinstance(block, PhotoBlock | Gallery)
    )
    return story.evolve(lead_photo=None, body=tuple(body))


def _write(
    article: Article,
    story: Story,
    *,
    by: Actor,
    reason: str,
    import_item: ImportItem | None,
) -> Revision:
    """Write the columns, the child rows and the revision of a resolved story."""
    story = resolve(story)
    photos = stored_photos(story)
    write_columns(article, story)
    article.edit_version += 1
    if import_item:
        article.import_item = import_item
    article.save()
    write_rows(article, story)
    place_photos(article, story, photos)
    revision = _make_revision(
        article, draft_story(article), by=by, reason=reason, import_item=import_item
    )
    article.draft_revision = revision
    article.save(update_fields=["draft_revision"])
    return revision


def _make_revision(
    article: Article,
    story: Story,
    *,
    by: Actor,
    reason: str,
    import_item: ImportItem | None,
) -> Revision:
    last = article.revisions.order_by("-number").first()
    return Revision.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        story=story.to_json(),
        digest=_digest(story),
        reason=reason,
        author_id=by.user_id,
        author_name=by.name,
        import_item=import_item,
    )


def _digest(story: Story) -> str:
    """Give the SHA-256 of a story's JSON; when it was last updated does not count."""
    row = replace(story, updated_at=None).to_json()
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
