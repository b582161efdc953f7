"""Output formats, one per file; a new one is a line in the list."""

from __future__ import annotations

from articles.renderers.base import Renderer
from articles.renderers.document import DocumentRenderer
from articles.renderers.json_ld import JsonLdRenderer

RENDERERS: dict[str, type[Renderer]] = {
    kind.name: kind for kind in (DocumentRenderer, JsonLdRenderer)
}
