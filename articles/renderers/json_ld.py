"""A story for search engines: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import orjson

from articles.renderers.base import Site
from articles.renderers.placed import (
    author_names,
    copyright_of,
    largest,
    shown_photos,
)

# So that the text can stand inside <script>, whatever a headline holds.
_ESCAPES: dict[str, str | int | None] = {
    sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"
}
_TYPES = {
    "analysis": "AnalysisNewsArticle",
    "background": "BackgroundNewsArticle",
    "opinion": "OpinionNewsArticle",
    "review": "ReviewNewsArticle",
}


class JsonLdRenderer:
    """Writes NewsArticle with its photos' credits, owners and licences."""

    name: ClassVar[str] = "json-ld"
    media_type: ClassVar[str] = "application/ld+json"

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        self.site = site

    def render(self, document: Mapping[str, Any]) -> bytes:
        """Give JSON-LD safe to stand in an HTML page; empty properties are left out."""
        text = orjson.dumps(_without_empty(self._article(document))).decode()
        return text.translate(str.maketrans(_ESCAPES)).encode()

    def _article(self, document: Mapping[str, Any]) -> dict[str, Any]:
        rights = document["copyright"]
        section = document["section"] or {}
        return {
            "@context": "https://schema.org",
            "@type": _TYPES.get(document["type"], "NewsArticle"),
            "@id": document["url"],
            "url": document["url"],
            "mainEntityOfPage": document["canonical_url"],
            "identifier": document["guid"],
            "headline": document["headline"],
            "alternativeHeadline": document["headlines"]["web"],
            "description": document["dek"],
            "inLanguage": document["language"],
            "articleSection": section.get("name", ""),
            "keywords": [*document["keywords"], *_names(document["topics"])],
            "about": [
                {"@type": "Thing", "name": n} for n in _names(document["topics"])
            ],
            "datePublished": document["published_at"],
            "dateModified": document["updated_at"],
            "correction": [_correction(one) for one in document["corrections"]],
            "wordCount": document["word_count"],
            "dateline": document["dateline"],
            "author": _authors(document),
            "contributor": _people(document, "photographer", "contributing"),
            "editor": _people(document, "editor"),
            "translator": _people(document, "translator"),
            "image": [_image(photo) for photo in shown_photos(document)],
            "isAccessibleForFree": True,
            "copyrightHolder": _organization(rights["holder"]),
            "copyrightYear": rights["year"],
            "copyrightNotice": rights["notice"],
            "license": rights["license_url"],
            "usageInfo": rights["license_url"],
            "publisher": _organization(self.site.name, self.site.url),
            "sourceOrganization": _organization(
                document["source"]["name"], document["source"]["url"]
            ),
        }


def _correction(correction: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": correction["text"],
        "datePublished": correction["at"],
    }


def _image(photo: Mapping[str, Any]) -> dict[str, Any]:
    """Give the image with what Google's licensable images and IPTC ask for."""
    rendition = largest(photo)
    rights = photo["copyright"]
    return {
        "@type": "ImageObject",
        "url": rendition["url"],
        "contentUrl": rendition["url"],
        "width": rendition["width"],
        "height": rendition["height"],
        "caption": photo["caption"],
        "name": photo["title"],
        "creditText": photo["credit"],
        "creator": _persons(photo["creator"]),
        "copyrightNotice": copyright_of(photo),
        "copyrightHolder": _organization(rights["holder"]),
        "license": rights["license_url"],
        "acquireLicensePage": rights["license_url"],
    }


def _authors(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give who wrote it; where nobody is named, who delivered it."""
    if people := _persons(author_names(document)):
        return people
    source = _organization(document["source"]["name"], document["source"]["url"])
    return [source] if source else []


def _people(document: Mapping[str, Any], *roles: str) -> list[dict[str, Any]]:
    people = document["contributors"]
    return _persons(one["name"] for one in people if one["role"] in roles)


def _persons(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"@type": "Person", "name": name} for name in names]


def _names(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["name"] for row in rows]


def _organization(name: str, url: str = "") -> dict[str, Any]:
    if not name:
        return {}
    return {"@type": "Organization", "name": name} | ({"url": url} if url else {})


def _without_empty(value: Any) -> Any:
    """Drop what says nothing, at every depth; False and 0 say something."""
    if isinstance(value, dict):
        cleaned = {key: _without_empty(item) for key, item in value.items()}
        return {k: v for k, v in cleaned.items() if v not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value
