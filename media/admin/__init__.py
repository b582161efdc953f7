"""The photo desk in the admin: photos, who delivers them, what was imported."""

from __future__ import annotations

from media.admin.imports import ImportItemAdmin, ImportRunAdmin
from media.admin.photo import PhotoAdmin
from media.admin.sources import CopyrightNoticeAdmin, SourceAdmin

__all__ = [
    "CopyrightNoticeAdmin",
    "ImportItemAdmin",
    "ImportRunAdmin",
    "PhotoAdmin",
    "SourceAdmin",
]
