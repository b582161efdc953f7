"""What readers see: schedule, publish, update, unpublish, kill."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions.checking import refusals_to_publish
from articles.actions.delivering import bury, delivery, withdraw
from articles.actions.holding import hold_draft, holding_photos
from articles.actions.placing import keeping_places
from articles.actions.recording import check_step, lock_article, move
from articles.errors import (
    NotConfirmed,
    NothingToPublish,
    NotPublishable,
    TimeMissing,
)
from articles.exporting import draft_photos, live_edition
from articles.exporting.facts import PhotoHere
from articles.models import Article
from articles.models.delivery import ChangeKind
from media.actors import Actor

_LIVE_COLUMNS = (
    "live_revision",
    "publish_at",
    "first_published_at",
    "published_at",
    "last_published_at",
    "delivery_version",
)


@transaction.atomic
def schedule(
    article: Article, *, by: Actor, at: datetime | None, note: str = ""
) -> Article:
    """Set when an approved story goes live; what would stop it then stops it now."""
    locked = lock_article(article)
    check_step(locked, "schedule", by=by, note=note)
    if at is None or at <= timezone.now():
        raise TimeMissing
    _refuse_unready(locked, draft_photos(locked, first=[holding_photos(locked)]), at=at)
    locked.publish_at = at
    move(locked, "schedule", by=by, note=note, also=("publish_at",))
    return locked


@transaction.atomic
def cancel_schedule(article: Article, *, by: Actor, note: str = "") -> Article:
    """Take a story off the schedule; it stays approved."""
    locked = lock_article(article)
    check_step(locked, "cancel_schedule", by=by, note=note)
    locked.publish_at = None
    move(locked, "cancel_schedule", by=by, note=note, also=("publish_at",))
    return locked


@transaction.atomic
def publish(article: Article, *, by: Actor, note: str = "") -> Article:
    """Show the draft to readers, with its document and change row."""
    locked = lock_article(article)
    check_step(locked, "publish", by=by, note=note)
    show_draft(locked, "publish", ChangeKind.PUBLISH, by=by, note=note)
    return locked


@transaction.atomic
def publish_update(article: Article, *, by: Actor, note: str = "") -> Article:
    """Show readers the changed draft of a published story."""
    locked = lock_article(article)
    check_step(locked, "publish_update", by=by, note=note)
    if not locked.has_unpublished_changes:
        raise NothingToPublish
    show_draft(locked, "publish_update", ChangeKind.UPDATE, by=by, note=note)
    return locked


@transaction.atomic
def unpublish(article: Article, *, by: Actor, note: str = "") -> Article:
    """Take a story from readers; it may come back."""
    locked = lock_article(article)
    check_step(locked, "unpublish", by=by, note=note)
    locked.live_revision = None
    move(locked, "unpublish", by=by, note=note, also=("live_revision",))
    withdraw(locked)
    return locked


@transaction.atomic
def kill(article: Article, *, by: Actor, note: str, confirmed: bool = False) -> Article:
    """Take a story back for good, saying why; readers find a tombstone."""
    locked = lock_article(article)
    check_step(locked, "kill", by=by, note=note)
    if not confirmed:
        raise NotConfirmed
    locked.live_revision = None
    locked.publish_at = None
    move(locked, "kill", by=by, note=note, also=("live_revision", "publish_at"))
    bury(locked)
    return locked


def show_draft(
    article: Article, step: str, kind: str, *, by: Actor, note: str, cause: str = ""
) -> None:
    """Take a step that makes the draft what readers see, where it is ready.

    All that it shows is held before it is read and checked, so that no photo is deleted
    and no fact changes between this and going live.
    """
    held = hold_draft(article)
    if article.live_revision_id != article.draft_revision_id:
        _refuse_unready(article, held.facts.photos.values())
    _go_live(article)
    edition = live_edition(article, held.story, held.facts)
    written = delivery(article, held, edition, kind, cause=cause)
    move(
        article,
        step,
        by=by,
        note=note,
        also=_LIVE_COLUMNS,
        more=[keeping_places(article), *written],
    )


def _refuse_unready(
    article: Article, photos: Iterable[PhotoHere], *, at: datetime | None = None
) -> None:
    """Raise NotPublishable, with every reason, where the draft is not ready."""
    if refusals := refusals_to_publish(article, photos, at=at):
        raise NotPublishable(
            " ".join(refusal.text for refusal in refusals), refusals=refusals
        )


def _go_live(article: Article) -> None:
    """Point the row at its draft's revision and stamp the times readers see."""
    now = timezone.now()
    is_first = article.delivery_version == 0
    article.live_revision_id = article.draft_revision_id
    article.publish_at = None
    article.published_at = article.published_at or now
    article.first_published_at = article.first_published_at or article.published_at
    if is_first:
        article.last_published_at = article.last_published_at or article.published_at
    else:
        article.last_published_at = now
