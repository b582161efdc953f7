"""The filters beside the list of photos; an index answers each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from media.rights import MINING_PROHIBITED


class ConditionFilter(admin.SimpleListFilter):
    """A filter whose every answer is a condition on columns."""

    answers: tuple[tuple[str, str, dict[str, Any]], ...]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the answers."""
        return [(value, label) for value, label, _ in self.answers]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the photos of the chosen answer."""
        for value, _, condition in self.answers:
            if self.value() == value:
                return queryset.filter(**condition)
        return queryset


class FileFilter(ConditionFilter):
    """Tells photos with their file from those only described."""

    title = "file"
    parameter_name = "file"
    answers = (
        ("here", "here", {"sha256__isnull": False}),
        ("missing", "missing", {"sha256__isnull": True}),
    )


class CreditFilter(ConditionFilter):
    """Tells photos with a credit to print from those without."""

    title = "credit"
    parameter_name = "credited"
    answers = (
        ("yes", "has a credit", {"credit__gt": ""}),
        ("no", "has none", {"credit": ""}),
    )


class RestrictionFilter(ConditionFilter):
    """Tells photos with restrictions in words from those without."""

    title = "restrictions"
    parameter_name = "restricted"
    answers = (
        ("yes", "restricted", {"restrictions__gt": ""}),
        ("no", "none", {"restrictions": ""}),
    )


class MiningFilter(ConditionFilter):
    """Finds the photos that machines may not learn from."""

    title = "data mining"
    parameter_name = "mining"
    answers = (("no", "prohibited", {"data_mining__in": MINING_PROHIBITED}),)


class RightsFilter(admin.ChoicesFieldListFilter):
    """Picks the ground on which photos are here; its long list is closed at first."""

    template = "admin/media/photo/long_filter.html"
