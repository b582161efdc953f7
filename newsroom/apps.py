"""The newsroom app."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import register

from newsroom.checks import check_settings


class NewsroomConfig(AppConfig):
    """Names the app, and registers its checks."""

    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        register(check_settings)


class DeskConfig(AdminConfig):
    """Makes our own admin site the one that every app registers on."""

    default_site = "newsroom.desk.DeskSite"
