"""A tiny import format for tests: the importer is tried without the real parsers.

A page is text: ``key: value`` lines, an empty line, then paragraphs. Keys: headline,
guid, language, section, byline, date, topic, slug, address, and photo with ``place | caption |
credit`` (the first is the lead photo).
"""

from __future__ import annotations

from datetime import datetime

from articles.blocks import Block, Paragraph, PhotoBlock, PlacedPhoto
from articles.errors import NoStory
from articles.parsers.base import Defaults, Judged, Parsed
from articles.story import Credit, SectionRef, Story, TopicRef
from media.reports import Warned

MARK = "headline:"


class TinyParser:
    """Reads the format above."""

    name = "page-text"

    def claims(self, data: bytes, name: str) -> bool:
        return data.startswith(MARK.encode())

    def parse(self, data: bytes, name: str, defaults: Defaults) -> list[Parsed]:
        stories = data.decode().split("\n=====\n")
        return [self._parse(text) for text in stories]

    def _parse(self, text: str) -> Parsed:
        head, _, rest = text.partition("\n\n")
        pairs = [line.partition(":")[::2] for line in head.splitlines()]
        values = {key: value.strip() for key, value in pairs}
        if values.get("headline") == "crash":
            raise KeyError("a fault of the parser")
        if not values.get("headline"):
            raise NoStory
        photos = [_photo(value) for key, value in pairs if key == "photo"]
        body: list[Block] = [Paragraph(each) for each in rest.split("\n\n") if each]
        body += [PhotoBlock(photo) for photo in photos[1:]]
        story = Story(
            headline=values["headline"],
            language=values.get("language", ""),
            slug=values.get("slug", ""),
            canonical_url=values.get("address", ""),
            byline=values.get("byline", ""),
            contributors=(Credit(values["byline"]),) if values.get("byline") else (),
            section=SectionRef(values["section"]) if values.get("section") else None,
            topics=(TopicRef(values["topic"]),) if values.get("topic") else (),
            published_at=_time(values.get("date", "")),
            lead_photo=photos[0] if photos else None,
            body=tuple(body),
        )
        warnings = () if story.byline else (Warned("byline_missing", "No byline."),)
        fields = {"headline": Judged(0.9, (9, 9 + len(story.headline)))}
        return Parsed(
            story, self.name, values.get("guid", ""), fields=fields, warnings=warnings
        )


class TinyHtmlParser(TinyParser):
    """The same, as a format whose photos are named by the page alone."""

    name = "page-html"

    def claims(self, data: bytes, name: str) -> bool:
        return super().claims(data, name) and name.endswith(".html")


PARSERS = (TinyHtmlParser(), TinyParser())


def page(headline: str = "Ferry sails", text: str = "It sails.", **keys: str) -> bytes:
    """Write a page of the format."""
    lines = [f"headline: {headline}", *(f"{key}: {keys[key]}" for key in keys)]
    return ("\n".join(lines) + "\n\n" + text).encode()


def _photo(value: str) -> PlacedPhoto:
    place, caption, credit = ([part.strip() for part in value.split("|")] + ["", ""])[
        :3
    ]
    return PlacedPhoto(caption=caption, credit=credit, source_url=place, raw=value)


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
