"""From documents to what templates show: pictures, bylines, directions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from articles.renderers.html_body import with_dateline
from articles.story import CORRECTION_KINDS
from media.renditions import AVIF, EXTENSIONS, JPEG, WEBP

Document = Mapping[str, Any]

_WIDE = re.compile(r"w\d+\Z")
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
# Saving right after publishing is not what readers call an update.
_SOON = timedelta(minutes=2)
_SOURCE_WIDTH = 1280


def present_story(document: Document) -> dict[str, Any]:
    """Give a document with what its page needs beside it."""
    return {
        **document,
        "body": [_present_block(block) for block in with_dateline(document)],
        "corrections": [_present_correction(c) for c in document["corrections"]],
        "lead_photo": present_photo(document["lead_photo"]),
        "byline": byline_of(document),
        "photographers": _names(document, "photographer"),
        "translators": _names(document, "translator"),
        "direction": direction_of(document["language"]),
        "is_updated": _is_updated(document),
    }


def present_item(item: Document) -> dict[str, Any]:
    """Give a list item with what a front needs beside it."""
    return {
        **item,
        "lead_photo": present_photo(item["lead_photo"]),
        "byline": byline_of(item),
        "direction": direction_of(item["language"]),
    }


def present_photo(photo: Document | None) -> dict[str, Any] | None:
    """Give a placed photo with its sources by type, and the one for old browsers.

    A photo without alternative text is described by its title, which is better than
    its file's name being read out.
    """
    if photo is None:
        return None
    rows = [row for row in photo["renditions"] if _WIDE.match(row["spec"])]
    rows = rows or photo["renditions"]
    by_type: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: int(row["width"])):
        by_type.setdefault(row["type"], []).append(row)
    plain = by_type.pop(JPEG, [])
    return {
        **photo,
        "alt": photo["alt"] or photo["title"],
        "rows": plain,
        "shown": _shown(plain),
        "sources": [
            {"type": kind, "rows": found}
            for kind, found in {**_as_avif(by_type.get(WEBP, [])), **by_type}.items()
        ],
        "is_tall": bool(photo["width"]) and photo["height"] > photo["width"],
    }


def byline_of(document: Document) -> str:
    """Give the byline as printed, else one made of the authors' names."""
    if document["byline"]:
        return str(document["byline"])
    names = _names(document, "author")
    return f"By {names}" if names else ""


def direction_of(language: str) -> str:
    """Give rtl for languages written from the right, else ltr."""
    return "rtl" if language.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _names(document: Document, role: str) -> str:
    names = [p["name"] for p in document["contributors"] if p["role"] == role]
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0] if names else ""


def _present_correction(correction: Document) -> dict[str, Any]:
    return {**correction, "label": CORRECTION_KINDS[correction["kind"]]}


def _present_block(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] == "photo":
        return {**block, "photo": present_photo(block["photo"])}
    if block["type"] == "gallery":
        return {**block, "photos": [present_photo(row) for row in block["photos"]]}
    return block


def _as_avif(rows: list[Any]) -> dict[str, list[Any]]:
    """Give the smallest files, which documents leave out: another ending, as they say."""
    endings = (f".{EXTENSIONS[WEBP]}", f".{EXTENSIONS[AVIF]}")
    urls = [row["url"].removesuffix(endings[0]) + endings[1] for row in rows]
    found = [{**row, "url": url} for row, url in zip(rows, urls, strict=True)]
    return {AVIF: found} if found else {}


def _shown(rows: list[Any]) -> Any:
    """Give the smallest file that is wide enough, else the widest."""
    wide = [row for row in rows if row["width"] >= _SOURCE_WIDTH]
    return (wide or rows[-1:] or [None])[0]


def _is_updated(document: Document) -> bool:
    published, updated = document["published_at"], document["updated_at"]
    if not published or not updated:
        return False
    late = datetime.fromisoformat(updated) - datetime.fromisoformat(published)
    return late > _SOON
