"""The list of photos: a grid of cards or a table, and how photos are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media.admin.badges import Badge, badges_of
from media.admin.deleting import DeletedFilter
from media.admin.filters import (
    CreditFilter,
    FileFilter,
    MiningFilter,
    RestrictionFilter,
    RightsFilter,
)
from media.imaging import MOST_BYTES
from media.models import Photo
from media.paging import CappedPaginator

CARD_WIDTH, THUMBNAIL_WIDTH = 320, 120
SMALLEST_SPEC = "w320"
LAYOUT = "layout"


@dataclass(frozen=True)
class Card:
    """A photo as it stands in the grid."""

    photo: Photo
    address: str
    picture: SafeString
    badges: list[Badge]


class PhotoChangeList(ChangeList):
    """A page of photos, each read once and with what its card says."""

    cards: list[Card]

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Leave out how the page is laid out: it is no question about photos."""
        found = dict(super().get_filters_params(params))
        found.pop(LAYOUT, None)
        return found

    @property
    def is_table(self) -> bool:
        """Say whether somebody wants rows instead of cards."""
        return bool(self.params.get(LAYOUT) == "table")

    @property
    def other_layout(self) -> str:
        """Give the address of the same page, laid out the other way."""
        if self.is_table:
            return str(self.get_query_string(remove=[LAYOUT]))
        return str(self.get_query_string({LAYOUT: "table"}))


class PhotoList(admin.ModelAdmin):
    """Photos with their pictures, each page a handful of queries."""

    change_list_template = "admin/media/photo/change_list.html"
    list_display = ["thumbnail", "photo", "credit", "said", "created_at"]
    list_display_links = ["photo"]
    sortable_by = ["created_at"]
    list_filter: ClassVar[Any] = [CreditFilter, FileFilter, RestrictionFilter,
                                  MiningFilter, ("rights_category", RightsFilter),
                                  "provider", DeletedFilter]  # fmt: skip
    search_fields = ["caption"]  # the box; `get_search_results` looks further
    search_help_text = "Title, caption, credit, creator or file name"
    ordering = ["-created_at", "-id"]
    paginator = CappedPaginator
    list_per_page = 48
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions: Any = None

    @admin.display(description="picture")
    def thumbnail(self, obj: Photo) -> SafeString:
        """Give the picture, small."""
        return picture_of(obj, THUMBNAIL_WIDTH)

    @admin.display(description="photo")
    def photo(self, obj: Photo) -> str:
        """Give what the photo is called."""
        return str(obj)

    @admin.display(description="state")
    def said(self, obj: Photo) -> SafeString:
        """Give the badges."""
        badges = getattr(obj, "badges", None) or badges_of(obj)
        return SafeString(" ".join(_badge(one) for one in badges))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Give the photos this person may see, without those that became others."""
        seen = Photo.objects.visible_to(request.user).filter(merged_into=None)
        return seen.order_by(*self.ordering)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Look for every word in what is said about a photo."""
        return queryset.mentioning(search_term), False

    def get_changelist(self, request: HttpRequest, **more: Any) -> Any:
        """Give the kind of list that knows two layouts."""
        return PhotoChangeList

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Read the page's photos, without the files' own metadata: none is shown."""
        changes: Any = super().get_changelist_instance(request)
        changes.title = "Photos"
        photos = list(changes.result_list.defer("metadata_original"))
        uses = self.count_live_stories(photos)
        for photo in photos:
            photo.badges = badges_of(photo, uses.get(photo.pk, 0))
        changes.result_list = photos
        changes.cards = [_card(photo) for photo in photos]
        return changes

    def count_live_stories(self, photos: Iterable[Photo]) -> Mapping[UUID, int]:
        """Give in how many live stories each photo stands; here nothing is known."""
        return {}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list; files dropped on it go where new ones are taken."""
        may_add = self.has_add_permission(request)
        more = {
            "may_drop": may_add,
            "most_bytes": MOST_BYTES,
            **(extra_context or {}),
        }
        return super().changelist_view(request, more)


def _card(photo: Any) -> Card:
    address = reverse("admin:media_photo_change", args=[photo.pk])
    return Card(photo, address, picture_of(photo, CARD_WIDTH), photo.badges)


def _badge(badge: Badge) -> SafeString:
    return format_html(
        '<span class="badge badge-{}">{}</span>', badge.colour, badge.text
    )


def picture_of(photo: Photo, width: int) -> SafeString:
    """Give the picture at the desk's own address, at most so wide."""
    if photo.deleted_at:
        return format_html('<span class="no-picture">{}</span>', "deleted")
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
