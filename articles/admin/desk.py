"""Sections, topics, contributors, and where a source's stories go."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.actions.renaming import keep_named, remove_named
from articles.admin.permitting import actor_of
from articles.errors import ArticleError
from articles.models import Contributor, Section, SourceSection, Topic
from media.admin.keeping import KeptRows


class NamedRows(KeptRows):
    """Sections, topics, contributors: their stories hear of a change."""

    refused = (ArticleError,)

    def keep(self, row: Any, request: HttpRequest) -> None:
        """Store the row; stories that show it hear of it."""
        keep_named(row, by=actor_of(request))

    def remove(self, row: Any, request: HttpRequest) -> None:
        """Delete a row that no story uses."""
        remove_named(row, by=actor_of(request))


@admin.register(Section)
class SectionAdmin(NamedRows):
    """Parts of the site."""

    list_display = ["name", "slug", "copyright"]
    list_select_related = ["copyright"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(NamedRows):
    """Subjects, found by name or code."""

    list_display = ["name", "slug", "qcode"]
    search_fields = ["name", "slug", "qcode"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False


@admin.register(Contributor)
class ContributorAdmin(NamedRows):
    """People who are named on stories."""

    list_display = ["name", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["user"]
    show_full_result_count = False


@admin.register(SourceSection)
class SourceSectionAdmin(admin.ModelAdmin):
    """Where the stories of a source go that name no section."""

    list_display = ["source", "section"]
    list_select_related = ["source", "section"]
