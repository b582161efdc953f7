"""What is written inside picture files: EXIF, IPTC IIM and XMP, read and written."""

from __future__ import annotations

from media.metadata.blocks import Inside, read_blocks
from media.metadata.fields import FIELDS, PhotoMetadata
from media.metadata.files import CannotEmbed, embed, has_manifest
from media.metadata.files.webp import packet_in as webp_packet
from media.metadata.moments import is_storable
from media.metadata.reading import Embedded, read_metadata
from media.metadata.writing import build_iim, build_packet, build_parts, write_jpeg

__all__ = [
    "FIELDS",
    "CannotEmbed",
    "Embedded",
    "Inside",
    "PhotoMetadata",
    "build_iim",
    "build_packet",
    "build_parts",
    "embed",
    "has_manifest",
    "is_storable",
    "read_blocks",
    "read_metadata",
    "webp_packet",
    "write_jpeg",
]
