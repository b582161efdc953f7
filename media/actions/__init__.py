"""Every write to a photo: take it, describe it, attach its file, change its facts."""

from __future__ import annotations

from media.actions.changing import CHANGEABLE, change_photo
from media.actions.making import make_next, order_renditions
from media.actions.taking import attach_file, describe_photo, take_photo
from media.facts import PhotoDescription

__all__ = [
    "CHANGEABLE",
    "PhotoDescription",
    "attach_file",
    "change_photo",
    "describe_photo",
    "make_next",
    "order_renditions",
    "take_photo",
]
