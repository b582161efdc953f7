"""What an editor must know of a photo at a glance, as a few coloured words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from media.models import Photo
from media.rights import MINING_PROHIBITED

_CAUTIOUS = {"unknown", "social_media", "screengrab"}
_OPEN = {"staff", "commissioned", "public_domain"}


@dataclass(frozen=True)
class Badge:
    """A few words on a colour: red stops, amber warns, all else tells."""

    colour: str
    text: str


def badges_of(photo: Photo, live_stories: int = 0) -> list[Badge]:
    """Give a photo's badges: rights first, then what stops it, then where it is."""
    return [_rights_badge(photo), *_warnings(photo), *_uses(live_stories)]


def _rights_badge(photo: Photo) -> Badge:
    category = photo.rights_category
    if category == "unknown":
        return Badge("amber", "rights not known")
    if category in _CAUTIOUS:
        colour = "amber"
    elif category == "pay_per_use":
        colour = "violet"
    else:
        is_open = category in _OPEN or category.startswith("cc")
        colour = "green" if is_open else "blue"
    return Badge(colour, photo.get_rights_category_display())


def _warnings(photo: Photo) -> Iterator[Badge]:
    if photo.deleted_at:
        yield Badge("red", "deleted")
    if not photo.credit:
        yield Badge("red", "credit missing")
    if not photo.has_file:
        yield Badge("red", "file missing")
    if photo.restrictions:
        yield Badge("amber", "restricted")
    if photo.data_mining in MINING_PROHIBITED:
        yield Badge("grey", "no data mining")


def _uses(live_stories: int) -> Iterator[Badge]:
    if live_stories:
        yield Badge("green", f"used live ×{live_stories}")
