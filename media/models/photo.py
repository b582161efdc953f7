"""Photos, and what was done to them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from media.geometry import Box
from media.identity import uuid7
from media.models.provider import Source
from media.querysets import CropsHold, PhotoQuerySet, SearchText
from media.rights import (
    CATEGORIES,
    DATA_MINING,
    MINING_PROHIBITED,
    MODEL_RELEASES,
    PROPERTY_RELEASES,
)

NEWEST = ("-created_at", "-id")
# One for each filter of the desk's list.
NEWEST_OF_EACH = (
    models.Index(fields=["rights_category", *NEWEST], name="photo_newest_by_rights"),
    models.Index(fields=["provider", *NEWEST], name="photo_newest_by_provider"),
    *(
        models.Index(fields=NEWEST, condition=condition, name=f"photo_newest_{name}")
        for name, condition in {
            "without_file": Q(sha256__isnull=True),
            "without_credit": Q(credit=""),
            "restricted": Q(restrictions__gt=""),
            "not_for_mining": Q(data_mining__in=MINING_PROHIBITED),
            "deleted": Q(deleted_at__isnull=False),
        }.items()
    ),
)
MOST_LETTERS = 60


class Photo(models.Model):
    """A picture and everything that must be said with it.

    The original lies at `original`, byte for byte as it came; it is private. A
    photo known only by its caption and credit has no file yet: `sha256` is null and
    `described_as` is its identity. `width` and `height` are as shown, after turning.
    `crops` are an editor's own, by shape: [left, top, width, height] as shares of the
    upright picture; each holds the focal point. `placeholder` is a blur of the
    picture as a data: address, shown until the picture has come.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)
    described_as = models.CharField(max_length=64, null=True, blank=True, unique=True)
    original = models.FileField(max_length=200, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    byte_size = models.PositiveBigIntegerField(null=True, blank=True)
    mime_type = models.CharField(max_length=40, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    title = models.CharField(max_length=300, blank=True)
    headline = models.CharField(max_length=300, blank=True)
    caption = models.TextField(blank=True)
    alt = models.TextField("alternative text", blank=True)
    creators = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    credit = models.CharField("credit line", max_length=300, blank=True)
    credit_raw = models.TextField(blank=True, editable=False)
    source = models.CharField(max_length=200, blank=True)
    copyright_holder = models.CharField(max_length=200, blank=True)
    copyright_notice = models.TextField(blank=True)
    rights_category = models.CharField(
        max_length=20, default="unknown", choices=list(CATEGORIES.items())
    )
    usage_terms = models.TextField(blank=True)
    restrictions = models.TextField("restrictions in words", blank=True)
    license_url = models.URLField(blank=True, max_length=500)
    licensor_name = models.CharField(max_length=200, blank=True)
    licensor_url = models.URLField(blank=True, max_length=500)
    data_mining = models.CharField(
        max_length=100, blank=True, choices=list(DATA_MINING.items())
    )
    model_release = models.CharField(
        max_length=60, blank=True, choices=list(MODEL_RELEASES.items())
    )
    property_release = models.CharField(
        max_length=60, blank=True, choices=list(PROPERTY_RELEASES.items())
    )
    instructions = models.TextField("instructions (never published)", blank=True)
    date_created = models.DateTimeField(null=True, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=120, blank=True)
    keywords = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    focal_x = models.FloatField(default=0.5)
    focal_y = models.FloatField(default=0.5)
    crops = models.JSONField(default=dict, blank=True)
    metadata_original = models.JSONField(default=dict, editable=False)
    # The release before knows no such column, and takes photos all the same.
    placeholder = models.CharField(
        max_length=200, blank=True, default="", db_default="", editable=False
    )

    provider = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, editable=False
    )
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Of the one object by which `take_photo` has just kept it; no column.
    is_new = False

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="photo_newest"),
            *NEWEST_OF_EACH,
            GinIndex(
                OpClass(Upper(SearchText.of_columns()), name="gin_trgm_ops"),
                name="photo_search",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(sha256__isnull=True),
                name="merged_photo_has_no_file",
            ),
            models.CheckConstraint(
                condition=Q(sha256__isnull=False) | Q(described_as__isnull=False),
                name="photo_has_identity",
            ),
            models.CheckConstraint(
                condition=Q(sha256__isnull=True)
                | (Q(width__gt=0) & Q(height__gt=0) & ~Q(original="")),
                name="photo_file_is_measured",
            ),
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1)) & Q(focal_y__range=(0, 1)),
                name="focal_point_inside",
            ),
            models.CheckConstraint(
                condition=CropsHold(F("crops"), F("focal_x"), F("focal_y")),
                name="crops_hold_focal_point",
                violation_error_message="A crop lies outside the picture, or does not"
                " hold the focal point.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or _brief(self.caption) or self.file_name or str(self.id)

    @property
    def has_file(self) -> bool:
        """Say whether the picture itself is here, not only its description."""
        return self.sha256 is not None

    @property
    def focal_point(self) -> tuple[float, float]:
        """What the picture is about, as shares of its width and height."""
        return self.focal_x, self.focal_y

    @property
    def crop_boxes(self) -> dict[str, Box]:
        """The editor's own crops, by shape."""
        return {name: Box.from_json(box) for name, box in self.crops.items()}


def _brief(text: str) -> str:
    """Give the first words; a language without spaces is cut where it must be."""
    words = " ".join(text.split())
    if len(words) <= MOST_LETTERS:
        return words
    start = words[:MOST_LETTERS]
    whole = start.rpartition(" ")[0]
    return f"{whole if len(whole) > MOST_LETTERS // 2 else start} …"


class PhotoEvent(models.Model):
    """One thing done to a photo, by whom, and what changed."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    actor = models.CharField(max_length=200)
    run = models.CharField(max_length=36, blank=True)
    changes = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor}"


class PhotoChange(models.Model):
    """A photo whose live stories must be delivered again; a sweep takes it up."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    cause = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.cause}: {self.photo_id}"


class RenditionOrder(models.Model):
    """A photo that readers will see, whose renditions are to be made ahead of them."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["tries", "id"]
        indexes = [models.Index(fields=["tries", "id"], name="rendition_order_next")]

    def __str__(self) -> str:
        return str(self.photo_id)
