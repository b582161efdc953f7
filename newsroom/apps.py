"""The newsroom app."""

from __future__ import annotations

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Names the app."""

    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
