"""Importing in tests: call the actions as the command does."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from articles.actions.importing import (
    import_all,
    import_all_or_nothing,
    open_run,
    reader_for,
)
from articles.reading.pages import list_pages
from media.models import ImportItem


def picture(colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def bring_in(
    *paths: Path,
    source: str = "imported",
    publish: bool = False,
    strict: bool = False,
    stdin: bytes = b"",
    links_photos: bool = True,
) -> list[dict[str, Any]]:
    listing = list_pages(
        [str(path) for path in paths] or ["-"], standard_input=io.BytesIO(stdin)
    )
    job = open_run(source, publish=publish)
    reader = reader_for(job.source, links_photos=links_photos)
    take_in = import_all_or_nothing if strict else import_all
    return list(take_in(listing.entries, reader, job))


def outcomes(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [row["outcome"] for row in rows]


def unpack(item: ImportItem) -> bytes:
    assert item.raw is not None
    return zlib.decompress(bytes(item.raw))


def codes(row: dict[str, Any]) -> set[str]:
    return {each["code"] for each in row["warnings"]}
