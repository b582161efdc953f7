"""Live stories whose photos changed: noted first, then delivered again one by one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from articles.actions.delivering import deliver
from articles.actions.recording import lock_article, record
from articles.models import Article, PendingDelivery, PhotoUse
from articles.models.delivery import ChangeKind
from articles.workflow import Status
from media.actors import Actor
from media.models import Photo, PhotoChange


def refresh_stories_of(photo: Photo, *, cause: str) -> int:
    """Note every live story that shows the photo for another delivery; say how many.

    Where the photo turned out to be another one, its places move there.
    """
    shown = photo
    if photo.merged_into is not None:
        shown = photo.merged_into
        PhotoUse.objects.filter(photo=photo).update(photo=shown)
    stories = (
        PhotoUse.objects.filter(photo=shown, article__live_revision=F("revision"))
        .order_by("article")
        .values_list("article", flat=True)
        .distinct()
    )
    noted = PendingDelivery.objects.bulk_create(
        PendingDelivery(article_id=story, cause=cause) for story in stories
    )
    return len(noted)


def refresh_all_stories(*, cause: str) -> int:
    """Note every live story for another delivery; say how many."""
    live = Article.objects.live().values_list("pk", flat=True)
    noted = PendingDelivery.objects.bulk_create(
        PendingDelivery(article_id=story, cause=cause) for story in live
    )
    return len(noted)


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
def deliver_again(pending_id: int, *, by: Actor) -> bool:
    """Deliver one noted story; False where another process does.

    A story that has left its readers meanwhile needs nothing.
    """
    pending = (
        PendingDelivery.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("article")
        .filter(pk=pending_id)
        .first()
    )
    if pending is None:
        return False
    article = lock_article(pending.article)
    if article.status == Status.PUBLISHED:
        deliver(article, ChangeKind.RIGHTS, cause=pending.cause)
        record(article, "refresh", by=by, note=pending.cause)
    pending.delete()
    return True
