"""Pillow: open pictures safely, say what they are, make renditions of them."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PIL import Image, UnidentifiedImageError

from media.cutting import (
    BROKEN,
    PLACEHOLDER_PIXELS,
    cut_series,
    encode,
    placeholder,
    size_as_shown,
)
from media.errors import PhotoTooLarge, UnknownPhotoFormat, UnreadablePhoto
from media.metadata import Embedded, Inside, read_blocks, read_metadata, webp_packet
from media.renditions import Rendition

FORMATS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "AVIF": "image/avif",
}
MOST_BYTES = 128 * 1024 * 1024
MOST_PIXELS = 150_000_000
MOST_PIXELS_AT_ONCE = 64_000_000
MOST_MEMORY = 460_000_000
# What a pixel takes at most while it is decoded and laid on white, as measured.
_PIXEL_BYTES = {"WEBP": 14, "AVIF": 8}
_PLAIN_PIXEL_BYTES, _DEEP_PIXEL_BYTES, _CLEAR_PIXEL_BYTES = 6, 11, 14
_OPENERS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")

# One picture is decoded at a time in a process: that bounds the memory, and
# Python's warning filters are the whole process's. A thread may look at what it
# makes while it makes it.
_one_at_a_time = threading.RLock()

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True)
class Inspected:
    """What a file is: `width` and `height` as shown, after turning."""

    mime_type: str
    width: int
    height: int
    embedded: Embedded
    placeholder: str = ""
    warnings: tuple[str, ...] = ()


def inspect(data: bytes) -> Inspected:
    """Read a file whole, as far as needed to know that it is a sound picture.

    Raises UnknownPhotoFormat, PhotoTooLarge or UnreadablePhoto.
    """
    with opened(data) as (image, said):
        width, height = size_as_shown(image)
        image.draft("RGB", (PLACEHOLDER_PIXELS, PLACEHOLDER_PIXELS))
        image.load()
        embedded = read_metadata(image)
        notes = tuple(dict.fromkeys(str(one.message) for one in said))
        kind, blur = FORMATS[str(image.format)], placeholder(image)
        return Inspected(kind, width, height, embedded, blur, notes)


def look_inside(data: bytes) -> tuple[Embedded, Inside]:
    """Give what a file says of itself, and the blocks it says it in; decode nothing.

    Raises UnknownPhotoFormat, PhotoTooLarge or UnreadablePhoto.
    """
    with opened(data) as (image, _):
        return read_metadata(image), read_blocks(image)


Finish = Callable[[bytes, bytes], bytes]


def cut(
    data: bytes, renditions: Sequence[Rendition]
) -> Iterator[tuple[Rendition, Finish]]:
    """Give each rendition of a file, made from one decoding, largest first.

    What stands beside it encodes it, given its XMP and its APP13 segment (for JPEG):
    to be called before the next is asked for. Raises UnreadablePhoto and its kinds.
    """
    with opened(data) as (image, _):
        for picture, same in cut_series(image, renditions):
            for rendition in same:
                yield rendition, partial(encode, picture, rendition.type)


@contextmanager
def opened(
    data: bytes,
) -> Iterator[tuple[Image.Image, list[warnings.WarningMessage]]]:
    """Open a picture, not yet decoded, with what Pillow warns of while it is open.

    Raises UnknownPhotoFormat, PhotoTooLarge or UnreadablePhoto, for what is done with
    it inside as well.
    """
    if len(data) > MOST_BYTES:
        raise PhotoTooLarge(f"The file has more than {MOST_BYTES // 2**20} MB.")
    with _one_at_a_time, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_OPENERS) as image:
                _check_size(image)
                if image.format == "WEBP":
                    image.info.setdefault("xmp", webp_packet(data))
                if image.format == "TIFF":
                    image.load()  # which turns it, and its size, upright
                yield image, said
        except UnidentifiedImageError as error:
            raise UnknownPhotoFormat(_why_unknown(data)) from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PhotoTooLarge(_too_many_pixels(MOST_PIXELS)) from error
        except BROKEN as error:
            raise UnreadablePhoto(f"The picture is damaged: {error}.") from error


def _check_size(image: Image.Image) -> None:
    """Bound the memory: only plain JPEG can be decoded at a smaller scale."""
    is_scalable = image.format in ("JPEG", "MPO") and "progressive" not in image.info
    most = MOST_PIXELS if is_scalable else _most_at_once(image)
    if image.width * image.height > most:
        raise PhotoTooLarge(_too_many_pixels(most))


def _most_at_once(image: Image.Image) -> int:
    each = _PIXEL_BYTES.get(str(image.format), _PLAIN_PIXEL_BYTES)
    if image.mode in ("I", "F"):
        each = _DEEP_PIXEL_BYTES
    if image.has_transparency_data:
        each += _CLEAR_PIXEL_BYTES
    return min(MOST_PIXELS_AT_ONCE, MOST_MEMORY // each)


def _too_many_pixels(most: int) -> str:
    return f"The picture has more than {most // 10**6} megapixels."


def _why_unknown(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    if start.startswith(b"gif8"):
        return "GIF is not taken: send JPEG, PNG, WebP, TIFF or AVIF."
    if start.startswith((b"<svg", b"<?xml")) and b"<svg" in data[:4096].lower():
        return "SVG is not taken: it can carry scripts."
    if not data:
        return "The file is empty."
    return "This is not a picture in JPEG, PNG, WebP, TIFF or AVIF."
