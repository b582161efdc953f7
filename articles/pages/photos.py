"""The public address of photos: renditions of what a live story shows, nothing else."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from media.errors import MediaError, NoSuchRendition
from media.models import Photo
from media.rendering import (
    fingerprint_of,
    public_path,
    rendition_bytes,
    rendition_of,
)
from media.renditions import Rendition

FRESH_FOR_A_YEAR = "public, max-age=31536000, immutable"
FRESH_FOR_SECONDS = "max-age=0, s-maxage=5"


@require_safe
def photo_file(
    request: HttpRequest, photo: UUID, fingerprint: str, spec: str, extension: str
) -> HttpResponseBase:
    """Give a rendition; a former fingerprint leads to the present one.

    So does a spec larger than the picture to the largest there is.
    """
    try:
        shown = _live_photo(photo)
        rendition = rendition_of(shown, spec, extension)
        if (fingerprint, spec) != (fingerprint_of(shown), rendition.spec):
            return _moved(public_path(shown, rendition))
        data = rendition_bytes(shown, rendition)
    except MediaError:
        return _not_found()
    return _file(request, shown, rendition, data)


def _live_photo(photo: UUID) -> Photo:
    """Give a photo that a live story shows; one query, whoever asks."""
    shown = Photo.objects.filter(
        pk=photo, uses__article__live_revision=F("uses__revision")
    )
    if found := shown.first():
        return found
    raise NoSuchRendition


def _file(
    request: HttpRequest, photo: Photo, rendition: Rendition, data: bytes
) -> HttpResponseBase:
    response = HttpResponse(data, content_type=rendition.type)
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    changed = int(photo.updated_at.timestamp())
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Cache-Control"] = FRESH_FOR_A_YEAR
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Surrogate-Key"] = f"photo-{photo.pk}"
    return (
        get_conditional_response(
            request, etag=etag, last_modified=changed, response=response
        )
        or response
    )


def _moved(path: str) -> HttpResponse:
    response = HttpResponse(status=301)
    response.headers["Location"] = path
    response.headers["Cache-Control"] = FRESH_FOR_SECONDS
    return response


def _not_found() -> HttpResponse:
    """Answer the same for a photo that never was and one that is not public."""
    response = HttpResponse("Not found", status=404, content_type="text/plain")
    response.headers["Cache-Control"] = FRESH_FOR_SECONDS
    return response
