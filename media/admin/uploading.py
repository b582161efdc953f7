"""Taking files at the desk: many new ones, or the one a photo lacks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.response import TemplateResponse
from django.urls import reverse

from media.actions import attach_file, take_photo
from media.admin.permitting import actor_of
from media.admin.upload_forms import AttachForm, UploadForm
from media.errors import MediaError, PhotoTooLarge
from media.imaging import MOST_BYTES
from media.models import Photo, Source

if TYPE_CHECKING:
    from media.admin.photo import PhotoAdmin


@dataclass(frozen=True)
class Taken:
    """What became of one file: a photo, or a refusal in words."""

    name: str
    photo: Photo | None = None
    was_here: bool = False
    refusal: str = ""


def upload_page(admin: PhotoAdmin, request: HttpRequest) -> HttpResponse:
    """Take new files; each that is refused is named with its reason.

    A script that sends them one by one gets JSON.
    """
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = _bound(UploadForm, request)
    taken: list[Taken] = []
    if form.is_valid():
        files, provider = form.cleaned_data["pictures"], form.cleaned_data["provider"]
        taken = [_take(request, file, provider) for file in files]
    if request.method == "POST" and not request.accepts("text/html"):
        return _as_json(admin, form, taken)
    refusals = [f"{one.name}: {one.refusal}" for one in taken if one.refusal]
    if photos := [one.photo for one in taken if one.photo]:
        _tell(admin, request, photos, refusals)
        return _answer(admin, request, photos)
    for refusal in refusals:
        form.add_error("pictures", refusal)
    return _page(admin, request, form, "Add photos")


def attach_page(admin: PhotoAdmin, request: HttpRequest, photo_id: str) -> HttpResponse:
    """Give a described photo its file."""
    photo = admin.get_queryset(request).filter(pk=photo_id).first()
    if photo is None:
        raise Http404
    if not admin.has_change_permission(request, photo):
        raise PermissionDenied
    form = _bound(AttachForm, request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = _read(file)
            found = attach_file(photo, data, file_name=file.name, by=actor_of(request))
        except MediaError as error:
            form.add_error("file", error.text)
        else:
            if found != photo:
                text = "This file was here already: that photo now stands for both."
                admin.message_user(request, text, messages.WARNING)
            return HttpResponseRedirect(admin.change_url(found))
    return _page(admin, request, form, f"Add the file of: {photo}")


def _bound(form: type[forms.Form], request: HttpRequest) -> forms.Form:
    if request.method == "POST":
        return form(request.POST, request.FILES)
    return form()


def _take(request: HttpRequest, file: UploadedFile, provider: Source | None) -> Taken:
    name = file.name or ""
    try:
        data = _read(file)
        known = Photo.objects.filter(sha256=hashlib.sha256(data).hexdigest())
        was_here = known.exists()
        by = actor_of(request)
        photo = take_photo(data, file_name=name, by=by, provider=provider)
    except MediaError as error:
        return Taken(name, refusal=error.text)
    return Taken(name, photo, was_here)


def _as_json(admin: PhotoAdmin, form: forms.Form, taken: list[Taken]) -> HttpResponse:
    """Give what became of each file; 400 where the form itself does not fit."""
    if errors := [str(one) for found in form.errors.values() for one in found]:
        return JsonResponse({"error": " ".join(errors)}, status=400)
    files = [
        {
            "name": one.name,
            "title": str(one.photo or ""),
            "address": admin.change_url(one.photo) if one.photo else "",
            "was_here": one.was_here,
            "error": one.refusal,
        }
        for one in taken
    ]
    return JsonResponse({"files": files}, headers={"Cache-Control": "no-store"})


def _read(file: UploadedFile) -> bytes:
    if (file.size or 0) > MOST_BYTES:
        raise PhotoTooLarge(f"The file has more than {MOST_BYTES // 2**20} MB.")
    return bytes(file.read())


def _tell(
    admin: PhotoAdmin, request: HttpRequest, taken: list[Photo], refusals: list[str]
) -> None:
    count = len(set(taken))
    text = "1 photo is here." if count == 1 else f"{count} photos are here."
    admin.message_user(request, text, messages.SUCCESS)
    for refusal in refusals:
        admin.message_user(request, refusal, messages.ERROR)


def _answer(
    admin: PhotoAdmin, request: HttpRequest, taken: list[Photo]
) -> HttpResponse:
    if "_popup" in request.POST:
        return admin.response_add(request, taken[0])
    if len(set(taken)) == 1:
        return HttpResponseRedirect(admin.change_url(taken[0]))
    return HttpResponseRedirect(reverse("admin:media_photo_changelist"))


def _page(
    admin: PhotoAdmin, request: HttpRequest, form: forms.Form, title: str
) -> HttpResponse:
    context: dict[str, Any] = {
        **admin.admin_site.each_context(request),
        "title": title,
        "form": form,
        "is_many": isinstance(form, UploadForm),
        "most_bytes": MOST_BYTES,
        "opts": admin.opts,
        "is_popup": "_popup" in request.GET or "_popup" in request.POST,
    }
    return TemplateResponse(request, "admin/media/photo/upload.html", context)
