"""The list of stories: how it is found, counted and marked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.workflow import Status
from media.paging import CappedPaginator

# One index look-up per type, where DISTINCT would read every row.
_TYPES = """
WITH RECURSIVE types AS (
    (SELECT type FROM articles_article ORDER BY type LIMIT 1)
    UNION ALL
    SELECT (SELECT type FROM articles_article WHERE type > types.type
            ORDER BY type LIMIT 1)
    FROM types WHERE types.type IS NOT NULL
)
SELECT type FROM types WHERE type IS NOT NULL LIMIT 50
"""


class TypeFilter(admin.SimpleListFilter):
    """Offers the types that stories have."""

    title = "type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give each type once."""
        with connection.cursor() as cursor:
            cursor.execute(_TYPES)
            return [(name, name) for (name,) in cursor.fetchall()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the stories of the chosen type."""
        return queryset.filter(type=self.value()) if self.value() else queryset


class StoryList(admin.ModelAdmin):
    """Stories as a calm table, each page of it a handful of queries."""

    list_display = ["story", "badge", "section", "byline", "source", "updated"]
    list_filter = ["status", "section", "source", TypeFilter]
    list_select_related = ["section", "source"]
    search_fields = ["headline", "byline", "slug"]
    search_help_text = "Headline, byline or slug"
    ordering = ["-updated_at", "-id"]
    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    @admin.display(description="story", ordering="headline")
    def story(self, obj: Article) -> str:
        """Give what the story is called in the list."""
        return obj.headline or obj.slugline or obj.slug

    @admin.display(description="status", ordering="status")
    def badge(self, obj: Article) -> SafeString:
        """Give the status, and a mark where readers see an older text."""
        label = Status(obj.status).label
        changed = " · changed" if obj.has_unpublished_changes else ""
        return format_html(
            '<span class="badge badge-{}">{}{}</span>', obj.status, label, changed
        )

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, obj: Article) -> SafeString:
        """Give when it was last changed: a day and a time, each in one piece."""
        at = timezone.localtime(obj.updated_at)
        parts = (date_format(at, "DATE_FORMAT"), date_format(at, "TIME_FORMAT"))
        return format_html_join(" ", "<span>{}</span>", zip(parts))

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        """Give the stories this person may see."""
        return Article.objects.visible_to(request.user).order_by(*self.ordering)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Leave the bodies where they are: the list shows none."""
        changes = super().get_changelist_instance(request)
        changes.result_list = changes.result_list.defer("body", "headlines")
        return changes
