"""What the desk keeps beside the stories: sections, topics, contributors."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from articles.slugs import RESERVED_SECTION_SLUGS, SLUG_LENGTH, SLUG_PATTERN
from media.models import CopyrightNotice, Source

validate_slug = RegexValidator(
    SLUG_PATTERN, "Use lower-case letters, digits and single hyphens."
)


class Section(models.Model):
    """A part of the site; its slug is the first part of its stories' addresses."""

    slug = models.CharField(
        max_length=SLUG_LENGTH, unique=True, validators=[validate_slug]
    )
    name = models.CharField(max_length=120)
    copyright = models.ForeignKey(
        CopyrightNotice, null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SECTION_SLUGS),
                name="section_slug_is_free",
                violation_error_message="This slug is an address of ours.",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN), name="section_slug_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceSection(models.Model):
    """Where a source's stories go that name no section."""

    source = models.OneToOneField(
        Source, on_delete=models.CASCADE, related_name="default_section"
    )
    section = models.ForeignKey(Section, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"{self.source} → {self.section}"


class Topic(models.Model):
    """A subject; `qcode` is its IPTC Media Topics code, as ``medtop:11000000``."""

    slug = models.CharField(
        max_length=SLUG_LENGTH, unique=True, validators=[validate_slug]
    )
    name = models.CharField(max_length=200)
    qcode = models.CharField(max_length=60, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Contributor(models.Model):
    """Somebody who is named on stories."""

    slug = models.CharField(
        max_length=SLUG_LENGTH, unique=True, validators=[validate_slug]
    )
    name = models.CharField(max_length=200, db_index=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
