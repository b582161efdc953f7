"""Every write to a photo: taken, described, changed, deleted, made ahead."""

from __future__ import annotations

from media.actions.changing import CHANGEABLE, change_photo
from media.actions.deleting import delete_photo, restore_photo
from media.actions.making import make_next, order_renditions
from media.actions.taking import attach_file, describe_photo, take_photo
from media.facts import PhotoDescription

__all__ = [
    "CHANGEABLE",
    "PhotoDescription",
    "attach_file",
    "change_photo",
    "delete_photo",
    "describe_photo",
    "make_next",
    "order_renditions",
    "restore_photo",
    "take_photo",
]
