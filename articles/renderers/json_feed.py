"""Stories as a JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import orjson

from articles.renderers.base import Site
from articles.renderers.feeds import Feed, distinct_photos, identity_of, subjects
from articles.renderers.html_body import body_html
from articles.renderers.placed import author_names, copyright_of, largest
from articles.renderers.xml import xml_text


class JsonFeedRenderer:
    """Writes JSON Feed; rights stand in an extension of ours, ``_rights``."""

    name: ClassVar[str] = "json"
    media_type: ClassVar[str] = "application/feed+json"

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        self.site = site

    def render(self, feed: Feed) -> bytes:
        """Give the feed; keys that say nothing are left out."""
        site = {"name": self.site.name, "url": f"{self.site.url}/"}
        found = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.url,
            "language": feed.language,
            "authors": [site],
            "items": [_item(document) for document in feed.documents],
        }
        return orjson.dumps(_plain(found))


def _item(document: Mapping[str, Any]) -> dict[str, Any]:
    photos = distinct_photos(document)
    rights = document["copyright"]
    elsewhere = document["canonical_url"]
    item = {
        "id": identity_of(document),
        "url": document["url"],
        "external_url": elsewhere if elsewhere != document["url"] else "",
        "title": document["headline"],
        "content_html": body_html(document),
        "summary": document["dek"],
        "image": largest(photos[0])["url"] if photos else "",
        "date_published": document["published_at"],
        "date_modified": document["updated_at"],
        "authors": [{"name": name} for name in author_names(document)],
        "tags": subjects(document),
        "language": document["language"],
        "attachments": [_attachment(photo) for photo in photos],
        "_rights": _filled(
            copyright_notice=rights["notice"],
            usage_terms=rights["usage_terms"],
            license_url=rights["license_url"],
            photos=[_photo(photo) for photo in photos],
        ),
    }
    return {"content_html": "", **_filled(**item)}


def _attachment(photo: Mapping[str, Any]) -> dict[str, Any]:
    file = largest(photo)
    found = {"url": file["url"], "mime_type": file["type"]}
    return found | _filled(title=photo["title"])


def _photo(photo: Mapping[str, Any]) -> dict[str, Any]:
    return _filled(
        url=largest(photo)["url"],
        caption=photo["caption"],
        credit=photo["credit"],
        creator=photo["creator"],
        copyright_notice=copyright_of(photo),
        license_url=photo["copyright"]["license_url"],
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _plain(value: Any) -> Any:
    """Drop control characters at every depth, as the other feeds do."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return xml_text(value) if isinstance(value, str) else value
