"""The delivery document itself, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import orjson

from articles.renderers.base import Site


class DocumentRenderer:
    """Writes the delivery document as compact UTF-8 JSON (RFC 8259)."""

    name: ClassVar[str] = "json"
    media_type: ClassVar[str] = "application/json"

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        self.site = site

    def render(self, document: Mapping[str, Any]) -> bytes:
        """Give the keys in the order they stand in."""
        return orjson.dumps(document)
