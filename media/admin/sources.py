"""Who delivers material, and the copyright notices to print."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from media.actions.noting import keep_notice, keep_source, remove_notice
from media.admin.keeping import KeptRows
from media.admin.permitting import actor_of
from media.errors import MediaError
from media.models import CopyrightNotice, Source


class SourceForm(forms.ModelForm):
    """A source; its address may be given without a scheme."""

    url = forms.URLField(required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = ["name", "slug", "url", "language", "time_zone", "date_order",
                  "copyright"]  # fmt: skip

    def clean_time_zone(self) -> str:
        """Take names of the tz database only."""
        name = str(self.cleaned_data["time_zone"])
        if name and name not in available_timezones():
            raise forms.ValidationError("No such zone; write it like Europe/Oslo.")
        return name


class NoticeForm(forms.ModelForm):
    """A notice; its licence's address may be given without a scheme."""

    license_url = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label="Licence address"
    )

    class Meta:
        model = CopyrightNotice
        fields = ["name", "holder", "year_rule", "year", "template", "usage_terms",
                  "license_url", "is_site_default"]  # fmt: skip


@admin.register(Source)
class SourceAdmin(KeptRows):
    """Finds and edits sources."""

    form = SourceForm
    list_display = ["name", "slug", "url", "language", "time_zone", "copyright"]
    list_select_related = ["copyright"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    refused = (MediaError,)

    def keep(self, row: Source, request: HttpRequest) -> None:
        """Store a source; its stories hear of it."""
        keep_source(row, by=actor_of(request))

    def remove(self, row: Source, request: HttpRequest) -> None:
        """Delete a source that nothing came from: the database sees to that."""
        row.delete()


@admin.register(CopyrightNotice)
class CopyrightNoticeAdmin(KeptRows):
    """Finds and edits notices."""

    form = NoticeForm
    list_display = ["name", "holder", "template", "is_site_default"]
    search_fields = ["name", "holder"]
    refused = (MediaError,)

    def keep(self, row: CopyrightNotice, request: HttpRequest) -> None:
        """Store a notice; the stories that print it hear of it."""
        keep_notice(row, by=actor_of(request))

    def remove(self, row: CopyrightNotice, request: HttpRequest) -> None:
        """Delete a notice; the stories that print it hear of it."""
        remove_notice(row, by=actor_of(request))
