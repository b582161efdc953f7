"""What every live document shows of the world outside its story."""

from __future__ import annotations

from django.db import models

from media.models.change import NOTICE, SITE_NOTICE, SOURCE


class FactKind(models.TextChoices):
    """What a document may show; its photos are the rows of PhotoUse."""

    SECTION = "section"
    TOPIC = "topic"
    CONTRIBUTOR = "contributor"
    SOURCE = SOURCE
    NOTICE = NOTICE
    SITE_NOTICE = SITE_NOTICE
    STORY = "story"


class DocumentDependency(models.Model):
    """One fact that a story's document shows, and what the fact said then.

    `key` is the id of a row, empty for the site's default notice. `seen` is a digest
    (`articles.exporting.depending`), empty where there was no such fact: a link to a
    story that is not live depends on that story too, as it may come back.
    """

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        related_name="dependencies",
        db_index=False,
    )
    kind = models.CharField(max_length=20, choices=FactKind)
    key = models.CharField(max_length=40, blank=True)
    seen = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind", "key"], name="one_dependency_per_fact"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="dependency_by_fact")]

    def __str__(self) -> str:
        return f"{self.article_id} shows {self.kind} {self.key}"
