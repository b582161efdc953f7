"""Named questions about many stories."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from articles.workflow import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, PermissionsMixin

    from articles.models import Article  # noqa: F401 - names the row type


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about stories."""

    def visible_to(self, user: PermissionsMixin | AnonymousUser) -> ArticleQuerySet:
        """Give the stories a person may see at the desk: all, for the desk's roles."""
        return self.all() if user.has_perm("articles.view_article") else self.none()

    def live(self) -> ArticleQuerySet:
        """Give the stories readers see."""
        return self.filter(status=Status.PUBLISHED)

    def due(self, now: datetime) -> ArticleQuerySet:
        """Give the scheduled stories whose time has come."""
        return self.filter(status=Status.SCHEDULED, publish_at__lte=now)
