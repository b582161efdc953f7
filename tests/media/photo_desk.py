"""What the tests of the photo desk share: addresses, forms as sent, files."""

from __future__ import annotations

from datetime import UTC

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.actions import CHANGEABLE
from media.models import Photo

LIST, ADD = "/admin/media/photo/", "/admin/media/photo/add/"


def form_of(photo: Photo) -> str:
    return reverse("admin:media_photo_change", args=[photo.pk])


def picture_of(photo: Photo, spec: str = "w640") -> str:
    return f"/admin/media/photo/{photo.pk}/picture/{spec}"


def sent(photo: Photo, **changes) -> dict[str, str]:
    """Give the form as a browser sends it."""
    values = {name: getattr(photo, name) for name in CHANGEABLE - {"crops"}}
    values |= {"creators": "\n".join(photo.creators), "provider": photo.provider_id,
               "keywords": "\n".join(photo.keywords)}  # fmt: skip
    day = values["date_created"]
    if day:
        values["date_created"] = f"{day.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    for shape, (left, top, width, _) in photo.crops.items():
        values |= crop(shape, left, top, width)
    values |= {"base_version": photo.version, **changes}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def crop(shape: str, left, top, width) -> dict[str, object]:
    """Give the numbers of a crop as the form names them."""
    numbers = {"left": left, "top": top, "width": width}
    return {f"crop_{shape}_{part}": number for part, number in numbers.items()}


def upload(data: bytes, name: str = "ferry.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")
