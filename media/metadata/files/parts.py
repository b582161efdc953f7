"""What is put into a file, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class CannotEmbed(Exception):
    """The file's own structure does not let metadata be put into it."""


@dataclass(frozen=True)
class Parts:
    """An XMP packet, an IIM block (for the formats that have one), texts for EXIF tags.

    EXIF tags are replaced only where the file has them; one with no text goes.
    """

    packet: bytes
    iim: bytes = b""
    exif: Mapping[int, str] = field(default_factory=dict)
