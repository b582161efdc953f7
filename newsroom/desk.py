"""The admin site of the newsroom: its name, and the desk as its first page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import F, Func, IntegerField, Value
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
A_GUESS = 0.5
NEWEST_ASKED = 500


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


class _Fields(Func):
    """How many fields of a report are less sure than a limit."""

    function = "jsonb_path_query_array"
    template = "jsonb_array_length(%(function)s(%(expressions)s::jsonpath))"
    output_field = IntegerField()

    def __init__(self, limit: float) -> None:
        super().__init__("report", Value(f"$.fields.* ? (@.confidence < {limit})"))


class _Warnings(Func):
    """How many warnings a report has."""

    template = "COALESCE(jsonb_array_length(%(expressions)s -> 'warnings'), 0)"
    output_field = IntegerField()


def _imports_to_see(rows: ArticleQuerySet) -> list[Article]:
    """Give drafts from imports that were warned about or are unsure, the worst first.

    A warning counts as much as an unsure field; of equals the one with more that is
    hardly better than a guess goes first. The newest drafts are asked, and the database
    counts: reports hold whole stories, which need not travel.
    """
    drafts = rows.filter(status=Status.DRAFT, import_item__isnull=False)
    newest = drafts.order_by("-updated_at", "-id").values("import_item")[:NEWEST_ASKED]
    items = (
        ImportItem.objects.filter(pk__in=newest)
        .annotate(
            warnings=_Warnings("report"),
            doubts=_Fields(LEAST_CONFIDENCE),
            guesses=_Fields(A_GUESS),
        )
        .exclude(warnings=0, doubts=0)
        .order_by(-(F("warnings") + F("doubts")), "-guesses", "-pk")
        .values_list("pk", "warnings", "doubts")[:ROWS]
    )
    counted = {pk: (warnings, doubts) for pk, warnings, doubts in items}
    found = {a.import_item_id: a for a in drafts.filter(import_item__in=counted)}
    for pk, (warnings, doubts) in counted.items():
        found[pk].warnings = warnings  # type: ignore[attr-defined]  # shown in the list only
        found[pk].doubts = doubts  # type: ignore[attr-defined]  # shown in the list only
    return [found[pk] for pk in counted]


def _rejected() -> list[ImportItem]:
    items = ImportItem.objects.filter(outcome=Outcome.REJECTED).select_related("source")
    return list(items.defer("raw").order_by("-id")[:ROWS])
