"""Originals for download at the desk: as they came, or with what the desk says now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header

from media.actions.recording import CHANGE
from media.errors import MediaError
from media.models import Photo
from media.originals import (
    OriginalCopy,
    copy_unchanged,
    copy_with_metadata,
    is_signed,
)

COPIES: Mapping[str, Callable[[Photo], OriginalCopy]] = {
    "current": copy_with_metadata,
    "unchanged": copy_unchanged,
}


def original_page(
    owner: admin.ModelAdmin, request: HttpRequest, photo_id: str
) -> HttpResponse:
    """Offer both, and say what a copy loses."""
    photo = _photo(owner, request, photo_id)
    try:
        signed = is_signed(photo)
    except MediaError as error:
        raise Http404 from error
    context: dict[str, Any] = {
        **owner.admin_site.each_context(request),
        "title": f"Original: {photo}",
        "photo": photo,
        "is_signed": signed,
        "opts": owner.opts,
    }
    page = TemplateResponse(request, "admin/media/photo/original.html", context)
    page.headers["Cache-Control"] = "no-store"
    return page


def original_file(
    owner: admin.ModelAdmin, request: HttpRequest, photo_id: str, kind: str
) -> HttpResponse:
    """Give the file for download; nobody keeps it on the way."""
    photo = _photo(owner, request, photo_id)
    if kind not in COPIES:
        raise Http404
    try:
        copy = COPIES[kind](photo)
    except MediaError as error:
        return HttpResponse(error.text, status=409, content_type="text/plain")
    name = content_disposition_header(as_attachment=True, filename=copy.file_name)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": name or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    if copy.loses_manifest:
        headers["X-Content-Credentials"] = "lost"
    return HttpResponse(copy.data, content_type=copy.mime_type, headers=headers)


def _photo(owner: admin.ModelAdmin, request: HttpRequest, photo_id: str) -> Photo:
    """Give a photo with its file to whoever may change photos."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    photo: Photo | None = owner.get_object(request, str(photo_id))
    if photo is None or not photo.has_file:
        raise Http404
    return photo
