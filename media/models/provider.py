"""Who delivers material: agencies, sites, freelances, ourselves."""

from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.validators import validate_slug
from django.db import models
from django.utils import timezone

from media.models.rights import CopyrightNotice


class Source(models.Model):
    """A deliverer, and what its material leaves unsaid."""

    slug = models.CharField(max_length=80, unique=True, validators=[validate_slug])
    name = models.CharField(max_length=200)
    url = models.URLField(blank=True, max_length=500)
    language = models.CharField(max_length=35, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    date_order = models.CharField(
        max_length=3,
        default="MDY",
        choices=[(order, order) for order in ("DMY", "MDY", "YMD")],
    )
    copyright = models.ForeignKey(
        CopyrightNotice, null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> tzinfo:
        """Give the zone of its times, by default the newsroom's."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return timezone.get_default_timezone()
