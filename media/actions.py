"""Every write to a photo: take it, describe it, attach its file, change its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from media.actors import Actor
from media.errors import BadPhotoFact, PhotoHasFile, PhotoNotAllowed, StalePhoto
from media.facts import FACTS, PhotoDescription, describe_embedded
from media.geometry import Box
from media.imaging import Inspected, inspect
from media.models import Photo, PhotoChange, PhotoEvent, Source
from media.rendering import store_original
from media.renditions import CROPS

__all__ = [
    "CHANGEABLE",
    "PhotoDescription",
    "attach_file",
    "change_photo",
    "describe_photo",
    "take_photo",
]

ADD = "media.add_photo"
CHANGE = "media.change_photo"
CHANGEABLE = frozenset(FACTS) - {"credit_raw"} | {
    "focal_x", "focal_y", "crops", "rights_category", "provider"
}  # fmt: skip
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/avif": "avif",
}
_FILE_COLUMNS = (
    "sha256", "original", "file_name", "byte_size", "mime_type", "width", "height",
    "metadata_original",
)  # fmt: skip


def take_photo(
    data: bytes,
    *,
    file_name: str,
    by: Actor,
    provider: Source | None = None,
    described: PhotoDescription | None = None,
) -> Photo:
    """Take a picture file; the same bytes are the same photo, whoever brings them.

    Facts come from the file, then from `described`; what is there already stays.
    Raises UnreadablePhoto and its kinds, PhotoNotAllowed. Call it outside a longer
    transaction: it holds a lock on the content until the transaction ends.
    """
    _check(by, ADD)
    described = described or PhotoDescription()
    sha256 = hashlib.sha256(data).hexdigest()
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo is not None:
        return _fill_gaps(photo, described.stated(), by=by)
    inspected = inspect(data)
    facts = described.stated() | _embedded_facts(inspected, provider)
    with transaction.atomic():
        _lock_content(sha256)
        if photo := Photo.objects.filter(sha256=sha256).first():
            return _fill_gaps(photo, described.stated(), by=by)
        photo = Photo(provider=provider, created_by_id=by.user_id, **_fitting(facts))
        _set_file(photo, data, sha256, file_name, inspected)
        photo.save(force_insert=True)
        _record(photo, "take", by, {"file_name": [None, photo.file_name]})
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
    _check(by, ADD)
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
            _record(photo, "describe", by, {})
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
    _check(by, CHANGE)
    sha256 = hashlib.sha256(data).hexdigest()
    _lock_content(sha256)
    _lock_both(photo, sha256)
    photo = _locked(photo)
    if photo.merged_into is not None:
        photo = photo.merged_into
    if photo.has_file:
        if photo.sha256 == sha256:
            return photo
        raise PhotoHasFile
    if there := Photo.objects.filter(sha256=sha256).first():
        return _merge(photo, there, by=by)
    inspected = inspect(data)
    _set_file(photo, data, sha256, file_name, inspected)
    gaps = _gaps(photo, _fitting(_embedded_facts(inspected, photo.provider)))
    changes = {"file_name": [None, photo.file_name], **_apply(photo, gaps)}
    _save(photo, [*_FILE_COLUMNS, *gaps])
    _record(photo, "attach", by, changes)
    _tell_stories(photo, "file attached")
    return photo


@transaction.atomic
def change_photo(
    photo: Photo,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    base_version: int | None = None,
) -> Photo:
    """Change facts of a photo by column (CHANGEABLE); equal values change nothing.

    Raises StalePhoto where somebody saved since `base_version`, BadPhotoFact for an
    unknown column or a value that does not fit.
    """
    _check(by, CHANGE)
    if unknown := set(changes) - CHANGEABLE:
        raise BadPhotoFact(f"A photo has no {', '.join(sorted(unknown))} to change.")
    photo = _locked(photo)
    if base_version is not None and base_version != photo.version:
        raise StalePhoto
    new = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in changes.items()
    }
    new = {name: value for name, value in new.items() if getattr(photo, name) != value}
    if not new:
        return photo
    changed = _apply(photo, new)
    _validate(photo, new)
    _save(photo, list(new))
    _record(photo, "change", by, changed)
    _tell_stories(photo, ", ".join(sorted(new)))
    return photo


def _check(by: Actor, permission: str) -> None:
    if not by.has(permission):
        raise PhotoNotAllowed


def _lock_content(sha256: str) -> None:
    """Let only one transaction at a time work on files of this content."""
    key = int.from_bytes(bytes.fromhex(sha256[:16]), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _lock_both(photo: Photo, sha256: str) -> None:
    """Lock a photo and the one that has this file, in order of their ids."""
    both = Photo.objects.filter(models.Q(pk=photo.pk) | models.Q(sha256=sha256))
    list(both.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _locked(photo: Photo) -> Photo:
    return (
        Photo.objects.select_for_update(of=("self",), no_key=True)
        .select_related("merged_into", "provider")
        .get(pk=photo.pk)
    )


def _described_as(identity: str) -> Photo | None:
    photo = (
        Photo.objects.filter(described_as=identity)
        .select_related("merged_into")
        .first()
    )
    return photo.merged_into or photo if photo else None


def _set_file(
    photo: Photo, data: bytes, sha256: str, file_name: str, inspected: Inspected
) -> None:
    photo.sha256 = sha256
    extension = _EXTENSIONS[inspected.mime_type]
    photo.original.name = store_original(data, sha256, extension)
    photo.file_name = _plain_name(file_name)
    photo.byte_size = len(data)
    photo.mime_type = inspected.mime_type
    photo.width, photo.height = inspected.width, inspected.height
    original = inspected.embedded.to_json()
    original["warnings"] += inspected.warnings
    photo.metadata_original = original


def _plain_name(file_name: str) -> str:
    """Give the last part of a name, printable and short enough; it is only shown."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-255:]


