"""The tables of the media app, one family per file."""

from __future__ import annotations

from media.models.change import FactChange
from media.models.imports import ImportItem, ImportRun
from media.models.photo import Photo, PhotoChange, PhotoEvent, RenditionOrder
from media.models.provider import Source
from media.models.rights import CopyrightNotice

__all__ = [
    "CopyrightNotice",
    "FactChange",
    "ImportItem",
    "ImportRun",
    "Photo",
    "PhotoChange",
    "PhotoEvent",
    "RenditionOrder",
    "Source",
]
