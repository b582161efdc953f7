"""Pillow: every size of a picture from one decoding, upright, in sRGB, encoded."""

from __future__ import annotations

import base64
import io
import math
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image, ImageCms

from media.geometry import Box, as_stored
from media.renditions import AVIF, JPEG, WEBP, Rendition

Size = tuple[int, int]

_ENCODINGS: dict[str, tuple[str, dict[str, Any]]] = {
    JPEG: ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
    WEBP: ("WEBP", {"quality": 80, "method": 4}),
    # Two encoders' threads on one picture would starve the requests beside it.
    AVIF: ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
}
PLACEHOLDER_LENGTH = 200
PLACEHOLDER_PIXELS = 16
# A sample is enough for a blur, and spares a second large picture.
_SAMPLED_PIXELS = 256
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
BROKEN = (
    ArithmeticError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, struct.error,
)  # fmt: skip
"""What Pillow raises for a picture that is not sound."""
_WHOLE = Box(0, 0, 1, 1)
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
# Beyond three times too large, whole pixels are averaged first: quicker, not worse.
_GAP = 3.0


def cut_series(
    image: Image.Image, renditions: Sequence[Rendition]
) -> Iterator[tuple[Image.Image, list[Rendition]]]:
    """Give each size once, with the renditions that show it; the picture is used up.

    The first of each series is cut from the decoded picture, each smaller one from
    the one before. Cut and scaled first, turned and converted then: all cost by the
    pixel.
    """
    orientation = orientation_of(image)
    image.draft("RGB", _large_enough(renditions, orientation))
    image.load()
    profile = image.info.get("icc_profile")
    decoded = _flat(image)
    series = _in_series(renditions)
    last = next(reversed(series))
    for box, sizes in series.items():
        picture = None
        for size, same in sizes.items():
            if picture is not None:
                picture = _scaled(picture, size)
            else:
                picture = _part(decoded, box, size, orientation)
                picture = _upright(_in_srgb(picture, profile), orientation)
                if box == last:
                    _let_go(image, decoded)
            yield picture, same


def placeholder(image: Image.Image) -> str:
    """Give a blur of a decoded picture as a data: address of at most 200 characters.

    It stands where the picture will, until that has come.
    """
    few = image.resize(_within(_SAMPLED_PIXELS, image.size), Image.Resampling.NEAREST)
    small = _scaled(_flat(few), _within(PLACEHOLDER_PIXELS, image.size))
    small = _in_srgb(small, image.info.get("icc_profile"))
    small = _upright(small, orientation_of(image))
    for quality in (30, 10, 0):
        data = _saved(small, "WEBP", quality=quality, method=6)
        address = f"data:{WEBP};base64,{base64.b64encode(data).decode()}"
        if len(address) <= PLACEHOLDER_LENGTH:
            return address
    return ""


def encode(image: Image.Image, kind: str, packet: bytes, iim: bytes = b"") -> bytes:
    """Encode; nothing of the original's own metadata goes along.

    `packet` is its XMP, `iim` the APP13 segment that a JPEG gets beside.
    """
    name, options = _ENCODINGS[kind]
    if kind == JPEG:
        options = {**options, "extra": iim}
    return _saved(image, name, xmp=packet, **options)


def size_as_shown(image: Image.Image) -> Size:
    """Give width and height after turning."""
    return _as_stored(image.size, orientation_of(image))


def orientation_of(image: Image.Image) -> int:
    """Give the orientation that its EXIF says (1 to 8)."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except BROKEN:
        return 1  # EXIF too broken to say: as it stands


def _within(longest: int, size: Size) -> Size:
    """Give the size of the same shape with sides of at most so many pixels."""
    times = min(1.0, longest / max(size))
    return max(1, round(size[0] * times)), max(1, round(size[1] * times))


def _in_series(
    renditions: Sequence[Rendition],
) -> dict[Box | None, dict[Size, list[Rendition]]]:
    """Give them by box, then by size downwards; of one size are several types."""
    series: dict[Box | None, dict[Size, list[Rendition]]] = {}
    for one in sorted(renditions, key=lambda one: -one.width):
        sizes = series.setdefault(one.box, {})
        sizes.setdefault((one.width, one.height), []).append(one)
    return series


def _large_enough(renditions: Sequence[Rendition], orientation: int) -> Size:
    """Give how large the stored picture must be decoded for all of them."""
    boxes = [one.box or _WHOLE for one in renditions]
    both = list(zip(renditions, boxes, strict=True))
    width = max(math.ceil(one.width / box.width) for one, box in both)
    height = max(math.ceil(one.height / box.height) for one, box in both)
    return _as_stored((width, height), orientation)


def _as_stored(size: Size, orientation: int) -> Size:
    return size[::-1] if orientation in _SIDEWAYS else size


def _let_go(*images: Image.Image) -> None:
    """Free their pixels before the encoders want memory."""
    for image in images:
        image.close()


def _part(
    decoded: Image.Image, box: Box | None, size: Size, orientation: int
) -> Image.Image:
    """Cut a box of the upright picture out of the stored one; always a new picture."""
    part = _pixels(as_stored(box or _WHOLE, orientation), decoded.size)
    return _scaled(decoded, _as_stored(size, orientation), part)


def _scaled(
    image: Image.Image,
    size: Size,
    part: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    return image.resize(size, Image.Resampling.LANCZOS, part, reducing_gap=_GAP)


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
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


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


def _saved(image: Image.Image, name: str, **options: Any) -> bytes:
    image.info.clear()
    out = io.BytesIO()
    image.save(out, name, **options)
    return out.getvalue()
