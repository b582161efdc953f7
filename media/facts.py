"""What can be said about a photo, read from a file or a page, in the desk's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime, time, tzinfo
from typing import Any

from media.credits import Credited, read_credit, split_caption
from media.metadata import PhotoMetadata, is_storable
from media.rights import (
    DATA_MINING,
    MODEL_RELEASES,
    PROPERTY_RELEASES,
    known_value,
)

SURE_ENOUGH = 0.8
# What cameras write where photographers write captions.
_CAMERA_WORDS = frozenset({
    "OLYMPUS DIGITAL CAMERA", "DIGITAL CAMERA", "SONY DSC", "DCIM",
    "KODAK Digital Still Camera",
})  # fmt: skip
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class PhotoDescription:
    """What a page, a wire or a file says about a photo; what it leaves out is empty.

    `credit` is what must be printed, `credit_raw` the words it was read from.
    """

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    creators: tuple[str, ...] = ()
    credit: str = ""
    credit_raw: str = ""
    source: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    restrictions: str = ""
    license_url: str = ""
    licensor_name: str = ""
    licensor_url: str = ""
    data_mining: str = ""
    model_release: str = ""
    property_release: str = ""
    instructions: str = ""
    date_created: datetime | None = None
    city: str = ""
    country: str = ""
    keywords: tuple[str, ...] = ()

    def stated(self) -> dict[str, Any]:
        """Give the facts that are not empty, by column; lists for tuples."""
        return {
            field.name: list(value) if isinstance(value, tuple) else value
            for field in fields(self)
            if (value := getattr(self, field.name))
        }


FACTS = tuple(field.name for field in fields(PhotoDescription))
_SAME_NAME = (
    "title", "headline", "alt", "source", "copyright_holder", "copyright_notice",
    "usage_terms", "licensor_name", "instructions", "city", "country", "keywords",
)  # fmt: skip


def describe_embedded(metadata: PhotoMetadata, zone: tzinfo) -> PhotoDescription:
    """Read a file's metadata with credit sense; `zone` is for times without one.

    A credit at the end of the caption is cut from it, and used where the file has
    none of its own.
    """
    said = "" if metadata.caption in _CAMERA_WORDS else metadata.caption
    in_caption = split_caption(said)
    is_sure = in_caption.confidence >= SURE_ENOUGH and _is_balanced(in_caption)
    raw = metadata.credit or (in_caption.raw if is_sure else "")
    credited = read_credit(raw)
    return PhotoDescription(
        caption=in_caption.caption_rest if is_sure else said,
        credit=metadata.credit or credited.credit_line,
        credit_raw=raw,
        creators=metadata.creators
        or credited.creators
        or (in_caption.creators if is_sure else ()),
        license_url=_web(metadata.license_url),
        licensor_url=_web(metadata.licensor_url),
        restrictions=metadata.other_constraints,
        data_mining=known_value(metadata.data_mining, DATA_MINING),
        model_release=known_value(metadata.model_release, MODEL_RELEASES),
        property_release=known_value(metadata.property_release, PROPERTY_RELEASES),
        date_created=read_moment(metadata.date_created, zone),
        **{name: getattr(metadata, name) for name in _SAME_NAME},
    )


def _web(address: str) -> str:
    return address if _WEB.fullmatch(address) else ""


def _is_balanced(credited: Credited) -> bool:
    """Say whether the caption was cut between brackets and not through a pair."""
    rest = credited.caption_rest
    return rest.count("(") == rest.count(")")


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """Read an ISO 8601 time; a date alone is taken as noon, no zone as `zone`."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not is_storable(moment):
        return None
    if len(text) == len("2026-11-24"):
        moment = datetime.combine(moment, time(12))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
