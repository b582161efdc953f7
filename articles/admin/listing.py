"""The list of stories: how it counts, filters and marks."""

from __future__ import annotations

from functools import cached_property

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article
from articles.workflow import Status

MOST_COUNTED = 10_000
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


class CappedPaginator(Paginator):
    """Counts no further than anybody turns pages: older rows are for the filters."""

    @cached_property
    def count(self) -> int:
        """Give the number of rows, or `MOST_COUNTED` where there are more."""
        rows = self.object_list.order_by().values("pk")  # type: ignore[union-attr]  # the admin gives a queryset
        return int(rows[:MOST_COUNTED].count())


class TypeFilter(admin.SimpleListFilter):
    """Offers the types that stories have."""

    title = "type"
    parameter_name = "type"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        """Give each type once."""
        with connection.cursor() as cursor:
            cursor.execute(_TYPES)
            return [(name, name) for (name,) in cursor.fetchall()]

    def queryset(self, request: HttpRequest, queryset: object) -> object:
        """Keep the stories of the chosen type."""
        if not self.value():
            return queryset
        return queryset.filter(type=self.value())  # type: ignore[attr-defined]  # a queryset


def status_badge(article: Article) -> SafeString:
    """Give the status as a badge, with a mark where readers see an older text."""
    label = Status(article.status).label
    changed = " · changed" if article.has_unpublished_changes else ""
    return format_html(
        '<span class="badge badge-{}">{}{}</span>', article.status, label, changed
    )
