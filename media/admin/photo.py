"""Photos: the form of one, its picture, its history, and taking new files."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from media.actions import CHANGEABLE, change_photo
from media.admin.listing import PhotoList, picture_of
from media.admin.permitting import actor_of
from media.admin.photo_form import PhotoForm
from media.admin.uploading import attach_page, upload_page
from media.errors import MediaError
from media.models import Photo
from media.rendering import rendition_bytes, rendition_of

PICTURE_WIDTH = 480
MOST_EVENTS = 200


@admin.register(Photo)
class PhotoAdmin(PhotoList):
    """Finds photos and edits their facts; every write is an action."""

    form = PhotoForm
    change_form_template = "admin/media/photo/change_form.html"
    readonly_fields = ["picture", "file_facts", "from_the_file", "credit_raw"]
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["base_version", "picture", ("focal_x", "focal_y")]}),
        ("What readers see", {"fields": ["title", "headline", "caption", "alt"]}),
        ("Who made it", {"fields": ["credit", "credit_raw", "creators", "source",
                                    "provider"]}),
        ("What we may do", {"fields": ["rights_category", "copyright_holder",
                                       "copyright_notice", "usage_terms",
                                       "restrictions", "license_url", "licensor_name",
                                       "licensor_url", "data_mining", "model_release",
                                       "property_release", "instructions"]}),
        ("When, where, what", {"fields": ["date_created", "city", "country",
                                          "keywords"]}),
        ("File", {"fields": ["file_facts", "from_the_file"],
                  "classes": ["collapse"]}),
    ]  # fmt: skip

    @admin.display(description="picture")
    def picture(self, obj: Photo) -> SafeString:
        """Give the picture."""
        return picture_of(obj, PICTURE_WIDTH)

    @admin.display(description="file")
    def file_facts(self, obj: Photo) -> str:
        """Give the file's name, type, size and pixels."""
        if not obj.has_file:
            return "The file is not here."
        size = f"{obj.width} × {obj.height} pixels, {obj.byte_size} bytes"
        return f"{obj.file_name}, {obj.mime_type}, {size}"

    @admin.display(description="said by the file")
    def from_the_file(self, obj: Photo) -> SafeString:
        """Give what came inside the file, and which part of it said so."""
        original = obj.metadata_original
        origins = original.get("origins", {})
        return format_html_join(
            "",
            "<p><strong>{}</strong> ({}): {}</p>",
            (
                (name.replace("_", " "), origins.get(name, ""), _as_text(value))
                for name, value in original.get("values", {}).items()
            ),
        )

    def get_urls(self) -> list[URLPattern]:
        """Put the photo's own pages before those of the stock admin."""
        view = self.admin_site.admin_view
        own = [
            path("<uuid:photo_id>/picture/<slug:spec>", view(self.picture_view),
                 name="media_photo_picture"),
            path("<uuid:photo_id>/picture/<slug:spec>.<slug:extension>",
                 view(self.picture_view)),
            path("<uuid:photo_id>/attach/", view(self.attach_view),
                 name="media_photo_attach"),
        ]  # fmt: skip
        return own + super().get_urls()

    def picture_view(
        self, request: HttpRequest, photo_id: str, spec: str, extension: str = "jpg"
    ) -> HttpResponse:
        """Give a rendition to the desk; nobody keeps it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = self.get_queryset(request).filter(pk=photo_id).first()
        try:
            if photo is None:
                raise Http404
            rendition = rendition_of(photo, spec, extension)
            data = rendition_bytes(photo, rendition)
        except MediaError as error:
            raise Http404 from error
        return HttpResponse(
            data,
            content_type=rendition.type,
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Take new files."""
        return upload_page(self, request)

    def attach_view(self, request: HttpRequest, photo_id: str) -> HttpResponse:
        """Give a described photo its file."""
        return attach_page(self, request, photo_id)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what was done to the photo, by whom."""
        photo = self.get_object(request, object_id)
        if photo is None or not self.has_view_permission(request, photo):
            raise PermissionDenied
        events = photo.events.select_related("user")[:MOST_EVENTS]
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {photo}",
            "photo": photo,
            "events": events,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/media/photo/history.html", context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Edit a photo; what an action refuses is told and nothing is written."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except MediaError as error:
            self.message_user(request, error.text, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(
        self, request: HttpRequest, obj: Photo, form: Any, change: Any
    ) -> None:
        """Hand what was changed to the action that writes it."""
        names = CHANGEABLE & set(form.changed_data)
        change_photo(
            Photo(pk=obj.pk),
            {name: form.cleaned_data[name] for name in names},
            by=actor_of(request),
            base_version=form.cleaned_data["base_version"],
        )

    def has_delete_permission(
        self, request: HttpRequest, obj: Photo | None = None
    ) -> bool:
        """Forbid it: what stories showed must stay explainable."""
        return False

    def log_change(self, *args: Any, **options: Any) -> Any:
        """Write none: the photo's own history has it."""

    def change_url(self, photo: Photo) -> str:
        """Give the address of a photo's form."""
        return reverse("admin:media_photo_change", args=[photo.pk])


def _as_text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)
