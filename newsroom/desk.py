"""The admin site of the newsroom: its name, and the desk as its first page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from articles.models import Article
from articles.pages.preview import preview
from articles.querysets import ArticleQuerySet
from articles.workflow import Status
from media.models import ImportItem
from media.models.imports import Outcome

ROWS = 8
LEAST_CONFIDENCE = 0.75


class DeskSite(admin.AdminSite):
    """The stock admin under the newsroom's name, opening on the desk."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Desk"
    empty_value_display = "–"

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits for this person, above the list of tables."""
        lists = desk_lists(request)
        return super().index(request, {**(extra_context or {}), "desk": lists})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Put the preview, which needs the reader pages, before the tables' pages."""
        own: list[URLPattern | URLResolver] = [
            path(
                "articles/article/<uuid:article_id>/preview/",
                self.admin_view(preview),
                name="article_preview",
            )
        ]
        return own + super().get_urls()


def desk_lists(request: HttpRequest) -> dict[str, Any]:
    """Give the desk's lists; each is short, and one query."""
    seen: ArticleQuerySet = Article.objects.visible_to(request.user)
    rows = seen.select_related("section", "source").defer("body")
    may_see_imports = request.user.has_perm("media.view_importitem")
    return {
        "drafts": rows.filter(created_by=request.user.pk, status=Status.DRAFT)[:ROWS],
        "waiting": rows.filter(status=Status.IN_REVIEW)[:ROWS],
        "scheduled": rows.filter(status=Status.SCHEDULED).order_by("publish_at")[:ROWS],
        "published": rows.filter(status=Status.PUBLISHED).order_by(
            "-last_published_at"
        )[:ROWS],
        "imports": _imports_to_see(rows) if may_see_imports else [],
        "rejected": _rejected() if may_see_imports else [],
    }


def _imports_to_see(rows: ArticleQuerySet) -> list[Article]:
    """Give drafts from imports that were warned about or are unsure."""
    drafts = rows.filter(status=Status.DRAFT, import_item__isnull=False)
    found = []
    for article in drafts.select_related("section", "source", "import_item")[:50]:
        report = article.import_item.report if article.import_item else {}
        article.warnings = len(report.get("warnings") or [])  # type: ignore[attr-defined]  # shown in the list only
        article.doubts = sum(  # type: ignore[attr-defined]  # shown in the list only
            1
            for field in (report.get("fields") or {}).values()
            if field.get("confidence", 1) < LEAST_CONFIDENCE
        )
        if article.warnings or article.doubts:  # type: ignore[attr-defined]  # set above
            found.append(article)
    return found[:ROWS]


def _rejected() -> list[ImportItem]:
    items = ImportItem.objects.filter(outcome=Outcome.REJECTED).select_related("source")
    return list(items.defer("raw").order_by("-id")[:ROWS])
