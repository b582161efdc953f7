"""Output formats, one per file; a new one is a line in a list."""

from __future__ import annotations

from articles.renderers.atom import AtomRenderer
from articles.renderers.base import Renderer
from articles.renderers.document import DocumentRenderer
from articles.renderers.feeds import FeedRenderer
from articles.renderers.json_feed import JsonFeedRenderer
from articles.renderers.json_ld import JsonLdRenderer
from articles.renderers.rss import RssRenderer

RENDERERS: dict[str, type[Renderer]] = {
    kind.name: kind for kind in (DocumentRenderer, JsonLdRenderer)
}
FEEDS: dict[str, type[FeedRenderer]] = {
    kind.name: kind for kind in (RssRenderer, AtomRenderer, JsonFeedRenderer)
}
