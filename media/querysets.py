"""Named questions about many photos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser, PermissionsMixin

_Row = TypeVar("_Row", bound=models.Model)


class PhotoQuerySet(models.QuerySet[_Row], Generic[_Row]):
    """Questions about photos."""

    def visible_to(self, user: PermissionsMixin | AnonymousUser) -> PhotoQuerySet[_Row]:
        """Give the photos a person may see at the desk: all, for the desk's roles."""
        return self.all() if user.has_perm("media.view_photo") else self.none()

    def by_asked_id(self, ids: Iterable[UUID | str]) -> dict[str, Any]:
        """Give photos by the ids asked for, as text.

        A photo that turned out to be another answers as that other.
        """
        rows = self.filter(pk__in=list(ids)).select_related("merged_into")
        return {str(row.pk): getattr(row, "merged_into", None) or row for row in rows}
