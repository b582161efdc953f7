"""Named questions about many stories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models
from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import Mod, Now, RowNumber

from articles.cursors import Cursor, RankCursor
from articles.workflow import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, PermissionsMixin

    from articles.models import (  # names of the row types
        Article,  # noqa: F401
        Change,  # noqa: F401
        PublishedDocument,  # noqa: F401
    )


# Always true, and in the query as in the condition of its indexes: by the number of
# filters. So the planner, which believes that values are spread evenly, cannot read a
# list through an index of fewer filters and throw most of it away.
ONLY_FOR: tuple[dict[str, Any], ...] = ({"version__gt": 0}, {"slug__gt": ""}, {})

ONLY_FOR_SQL = ("{table}.version > 0", "{table}.slug > ''", "TRUE")
# The first moment of a list, and the first behind it.
DATES = {"published_after": ">=", "published_before": "<"}
IS_OVER = "document.valid_until <= statement_timestamp()"
# What holds now, of a row called `document`, by the name of what is read.
CURRENT = {
    name: f"CASE WHEN {IS_OVER} THEN document.{later} ELSE document.{column} END"
    for name, later, column in (
        ("item", "next_item", "item"),
        ("detail", "next_detail", "detail"),
        ("etag", "next_etag", "detail_etag"),
        ("modified", "valid_until", "delivered_at"),
    )
}


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about stories."""

    def visible_to(self, user: PermissionsMixin | AnonymousUser) -> ArticleQuerySet:
        """Give the stories a person may see at the desk: all, for the desk's roles."""
        return self.all() if user.has_perm("articles.view_article") else self.none()

    def live(self) -> ArticleQuerySet:
        """Give the stories readers see."""
        return self.filter(status=Status.PUBLISHED)

    def showing(self, photo: Any) -> ArticleQuerySet:
        """Give the live stories in which readers see a photo, or one merged into it."""
        return self.filter(
            Q(photo_uses__photo=photo) | Q(photo_uses__photo__merged_into=photo),
            photo_uses__revision=F("live_revision"),
        ).distinct()

    def due(self, now: datetime) -> ArticleQuerySet:
        """Give the scheduled stories whose time has come."""
        return self.filter(status=Status.SCHEDULED, publish_at__lte=now)


_Place = TypeVar("_Place", Cursor, RankCursor)


@dataclass(frozen=True)
class Page(Generic[_Place]):
    """Some rows of a list, and where those before and after them start."""

    rows: list[Any]
    previous: _Place | None
    next: _Place | None


class DocumentQuerySet(models.QuerySet["PublishedDocument"]):
    """Questions about what readers get."""

    def usable(self) -> DocumentQuerySet:
        """Give the live stories; no tombstones."""
        return self.filter(status="usable")

    def unprepared(self) -> DocumentQuerySet:
        """Give those without the compressed twin of what they say."""
        return self.exclude(gzip_of=F("detail_etag"))

    def listed(self, **same: str) -> DocumentQuerySet:
        """Give the live stories with these values, by the index for just these."""
        return self.usable().filter(**same, **ONLY_FOR[len(same)])

    def newest(self, section: str = "") -> DocumentQuerySet:
        """Give the live stories, newest first, of one section or of all."""
        found = self.listed(section=section) if section else self.listed()
        return found.order_by("-published_at", "-article_id")

    def faceted(self, kind: str, slug: str) -> DocumentQuerySet:
        """Give the live stories with a topic or contributor, newest first.

        The facet's own index lists them: dates of facets are those of documents.
        """
        same = {"kind": kind, "slug": slug, **ONLY_FOR[1]}
        found = self.usable().filter(
            **{f"facets__{name}": value for name, value in same.items()}
        )
        return found.order_by("-facets__published_at", "-facets__document_id")

    def showing(self, column: str) -> DocumentQuerySet:
        """Add what holds now: `body`, of `detail` or `item`, and `changed_at`."""
        is_over = Q(valid_until__lte=Now())
        slim = self.defer("detail", "item", "detail_gzip", "next_gzip")
        found: DocumentQuerySet = slim.defer("next_detail", "next_item").annotate(  # type: ignore[no-redef]  # the model names its type
            body=Case(When(is_over, then=F(f"next_{column}")), default=F(column)),
            changed_at=Case(
                When(is_over, then=F("valid_until")), default=F("delivered_at")
            ),
        )
        return found

    def page(self, size: int, cursor: Cursor | None = None) -> Page[Cursor]:
        """Give `size` live stories from a cursor on, newest first."""
        return read_page(self, size, cursor, time="published_at")

    def starts(self, size: int) -> list[Cursor]:
        """Give where every `size` live stories start, oldest first.

        Reads the index alone, whole; one query.
        """
        place = Window(RowNumber(), order_by=["published_at", "article_id"])
        rows = self.listed().annotate(step=Mod(place - Value(1), Value(size)))
        found = rows.filter(step=0).order_by("published_at", "article_id")
        return [Cursor(*row) for row in found.values_list("published_at", "pk")]

    def oldest_from(self, start: Cursor) -> DocumentQuerySet:
        """Give the live stories from a place on, that one included, oldest first."""
        rows = self.listed().filter(published_at__gte=start.at)
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
) -> Page[Cursor]:
    """Give `size` rows from a cursor on, newest first by (`time`, id), in one query.

    Rows that come or go meanwhile neither repeat nor hide others.
    """
    ordered = beyond(rows, cursor, time=time)
    return page_of(list(ordered[: size + 1]), size, cursor, partial(by_date, time=time))


def beyond(
    rows: models.QuerySet[Any], cursor: Cursor | None, *, time: str, key: str = "pk"
) -> models.QuerySet[Any]:
    """Keep what lies beyond the cursor, in reading order from there.

    A range of the index, less its edge.
    """
    if cursor is None:
        return rows.order_by(f"-{time}", f"-{key}")
    back = cursor.is_backwards
    side, edge = ("gte", "lte") if back else ("lte", "gte")
    within = rows.filter(**{f"{time}__{side}": cursor.at})
    order = (time, key) if back else (f"-{time}", f"-{key}")
    there = {time: cursor.at, f"{key}__{edge}": cursor.id}
    return within.exclude(**there).order_by(*order)


def page_of(
    found: list[Any],
    size: int,
    cursor: _Place | None,
    place: Callable[..., _Place],
) -> Page[_Place]:
    """Give the page that these rows are; one more than `size` says there are more.

    `place` gives the cursor behind a row or, with `is_backwards`, before it.
    """
    back = cursor is not None and cursor.is_backwards
    has_more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Page([], None, None)
    return Page(
        found,
        previous=place(found[0], is_backwards=True)
        if (has_more if back else cursor)
        else None,
        next=place(found[-1]) if back or has_more else None,
    )


def by_date(
    row: Any, *, is_backwards: bool = False, time: str = "published_at"
) -> Cursor:
    """Give the place of a row in a list by date."""
    return Cursor(getattr(row, time), row.pk, is_backwards)
