"""Photos come in: with their file, only described, or their file afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from media.actions.owning import with_notice
from media.actions.recording import (
    ADD,
    CHANGE,
    apply,
    check,
    lock_content,
    locked,
    named,
    record,
    save,
    tell_stories,
)
from media.actors import Actor
from media.errors import PhotoDeleted, PhotoHasFile
from media.facts import FACTS, PhotoDescription, describe_embedded
from media.imaging import Inspected, inspect
from media.metadata import is_storable
from media.models import Photo, Source
from media.rendering import store_original

_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/avif": "avif",
}
_FILE_COLUMNS = (
    "sha256", "original", "file_name", "byte_size", "mime_type", "width", "height",
    "metadata_original", "placeholder",
)  # fmt: skip


def take_photo(
    data: bytes,
    *,
    file_name: str,
    by: Actor,
    provider: Source | None = None,
    described: PhotoDescription | None = None,
    inspected: Inspected | None = None,
) -> Photo:
    """Take a picture file; the same bytes are the same photo, whoever brings them.

    Facts come from the file, then from `described`; what is there already stays. A
    notice that neither gives is the supplier's or the source's.
    The one given `is_new` where nobody brought it before. `inspected` spares reading
    the file once more, for whoever did. A lock on the content is held until the
    transaction ends. Raises UnreadablePhoto and its kinds, PhotoDeleted,
    PhotoNotAllowed.
    """
    check(by, ADD)
    described = described or PhotoDescription()
    sha256 = hashlib.sha256(data).hexdigest()
    if photo := _kept_by(sha256):
        return _fill_gaps(photo, described.stated(), by=by)
    inspected = inspected or inspect(data)
    facts = described.stated() | _embedded_facts(inspected, provider)
    facts = with_notice(facts, provider)
    with transaction.atomic():
        lock_content(sha256)
        if photo := _kept_by(sha256):
            return _fill_gaps(photo, described.stated(), by=by)
        photo = Photo(provider=provider, created_by_id=by.user_id, **_fitting(facts))
        _set_file(photo, data, sha256, file_name, inspected)
        photo.save(force_insert=True)
        record(photo, "take", by, {"file_name": [None, photo.file_name]})
    photo.is_new = True
    return photo


def describe_photo(
    described: PhotoDescription,
    *,
    identity: str,
    by: Actor,
    provider: Source | None = None,
) -> Photo:
    """Keep a photo whose file is not here; the same identity is the same photo.

    `identity` is the SHA-256, in hex, of source, article guid and the hash of caption
    and credit. Once its file turned out to be another photo's, that one is given.
    """
    check(by, ADD)
    if photo := _described_as(identity):
        return photo
    photo = Photo(
        described_as=identity,
        provider=provider,
        created_by_id=by.user_id,
        **_fitting(described.stated()),
    )
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            record(photo, "describe", by, {})
    except IntegrityError:
        there = _described_as(identity)
        if there is None:
            raise
        return there
    return photo


@transaction.atomic
def attach_file(photo: Photo, data: bytes, *, file_name: str, by: Actor) -> Photo:
    """Give a described photo its file, and the photo that now stands for both.

    It keeps its id and its facts. Where that file is already another photo, that
    one is given, and this one points to it. Raises PhotoHasFile, UnreadablePhoto.
    """
    check(by, CHANGE)
    sha256 = hashlib.sha256(data).hexdigest()
    lock_content(sha256)
    _lock_both(photo, sha256)
    photo = locked(photo)
    if photo.merged_into is not None:
        photo = photo.merged_into
    if photo.has_file:
        if photo.sha256 == sha256:
            return photo
        raise PhotoHasFile
    if there := _kept_by(sha256):
        return _merge(photo, there, by=by)
    inspected = inspect(data)
    _set_file(photo, data, sha256, file_name, inspected)
    facts = {name: getattr(photo, name) for name in FACTS}
    facts |= _gaps(photo, _embedded_facts(inspected, photo.provider))
    gaps = _gaps(photo, _fitting(with_notice(facts, photo.provider)))
    changes = {"file_name": [None, photo.file_name], **apply(photo, gaps)}
    save(photo, [*_FILE_COLUMNS, *gaps])
    record(photo, "attach", by, changes)
    tell_stories(photo, "file attached")
    return photo


def _lock_both(photo: Photo, sha256: str) -> None:
    """Lock a photo and the one that has this file, in order of their ids."""
    both = Photo.objects.filter(models.Q(pk=photo.pk) | models.Q(sha256=sha256))
    list(both.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _kept_by(sha256: str) -> Photo | None:
    """Give the photo of this content; raises PhotoDeleted where it was deleted.

    Only somebody of the desk brings it back, not whoever delivers it once more.
    """
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo and photo.deleted_at:
        raise PhotoDeleted
    return photo


def _described_as(identity: str) -> Photo | None:
    photo = (
        Photo.objects.filter(described_as=identity)
        .select_related("merged_into")
        .first()
    )
    return photo.merged_into or photo if photo else None


def draft_photo(
    data: bytes, inspected: Inspected, file_name: str, provider: Source
) -> Photo:
    """Give the photo that taking this file would make; nothing is stored."""
    facts = _fitting(_embedded_facts(inspected, provider))
    photo = Photo(provider=provider, **facts)
    _describe_file(photo, data, file_name, inspected)
    return photo


def _set_file(
    photo: Photo, data: bytes, sha256: str, file_name: str, inspected: Inspected
) -> None:
    extension = _EXTENSIONS[inspected.mime_type]
    photo.original.name = store_original(data, sha256, extension)
    _describe_file(photo, data, file_name, inspected)


def _describe_file(
    photo: Photo, data: bytes, file_name: str, inspected: Inspected
) -> None:
    photo.sha256 = hashlib.sha256(data).hexdigest()
    photo.file_name = _plain_name(file_name)
    photo.byte_size = len(data)
    photo.mime_type = inspected.mime_type
    photo.width, photo.height = inspected.width, inspected.height
    original = inspected.embedded.to_json()
    original["warnings"] += inspected.warnings
    photo.metadata_original = original
    photo.placeholder = inspected.placeholder


def _plain_name(file_name: str) -> str:
    """Give the last part of a name, printable and short enough; it is only shown."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-255:]


