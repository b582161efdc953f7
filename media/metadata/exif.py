"""EXIF: the few tags that say who made a picture, when, and what it shows."""

from __future__ import annotations

from PIL import Image

from media.metadata.iim import decode
from media.metadata.moments import to_iso
from media.metadata.texts import about_picture, decode_comment

_DETAILS = 0x8769
_TIME_TAKEN, _TIME_ZONE_TAKEN, _TIME_DIGITISED = 0x9003, 0x9011, 0x9004
_TAGS = (0x010E, 0x013B, 0x8298, 0xA420, _TIME_TAKEN, _TIME_ZONE_TAKEN, _TIME_DIGITISED)
_COPYRIGHT = 0x8298
USER_COMMENT = 0x9286
WINDOWS_TAGS = {
    "title": 0x9C9B, "caption": 0x9C9C, "creators": 0x9C9D, "keywords": 0x9C9E
}  # fmt: skip
"""Where Windows keeps what a person types into a file's properties, as UTF-16."""


def read_tags(image: Image.Image) -> dict[int, str]:
    """Give the texts of the tags we know, from the main and the Exif directory.

    Only these are looked up: others may be broken in ways that do not concern us.
    """
    main = image.getexif()
    details = main.get_ifd(_DETAILS)
    found = {}
    for tag in _TAGS:
        value = main.get(tag) or details.get(tag)
        if isinstance(value, str | bytes):
            text = _text(value)
            found[tag] = text if tag == _COPYRIGHT else text.partition("\x00")[0]
    for tag in WINDOWS_TAGS.values():
        if isinstance(value := main.get(tag), bytes):
            found[tag] = value.decode("utf-16-le", "ignore").partition("\x00")[0]
    if isinstance(value := details.get(USER_COMMENT), bytes):
        text = decode_comment(value, is_big_endian=main.endian == ">")
        found[USER_COMMENT] = about_picture(text)
    return found


def read_time(tags: dict[int, str]) -> str:
    """Give when the picture was taken, as ISO 8601; the zone only where stated."""
    for tag in (_TIME_TAKEN, _TIME_DIGITISED):
        if moment := to_iso(tags.get(tag, "")):
            zoned = to_iso(f"{tags[tag]}{tags.get(_TIME_ZONE_TAKEN, '')}")
            return max(moment, zoned, key=len)
    return ""


def read_copyright(tags: dict[int, str]) -> str:
    """Give the notice: the photographer's, and after a NUL the editor's (4.6.5)."""
    parts = (part.strip() for part in tags.get(_COPYRIGHT, "").split("\x00"))
    return "\n".join(filter(None, parts))


def _text(value: str | bytes) -> str:
    """Decode a text: the standard says ASCII, software writes UTF-8 or Latin."""
    data = value if isinstance(value, bytes) else value.encode("latin-1", "ignore")
    return decode(data, "utf-8")
