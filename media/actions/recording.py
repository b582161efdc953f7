"""What every write to a photo shares: leave, locks, columns set, its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from media.actors import Actor
from media.errors import PhotoNotAllowed
from media.models import Photo, PhotoChange, PhotoEvent, Source

ADD = "media.add_photo"
CHANGE = "media.change_photo"
# What neither documents nor public files say of a photo.
_FOR_THE_DESK = frozenset(
    {"city", "country", "date_created", "headline", "instructions", "keywords",
     "model_release", "property_release", "provider", "rights_category"}
)  # fmt: skip


def check(by: Actor, permission: str) -> None:
    """Raise PhotoNotAllowed where the actor lacks the permission."""
    if not by.has(permission):
        raise PhotoNotAllowed


def lock_content(sha256: str) -> None:
    """Let only one transaction at a time work on files of this content."""
    key = int.from_bytes(bytes.fromhex(sha256[:16]), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def locked(photo: Photo) -> Photo:
    """Give the row as it is now, locked until the transaction ends."""
    return (
        Photo.objects.select_for_update(of=("self",), no_key=True)
        .select_related("merged_into", "provider")
        .get(pk=photo.pk)
    )


def apply(photo: Photo, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set columns; give what changed as [before, after], in plain JSON."""
    changed = {}
    for name, value in values.items():
        changed[name] = [_json(getattr(photo, name)), _json(value)]
        setattr(photo, name, value)
    return changed


_PLAIN: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.isoformat,
    Source: lambda source: source.slug,
}


def _json(value: Any) -> Any:
    return _PLAIN.get(type(value), lambda same: same)(value)


def save(photo: Photo, names: list[str]) -> None:
    """Write the columns, as the next version."""
    photo.version += 1
    photo.save(update_fields=[*names, "version", "updated_at"])


def record(
    photo: Photo, action: str, by: Actor, changes: Mapping[str, list[Any]]
) -> None:
    """Write the one row of history."""
    PhotoEvent.objects.create(
        photo=photo,
        action=action,
        user_id=by.user_id,
        actor=by.name,
        run=by.run,
        changes=dict(changes),
    )


def named(facts: Iterable[str]) -> str:
    """Name facts in a cause, which everybody reads: none that the desk alone sees."""
    return ", ".join(sorted(set(facts) - _FOR_THE_DESK)) or "facts"


def tell_stories(photo: Photo, cause: str) -> None:
    """Leave word that what readers see of the photo changed."""
    PhotoChange.objects.create(photo=photo, cause=cause[:200])
