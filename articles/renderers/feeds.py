"""What the feed formats share: the feed as a value, and its photos in Media RSS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from lxml import etree

from articles.markup import clean_url
from articles.renderers.base import Site
from articles.renderers.placed import copyright_of, largest, shown_photos, smallest
from articles.renderers.xml import Writer

MEDIA = "http://search.yahoo.com/mrss/"
NOTHING_YET = "1970-01-01T00:00:00Z"
"""When a feed that holds nothing changed last."""


@dataclass(frozen=True)
class Feed:
    """Some stories, newest first: `url` is the feed's own address, `page` its page's."""

    title: str
    url: str
    page: str
    language: str
    documents: Sequence[Mapping[str, Any]]

    @property
    def updated(self) -> str:
        """Give the time of the last change, as the documents write it."""
        times = [document["updated_at"] for document in self.documents]
        return max(times, key=datetime.fromisoformat, default=NOTHING_YET)

    @property
    def rights(self) -> str:
        """Give the copyright notice that every story here bears, if there is one."""
        found = {document["copyright"]["notice"] for document in self.documents}
        return found.pop() if len(found) == 1 else ""


class FeedRenderer(Protocol):
    """One feed format; `name` is the ending of its addresses."""

    name: ClassVar[str]
    media_type: ClassVar[str]

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        ...

    def render(self, feed: Feed) -> bytes:
        """Give the bytes of a feed in this format."""
        ...


def identity_of(document: Mapping[str, Any]) -> str:
    """Give what the story is known by for life, in any feed: a URI (RFC 9562)."""
    return f"urn:uuid:{document['id']}"


def subjects(document: Mapping[str, Any]) -> list[str]:
    """Give section, topics and keywords by name, each once."""
    section = document["section"] or {"name": ""}
    topics = [topic["name"] for topic in document["topics"]]
    names = [section["name"], *topics, *document["keywords"]]
    return [name for name in dict.fromkeys(names) if name]


def distinct_photos(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the photos shown, each once, in the order they stand."""
    return list({photo["id"]: photo for photo in shown_photos(document)}.values())


def add_media(
    writer: Writer, parent: etree._Element, document: Mapping[str, Any]
) -> None:
    """Add a ``media:content`` for each photo (Media RSS 1.5.1).

    The first ``media:credit`` is the line to print; creators follow by their role.
    """
    lead = document["lead_photo"]
    for photo in distinct_photos(document):
        is_lead = bool(lead) and photo["id"] == lead["id"]
        content = writer.add(
            parent, "media:content", **_file(largest(photo)),
            type=largest(photo)["type"], medium="image",
            isDefault="true" if is_lead else "",
        )  # fmt: skip
        writer.add_if(content, "media:title", photo["title"], type="plain")
        writer.add_if(content, "media:description", photo["caption"], type="plain")
        writer.add(content, "media:thumbnail", **_file(smallest(photo)))
        writer.add_if(content, "media:credit", photo["credit"])
        for name in photo["creator"]:
            writer.add_if(
                content, "media:credit", name, role="photographer", scheme="urn:ebu"
            )
        url = clean_url(photo["copyright"]["license_url"])
        writer.add_if(content, "media:copyright", copyright_of(photo), url=url)


def _file(rendition: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(rendition[name]) for name in ("url", "width", "height")}
