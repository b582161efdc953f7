"""Who owns a text or a picture, as rows an editor keeps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class YearRule(models.TextChoices):
    """Which year a copyright notice names."""

    PUBLISHED = "published", "the year of first publication"
    FIXED = "fixed", "always the same year"
    NONE = "none", "no year"


class CopyrightNotice(models.Model):
    """A notice to print; `template` may hold ``{year}`` and ``{holder}``.

    It is looked for on the article, its source, its section, then the site's one
    default.
    """

    name = models.CharField(max_length=100, unique=True)
    holder = models.CharField(max_length=200)
    year_rule = models.CharField(
        max_length=10, choices=YearRule, default=YearRule.PUBLISHED
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    template = models.CharField(max_length=300, default="© {year} {holder}")
    usage_terms = models.TextField(blank=True)
    license_url = models.URLField(blank=True, max_length=500)
    is_site_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "is_site_default",
                condition=Q(is_site_default=True),
                name="one_site_default_notice",
                violation_error_message="Another notice is the site's default.",
            ),
            models.CheckConstraint(
                condition=~Q(year_rule="fixed") | Q(year__isnull=False),
                name="fixed_year_is_given",
                violation_error_message="A fixed year must be given.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def year_for(self, published_year: int) -> int | None:
        """Give the year to print for a story first published in `published_year`."""
        if self.year_rule == YearRule.NONE:
            return None
        return self.year if self.year_rule == YearRule.FIXED else published_year

    def text_for(self, published_year: int) -> str:
        """Give the notice to print; no gap is left where there is no year."""
        year = self.year_for(published_year)
        text = self.template.replace("{year}", str(year or ""))
        return " ".join(text.replace("{holder}", self.holder).split())
