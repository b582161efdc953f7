"""Rows that are stored and deleted by actions, and whose slug is fixed once made."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class KeptRows(admin.ModelAdmin):
    """Hands what the form says to `keep`, and what is deleted to `remove`."""

    refused: tuple[type[Exception], ...] = ()
    """What the actions raise, told as a message instead of a fault."""

    def keep(self, row: Any, request: HttpRequest) -> None:
        """Store the row as it is now."""
        raise NotImplementedError

    def remove(self, row: Any, request: HttpRequest) -> None:
        """Delete the row."""
        raise NotImplementedError

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Close the slug of a stored row."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj and self._has_slug() else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Write the slug along with the name of a new row only."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Store by the action."""
        self.keep(obj, request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete by the action."""
        self.remove(obj, request)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete by the action, all or none; in order, so that no two wait."""
        for row in queryset.order_by("pk"):
            self.remove(row, request)

    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Say why a row is not deleted."""
        try:
            return super().delete_view(request, *args, **options)
        except self.refused as error:
            return self._back(request, error)

    def changelist_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Say why the chosen rows are not deleted."""
        try:
            return super().changelist_view(request, *args, **options)
        except self.refused as error:
            return self._back(request, error)

    def _back(self, request: HttpRequest, error: Exception) -> HttpResponse:
        messages.error(request, str(error))
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return HttpResponseRedirect(reverse(name))

    def _has_slug(self) -> bool:
        return any(field.name == "slug" for field in self.opts.fields)