def _embedded_facts(inspected: Inspected, provider: Source | None) -> dict[str, Any]:
    zone = timezone.get_default_timezone()
    if provider and provider.time_zone:
        try:
            zone = ZoneInfo(provider.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            zone = timezone.get_default_timezone()
    return describe_embedded(inspected.embedded.metadata, zone).stated()


def _fitting(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Cut texts to their columns; the file's own words stay in metadata_original."""
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
        photo = _locked(photo)
        edits = photo.events.filter(action="change").values_list("changes", flat=True)
        edited = {name for changes in edits for name in changes}
        gaps = _gaps(photo, _fitting(facts))
        gaps = {name: value for name, value in gaps.items() if name not in edited}
        if gaps:
            changes = _apply(photo, gaps)
            _save(photo, list(gaps))
            _record(photo, "fill", by, changes)
            _tell_stories(photo, ", ".join(sorted(gaps)))
    return photo


def _merge(photo: Photo, there: Photo, *, by: Actor) -> Photo:
    """Point a described photo to the one that has its file."""
    photo.merged_into = there
    _save(photo, ["merged_into"])
    _record(photo, "merge", by, {"merged_into": [None, str(there.pk)]})
    _tell_stories(photo, "file attached")
    facts = {name: getattr(photo, name) for name in FACTS}
    return _fill_gaps(there, facts, by=by)


def _apply(photo: Photo, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set columns; give what changed as [before, after], in plain JSON."""
    changed = {}
    for name, value in values.items():
        changed[name] = [_json(getattr(photo, name)), _json(value)]
        setattr(photo, name, value)
    return changed


_PLAIN: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.isoformat,
    Source: lambda source: source.slug,
}


def _json(value: Any) -> Any:
    return _PLAIN.get(type(value), lambda same: same)(value)


def _validate(photo: Photo, names: Mapping[str, Any]) -> None:
    _check_crops(photo)
    others = {one.name for one in Photo._meta.get_fields()} - set(names)
    try:
        photo.clean_fields(exclude=others)
        photo.validate_constraints(exclude=others - {"focal_x", "focal_y", "crops"})
    except ValidationError as error:
        raise BadPhotoFact(" ".join(error.messages)) from error


def _check_crops(photo: Photo) -> None:
    """Refuse a crop of no known shape, and one that lost the focal point."""
    for name, box in _boxes(photo).items():
        if name not in CROPS:
            raise BadPhotoFact(f"There is no crop {name}.")
        if not box.is_inside:
            raise BadPhotoFact(f"The crop {name} lies outside the picture.")
        size = (photo.width or 1, photo.height or 1)
        if photo.has_file and not box.has_ratio(CROPS[name], size):
            raise BadPhotoFact(f"The crop {name} is of another shape.")
        if not box.holds(photo.focal_point):
            raise BadPhotoFact(f"The crop {name} does not hold the focal point.")


def _boxes(photo: Photo) -> dict[str, Box]:
    try:
        return photo.crop_boxes
    except (TypeError, ValueError, AttributeError) as error:
        raise BadPhotoFact("A crop is four numbers.") from error


def _save(photo: Photo, names: list[str]) -> None:
    photo.version += 1
    photo.save(update_fields=[*names, "version", "updated_at"])


def _record(
    photo: Photo, action: str, by: Actor, changes: Mapping[str, list[Any]]
) -> None:
    PhotoEvent.objects.create(
        photo=photo,
        action=action,
        user_id=by.user_id,
        actor=by.name,
        run=by.run,
        changes=dict(changes),
    )


def _tell_stories(photo: Photo, cause: str) -> None:
    """Leave word that what readers see of the photo changed."""
    PhotoChange.objects.create(photo=photo, cause=cause[:200])
