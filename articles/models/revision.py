"""Every saved state of a story."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from media.models import ImportItem


class Reason(models.TextChoices):
    """Why a revision was made."""

    SAVE = "save", "saved"
    SOURCE = "source", "from source"
    RESTORE = "restore", "restored"


class Revision(models.Model):
    """One state of a story, never changed again.

    `story` is the JSON of `articles.story.Story`; `digest` its SHA-256, so that equal
    content makes no new revision. A revision from source that is not the article's
    draft was kept beside it, because somebody had edited here.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    story = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.SAVE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    author_name = models.CharField(max_length=200)
    import_item = models.ForeignKey(
        ImportItem, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="one_revision_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"
