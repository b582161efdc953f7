"""Write metadata into pictures: the XMP packet of public files, and IIM for JPEG."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PIL import Image

from media.metadata import iim, xmp
from media.metadata.blocks import Inside
from media.metadata.exif import WINDOWS_TAGS
from media.metadata.fields import FIELDS, PhotoMetadata
from media.metadata.files import Parts

MOST_PACKET_BYTES = 65_000
PUBLIC_FIELDS = (
    "title", "caption", "alt", "creators", "credit", "source", "copyright_notice",
    "copyright_holder", "usage_terms", "license_url", "licensor_name", "licensor_url",
    "data_mining", "other_constraints", "digital_source_type", "ai_system",
    "ai_system_version", "ai_prompt", "ai_prompt_writer", "date_created",
)  # fmt: skip
_EXIF_TEXTS = frozenset({"caption", "creators", "copyright_notice"})
_BY_NAME = {one.name: one for one in FIELDS}
_TRIMMED_FIRST = ("keywords", "extended_description", "caption", "alt", "title")


def build_packet(metadata: PhotoMetadata) -> bytes:
    """Build the XMP packet of a public file.

    It says what PUBLIC_FIELDS names, never the editors' notes or a place. A packet
    too long for a JPEG segment loses its longest descriptions, never a credit.
    """
    return _fitting(metadata, PUBLIC_FIELDS)


def build_iim(metadata: PhotoMetadata) -> bytes:
    """Build the IIM twin of a public JPEG's packet, as its APP13 segment.

    The same fields, as far as IIM has them, for readers that know no XMP.
    """
    return iim.build_segment(iim.build_block(_iim_values(metadata, PUBLIC_FIELDS)))


def build_parts(
    metadata: PhotoMetadata, names: Collection[str], inside: Inside
) -> Parts:
    """Build what makes a file say these fields of the metadata, and all else as before.

    EXIF's few tags follow where the file has them, what Windows keeps beside them
    goes. A packet too long for a JPEG's segment says our fields alone.
    """
    fields = {name: _BY_NAME[name] for name in _BY_NAME if name in names}
    packet = xmp.merge_packet(inside.packet, metadata, fields)
    if len(packet) > MOST_PACKET_BYTES:
        packet = _fitting(metadata, tuple(_BY_NAME))
    values: dict[int, list[tuple[int, str]]] = {
        one.iim: [] for one in fields.values() if one.iim is not None
    }
    for number, limit, text in _iim_values(metadata, tuple(fields)):
        values.setdefault(number, []).append((limit, text))
    texts = {
        one.exif: "; ".join(_all(getattr(metadata, one.name)))
        for one in fields.values()
        if one.name in _EXIF_TEXTS and one.exif
    }
    stale = {tag: "" for name, tag in WINDOWS_TAGS.items() if name in fields}
    return Parts(packet, iim.replace_datasets(inside.iim, values), {**texts, **stale})


def _all(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def write_jpeg(
    image: Image.Image, metadata: PhotoMetadata, *, quality: int = 90
) -> bytes:
    """Encode a picture as an agency would send it: IIM and XMP, every field."""
    block = iim.build_block(_iim_values(metadata, tuple(_BY_NAME)))
    packet = _fitting(metadata, tuple(_BY_NAME))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, xmp=packet, extra=iim.build_segment(block))
    return out.getvalue()


def _fitting(metadata: PhotoMetadata, names: tuple[str, ...]) -> bytes:
    fields = {name: _BY_NAME[name] for name in names}
    packet = xmp.build_packet(metadata, fields)
    for name in _TRIMMED_FIRST:
        if len(packet) <= MOST_PACKET_BYTES:
            break
        value = getattr(metadata, name)
        short: Any = () if isinstance(value, tuple) else value[:2000]
        metadata = replace(metadata, **{name: short})
        packet = xmp.build_packet(metadata, fields)
    return packet


def _iim_values(
    metadata: PhotoMetadata, names: tuple[str, ...]
) -> list[tuple[int, int, str]]:
    values: list[tuple[int, int, str]] = []
    for one in (_BY_NAME[name] for name in names):
        value = getattr(metadata, one.name)
        if one.iim is None or not value:
            continue
        if one.name == "date_created":
            values.extend(_iim_time(value))
            continue
        values.extend((one.iim, one.iim_bytes, text) for text in _all(value))
    return values


def _iim_time(text: str) -> list[tuple[int, int, str]]:
    """Give 2:55 and 2:60 of an ISO 8601 time: CCYYMMDD and HHMMSS±HHMM.

    A month or day that is not known is 00; IIM knows no parts of a second.
    """
    date, _, clock = text.partition("T")
    values = [(55, 8, date.replace("-", "").ljust(8, "0"))]
    if clock:
        zone = re.sub(r"^[.\d]*", "", clock[8:]).replace("Z", "+0000")
        values.append((60, 11, f"{clock[:8]}{zone}".replace(":", "")))
    return values
