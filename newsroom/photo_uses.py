"""In which stories a photo stands: live, in drafts, and in what was live once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from articles.models import Article, PhotoUse
from articles.models.article import Placing
from articles.querysets import ArticleQuerySet
from media.models import Photo

LIVE, DRAFT, PAST = "live", "draft", "past"
STATES: Mapping[str, str] = {
    LIVE: "Readers",
    DRAFT: "The desk only",
    PAST: "Nobody now",
}
"""Where a place stands, and who sees it."""

_IS_LIVE = Q(revision=F("article__live_revision"))
# Sorted by name, they come in another order than anybody wants to read them.
_ORDER = Case(When(state=LIVE, then=0), When(state=DRAFT, then=1), default=2)
_STATE = Case(
    When(revision=None, then=Value(DRAFT)),
    When(_IS_LIVE, then=Value(LIVE)),
    default=Value(PAST),
    output_field=CharField(),
)


@dataclass(frozen=True)
class StoryUse:
    """All places of a photo in one state of one story, and what they say instead."""

    article: Article
    state: str
    roles: list[Placing]
    places: int
    credits: list[str]
    captions: list[str]
    last_at: datetime | None

    @property
    def seen_by(self) -> str:
        """Say who sees it."""
        return STATES[self.state]

    @property
    def standing(self) -> str:
        """Say in what kinds of places it stands."""
        return ", ".join(str(Placing(role).label) for role in self.roles)


def live_uses() -> QuerySet:
    """Give the places of a photo that readers see, for `Exists`."""
    return PhotoUse.objects.filter(_IS_LIVE, photo=OuterRef("pk"))


def unused(photos: QuerySet) -> QuerySet:
    """Keep the photos that never stood in a story."""
    return photos.filter(~Exists(PhotoUse.objects.filter(photo=OuterRef("pk"))))


def in_live_stories(photos: QuerySet) -> QuerySet:
    """Keep the photos readers see."""
    return photos.filter(Exists(live_uses()))


def count_live_stories(photos: Iterable[Photo]) -> dict[UUID, int]:
    """Give in how many live stories each photo stands, in one query."""
    uses = PhotoUse.objects.filter(_IS_LIVE, photo__in=[one.pk for one in photos])
    counted = (
        uses.order_by().values_list("photo").annotate(Count("article", distinct=True))
    )
    return dict(counted)


def uses_by_story(photo: Photo, seen: ArticleQuerySet) -> QuerySet:
    """Give one row for each story and state: live first, newest first in each."""
    found = PhotoUse.objects.filter(photo=photo, article__in=seen)
    grouped = found.annotate(state=_STATE).order_by().values("article_id", "state")
    return grouped.annotate(
        rank=_ORDER,
        places=Count("pk"),
        roles=ArrayAgg("role", distinct=True),
        credits=ArrayAgg("credit", distinct=True, filter=~Q(credit=None), default=[]),
        captions=ArrayAgg(
            "caption", distinct=True, filter=~Q(caption=None), default=[]
        ),
        last_at=Max("revision__created_at"),
        changed_at=Max("article__updated_at"),
    ).order_by("rank", "-changed_at", "-article_id")


def with_stories(rows: Iterable[Mapping[str, Any]]) -> list[StoryUse]:
    """Read the stories of some rows, in one query."""
    rows = list(rows)
    stories = (
        Article.objects.select_related("section")
        .defer("body", "headlines")
        .in_bulk([row["article_id"] for row in rows])
    )
    names = ("state", "roles", "places", "credits", "captions", "last_at")
    return [
        StoryUse(stories[row["article_id"]], **{name: row[name] for name in names})
        for row in rows
    ]


def count_by_state(photo: Photo, seen: ArticleQuerySet) -> dict[str, int]:
    """Give how many stories show a photo in each state."""
    found = PhotoUse.objects.filter(photo=photo, article__in=seen)
    counted = (
        found.annotate(state=_STATE)
        .order_by()
        .values_list("state")
        .annotate(Count("article", distinct=True))
    )
    counts = dict(counted)
    return {state: counts.get(state, 0) for state in STATES}
