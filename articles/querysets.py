"""Named questions about many stories."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import Mod, RowNumber

from articles.cursors import Cursor
from articles.workflow import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, PermissionsMixin

    from articles.models import (  # names of the row types
        Article,  # noqa: F401
        Change,  # noqa: F401
        PublishedDocument,  # noqa: F401
    )


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


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and where those before and after them start."""

    rows: list[Any]
    previous: Cursor | None
    next: Cursor | None


class DocumentQuerySet(models.QuerySet["PublishedDocument"]):
    """Questions about what readers get."""

    def usable(self) -> DocumentQuerySet:
        """Give the live stories; no tombstones."""
        return self.filter(status="usable")

    def newest(self, section: str = "") -> DocumentQuerySet:
        """Give the live stories, newest first, of one section or of all."""
        found = self.usable().order_by("-published_at", "-article_id")
        return found.filter(section=section) if section else found

    def unless_held(
        self, etags: Collection[str], since: datetime | None
    ) -> DocumentQuerySet:
        """Add `body`: the bytes, or None where the client has them already.

        It has them where it names their ETag, or names none and has seen them `since`;
        the bytes are then not read at all. A tombstone is always read.
        """
        held = Q(detail_etag__in=etags)
        if "*" in etags:
            held = Q(pk__isnull=False)
        elif not etags and since is not None:
            # A date in HTTP is the whole second after the change (articles.answering).
            held = Q(delivered_at__lt=since)
        body = Case(When(held, status="usable", then=Value(None)), default=F("detail"))
        slim = self.defer("detail", "item")
        found: DocumentQuerySet = slim.annotate(body=body)  # type: ignore[no-redef]  # the model names its type
        return found

    def page(self, size: int, cursor: Cursor | None = None) -> Page:
        """Give `size` live stories from a cursor on, newest first."""
        return read_page(self, size, cursor, time="published_at")

    def starts(self, size: int) -> list[Cursor]:
        """Give where every `size` live stories start, oldest first.

        Reads the index alone, whole; one query.
        """
        place = Window(RowNumber(), order_by=["published_at", "article_id"])
        rows = self.usable().annotate(step=Mod(place - Value(1), Value(size)))
        found = rows.filter(step=0).order_by("published_at", "article_id")
        return [Cursor(*row) for row in found.values_list("published_at", "pk")]

    def oldest_from(self, start: Cursor) -> DocumentQuerySet:
        """Give the live stories from a place on, that one included, oldest first."""
        rows = self.usable().filter(published_at__gte=start.at)
        rows = rows.exclude(published_at=start.at, pk__lt=start.id)
        return rows.order_by("published_at", "article_id")


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions about the log of what readers got."""

    def waiting(self) -> ChangeQuerySet:
        """Give the changes that have no place in the feed yet."""
        return self.filter(position__isnull=True)

    def after(self, position: int) -> ChangeQuerySet:
        """Give the feed behind a place, in its order; 0 is before the first."""
        return self.filter(position__gt=position).order_by("position")


def read_page(
    rows: models.QuerySet[Any], size: int, cursor: Cursor | None, *, time: str
) -> Page:
    """Give `size` rows from a cursor on, newest first by (`time`, id), in one query.

    Rows that come or go meanwhile neither repeat nor hide others.
    """
    back = cursor is not None and cursor.is_backwards
    order = (time, "pk") if back else (f"-{time}", "-pk")
    rows = (_beyond(rows, cursor, time) if cursor else rows).order_by(*order)
    found = list(rows[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Page([], None, None)
    before = Cursor(getattr(found[0], time), found[0].pk, is_backwards=True)
    after = Cursor(getattr(found[-1], time), found[-1].pk)
    return Page(
        found,
        previous=before if (has_more if back else cursor) else None,
        next=after if back or has_more else None,
    )


def _beyond(
    rows: models.QuerySet[Any], cursor: Cursor, time: str
) -> models.QuerySet[Any]:
    """Keep what lies beyond the cursor: a range of the index, less its edge."""
    side, edge = ("gte", "lte") if cursor.is_backwards else ("lte", "gte")
    within = rows.filter(**{f"{time}__{side}": cursor.at})
    return within.exclude(**{time: cursor.at, f"pk__{edge}": cursor.id})
