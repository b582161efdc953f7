"""Stories as an RSS 2.0 feed, with Media RSS, Dublin Core and whole texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Any, ClassVar

from lxml import etree

from articles.renderers.base import Site
from articles.renderers.feeds import MEDIA, Feed, add_media, identity_of
from articles.renderers.html_body import body_html
from articles.renderers.placed import author_names
from articles.renderers.xml import Writer

_NAMESPACES: dict[str | None, str] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": MEDIA,
}
_MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


class RssRenderer:
    """Writes RSS 2.0.11; creators are dc:creator, as author is an e-mail address."""

    name: ClassVar[str] = "rss"
    media_type: ClassVar[str] = "application/rss+xml"

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        self.site = site

    def render(self, feed: Feed) -> bytes:
        """Give the feed; its times are RFC 822."""
        writer = Writer("rss", _NAMESPACES)
        writer.root.set("version", "2.0")
        channel = writer.add(writer.root, "channel")
        writer.add(channel, "title", feed.title)
        writer.add(channel, "link", feed.page)
        writer.add(channel, "description", f"The newest stories of {feed.title}")
        writer.add(channel, "language", feed.language)
        writer.add_if(channel, "copyright", feed.rights)
        writer.add(channel, "lastBuildDate", _rfc822(feed.updated))
        writer.add(
            channel, "atom:link", href=feed.url, rel="self", type=self.media_type
        )
        for document in feed.documents:
            _add_item(writer, channel, document)
        return writer.to_bytes()


def _add_item(
    writer: Writer, channel: etree._Element, document: Mapping[str, Any]
) -> None:
    item = writer.add(channel, "item")
    writer.add(item, "title", document["headline"])
    writer.add(item, "link", document["url"])
    writer.add(item, "guid", identity_of(document), isPermaLink="false")
    writer.add(item, "pubDate", _rfc822(document["published_at"]))
    writer.add(item, "atom:updated", document["updated_at"])
    for name in author_names(document):
        writer.add(item, "dc:creator", name)
    writer.add_if(item, "dc:rights", document["copyright"]["notice"])
    writer.add_if(item, "dc:language", document["language"])
    _add_categories(writer, item, document)
    writer.add_if(item, "description", document["dek"])
    writer.add(item, "content:encoded", body_html(document))
    add_media(writer, item, document)


def _add_categories(
    writer: Writer, item: etree._Element, document: Mapping[str, Any]
) -> None:
    """Name section and keywords; a media topic by its code, others by their name."""
    section = document["section"] or {"name": ""}
    for name in (section["name"], *document["keywords"]):
        writer.add_if(item, "category", name)
    for topic in document["topics"]:
        scheme, _, code = topic["qcode"].rpartition(":")
        writer.add_if(item, "category", topic["name"])
        if scheme == "medtop":
            writer.add(item, "category", code, domain=_MEDIA_TOPICS)


def _rfc822(time: str) -> str:
    return format_datetime(datetime.fromisoformat(time))
