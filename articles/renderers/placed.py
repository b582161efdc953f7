"""The photos and people of a document, as every output format asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# What stands before a name in a byline; formats carry the name alone.
_PREFIX = re.compile(r"\A(?:By|BY|by|Von|Par|Por)\s+")


def placed_photos(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the lead photo, then the body's in order."""
    if document["lead_photo"]:
        yield document["lead_photo"]
    for block in document["body"]:
        if block["type"] == "photo":
            yield block["photo"]
        elif block["type"] == "gallery":
            yield from block["photos"]


def shown_photos(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the photos whose picture is here: the lead photo, then the body's."""
    return (photo for photo in placed_photos(document) if photo["renditions"])


def largest(photo: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a photo's widest rendition that is uncut, and that every reader opens."""
    return _whole(photo)[-1]


def smallest(photo: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a photo's narrowest rendition that is uncut, and that every reader opens."""
    return _whole(photo)[0]


def copyright_of(photo: Mapping[str, Any]) -> str:
    """Give a photo's copyright notice, else its owner's name."""
    rights = photo["copyright"]
    return str(rights["notice"] or rights["holder"])


def author_names(document: Mapping[str, Any]) -> list[str]:
    """Give the named authors, else the byline without its "By"."""
    people = document["contributors"]
    if names := [one["name"] for one in people if one["role"] == "author"]:
        return names
    byline = str(document["byline"])
    return [_PREFIX.sub("", byline)] if byline else []


def _whole(photo: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the uncut JPEGs by width; whatever there is, where there are none."""
    rows = sorted(photo["renditions"], key=lambda row: int(row["width"]))
    uncut = [row for row in rows if row["spec"].startswith("w")]
    return [row for row in uncut if row["type"] == "image/jpeg"] or rows
