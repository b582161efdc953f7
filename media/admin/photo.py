"""Photos: the form of one, its picture, its history, and taking new files."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from media.actions import change_photo
from media.admin.badges import badges_of
from media.admin.changing_many import many_page
from media.admin.crop_fields import crop_rows
from media.admin.deleting import Deletable
from media.admin.history import history_page
from media.admin.listing import PhotoList
from media.admin.originals import original_file, original_page
from media.admin.permitting import actor_of
from media.admin.photo_form import PhotoForm
from media.admin.said import GROUPS, add, as_text, notes_of
from media.admin.uploading import attach_page, upload_page
from media.errors import MediaError, StalePhoto
from media.models import Photo
from media.rendering import rendition_bytes, rendition_of

LARGE_SPEC = "w1280"
MOST_EVENTS = 200


@admin.register(Photo)
class PhotoAdmin(Deletable, PhotoList):
    """Finds photos and edits their facts; every write is an action."""

    form = PhotoForm
    change_form_template = "admin/media/photo/change_form.html"
    readonly_fields = ["credit_as_it_came"]
    actions = ["set_for_many"]
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["base_version", "focal_x", "focal_y"]}),
        ("What readers see", {"fields": ["title", "headline", "caption", "alt",
                                         "credit"], "classes": ["facts"]}),
        ("Who made it", {"fields": ["creators", "credit_as_it_came", "source",
                                    "provider", "date_created", "city", "country", "keywords"],
                         "classes": ["facts"]}),
        ("What we may do", {"fields": ["rights_category", "data_mining",
                                       "restrictions", "usage_terms",
                                       "copyright_notice", "copyright_holder",
                                       "license_url", "licensor_name", "licensor_url",
                                       "model_release", "property_release",
                                       "instructions"], "classes": ["facts"]}),
    ]  # fmt: skip

    @admin.action(description="Set the same facts for all", permissions=["change"])
    def set_for_many(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Ask for facts, and set them for the chosen photos."""
        return many_page(self, request, queryset)

    @admin.display(description="credit as it came")
    def credit_as_it_came(self, obj: Photo) -> str:
        """Give the words the credit was read from."""
        return obj.credit_raw

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
            path("<uuid:photo_id>/original/", view(partial(original_page, self)),
                 name="media_photo_original"),
            path("<uuid:photo_id>/original/<slug:kind>",
                 view(partial(original_file, self)), name="media_photo_original_file"),
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
        return history_page(self, request, object_id)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Edit a photo; what an action refuses is told beside what was typed."""
        for _ in range(2):
            try:
                return super().changeform_view(
                    request, object_id, form_url, extra_context
                )
            except StalePhoto as error:
                # Saved between the form's check and the action's: the form checks again.
                refusal = error.text
            except MediaError as error:
                refusal = error.text
                break
        request.refusal = refusal  # type: ignore[attr-defined]  # read by get_form
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self,
        request: HttpRequest,
        obj: Photo | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **more: Any,
    ) -> Any:
        """Give the form, with what an action refused a moment ago."""
        form: Any = super().get_form(request, obj, change, **more)
        form.refusal = getattr(request, "refusal", "")
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **more: Any
    ) -> HttpResponse:
        """Show the picture, the rights and who said what around the form."""
        photo: Photo = context["original"]
        context |= self.photo_context(request, photo, context["adminform"].form)
        return super().render_change_form(request, context, *args, **more)

    def photo_context(
        self, request: HttpRequest, photo: Photo, form: Any
    ) -> dict[str, Any]:
        """Give what the form's page shows beside its fields."""
        notes = notes_of(photo, photo.events.all()[:MOST_EVENTS])
        for name, said in getattr(form, "theirs", {}).items():
            add(notes, name, said)
        large = reverse("admin:media_photo_picture", args=[photo.pk, LARGE_SPEC])
        return {
            "title": str(photo),
            "subtitle": None,
            "badges": badges_of(photo),
            "notes": notes,
            "crops": crop_rows(form),
            "picture": large if photo.has_file and not photo.deleted_at else "",
            "from_the_file": _from_the_file(photo),
            "is_numbers_open": _has_number_errors(form),
        }

    def save_model(
        self, request: HttpRequest, obj: Photo, form: Any, change: Any
    ) -> None:
        """Hand what was changed to the action that writes it."""
        change_photo(
            Photo(pk=obj.pk),
            form.changes(),
            by=actor_of(request),
            base_version=form.cleaned_data["base_version"],
        )

    def log_change(self, *args: Any, **options: Any) -> Any:
        """Write none: the photo's own history has it."""


def _from_the_file(photo: Photo) -> SafeString:
    """Give all that came inside the file, and which part of it said so."""
    original = photo.metadata_original
    origins = original.get("origins", {})
    return format_html_join(
        "",
        "<dt>{} <span>{}</span></dt><dd dir=auto>{}</dd>",
        (
            (
                name.replace("_", " "),
                GROUPS.get(origins.get(name, ""), ""),
                as_text(value),
            )
            for name, value in original.get("values", {}).items()
        ),
    )


def _has_number_errors(form: Any) -> bool:
    return any(name.startswith(("crop_", "focal_")) for name in form.errors)
