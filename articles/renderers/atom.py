"""Stories as an Atom feed (RFC 4287), with Media RSS for the photos' rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from lxml import etree

from articles.markup import clean_url
from articles.renderers.base import Site
from articles.renderers.feeds import (
    MEDIA,
    Feed,
    add_media,
    distinct_photos,
    identity_of,
)
from articles.renderers.html_body import body_html
from articles.renderers.placed import author_names, largest
from articles.renderers.xml import Writer

_NAMESPACES: dict[str | None, str] = {
    None: "http://www.w3.org/2005/Atom",
    "media": MEDIA,
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


class AtomRenderer:
    """Writes Atom; the site is the author of what names nobody."""

    name: ClassVar[str] = "atom"
    media_type: ClassVar[str] = "application/atom+xml"

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        self.site = site

    def render(self, feed: Feed) -> bytes:
        """Give the feed."""
        writer = Writer("feed", _NAMESPACES)
        root = writer.root
        root.set(_LANGUAGE, feed.language)
        writer.add(root, "id", feed.url)
        writer.add(root, "title", feed.title)
        writer.add(root, "updated", feed.updated)
        writer.add(root, "link", rel="self", type=self.media_type, href=feed.url)
        writer.add(root, "link", rel="alternate", type="text/html", href=feed.page)
        writer.add_if(root, "rights", feed.rights)
        author = writer.add(root, "author")
        writer.add(author, "name", self.site.name)
        writer.add(author, "uri", f"{self.site.url}/")
        for document in feed.documents:
            _add_entry(writer, document)
        return writer.to_bytes()


def _add_entry(writer: Writer, document: Mapping[str, Any]) -> None:
    entry = writer.add(writer.root, "entry")
    if document["language"]:
        entry.set(_LANGUAGE, document["language"])
    writer.add(entry, "id", identity_of(document))
    writer.add(entry, "title", document["headline"])
    writer.add(entry, "published", document["published_at"])
    writer.add(entry, "updated", document["updated_at"])
    _add_links(writer, entry, document)
    for name in author_names(document):
        writer.add(writer.add(entry, "author"), "name", name)
    _add_categories(writer, entry, document)
    writer.add_if(entry, "rights", document["copyright"]["notice"])
    writer.add_if(entry, "summary", document["dek"])
    writer.add(entry, "content", body_html(document), type="html")
    add_media(writer, entry, document)


def _add_links(
    writer: Writer, entry: etree._Element, document: Mapping[str, Any]
) -> None:
    writer.add(entry, "link", rel="alternate", type="text/html", href=document["url"])
    for file in map(largest, distinct_photos(document)):
        writer.add(entry, "link", rel="enclosure", type=file["type"], href=file["url"])
    for link in document["related"]:
        if url := clean_url(link["url"]):
            writer.add(entry, "link", rel="related", href=url, title=link["title"])
    if url := clean_url(document["copyright"]["license_url"]):
        writer.add(entry, "link", rel="license", href=url)


def _add_categories(
    writer: Writer, entry: etree._Element, document: Mapping[str, Any]
) -> None:
    if section := document["section"]:
        writer.add(entry, "category", term=section["slug"], label=section["name"])
    for topic in document["topics"]:
        is_medtop = topic["qcode"].startswith("medtop:")
        writer.add(
            entry,
            "category",
            term=topic["qcode"] or topic["slug"],
            scheme=_MEDIA_TOPICS if is_medtop else "",
            label=topic["name"],
        )
    for word in document["keywords"]:
        writer.add(entry, "category", term=word)
