"""Signed links to one revision of one story, for eyes outside the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from articles.exporting.documents import revision_document
from articles.models import Revision
from articles.story import Story
from articles.workflow import Status
from media.models import Photo
from media.rendering import PublicFile


def sign_preview(revision: Revision, until: datetime) -> str:
    """Give the part of an address that shows this revision until then."""
    return _signer().sign_object([revision.pk, int(until.timestamp())])


def read_preview(link: str) -> Revision | None:
    """Give the revision a link shows; None for one that is over, killed or not ours."""
    try:
        key, until = _signer().unsign_object(link)
    except BadSignature:
        return None
    if until <= timezone.now().timestamp():
        return None
    rows = Revision.objects.exclude(article__status=Status.KILLED).filter(pk=key)
    return rows.select_related("article").first()


def preview_document(revision: Revision, link: str) -> dict[str, Any]:
    """Give the document that publishing this revision now would make.

    Its photos stand behind the link too, as the public ones are of what is live.
    """

    def address(photo: Photo, file: PublicFile) -> str:
        rendition = file.rendition
        parts = [link, photo.pk, rendition.spec, rendition.extension]
        return f"{settings.SITE_URL}{reverse('preview-photo', args=parts)}"

    return revision_document(revision.article, revision, address)


def preview_photo(revision: Revision, photo_id: UUID) -> Photo | None:
    """Give a photo if the revision shows it."""
    placed = Story.from_json(revision.story).placed_photos()
    rows = Photo.objects.filter(pk__in=[photo.photo for photo in placed if photo.photo])
    shown = (row.merged_into or row for row in rows.select_related("merged_into"))
    return next((photo for photo in shown if photo.pk == photo_id), None)


def _signer() -> Signer:
    """Sign by the newest key alone: a new SECRET_KEY ends all links."""
    return Signer(salt="articles.preview", fallback_keys=[])
