"""From a sent form to the action that stores the story."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from articles.actions.drafting import create_draft, save_draft
from articles.admin.permitting import actor_of, may_edit_story
from articles.admin.story_form import StoryForm, credits_of, related_of
from articles.models import Article, ArticleContributor, RelatedLink
from articles.story import Story


class StorySaving(admin.ModelAdmin):
    """Lets the admin judge the form, and an action write the story."""

    def bound(
        self, request: HttpRequest, obj: Article, post: QueryDict
    ) -> tuple[Any, list[Any]]:
        """Give the form and its rows as they were sent, for a story."""
        fieldsets = self.get_fieldsets(request, obj)
        form = self.get_form(
            request, obj, change=True, fields=flatten_fieldsets(fieldsets)
        )
        formsets = [
            formset(post, instance=obj, prefix=formset.get_default_prefix())
            for formset, _inline in self.get_formsets_with_inlines(request, obj)
        ]
        return form(post, instance=obj), formsets

    def story_of(
        self, request: HttpRequest, form: StoryForm, formsets: Any, obj: Article | None
    ) -> Story:
        """Give the story a valid form and its rows say."""
        rows = {formset.model: _cleaned_rows(formset) for formset in formsets}
        is_open = may_edit_story(request, obj)
        return form.story(
            credits_of(rows[ArticleContributor]) if is_open else None,
            related_of(rows[RelatedLink]) if is_open else None,
        )

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Store nothing yet: the rows of the form belong to the story too."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: Any
    ) -> None:
        """Hand the whole story to the action that writes it."""
        article = form.instance if change else None
        story = self.story_of(request, form, formsets, article)
        if article is None:
            created = create_draft(story, by=actor_of(request))
            form.instance.pk, form.instance.slug = created.pk, created.slug
            return
        request.saved = save_draft(  # type: ignore[attr-defined]  # told in the answer
            article,
            story,
            by=actor_of(request),
            base_version=form.cleaned_data["base_version"],
        )

    def construct_change_message(self, *args: Any, **options: Any) -> list[Any]:
        """Write none: the story's own history has it."""
        return []

    def log_addition(self, *args: Any, **options: Any) -> Any:
        """Write none: the story's own history has it."""

    def log_change(self, *args: Any, **options: Any) -> Any:
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
