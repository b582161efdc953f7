"""Metadata put into a file that exists: its pixels stay as they are, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from media.metadata.files import avif, jpeg, png, tiff, webp
from media.metadata.files.parts import CannotEmbed, Parts

__all__ = ["CannotEmbed", "Parts", "embed", "has_manifest"]

_WRITERS: Mapping[str, Callable[[bytes, Parts], bytes]] = {
    "image/jpeg": jpeg.write,
    "image/png": png.write,
    "image/webp": webp.write,
    "image/tiff": tiff.write,
    "image/avif": avif.write,
}
_MANIFESTS: Mapping[str, Callable[[bytes], bool]] = {
    "image/jpeg": jpeg.has_manifest,
    "image/png": png.has_manifest,
    "image/webp": webp.has_manifest,
    "image/tiff": tiff.has_manifest,
    "image/avif": avif.has_manifest,
}


def embed(data: bytes, mime_type: str, parts: Parts) -> bytes:
    """Give the file with other metadata, its compressed pixels copied as they stand.

    A C2PA manifest is left out: it signs the bytes as they were. Raises CannotEmbed.
    """
    try:
        return _WRITERS[mime_type](data, parts)
    except (ValueError, IndexError) as error:
        raise CannotEmbed(
            f"its structure is not as the format has it ({error})"
        ) from error


def has_manifest(data: bytes, mime_type: str) -> bool:
    """Say whether the file holds a C2PA manifest (C2PA 2.1, A.3)."""
    try:
        return _MANIFESTS[mime_type](data)
    except (ValueError, IndexError, KeyError):
        return False
