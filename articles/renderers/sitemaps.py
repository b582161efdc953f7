"""Sitemaps for search engines (sitemaps.org 0.9, Google's news and image parts)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.renderers.base import Site
from articles.renderers.placed import largest
from articles.renderers.xml import Writer

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS: dict[str | None, str] = {
    None: _SITEMAP,
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


@dataclass(frozen=True)
class Located:
    """A page, and when it changed last, where that is known."""

    url: str
    changed: str = ""


def render_sitemap(pages: Iterable[Located]) -> bytes:
    """Give the sitemap of these pages."""
    writer = Writer("urlset", {None: _SITEMAP})
    for page in pages:
        url = writer.add(writer.root, "url")
        writer.add(url, "loc", page.url)
        writer.add_if(url, "lastmod", page.changed)
    return writer.to_bytes()


def render_sitemap_index(urls: Iterable[str]) -> bytes:
    """Give the index of these sitemaps."""
    writer = Writer("sitemapindex", {None: _SITEMAP})
    for url in urls:
        writer.add(writer.add(writer.root, "sitemap"), "loc", url)
    return writer.to_bytes()


def render_news_sitemap(site: Site, items: Iterable[Mapping[str, Any]]) -> bytes:
    """Give the news sitemap of these list items; of a photo, its address alone.

    Google has dropped the credits and licences of the image part: it reads them from
    the page and from the file.
    """
    writer = Writer("urlset", _NEWS)
    for item in items:
        url = writer.add(writer.root, "url")
        writer.add(url, "loc", item["url"])
        writer.add(url, "lastmod", item["updated_at"])
        news = writer.add(url, "news:news")
        publication = writer.add(news, "news:publication")
        writer.add(publication, "news:name", site.name)
        writer.add(publication, "news:language", news_language(item["language"]))
        writer.add(news, "news:publication_date", item["first_published_at"])
        writer.add(news, "news:title", item["headline"])
        photo = item["lead_photo"]
        if photo and photo["renditions"]:
            image = writer.add(url, "image:image")
            writer.add(image, "image:loc", largest(photo)["url"])
    return writer.to_bytes()


def news_language(tag: str) -> str:
    """Give a language as Google News wants it: ``en``, but ``zh-cn`` and ``zh-tw``."""
    first, _, rest = tag.lower().partition("-")
    if first == "zh":
        is_traditional = set(rest.split("-")) & {"hant", "tw", "hk", "mo"}
        return "zh-tw" if is_traditional else "zh-cn"
    return first
