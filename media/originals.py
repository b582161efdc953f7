"""Originals for the desk: as they came, or a copy that says what the desk says now."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import PurePath
from typing import Any

from django.utils import timezone

from media.errors import CannotWriteMetadata
from media.facts import read_moment
from media.imaging import look_inside
from media.metadata import (
    CannotEmbed,
    Embedded,
    PhotoMetadata,
    build_parts,
    embed,
    has_manifest,
)
from media.models import Photo
from media.rendering import public_metadata, read_original

_DESK_ONLY = (
    "headline", "instructions", "city", "country", "model_release", "property_release",
)  # fmt: skip


@dataclass(frozen=True)
class OriginalCopy:
    """A copy of an original; `loses_manifest` says that its C2PA signature is gone."""

    data: bytes
    mime_type: str
    file_name: str
    loses_manifest: bool


def copy_unchanged(photo: Photo) -> OriginalCopy:
    """Give the original as it came; raises OriginalMissing."""
    data = read_original(photo)
    return OriginalCopy(data, photo.mime_type, _name_of(photo), loses_manifest=False)


def is_signed(photo: Photo) -> bool:
    """Say whether the original holds a C2PA manifest; raises OriginalMissing."""
    return has_manifest(read_original(photo), photo.mime_type)


def copy_with_metadata(photo: Photo) -> OriginalCopy:
    """Give the original's pixels, byte for byte, with what the desk says now inside.

    What the desk has not changed stays as it is in the file, places and serial numbers
    too: it is for the house. Raises OriginalMissing, CannotWriteMetadata.
    """
    data = read_original(photo)
    embedded, inside = look_inside(data)
    said = desk_metadata(photo, embedded.metadata)
    parts = build_parts(said, _to_write(said, embedded), inside)
    try:
        written = embed(data, photo.mime_type, parts)
    except CannotEmbed as error:
        raise CannotWriteMetadata(
            f"The metadata cannot be put into this file: {error}. Take it as it came."
        ) from error
    loses = has_manifest(data, photo.mime_type)
    return OriginalCopy(written, photo.mime_type, _name_of(photo), loses)


def desk_metadata(photo: Photo, before: PhotoMetadata) -> PhotoMetadata:
    """Give the file's own words, with the desk's wherever it has some of its own."""
    public = public_metadata(photo)
    said: dict[str, Any] = {
        one.name: getattr(public, one.name)
        for one in fields(public)
        if hasattr(photo, one.name)
    }
    said |= {name: getattr(photo, name) for name in _DESK_ONLY}
    said["other_constraints"] = photo.restrictions
    said["creators"], said["keywords"] = tuple(photo.creators), tuple(photo.keywords)
    said["date_created"] = _moment(photo, before.date_created)
    kept = {name: _uncut(said[name], getattr(before, name)) for name in said}
    return replace(before, **kept)


def _to_write(said: PhotoMetadata, embedded: Embedded) -> set[str]:
    """Name the fields that are not already everywhere in the file as they should be."""
    return {
        one.name
        for one in fields(said)
        if getattr(said, one.name) != getattr(embedded.metadata, one.name)
        or one.name in embedded.conflicts
        or embedded.origins.get(one.name, "xmp") != "xmp"
    }


def _uncut(value: Any, before: Any) -> Any:
    """Give the file's own text where ours is only its beginning, cut for a column."""
    is_cut = isinstance(value, str) and len(value) >= 120 and before.startswith(value)
    return before if is_cut else value


def _moment(photo: Photo, before: str) -> str:
    """Give the time as exact as the file had it, unless the desk changed it."""
    if photo.date_created is None:
        return before
    zone = photo.provider.zone if photo.provider else timezone.get_default_timezone()
    is_same = read_moment(before, zone) == photo.date_created
    return before if is_same else photo.date_created.isoformat()


def _name_of(photo: Photo) -> str:
    """Give a name for the copy that no header or file system trips over."""
    path = PurePath(photo.file_name or "photo")
    stem = "".join(
        sign if sign.isalnum() or sign in "-_." else "_" for sign in path.stem
    )
    return f"{stem[:100] or 'photo'}{PurePath(photo.original.name).suffix}"
