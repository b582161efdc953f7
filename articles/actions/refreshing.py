"""Live stories that show a changed fact: noted first, then delivered one by one."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from articles.actions.delivering import deliver_noted
from articles.actions.depending import DOCUMENT, EVERYTHING, note_stories, stale_facts
from articles.actions.recording import record
from articles.models import Article, PendingDelivery, PhotoUse
from articles.models.delivery import ChangeKind
from articles.models.dependency import FactKind
from articles.workflow import Status
from media.actors import Actor
from media.models import FactChange, Photo, PhotoChange

MOST_NOTED = 1000
_NOTE_PHOTO = """
    INSERT INTO {pending} (article_id, cause, kind, at)
    SELECT DISTINCT shown.article_id, %s, 'rights', now()
    FROM {use} AS shown JOIN {article} AS live ON live.id = shown.article_id
    WHERE shown.photo_id = %s AND live.live_revision_id = shown.revision_id
"""
_TABLES = {
    "pending": PendingDelivery._meta.db_table,
    "use": PhotoUse._meta.db_table,
    "article": Article._meta.db_table,
}


def refresh_stories_of(photo: Photo, *, cause: str) -> int:
    """Note every live story that shows the photo for another delivery; say how many.

    Where the photo turned out to be another one, its places move there.
    """
    shown = photo
    if photo.merged_into is not None:
        shown = photo.merged_into
        PhotoUse.objects.filter(photo=photo).update(photo=shown)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_PHOTO.format(**_TABLES), [cause, shown.pk])
        return int(cursor.rowcount)


def refresh_all_stories(*, cause: str) -> None:
    """Have every live story looked at, and delivered again where it differs."""
    FactChange.objects.create(kind=EVERYTHING, cause=cause)


@transaction.atomic
def take_up_photo_change(change_id: int) -> bool:
    """Note the stories of one changed photo; False where another process does."""
    change = (
        PhotoChange.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("photo__merged_into")
        .filter(pk=change_id)
        .first()
    )
    if change is None:
        return False
    refresh_stories_of(change.photo, cause=f"photo: {change.cause}"[:200])
    change.delete()
    return True


@transaction.atomic
def take_up_fact_change(change_id: int) -> bool:
    """Note the stories that show one changed fact; False where there is nothing to do.

    A change of everything notes some at a time, and only where few are waiting.
    """
    rows = FactChange.objects.select_for_update(skip_locked=True)
    change = rows.filter(pk=change_id).first()
    if change is None:
        return False
    if change.kind == EVERYTHING:
        return _note_next(change)
    if change.kind != DOCUMENT:
        note_stories(change)
    else:
        _note_if_stale(UUID(change.key))
    change.delete()
    return True


@transaction.atomic
def deliver_again(article_id: UUID, *, by: Actor) -> bool:
    """Deliver one noted story, whatever it was noted for; False where another does.

    A story that has left its readers meanwhile needs nothing.
    """
    rows = Article.objects.select_for_update(
        skip_locked=True, of=("self",), no_key=True
    )
    article = rows.filter(pk=article_id).first()
    noted = PendingDelivery.objects.filter(article=article_id)
    if article is None or not noted.exists():
        return False
    if article.status != Status.PUBLISHED:
        noted.delete()
        return True
    cause = deliver_noted(article)
    if cause is not None:
        record(article, "refresh", by=by, note=cause)
    return True


def _note_if_stale(story: UUID) -> None:
    kinds = stale_facts(story)
    if kinds == {FactKind.STORY}:
        _note([story], "linked story", ChangeKind.UPDATE)
    elif kinds:
        _note([story], "copyright notice", ChangeKind.RIGHTS)


def _note_next(change: FactChange) -> bool:
    if PendingDelivery.objects.all()[MOST_NOTED:].exists():
        return False
    live = Article.objects.live().order_by("pk")
    if change.key:
        live = live.filter(pk__gt=change.key)
    found = list(live.values_list("pk", flat=True)[:MOST_NOTED])
    _note(found, change.cause, ChangeKind.UPDATE)
    if len(found) < MOST_NOTED:
        change.delete()
    else:
        change.key = str(found[-1])
        change.save(update_fields=["key"])
    return True


def _note(stories: list[UUID], cause: str, kind: ChangeKind) -> None:
    PendingDelivery.objects.bulk_create(
        PendingDelivery(article_id=story, cause=cause, kind=kind) for story in stories
    )
