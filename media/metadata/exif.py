"""EXIF: the few tags that say who made a picture, when, and what it shows."""

from __future__ import annotations

import re

from PIL import Image

_DETAILS = 0x8769
_TIME_TAKEN, _TIME_ZONE_TAKEN, _TIME_DIGITISED = 0x9003, 0x9011, 0x9004
_TAGS = (0x010E, 0x013B, 0x8298, 0xA420, _TIME_TAKEN, _TIME_ZONE_TAKEN, _TIME_DIGITISED)
_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d)(?: (\d\d):(\d\d):(\d\d))?")
_ZONE = re.compile(r"[+-]\d\d:\d\d|Z")


def read_tags(image: Image.Image) -> dict[int, str]:
    """Give the texts of the tags we know, from the main and the Exif directory.

    Only these are looked up: others may be broken in ways that do not concern us.
    """
    main = image.getexif()
    details = main.get_ifd(_DETAILS)
    found = {}
    for tag in _TAGS:
        value = main.get(tag) or details.get(tag)
        if isinstance(value, str | bytes) and (text := _text(value)):
            found[tag] = text
    return found


def read_time(tags: dict[int, str]) -> str:
    """Give when the picture was taken, as ISO 8601; the zone only where stated."""
    for tag in (_TIME_TAKEN, _TIME_DIGITISED):
        match = _TIME.match(tags.get(tag, ""))
        if match and match[1] != "0000":
            year, month, day, *clock = match.groups()
            date = f"{year}-{month}-{day}"
            if clock[0] is None:
                return date
            zone = tags.get(_TIME_ZONE_TAKEN, "")
            return f"{date}T{':'.join(clock)}{zone if _ZONE.fullmatch(zone) else ''}"
    return ""


def _text(value: str | bytes) -> str:
    """Decode a text: the standard says ASCII, software writes UTF-8 or Latin."""
    data = value if isinstance(value, bytes) else value.encode("latin-1", "ignore")
    data = data.split(b"\x00")[0]
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").strip()
