"""Tell wrong and missing settings as numbered system checks, not as tracebacks."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

HINTS = {
    "newsroom.E001": "A random text of 50 characters or more, kept secret.",
    "newsroom.E002": "The host names of the site, divided by commas.",
    "newsroom.E003": "All links to readers are made from it.",
    "newsroom.E004": "PostgreSQL 15 or newer; the embedded one is not for production.",
}


def check_settings(**_: Any) -> list[CheckMessage]:
    """Report what settings.py could not read or missed (E), or will not heed (W)."""
    found: list[CheckMessage] = [
        Error(text, hint=HINTS.get(number), id=number)
        for number, text in sorted(settings.WRONG_SETTINGS.items())
    ]
    if not settings.DEBUG and settings.SITE_URL.startswith("http://"):
        found.append(
            Warning(
                "SITE_URL is not https: passwords and cookies travel in clear text.",
                id="newsroom.W001",
            )
        )
    unheeded = [n for n in settings.SETTINGS_OF_LATER_VERSIONS if os.environ.get(n)]
    if unheeded:
        found.append(
            Warning(
                f"Set, but not heeded by this version: {', '.join(unheeded)}.",
                id="newsroom.W002",
            )
        )
    return found


def refuse_wrong_settings() -> None:
    """End a server's process that would run on wrong settings, saying which."""
    errors = [message for message in check_settings() if message.is_serious()]
    if errors:
        raise SystemExit("\n".join(str(message) for message in errors))
