"""Word that something readers see has changed, for whoever shows it."""

from __future__ import annotations

from django.db import models

SOURCE = "source"
NOTICE = "notice"
SITE_NOTICE = "site_notice"


class FactChange(models.Model):
    """A fact outside the stories that has changed, in the transaction that changed it.

    A sweep takes it up and delivers what shows the fact again. `key` says which one of
    its kind; the row itself may be gone. `is_rights`: it is about who owns what.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=200)
    is_rights = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.cause}"
