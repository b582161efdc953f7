"""The articles app."""

from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Names the app."""

    name = "articles"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
