"""Renditions made ahead of readers: ordered when a story goes live, made afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet

from media.actions.recording import tell_stories
from media.errors import MediaError
from media.imaging import inspect
from media.models import Photo, RenditionOrder
from media.rendering import drop_renditions, make_ahead, read_original

MOST_TRIES = 3
_FAILURES = (
    ArithmeticError, AttributeError, DataError, IntegrityError, LookupError,
    MemoryError, OSError, TypeError, ValueError,
)  # fmt: skip
logger = logging.getLogger(__name__)


def order_renditions(photos: Iterable[UUID]) -> None:
    """Leave word that readers will see these photos, or see them otherwise."""
    RenditionOrder.objects.bulk_create(RenditionOrder(photo_id=key) for key in photos)


def make_next() -> bool:
    """Make what the next order asks for; False where none waits.

    A try is counted before it is made, so that a picture on which a process dies
    stands behind all others then, and is given up in the end: what is missing is made
    when somebody asks for it.
    """
    with transaction.atomic():
        order = _waiting().first()
        if order is None:
            return False
        if order.tries >= MOST_TRIES:
            logger.error("The renditions of photo %s were given up", order.photo_id)
            order.delete()
            return True
        order.tries += 1
        order.save(update_fields=["tries"])
    with transaction.atomic():
        mine = _waiting().filter(pk=order.pk).select_related("photo").first()
        if mine is not None:
            _make(mine)
    return True


def _waiting() -> QuerySet[RenditionOrder]:
    return RenditionOrder.objects.select_for_update(skip_locked=True, of=("self",))


def _make(order: RenditionOrder) -> None:
    """Make what is missing; the order is done then, or cannot be."""
    try:
        with transaction.atomic():
            _look_again(order.photo)
            make_ahead(order.photo)
    except MediaError as error:
        logger.warning("No renditions of photo %s: %s", order.photo_id, error)
    except _FAILURES:
        logger.exception("The renditions of photo %s failed", order.photo_id)
        return
    order.delete()


def _look_again(photo: Photo) -> None:
    """Give a photo taken before there were placeholders its own, and its size.

    Since then a TIFF is measured as it is shown; what was made of it before goes.
    """
    if photo.placeholder or not photo.has_file:
        return
    found = inspect(read_original(photo))
    seen = {name: getattr(found, name) for name in ("placeholder", "width", "height")}
    new = {name: value for name, value in seen.items() if getattr(photo, name) != value}
    for name, value in new.items():
        setattr(photo, name, value)
    if new:
        photo.save(update_fields=list(new))
        tell_stories(photo, ", ".join(new))
    if "width" in new:
        drop_renditions(photo)
