"""Who did what to a story, one row per action."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.workflow import Status


class ArticleEvent(models.Model):
    """One action on a story; rows are only ever added."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="events"
    )
    action = models.CharField(max_length=30)
    from_status = models.CharField(max_length=12, choices=Status, blank=True)
    to_status = models.CharField(max_length=12, choices=Status)
    revision = models.ForeignKey(
        "articles.Revision", null=True, blank=True, on_delete=models.SET_NULL
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    actor = models.CharField(max_length=200)
    run = models.CharField(max_length=36, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor}"
