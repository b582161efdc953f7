"""The media app."""

from __future__ import annotations

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Names the app; its label is free of clashes with MEDIA_ROOT."""

    name = "media"
    default_auto_field = "django.db.models.BigAutoField"
