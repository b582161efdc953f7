"""Rows inside the story form: who is named, and the links below the story."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from articles.admin.permitting import may_edit_story
from articles.markup import clean_url
from articles.models import Article, ArticleContributor, RelatedLink

ADDRESS_FIELDS: dict[Any, dict[str, Any]] = {
    models.URLField: {"assume_scheme": "https", "widget": forms.URLInput}
}


class RelatedLinkForm(forms.ModelForm):
    """A link to a story of ours or to an address; its title may be our own."""

    class Meta:
        fields: list[str] = []

    def clean_url(self) -> str:
        """Take http and https only."""
        url = self.cleaned_data.get("url") or ""
        if url and not clean_url(url):
            raise ValidationError("Only http and https addresses can be linked.")
        return url

    def clean(self) -> dict[str, Any]:
        """Ask for a title where no story of ours gives one."""
        row = super().clean() or {}
        if not row.get("title") and not row.get("target") and not self.errors:
            raise ValidationError("Choose a story, or give the link a title.")
        return row


class StoryRows(admin.TabularInline):
    """Ordered rows that whoever may edit the story may change."""

    extra = 0
    formfield_overrides = ADDRESS_FIELDS
    template = "admin/articles/article/rows.html"

    def formfield_for_dbfield(self, db_field: Any, request: Any, **more: Any) -> Any:
        """Hide the place: buttons set it."""
        if db_field.name == "position":
            more["widget"] = forms.HiddenInput()
        field = super().formfield_for_dbfield(db_field, request, **more)
        if field:
            # Table headings do not name controls for screen readers.
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = str(field.label).capitalize()
        return field

    def has_view_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Show rows to whoever sees the story."""
        return True

    def has_add_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Allow what the story's own rule allows."""
        return may_edit_story(request, obj)

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Allow what the story's own rule allows."""
        return may_edit_story(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Allow what the story's own rule allows."""
        return may_edit_story(request, obj)


class ContributorRows(StoryRows):
    """Who is named on the story."""

    model = ArticleContributor
    fields = ["contributor", "role", "position"]
    autocomplete_fields = ["contributor"]
    verbose_name = "contributor"
    verbose_name_plural = "contributors"


class RelatedRows(StoryRows):
    """Links below the story."""

    model = RelatedLink
    form = RelatedLinkForm
    fk_name = "article"
    fields = ["target", "title", "url", "relation", "position"]
    autocomplete_fields = ["target"]
    verbose_name = "related link"
    verbose_name_plural = "related links"
