"""Photos that live stories show, as documents."""

from __future__ import annotations

from uuid import UUID

import orjson
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.answering import answer
from articles.api import parameters
from articles.api.describing import delivers
from articles.errors import NoSuchPhoto
from articles.exporting import live_photo
from media.models import Photo


@delivers("One photo that a live story shows", "PlacedPhoto", refuses=(404,))
@require_safe
def photo_detail(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Give a photo as stories place it, in its own words; one query."""
    parameters.read_parameters(request.GET, {})
    live = F("uses__revision")
    photo = Photo.objects.filter(pk=photo_id, uses__article__live_revision=live).first()
    if photo is None:
        raise NoSuchPhoto
    data = orjson.dumps(live_photo(photo))
    keys = [f"photo-{photo.pk}"]
    modified = photo.updated_at
    return answer(request, data, "application/json", keys=keys, modified=modified)
