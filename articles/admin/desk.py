"""Sections, topics, contributors, and where a source's stories go."""

from __future__ import annotations

from django.contrib import admin

from articles.models import Contributor, Section, SourceSection, Topic


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    """Parts of the site."""

    list_display = ["name", "slug", "copyright"]
    list_select_related = ["copyright"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    """Subjects, found by name or code."""

    list_display = ["name", "slug", "qcode"]
    search_fields = ["name", "slug", "qcode"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
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
