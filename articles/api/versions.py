"""Versions of what the desk changes: their ETags, and the one a client saw."""

from __future__ import annotations

from rest_framework.request import Request

from articles.errors import StaleVersion, VersionNotNamed


def etag_of_version(version: int) -> str:
    """Give the ETag of a story's or photo's version at the desk."""
    return f'"{version}"'


def version_named(request: Request, current: int) -> int | None:
    """Read If-Match: the version the client saw, or None for ``*``.

    Raises VersionNotNamed, and StaleVersion for what is no ETag of ours.
    """
    text = request.headers.get("If-Match", "").strip()
    if not text:
        raise VersionNotNamed(current=current)
    if text == "*":
        return None
    number = text[1:-1]
    is_ours = text == f'"{number}"' and number.isascii() and number.isdigit()
    if not is_ours or len(number) > 9:
        raise StaleVersion(current=current)
    return int(number)
