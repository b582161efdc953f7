"""What was imported when, with the raw input and what we made of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from media.identity import uuid7
from media.models.provider import Source


class Outcome(models.TextChoices):
    """What became of one item."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    PARSED = "parsed"


class ImportRun(models.Model):
    """One call of an import command."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    command = models.CharField(max_length=60)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    options = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.command} {self.started_at:%Y-%m-%d %H:%M}"


class ImportItem(models.Model):
    """One story or photo of a run: its report line, and the bytes it came from.

    `raw` is zlib-compressed; it is empty where an earlier item of the same content
    holds it. `object_id` is the id of the article or photo.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    path = models.TextField()
    index = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome)
    format = models.CharField(max_length=20, blank=True)
    guid = models.TextField(blank=True)
    version = models.BigIntegerField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    report = models.JSONField(default=dict)
    raw = models.BinaryField(null=True, blank=True, editable=False)
    encoding = models.CharField(max_length=40, blank=True)
    object_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["object_id", "-id"]),
            models.Index(
                fields=["source", "content_hash"],
                condition=~Q(content_hash=""),
                name="import_item_content",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "path", "index"], name="one_item_per_place_in_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.outcome})"
