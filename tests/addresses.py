"""Every address the site answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver


def all_routes() -> list[str]:
    """Give the route of every pattern, from the root."""

    def walk(patterns: list[Any], start: str = "") -> Iterator[str]:
        for pattern in patterns:
            route = start + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from walk(pattern.url_patterns, route)

    return list(walk(get_resolver().url_patterns))
