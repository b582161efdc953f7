"""Pillow: open pictures safely, turn them upright, scale them, encode them."""

from __future__ import annotations

import io
import math
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from media.errors import PhotoTooLarge, UnknownPhotoFormat, UnreadablePhoto
from media.geometry import Box, as_stored
from media.metadata import Embedded, read_metadata
from media.renditions import AVIF, JPEG, WEBP, Rendition

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
_ENCODINGS: dict[str, tuple[str, dict[str, Any]]] = {
    JPEG: ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
    WEBP: ("WEBP", {"quality": 80, "method": 4}),
    # Two encoders' threads on one picture would starve the requests beside it.
    AVIF: ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
}
_OPENERS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")
_SIDEWAYS = frozenset({5, 6, 7, 8})
_WHOLE = Box(0, 0, 1, 1)
_ORIENTATION = 0x0112
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    struct.error,
    OverflowError,
)
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

# One picture is decoded at a time in a process: that bounds the memory, and
# Python's warning filters are the whole process's.
_one_at_a_time = threading.Lock()

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True)
class Inspected:
    """What a file is: `width` and `height` as shown, after turning."""

    mime_type: str
    width: int
    height: int
    embedded: Embedded
    warnings: tuple[str, ...] = ()


def inspect(data: bytes) -> Inspected:
    """Read a file whole, as far as needed to know that it is a sound picture.

    Raises UnknownPhotoFormat, PhotoTooLarge or UnreadablePhoto.
    """
    with _opened(data) as (image, said):
        width, height = _size_as_shown(image)
        image.draft("RGB", (1, 1))
        image.load()
        embedded = read_metadata(image)
        notes = tuple(dict.fromkeys(str(one.message) for one in said))
        return Inspected(FORMATS[str(image.format)], width, height, embedded, notes)


def render(data: bytes, rendition: Rendition, packet: bytes, iim: bytes = b"") -> bytes:
    """Encode one rendition: upright, cut, in sRGB, with our own metadata alone.

    `packet` is its XMP, `iim` the APP13 segment that a JPEG gets beside. Raises
    UnreadablePhoto.
    """
    with _opened(data) as (image, _):
        return _encode(_scaled(image, rendition), rendition.type, packet, iim)


@contextmanager
def _opened(
    data: bytes,
) -> Iterator[tuple[Image.Image, list[warnings.WarningMessage]]]:
    if len(data) > MOST_BYTES:
        raise PhotoTooLarge(f"The file has more than {MOST_BYTES // 2**20} MB.")
    with _one_at_a_time, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_OPENERS) as image:
                _check_size(image)
                if image.format == "TIFF":
                    image.load()  # which turns it, and its size, upright
                yield image, said
        except UnidentifiedImageError as error:
            raise UnknownPhotoFormat(_why_unknown(data)) from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PhotoTooLarge(_too_many_pixels(MOST_PIXELS)) from error
        except _BROKEN as error:
            raise UnreadablePhoto(f"The picture is damaged: {error}.") from error


def _check_size(image: Image.Image) -> None:
    """Bound the memory: only plain JPEG can be decoded at a smaller scale."""
    is_scalable = image.format in ("JPEG", "MPO") and "progressive" not in image.info
    most = MOST_PIXELS if is_scalable else MOST_PIXELS_AT_ONCE
    if image.width * image.height > most:
        raise PhotoTooLarge(_too_many_pixels(most))


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


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return 1  # EXIF too broken to say: as it stands


def _size_as_shown(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) in _SIDEWAYS else (width, height)


def _scaled(image: Image.Image, rendition: Rendition) -> Image.Image:
    """Cut and scale first, then turn and convert: all cost by the pixel."""
    orientation = _orientation(image)
    size = (rendition.width, rendition.height)
    wanted = size[::-1] if orientation in _SIDEWAYS else size
    box = as_stored(rendition.box, orientation) if rendition.box else _WHOLE
    image.draft("RGB", _whole_size(wanted, box))
    image.load()
    profile = image.info.get("icc_profile")
    flat = _flat(image)
    if rendition.box or flat.size != wanted:
        part = _pixels(box, flat.size)
        flat = flat.resize(wanted, Image.Resampling.LANCZOS, part, reducing_gap=3.0)
    flat = _in_srgb(flat, profile)
    return _upright(flat, orientation)


def _whole_size(part: tuple[int, int], box: Box) -> tuple[int, int]:
    """Give how large the whole must be for its part to have so many pixels."""
    return math.ceil(part[0] / box.width), math.ceil(part[1] / box.height)


def _pixels(box: Box, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Give a box in pixels, kept inside in spite of rounding."""
    width, height = size
    right, bottom = box.left + box.width, box.top + box.height
    return (
        max(0.0, box.left) * width,
        max(0.0, box.top) * height,
        min(1.0, right) * width,
        min(1.0, bottom) * height,
    )


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    exif = image.getexif()
    exif.clear()
    exif[_ORIENTATION] = orientation
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _flat(image: Image.Image) -> Image.Image:
    """Give 8 bits a channel and no transparency: it lies on white."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode in ("I", "F"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if image.mode in ("1", "P", "PA", "LA", "RGBX", "YCbCr", "HSV"):
        return image.convert("RGB")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            inside = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, inside, _SRGB, outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            converted = None  # a profile for other colours: as if there were none
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _encode(image: Image.Image, kind: str, packet: bytes, iim: bytes) -> bytes:
    """Encode; nothing of the original's own metadata goes along."""
    image.info.clear()
    out = io.BytesIO()
    name, options = _ENCODINGS[kind]
    if kind == JPEG:
        options = {**options, "extra": iim}
    image.save(out, name, xmp=packet, **options)
    return out.getvalue()
