"""What a newsroom holds, without ids, times and runs, so that two can be compared."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from articles.exporting import draft_story
from articles.models import (
    Article,
    ArticleEvent,
    Change,
    Contributor,
    PhotoUse,
    PublishedDocument,
    Revision,
    Section,
    Topic,
)
from media.models import Photo, PhotoEvent, Source
from media.rendering import read_original

_PHOTO_FACTS = (
    "title", "headline", "caption", "alt", "creators", "credit", "credit_raw", "source",
    "copyright_holder", "copyright_notice", "file_name", "byte_size", "mime_type",
    "width", "height", "version", "keywords",
)  # fmt: skip


def newsroom_state() -> dict[str, list[str]]:
    """Give every row that counts, by table, each as sorted JSON text."""
    names = {str(photo.pk): photo_name(photo) for photo in Photo.objects.all()}
    tables = {**_desk_tables(names), **_reader_tables()}
    return {
        name: sorted(
            json.dumps(_plain(row, names), sort_keys=True, default=str)
            for row in tables[name]
        )
        for name in tables
    }


def _desk_tables(names: dict[str, str]) -> dict[str, list[list[Any]]]:
    return {
        "stories": [
            [row.source, row.guid, row.status, row.edit_version, row.delivery_version,
             row.live_revision and row.live_revision.number, row.slug,
             draft_story(row).to_json()]
            for row in Article.objects.select_related("live_revision", "source")
        ],
        "photos": [
            [photo_name(photo), {name: getattr(photo, name) for name in _PHOTO_FACTS},
             _file_hash(photo)]
            for photo in Photo.objects.all()
        ],
        "placements": [
            [use.article.guid, use.revision and use.revision.number, use.role,
             use.position, names[str(use.photo_id)], use.caption, use.credit, use.alt]
            for use in PhotoUse.objects.select_related("article", "revision")
        ],
        "revisions": [
            [row.article.guid, row.number, row.reason, row.author_name, row.story]
            for row in Revision.objects.select_related("article")
        ],
        "photo events": [
            [names[str(row.photo_id)], row.action, row.changes]
            for row in PhotoEvent.objects.all()
        ],
        "names": [
            [type(row).__name__, row.slug, row.name]
            for model in (Contributor, Section, Topic, Source)
            for row in model._default_manager.all()
        ],
    }  # fmt: skip


def _reader_tables() -> dict[str, list[list[Any]]]:
    return {
        "documents": [
            [row.slug, row.guid, row.status, row.version, row.section, row.source,
             json.loads(bytes(row.detail)), json.loads(bytes(row.item))]
            for row in PublishedDocument.objects.all()
        ],
        "changes": [[row.guid, row.kind, row.version] for row in Change.objects.all()],
        "events": [
            [row.article.guid, row.action, row.from_status, row.to_status, row.actor]
            for row in ArticleEvent.objects.select_related("article")
        ],
    }  # fmt: skip


def photo_name(photo: Photo) -> str:
    """Give what a photo is known by in every newsroom."""
    return photo.sha256 or photo.described_as or ""


def _file_hash(photo: Photo) -> str:
    return hashlib.sha256(read_original(photo)).hexdigest() if photo.has_file else ""


def _plain(value: Any, names: dict[str, str]) -> Any:
    """Take ids and times out; photos are named by what they are."""
    if isinstance(value, dict):
        return {
            key: names.get(each, each) if key == "photo" and isinstance(each, str)
            else _plain(each, names)
            for key, each in value.items()
            if key not in {"id", "contributor", "renditions"} and not key.endswith("_at")
        }  # fmt: skip
    if isinstance(value, list | tuple):
        return [_plain(each, names) for each in value]
    return value
