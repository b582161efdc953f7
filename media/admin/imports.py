"""What was imported: read only, the raw input as a file and never as a page."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media.models import ImportItem, ImportRun
from media.models.imports import Outcome
from media.paging import CappedPaginator


class ReadOnly(admin.ModelAdmin):
    """A table that only commands write."""

    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Forbid it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid it."""
        return False


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly):
    """Shows the runs and what came of them."""

    list_display = ["started_at", "command", "source", "by", "outcomes", "items"]
    list_filter = ["command", "source"]
    list_select_related = ["source", "by"]
    fields = ["command", "source", "by", "started_at", "finished_at", "options",
              "outcomes", "items"]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Give the runs with how many items had which outcome."""
        counts = {
            f"{outcome}_count": Count("items", filter=Q(items__outcome=outcome))
            for outcome in Outcome.values
        }
        runs: QuerySet = super().get_queryset(request).annotate(**counts)
        return runs

    @admin.display(description="items")
    def items(self, obj: ImportRun) -> SafeString:
        """Lead to the run's items."""
        address = reverse("admin:media_importitem_changelist")
        return format_html('<a href="{}?run__id__exact={}">items</a>', address, obj.pk)

    @admin.display(description="outcomes")
    def outcomes(self, obj: ImportRun) -> str:
        """Say how many items had which outcome."""
        counts = {one: getattr(obj, f"{one}_count") for one in Outcome.values}
        return ", ".join(f"{count} {one}" for one, count in counts.items() if count)


@admin.register(ImportItem)
class ImportItemAdmin(ReadOnly):
    """Shows items with their report; the raw input is for download."""

    list_display = ["path", "outcome", "format", "source", "version", "at"]
    list_filter = ["outcome", "source"]
    list_select_related = ["source"]
    search_fields = ["path", "guid"]
    fields = ["run", "source", "path", "index", "outcome", "format", "guid", "version",
              "encoding", "at", "report_text", "raw_input"]  # fmt: skip

    def lookup_allowed(  # type: ignore[override]  # the stubs still know the old signature
        self, lookup: str, value: str, request: HttpRequest
    ) -> bool:
        """Allow the items of one run, beside the filters."""
        if lookup == "run__id__exact":
            return True
        return super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the raw input and the reports of the list where they are."""
        return super().get_queryset(request).defer("raw", "report")

    @admin.display(description="report")
    def report_text(self, obj: ImportItem) -> SafeString:
        """Give the report line, readable."""
        text = json.dumps(obj.report, ensure_ascii=False, indent=2)
        return format_html("<pre>{}</pre>", text)

    @admin.display(description="raw input")
    def raw_input(self, obj: ImportItem) -> SafeString:
        """Lead to the input as it came."""
        address = reverse("admin:media_importitem_raw", args=[obj.pk])
        return format_html('<a href="{}">Download</a>', address)

    def get_urls(self) -> list[URLPattern]:
        """Put the download before the pages of the stock admin."""
        view = self.admin_site.admin_view(self.raw_view)
        own = path("<int:item_id>/raw", view, name="media_importitem_raw")
        return [own, *super().get_urls()]

    def raw_view(self, request: HttpRequest, item_id: int) -> HttpResponse:
        """Give the input byte for byte, as a file of no type a browser opens."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = ImportItem.objects.filter(pk=item_id).first()
        data = _raw_of(item) if item else None
        if item is None or data is None:
            raise Http404
        name = re.sub(r"[^A-Za-z0-9._-]", "_", item.path)[-80:] or "input"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(
            zlib.decompress(data),
            content_type="application/octet-stream",
            headers=headers,
        )


def _raw_of(item: ImportItem) -> bytes | None:
    """Give an item's input, or that of the earlier item that holds the same."""
    if item.raw:
        return bytes(item.raw)
    if not item.content_hash:
        return None
    same = ImportItem.objects.filter(
        source=item.source_id, content_hash=item.content_hash, raw__isnull=False
    )
    holder = same.order_by("id").first()
    return bytes(holder.raw) if holder and holder.raw else None