def _embedded_facts(inspected: Inspected, provider: Source | None) -> dict[str, Any]:
    zone = (provider or Source()).zone
    return describe_embedded(inspected.embedded.metadata, zone).stated()


def _fitting(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Cut texts to their columns; the file's own words stay in metadata_original."""
    taken = facts.get("date_created")
    if isinstance(taken, datetime) and not is_storable(taken):
        facts = {**facts, "date_created": None}
    return {name: _fitted(name, value) for name, value in facts.items()}


def _fitted(name: str, value: Any) -> Any:
    column = Photo._meta.get_field(name)
    if isinstance(column, ArrayField):
        longest = column.base_field.max_length
        return [text[:longest] for text in value]
    if not isinstance(column, models.CharField):
        return value
    if isinstance(column, models.URLField) and len(value) > (column.max_length or 0):
        return ""  # half an address leads nowhere
    return value[: column.max_length]


def _gaps(photo: Photo, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in facts.items()
        if value and not getattr(photo, name)
    }


def _fill_gaps(photo: Photo, facts: Mapping[str, Any], *, by: Actor) -> Photo:
    """Fill what nobody has said yet; what somebody emptied stays empty."""
    if not by.has(CHANGE) or not _gaps(photo, _fitting(facts)):
        return photo
    with transaction.atomic():
        photo = locked(photo)
        edits = photo.events.filter(action="change").values_list("changes", flat=True)
        edited = {name for changes in edits for name in changes}
        gaps = _gaps(photo, _fitting(facts))
        gaps = {name: value for name, value in gaps.items() if name not in edited}
        if gaps:
            changes = apply(photo, gaps)
            save(photo, list(gaps))
            record(photo, "fill", by, changes)
            tell_stories(photo, named(gaps))
    return photo


def _merge(photo: Photo, there: Photo, *, by: Actor) -> Photo:
    """Point a described photo to the one that has its file."""
    photo.merged_into = there
    save(photo, ["merged_into"])
    record(photo, "merge", by, {"merged_into": [None, str(there.pk)]})
    tell_stories(photo, "file attached")
    facts = {name: getattr(photo, name) for name in FACTS}
    return _fill_gaps(there, facts, by=by)
