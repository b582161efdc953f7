"""From rows to stories and to what is delivered; reads only."""

from __future__ import annotations

from articles.exporting.documents import (
    draft_document,
    etag_of,
    live_document,
    live_edition,
    live_photo,
    rfc3339,
)
from articles.exporting.drafts import body_with_photos, draft_story
from articles.exporting.facts import draft_photos, story_url

__all__ = [
    "body_with_photos",
    "draft_document",
    "draft_photos",
    "draft_story",
    "etag_of",
    "live_document",
    "live_edition",
    "live_photo",
    "rfc3339",
    "story_url",
]
