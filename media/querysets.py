"""Named questions about many photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from django.db import models
from django.db.models import F, Func

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, PermissionsMixin

MOST_WORDS = 10
_Row = TypeVar("_Row", bound=models.Model)


class SearchText(Func):
    """All that is looked through for a photo, as one text; its index has the name.

    A function of the database, as an index takes only what never changes its mind,
    and PostgreSQL does not promise that of joining an array.
    """

    function = "media_photo_search_text"
    output_field = models.TextField()

    @classmethod
    def of_columns(cls) -> SearchText:
        """Give the text over the photo's own columns."""
        names = ("title", "caption", "credit", "file_name", "creators")
        return cls(*(F(name) for name in names))


class CropsHold(Func):
    """Whether every crop lies in the picture and holds the focal point.

    A function of the database, as a constraint cannot look into JSON by itself.
    """

    function = "media_crops_hold"
    output_field = models.BooleanField()


class PhotoQuerySet(models.QuerySet[_Row], Generic[_Row]):
    """Questions about photos."""

    def visible_to(self, user: PermissionsMixin | AnonymousUser) -> PhotoQuerySet[_Row]:
        """Give the photos a person may see at the desk: all that are not deleted."""
        return self._seen_by(user).filter(deleted_at=None)

    def deleted_to(self, user: PermissionsMixin | AnonymousUser) -> PhotoQuerySet[_Row]:
        """Give the deleted photos a person may see."""
        return self._seen_by(user).filter(deleted_at__isnull=False)

    def _seen_by(self, user: PermissionsMixin | AnonymousUser) -> PhotoQuerySet[_Row]:
        return self.all() if user.has_perm("media.view_photo") else self.none()

    def mentioning(self, text: str) -> PhotoQuerySet[_Row]:
        """Give the photos that mention every word, in whatever is said of them."""
        found: PhotoQuerySet[_Row] = self.alias(said=SearchText.of_columns())
        for word in text.replace("\x00", "").split()[:MOST_WORDS]:
            found = found.filter(said__icontains=word)
        return found
