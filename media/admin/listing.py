"""The list of photos: how it is found, and what it shows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media.models import Photo
from media.paging import CappedPaginator

THUMBNAIL_WIDTH = 120
SMALLEST_SPEC = "w320"


class _TwoWayFilter(admin.SimpleListFilter):
    """A filter with two answers, each a condition on the column."""

    answers: tuple[tuple[str, str, dict[str, Any]], ...]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the answers."""
        return [(value, label) for value, label, _ in self.answers]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the photos of the chosen answer."""
        for value, _, condition in self.answers:
            if self.value() == value:
                return queryset.filter(**condition)
        return queryset


class FileFilter(_TwoWayFilter):
    """Tells photos with their file from those only described."""

    title = "file"
    parameter_name = "file"
    answers = (
        ("here", "here", {"sha256__isnull": False}),
        ("missing", "missing", {"sha256__isnull": True}),
    )


class CreditFilter(_TwoWayFilter):
    """Tells photos with a credit to print from those without."""

    title = "credit"
    parameter_name = "credited"
    answers = (
        ("yes", "has a credit", {"credit__gt": ""}),
        ("no", "has none", {"credit": ""}),
    )


class PhotoList(admin.ModelAdmin):
    """Photos with their pictures, each page a handful of queries."""

    list_display = ["thumbnail", "photo", "credit", "makers", "file_state", "provider",
                    "created_at"]  # fmt: skip
    list_display_links = ["thumbnail", "photo"]
    list_filter = ["provider", FileFilter, CreditFilter]
    list_select_related = ["provider"]
    search_fields = ["caption"]  # the box; `get_search_results` looks further
    search_help_text = "Title, caption, credit, creator or file name"
    ordering = ["-created_at", "-id"]
    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    @admin.display(description="picture")
    def thumbnail(self, obj: Photo) -> SafeString:
        """Give the picture, small."""
        return picture_of(obj, THUMBNAIL_WIDTH)

    @admin.display(description="photo", ordering="title")
    def photo(self, obj: Photo) -> str:
        """Give what the photo is called."""
        return str(obj)

    @admin.display(description="creators")
    def makers(self, obj: Photo) -> str:
        """Give who made it."""
        return ", ".join(obj.creators)

    @admin.display(description="file")
    def file_state(self, obj: Photo) -> str:
        """Say whether the picture is here."""
        return "here" if obj.has_file else "missing"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Give the photos this person may see, without those that became others."""
        seen = Photo.objects.visible_to(request.user).filter(merged_into=None)
        return seen.order_by(*self.ordering)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Look for every word in what is said about a photo."""
        return queryset.mentioning(search_term), False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Leave the files' own metadata where it is: the list shows none."""
        changes = super().get_changelist_instance(request)
        changes.title = "Photos"
        changes.result_list = changes.result_list.defer("metadata_original")
        return changes


def picture_of(photo: Photo, width: int) -> SafeString:
    """Give the picture at the desk's own address, at most so wide."""
    if not photo.has_file or not photo.width or not photo.height:
        return format_html('<span class="no-picture">{}</span>', "no file")
    shown = min(width, photo.width)
    address = reverse("admin:media_photo_picture", args=[photo.pk, SMALLEST_SPEC])
    return format_html(
        '<img src="{}" width="{}" height="{}" loading="lazy" alt="{}">',
        address,
        shown,
        max(1, round(photo.height * shown / photo.width)),
        photo.alt,
    )
