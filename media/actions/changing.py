"""Facts of a photo are changed, from the version somebody saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from media.actions.recording import (
    CHANGE,
    apply,
    check,
    locked,
    named,
    record,
    save,
    tell_stories,
)
from media.actors import Actor
from media.errors import BadPhotoFact, PhotoDeleted, StalePhoto
from media.facts import FACTS
from media.geometry import Box
from media.metadata import is_storable
from media.models import Photo
from media.renditions import crop_problems

CHANGEABLE = frozenset(FACTS) - {"credit_raw"} | {
    "focal_x", "focal_y", "crops", "rights_category", "provider"
}  # fmt: skip


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
    check(by, CHANGE)
    if unknown := set(changes) - CHANGEABLE:
        raise BadPhotoFact(f"A photo has no {', '.join(sorted(unknown))} to change.")
    photo = locked(photo)
    if photo.deleted_at:
        raise PhotoDeleted
    if base_version is not None and base_version != photo.version:
        raise StalePhoto(current=photo.version)
    new = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in changes.items()
    }
    new = {name: value for name, value in new.items() if getattr(photo, name) != value}
    if not new:
        return photo
    changed = apply(photo, new)
    _validate(photo, new)
    save(photo, list(new))
    record(photo, "change", by, changed)
    tell_stories(photo, named(new))
    return photo


def _validate(photo: Photo, names: Mapping[str, Any]) -> None:
    _check_crops(photo)
    if photo.date_created and not is_storable(photo.date_created):
        raise BadPhotoFact("A photo is taken in a year from 2 to 9998.")
    others = {one.name for one in Photo._meta.get_fields()} - set(names)
    try:
        photo.clean_fields(exclude=others)
        photo.validate_constraints(exclude=others - {"focal_x", "focal_y", "crops"})
    except ValidationError as error:
        raise BadPhotoFact(" ".join(error.messages)) from error


def _check_crops(photo: Photo) -> None:
    """Refuse a crop of no known shape, and one that lost the focal point."""
    size = (photo.width or 1, photo.height or 1) if photo.has_file else None
    for problem in crop_problems(_boxes(photo), photo.focal_point, size).values():
        raise BadPhotoFact(problem)


def _boxes(photo: Photo) -> dict[str, Box]:
    try:
        return photo.crop_boxes
    except (TypeError, ValueError, AttributeError) as error:
        raise BadPhotoFact("A crop is four numbers.") from error
