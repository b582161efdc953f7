"""Photos leave the desk's lists, and come back: a row is never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from media.actions.recording import apply, check, locked, record, save
from media.actors import Actor
from media.errors import PhotoIsShown
from media.models import Photo
from media.rendering import drop_renditions

DELETE = "media.delete_photo"
_MOST_NAMED = 5

ShownIn = Callable[[Photo], Sequence[str]]


@transaction.atomic
def delete_photo(photo: Photo, *, by: Actor, shown_in: ShownIn) -> Photo:
    """Take a photo out of all lists, unless readers see it; its row and file stay.

    `shown_in` names the live stories that show it, asked under the photo's lock:
    whoever publishes it meanwhile waits, and then finds it deleted. Raises
    PhotoIsShown.
    """
    check(by, DELETE)
    photo = locked(photo)
    if photo.deleted_at:
        return photo
    if stories := shown_in(photo):
        named = "; ".join(stories[:_MOST_NAMED])
        raise PhotoIsShown(f"Readers see this photo in: {named}.")
    _mark(photo, "delete", by)
    transaction.on_commit(lambda: drop_renditions(photo))
    return photo


@transaction.atomic
def restore_photo(photo: Photo, *, by: Actor) -> Photo:
    """Bring a deleted photo back as it was."""
    check(by, DELETE)
    photo = locked(photo)
    if photo.deleted_at:
        _mark(photo, "restore", by)
    return photo


def _mark(photo: Photo, action: str, by: Actor) -> None:
    at = timezone.now() if action == "delete" else None
    changes = apply(photo, {"deleted_at": at})
    save(photo, ["deleted_at"])
    record(photo, action, by, changes)
