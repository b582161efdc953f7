"""A photo in one place of a document: the photo's facts, and the place's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from articles.exporting.facts import PhotoHere
from media.models import Photo
from media.rendering import PublicFile, public_files

PhotoAddress = Callable[[Photo, PublicFile], str]


def placed_photo(here: PhotoHere, address: PhotoAddress) -> dict[str, Any]:
    """Give the placed photo of the delivery document.

    `overridden` names what this place says instead of the photo. Instructions, lease
    terms and everything private stay out, as only named fields go in.
    """
    photo = here.photo
    said = {
        name: getattr(photo, name) if word is None else word
        for name, word in _words(here).items()
    }
    return {
        "id": str(photo.pk),
        "title": photo.title,
        **said,
        "creator": list(photo.creators),
        "source": photo.source,
        "copyright": {
            "holder": photo.copyright_holder,
            "notice": photo.copyright_notice,
            "license_url": photo.license_url,
        },
        "focal_point": [photo.focal_x, photo.focal_y],
        "width": photo.width,
        "height": photo.height,
        "placeholder": photo.placeholder,
        "file_state": "ok" if photo.has_file else "missing",
        "renditions": _renditions(photo, address),
        "overridden": [name for name, word in _words(here).items() if word is not None],
    }


def _words(here: PhotoHere) -> dict[str, str | None]:
    return {"caption": here.caption, "credit": here.credit, "alt": here.alt}


def _renditions(photo: Photo, address: PhotoAddress) -> list[dict[str, Any]]:
    return [
        {
            "url": address(photo, file),
            "type": file.rendition.type,
            "width": file.rendition.width,
            "height": file.rendition.height,
            "spec": file.rendition.spec,
        }
        for file in public_files(photo)
    ]
