"""What readers were told about a mistake, between two revisions."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.revision import Revision
from articles.story import CORRECTION_KINDS

CORRECTION_LENGTH = 5000


class Correction(models.Model):
    """A word to readers that stands with a story for good.

    `before` and `after` are what was live until then and from then on; they are the
    same where only the note is new. One that was wrong itself is retracted: readers
    do not see it any more, the desk does.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="corrections"
    )
    kind = models.CharField(
        max_length=15, choices=list(CORRECTION_KINDS.items()), default="correction"
    )
    text = models.TextField(validators=[MaxLengthValidator(CORRECTION_LENGTH)])
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    actor = models.CharField(max_length=200)
    before = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(CORRECTION_KINDS)),
                name="correction_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="correction_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
