"""When somebody saved a photo first: their changes and mine put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from media.models import Photo, PhotoEvent, Source
from media.renditions import CROPS


@dataclass(frozen=True)
class Meanwhile:
    """What others changed since somebody opened a photo.

    `before` has the facts as that person saw them, by name; a crop is named
    `crops.SHAPE`.
    """

    events: tuple[PhotoEvent, ...]
    before: Mapping[str, Any]

    @property
    def who(self) -> str:
        """Name who saved, newest first."""
        return " and ".join(dict.fromkeys(event.actor for event in self.events))


def since(photo: Photo, version: int) -> Meanwhile:
    """Give what was changed after a version; each version is one event."""
    count = max(0, photo.version - version)
    events = tuple(photo.events.order_by("-id")[:count])
    before: dict[str, Any] = {}
    for event in events:
        for name, (old, new) in event.changes.items():
            if name == "crops":
                before |= _changed_crops(old or {}, new or {})
            else:
                before[name] = old
    return Meanwhile(events, before)


def _changed_crops(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"crops.{shape}": old.get(shape)
        for shape in CROPS
        if old.get(shape) != new.get(shape)
    }


def is_same(value: Any, recorded: Any) -> bool:
    """Say whether a form's value is one that history has recorded."""
    if isinstance(value, datetime) and isinstance(recorded, str):
        return _instant(value) == _instant(datetime.fromisoformat(recorded))
    if isinstance(value, Source):
        return bool(value.slug == recorded)
    return bool((value or None) == (recorded or None))


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
