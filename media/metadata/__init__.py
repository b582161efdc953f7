"""What is written inside picture files: EXIF, IPTC IIM and XMP, read and written."""

from __future__ import annotations

from media.metadata.fields import PhotoMetadata
from media.metadata.reading import Embedded, read_metadata
from media.metadata.writing import build_iim, build_packet, write_jpeg

__all__ = [
    "Embedded",
    "PhotoMetadata",
    "build_iim",
    "build_packet",
    "read_metadata",
    "write_jpeg",
]
