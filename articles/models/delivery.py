"""What readers get: stored documents, and the log of their changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.querysets import ONLY_FOR, ChangeQuerySet, DocumentQuerySet
from articles.slugs import SLUG_LENGTH

# What lists are filtered by, alone or together, newest first by an index each.
LISTED_TOGETHER: tuple[tuple[str, ...], ...] = (
    (),
    ("section",),
    ("section", "language"),
    ("section", "type"),
    ("source",),
    ("source", "language"),
    ("type",),
    ("type", "language"),
    ("language",),
)


# The columns of a document that holds until it is delivered again.
_FOLLOWING = ("valid_until", "next_detail", "next_gzip", "next_item")
NOTHING_FOLLOWS: dict[str, Any] = {"next_etag": "", **dict.fromkeys(_FOLLOWING)}


class PublicStatus(models.TextChoices):
    """How a document looks from outside (IPTC pubStatus)."""

    USABLE = "usable"
    CANCELED = "canceled"


class PublishedDocument(models.Model):
    """A live story as it is delivered, or the tombstone of a killed one.

    `detail` and `item` are the bytes of the delivery document with and without its
    body. Everything lists filter or sort by stands in columns beside them, so that
    delivery reads this table alone. `delivered_at` is when the bytes last changed; two
    deliveries of one story are at least a second apart in it, as HTTP dates are whole
    seconds.

    `detail_gzip` is `detail` compressed, true only where `gzip_of` names its ETag. From
    `valid_until` on, the `next_` columns hold instead: what a reader gets is chosen when
    it is read, however late a sweep is.
    """

    article = models.OneToOneField(
        "articles.Article",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="document",
    )
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    old_slugs = ArrayField(models.CharField(max_length=SLUG_LENGTH), default=list)
    guid = models.TextField()
    status = models.CharField(max_length=10, choices=PublicStatus)
    version = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    language = models.CharField(max_length=35)
    section = models.CharField(max_length=SLUG_LENGTH)
    source = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    detail = models.BinaryField()
    detail_etag = models.CharField(max_length=64)
    item = models.BinaryField()
    delivered_at = models.DateTimeField(default=timezone.now)
    detail_gzip = models.BinaryField(null=True)
    gzip_of = models.CharField(max_length=64, default="", db_default="")
    valid_until = models.DateTimeField(null=True)
    next_detail = models.BinaryField(null=True)
    next_etag = models.CharField(max_length=64, default="", db_default="")
    next_gzip = models.BinaryField(null=True)
    next_item = models.BinaryField(null=True)

    objects = DocumentQuerySet.as_manager()

    body: bytes | memoryview
    """The bytes that hold now, on rows that `showing` gives."""
    changed_at: datetime
    """When they came to hold, on the same rows."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["usable", "canceled"]),
                name="document_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    next_etag__gt="",
                    **{f"{name}__isnull": False for name in _FOLLOWING},
                )
                | Q(next_etag="", **{f"{name}__isnull": True for name in _FOLLOWING}),
                name="document_has_what_follows",
            ),
        ]
        indexes = [
            *(
                models.Index(
                    fields=[*names, "-published_at", "-article"],
                    condition=Q(status="usable", **ONLY_FOR[len(names)]),
                    name="_".join(["document_by", *(names or ("date",))]),
                )
                for names in LISTED_TOGETHER
            ),
            GinIndex(fields=["old_slugs"], name="document_old_slugs"),
            models.Index(
                fields=["article"],
                condition=~Q(gzip_of=F("detail_etag")),
                name="document_unprepared",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class FacetKind(models.TextChoices):
    """What a story may have several of, and lists are filtered by."""

    TOPIC = "topic"
    CONTRIBUTOR = "contributor"


# Where a document names them.
FACETS = {FacetKind.TOPIC: "topics", FacetKind.CONTRIBUTOR: "contributors"}


class DocumentFacet(models.Model):
    """One topic or contributor of a live story, so that an index lists its stories.

    Section, language and date are those of the document.
    """

    document = models.ForeignKey(
        PublishedDocument,
        on_delete=models.CASCADE,
        related_name="facets",
        db_index=False,
    )
    kind = models.CharField(max_length=12, choices=FacetKind)
    slug = models.CharField(max_length=SLUG_LENGTH)
    section = models.CharField(max_length=SLUG_LENGTH)
    language = models.CharField(max_length=35)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "kind", "slug"], name="one_facet_per_document"
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "slug", *names, "-published_at", "-document"],
                condition=Q(**ONLY_FOR[1 + len(names)]),
                name="_".join(["facet_newest", *names]),
            )
            for names in ((), ("section",), ("language",))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class ChangeKind(models.TextChoices):
    """What happened to a document."""

    PUBLISH = "publish"
    UPDATE = "update"
    CORRECT = "correct"
    UNPUBLISH = "unpublish"
    KILL = "kill"
    RIGHTS = "rights"


class Change(models.Model):
    """One change of what readers get, written in the transaction that made it.

    `position` is its place in the feed, given after that transaction has committed
    (`articles.actions.numbering`); readers see no change without one.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="changes"
    )
    guid = models.TextField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    version = models.PositiveIntegerField()
    cause = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    position = models.BigIntegerField(null=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "version"], name="one_change_per_version"
            ),
            models.UniqueConstraint(
                fields=["position"], name="one_change_per_position"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(position__isnull=True),
                name="change_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.guid} {self.version}"


class PendingDelivery(models.Model):
    """A live story to be delivered again, as a fact its document shows has changed."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+"
    )
    cause = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=10, choices=ChangeKind, db_default=ChangeKind.RIGHTS
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.cause}"
