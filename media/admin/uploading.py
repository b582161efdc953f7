"""Taking files at the desk: many new ones, or the one a photo lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from media.actions import attach_file, take_photo
from media.admin.permitting import actor_of
from media.admin.photo_form import AttachForm, UploadForm
from media.errors import MediaError, PhotoTooLarge
from media.imaging import MOST_BYTES
from media.models import Photo, Source

if TYPE_CHECKING:
    from media.admin.photo import PhotoAdmin


def upload_page(admin: PhotoAdmin, request: HttpRequest) -> HttpResponse:
    """Take new files; each that is refused is named with its reason."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = _bound(UploadForm, request)
    if form.is_valid():
        files, provider = form.cleaned_data["pictures"], form.cleaned_data["provider"]
        taken, refusals = _take_all(request, files, provider)
        if taken:
            _tell(admin, request, taken, refusals)
            return _answer(admin, request, taken)
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


def _take_all(
    request: HttpRequest, files: Iterable[UploadedFile], provider: Source | None
) -> tuple[list[Photo], list[str]]:
    taken, refusals = [], []
    for file in files:
        name = file.name or ""
        try:
            data, by = _read(file), actor_of(request)
            taken.append(take_photo(data, file_name=name, by=by, provider=provider))
        except MediaError as error:
            refusals.append(f"{name}: {error.text}")
    return taken, refusals


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
        "opts": admin.opts,
        "is_popup": "_popup" in request.GET or "_popup" in request.POST,
    }
    return TemplateResponse(request, "admin/media/photo/upload.html", context)
