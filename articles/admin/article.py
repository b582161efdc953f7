"""Stories: the list, the form, and the doors to what else is done with a story."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from articles.actions.drafting import create_draft, save_draft
from articles.actions.recording import is_own
from articles.admin import facts, history, raw, steps
from articles.admin.conflict import conflict_page, is_stale, rebased
from articles.admin.inlines import ContributorRows, RelatedRows
from articles.admin.listing import CappedPaginator, TypeFilter, status_badge
from articles.admin.reading import body_to_read, lead_to_read
from articles.admin.review import review_of
from articles.admin.story_form import (
    PHOTO_FIELDS,
    StoryForm,
    credits_of,
    related_of,
)
from articles.errors import ArticleError, StaleVersion
from articles.models import Article, ArticleContributor, RelatedLink
from articles.story import Story
from articles.workflow import CREATE, may_edit, may_place_photos
from media.actors import Actor

EDITOR_POLICY = {"style-src-attr": ["'unsafe-inline'"]}
FIELDSETS: list[tuple[str | None, dict[str, Any]]] = [
    (None, {"fields": ["base_version", "headline", "kicker", "dek", "byline", "dateline"]}),
    ("Lead photo", {"fields": ["lead_photo", "lead_caption", "lead_credit", "lead_alt"],
                    "classes": ["lead-photo"]}),
    ("Text", {"fields": ["body"], "classes": ["body-text"]}),
    ("Where it stands", {"fields": ["section", "topics", "keywords", "slug"],
                         "classes": ["side"]}),
    ("Desk", {"fields": ["slugline", "urgency", "ednote", "embargo_until", "expires_at",
                         "language", "type", "canonical_url"], "classes": ["side"]}),
    ("Copyright", {"fields": ["copyright_holder", "copyright_year", "copyright_notice",
                              "usage_terms", "license_url"], "classes": ["side"]}),
]  # fmt: skip
READ_INSTEAD = {
    "base_version": None,
    "body": "body_as_read",
    "lead_photo": "lead_as_read",
    "lead_caption": None,
    "lead_credit": None,
    "lead_alt": None,
}


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Finds stories and edits their drafts; every write is an action."""

    form = StoryForm
    inlines = [ContributorRows, RelatedRows]
    autocomplete_fields = ["topics"]
    list_display = ["story", "badge", "section", "byline", "source", "updated_at"]
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
    view_on_site = False

    @admin.display(description="story", ordering="headline")
    def story(self, obj: Article) -> str:
        """Give what the story is called in the list."""
        return obj.headline or obj.slugline or obj.slug

    @admin.display(description="status", ordering="status")
    def badge(self, obj: Article) -> SafeString:
        """Give the status as a badge."""
        return status_badge(obj)

    @admin.display(description="text")
    def body_as_read(self, obj: Article) -> SafeString:
        """Give the body for those who may not change it."""
        return body_to_read(obj)

    @admin.display(description="lead photo")
    def lead_as_read(self, obj: Article) -> SafeString:
        """Give the lead photo for those who may not change it."""
        return lead_to_read(obj)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Give the stories this person may see."""
        return Article.objects.visible_to(request.user).order_by(*self.ordering)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Leave the bodies where they are: the list shows none."""
        changes = super().get_changelist_instance(request)
        changes.result_list = changes.result_list.defer("body", "headlines")
        return changes

    def get_urls(self) -> list[URLPattern]:
        """Put the story's own pages before those of the stock admin."""
        view = self.admin_site.admin_view
        story = "<uuid:article_id>/"
        own = [
            path(f"{story}steps/<slug:name>/", view(self.step_view), name="article_step"),
            path(f"{story}raw/", view(self.raw_view), name="article_raw"),
            path(f"{story}revisions/<int:number>/restore/", view(self.restore_view),
                 name="article_restore"),
            path("facts/", view(self.facts_view), name="article_facts"),
        ]  # fmt: skip
        return own + super().get_urls()

    def step_view(self, request: HttpRequest, article_id: str, name: str) -> HttpResponse:
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

    def facts_view(self, request: HttpRequest) -> HttpResponse:
        """Tell the editor what photos and stories say by themselves."""
        return facts.tell_facts(request)

    @method_decorator(never_cache)
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

    def _story_context(
        self, request: HttpRequest, object_id: str | None
    ) -> dict[str, Any]:
        article = self.get_object(request, object_id) if object_id else None
        if article is None:
            return {"show_save_and_add_another": False}
        actor = Actor.of(request.user)
        return {
            "article": article,
            "workflow": steps.workflow_panel(article, actor),
            "review": review_of(article),
            "may_see_raw": raw.may_see(request, article),
            "show_save_and_add_another": False,
            "subtitle": None,
            "title": str(article),
        }

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, **more: Any
    ) -> type[StoryForm]:
        """Give the form, with doubts beside the fields and closed ones disabled."""
        form = super().get_form(request, obj, **more)
        form.refusal = getattr(request, "refusal", "")
        review_of(obj).mark(form) if obj else None
        if obj and not self._may_edit(request, obj):
            for name in form.base_fields.keys() - set(PHOTO_FIELDS) - {"base_version"}:
                form.base_fields[name].disabled = True
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Give all groups; where nothing may be changed, body and photo as read."""
        if obj is None or self.has_change_permission(request, obj):
            return FIELDSETS
        return [
            (name, {**options, "fields": _read_fields(options["fields"])})
            for name, options in FIELDSETS
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow whoever may start stories."""
        return Actor.of(request.user).has(CREATE)

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Allow whoever may change the text, or the photos, of this story."""
        if obj is None:
            return super().has_view_permission(request)
        actor = Actor.of(request.user)
        return may_place_photos(actor, obj.status, is_own=is_own(obj, actor))

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Forbid it: stories are unpublished or killed."""
        return False

    def _may_edit(self, request: HttpRequest, obj: Article) -> bool:
        actor = Actor.of(request.user)
        return may_edit(actor, obj.status, is_own=is_own(obj, actor))

    def bound(
        self, request: HttpRequest, obj: Article, post: QueryDict
    ) -> tuple[StoryForm, list[Any]]:
        """Give the form and its rows as they were sent, for a story."""
        fieldsets = self.get_fieldsets(request, obj)
        form_class = self.get_form(
            request, obj, change=True, fields=flatten_fieldsets(fieldsets)
        )
        formsets = [
            formset(post, instance=obj, prefix=formset.get_default_prefix())
            for formset, _inline in self.get_formsets_with_inlines(request, obj)
        ]
        return form_class(post, instance=obj), formsets

    def story_of(
        self, request: HttpRequest, form: StoryForm, formsets: Any, obj: Article | None
    ) -> Story:
        """Give the story a valid form and its rows say."""
        rows = {formset.model: _cleaned_rows(formset) for formset in formsets}
        is_open = obj is None or self._may_edit(request, obj)
        return form.story(
            credits_of(rows[ArticleContributor]) if is_open else None,
            related_of(rows[RelatedLink]) if is_open else None,
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store nothing yet: the rows of the form belong to the story too."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Hand the whole story to the action that writes it."""
        actor = Actor.of(request.user)
        article = form.instance if change else None
        story = self.story_of(request, form, formsets, article)
        if not change:
            created = create_draft(story, by=actor)
            form.instance.pk, form.instance.slug = created.pk, created.slug
            return
        request.saved = save_draft(  # type: ignore[attr-defined]  # told in the answer
            form.instance, story, by=actor, base_version=form.cleaned_data["base_version"]
        )

    def construct_change_message(
        self, request: Any, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Write none: the story's own history has it."""
        return []

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """Write none: the story's own history has it."""

    def log_change(self, request: Any, obj: Any, message: Any) -> Any:
        """Write none: the story's own history has it."""

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: Any = None
    ) -> HttpResponse:
        """Stay on the story."""
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, "The story is started.", messages.SUCCESS)
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[obj.pk])
        )

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Stay on the story, or go back to the list."""
        saved = getattr(request, "saved", None)
        text = f"Saved as {saved}." if saved else "Nothing has changed."
        self.message_user(request, text, messages.SUCCESS)
        if "_close" in request.POST:
            return self.response_post_save_change(request, obj)
        return HttpResponseRedirect(request.get_full_path())


def _cleaned_rows(formset: Any) -> list[dict[str, Any]]:
    return [
        form.cleaned_data
        for form in formset.forms
        if getattr(form, "cleaned_data", None)
        and not form.cleaned_data.get("DELETE")
        and (form.has_changed() or form.instance.pk)
    ]


def _read_fields(names: list[str]) -> list[str]:
    return [shown for name in names if (shown := READ_INSTEAD.get(name, name))]
