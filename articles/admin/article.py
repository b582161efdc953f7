"""Stories: the form, and the doors to what else is done with a story."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString

from articles.admin import corrections, facts, history, raw, sharing, steps
from articles.admin.conflict import conflict_page, is_stale, rebased
from articles.admin.fields import TIME_FIELDS
from articles.admin.inlines import ADDRESS_FIELDS, ContributorRows, RelatedRows
from articles.admin.listing import StoryList
from articles.admin.permitting import StoryPermissions, actor_of, may_edit_story
from articles.admin.reading import body_to_read, lead_to_read
from articles.admin.review import review_of
from articles.admin.saving import StorySaving
from articles.admin.story_form import StoryForm
from articles.errors import ArticleError, StaleVersion
from articles.models import Article

# Pasted text says bold and italics by style: without this the editor cannot read it.
EDITOR_POLICY = {"style-src-attr": ["'unsafe-inline'"]}
FIELDSETS: list[tuple[str | None, dict[str, Any]]] = [
    (None, {"fields": ["base_version", "headline", "kicker", "dek", "byline",
                       "dateline"]}),
    ("Lead photo", {"fields": ["lead_photo", "lead_caption", "lead_credit", "lead_alt"],
                    "classes": ["lead-photo"]}),
    ("Text", {"fields": ["body"], "classes": ["body-text"]}),
    ("Where it stands", {"fields": ["section", "topics", "keywords", "slug"],
                         "classes": ["side"]}),
    ("Desk", {"fields": ["slugline", "urgency", "ednote", "embargo_until", "expires_at",
                         "language", "type", "canonical_url"], "classes": ["side"]}),
    ("Other headlines", {"fields": ["headlines"], "classes": ["side"]}),
    ("Copyright", {"fields": ["copyright_holder", "copyright_year", "copyright_notice",
                              "usage_terms", "license_url"], "classes": ["side"]}),
]  # fmt: skip
READ_INSTEAD = {
    "base_version": None,
    "headlines": None,
    "body": "body_as_read",
    "lead_photo": "lead_as_read",
    "lead_caption": None,
    "lead_credit": None,
    "lead_alt": None,
}


@admin.register(Article)
class ArticleAdmin(StoryPermissions, StoryList, StorySaving):
    """Finds stories and edits their drafts; every write is an action."""

    form = StoryForm
    inlines = [ContributorRows, RelatedRows]
    autocomplete_fields = ["topics"]
    formfield_overrides = {**ADDRESS_FIELDS, **TIME_FIELDS}
    view_on_site = False

    @admin.display(description="text")
    def body_as_read(self, obj: Article) -> SafeString:
        """Give the body for those who may not change it."""
        return body_to_read(obj)

    @admin.display(description="lead photo")
    def lead_as_read(self, obj: Article) -> SafeString:
        """Give the lead photo for those who may not change it."""
        return lead_to_read(obj)

    def get_urls(self) -> list[URLPattern]:
        """Put the story's own pages before those of the stock admin."""
        view = self.admin_site.admin_view
        story = "<uuid:article_id>/"
        own = [
            path(f"{story}steps/<slug:name>/", view(self.step_view),
                 name="article_step"),
            path(f"{story}raw/", view(self.raw_view), name="article_raw"),
            path(f"{story}revisions/<int:number>/restore/", view(self.restore_view),
                 name="article_restore"),
            path(f"{story}revisions/<int:number>/share/", view(self.share_view),
                 name="article_share"),
            path(f"{story}corrections/<int:number>/retract/", view(self.retract_view),
                 name="article_retract"),
            path("facts/", view(self.facts_view), name="article_facts"),
        ]  # fmt: skip
        return own + super().get_urls()

    def step_view(
        self, request: HttpRequest, article_id: str, name: str
    ) -> HttpResponse:
        """Ask for what a step needs, and take it."""
        return steps.step_page(self, request, article_id, name)

    def raw_view(self, request: HttpRequest, article_id: str) -> HttpResponse:
        """Show what the source sent."""
        return raw.raw_page(self, request, article_id)

    def restore_view(
        self, request: HttpRequest, article_id: str, number: int
    ) -> HttpResponse:
        """Make an old revision the draft again."""
        return history.restore(self, request, article_id, number)

    def share_view(
        self, request: HttpRequest, article_id: str, number: int
    ) -> HttpResponse:
        """Show a revision to somebody without a login."""
        return sharing.share_page(self, request, article_id, number)

    def retract_view(
        self, request: HttpRequest, article_id: str, number: int
    ) -> HttpResponse:
        """Take back what readers were told."""
        return corrections.retract_page(self, request, article_id, number)

    def facts_view(self, request: HttpRequest) -> HttpResponse:
        """Tell the editor what photos and stories say by themselves."""
        return facts.tell_facts(request)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show events and revisions, and the difference of any two."""
        return history.history_page(self, request, object_id)

    @method_decorator(csp_update(EDITOR_POLICY))
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Edit a story; a form from a stale version shows both texts instead."""
        rebased(request)
        more = {**(extra_context or {}), **self._story_context(request, object_id)}
        try:
            if is_stale(request, more.get("article")):
                raise StaleVersion
            return super().changeform_view(request, object_id, form_url, more)
        except StaleVersion:
            return conflict_page(self, request, object_id)
        except ArticleError as error:
            request.refusal = error.text  # type: ignore[attr-defined]  # read by get_form
            return super().changeform_view(request, object_id, form_url, more)

    def get_form(
        self,
        request: HttpRequest,
        obj: Article | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **more: Any,
    ) -> Any:
        """Give the form, with doubts beside the fields and closed ones disabled."""
        form: Any = super().get_form(request, obj, change, **more)
        # A class made for this request: nothing of one story stays for the next.
        form.refusal = getattr(request, "refusal", "")
        form.notes = review_of(obj).notes() if obj else {}
        form.inherited = facts.inherited_texts(obj)
        form.is_photos_only = bool(obj) and not may_edit_story(request, obj)
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Give all groups; where nothing may be changed, body and photo as read."""
        if obj is None or self.has_change_permission(request, obj):
            return FIELDSETS
        return [
            (name, {**options, "fields": shown})
            for name, options in FIELDSETS
            if (shown := _read_fields(options["fields"]))
        ]

    def _story_context(
        self, request: HttpRequest, object_id: str | None
    ) -> dict[str, Any]:
        article = self.get_object(request, object_id) if object_id else None
        if article is None:
            return {}
        return {
            "article": article,
            "workflow": steps.workflow_panel(article, actor_of(request)),
            "review": review_of(article),
            "corrections": corrections.corrections_panel(request, article),
            "may_see_raw": raw.may_see(request, article),
            "may_share": sharing.may_share(request, article),
            "subtitle": None,
            "title": str(article),
        }


def _read_fields(names: list[str]) -> list[str]:
    return [shown for name in names if (shown := READ_INSTEAD.get(name, name))]
