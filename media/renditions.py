"""The table of renditions, the plan for one photo, and their names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from media.geometry import CENTRE, Box, Point, box_around

JPEG, WEBP, AVIF = "image/jpeg", "image/webp", "image/avif"
EXTENSIONS = {JPEG: "jpg", WEBP: "webp", AVIF: "avif"}
TYPES = {extension: kind for kind, extension in EXTENSIONS.items()}
FINGERPRINT_LENGTH = 16
_RECIPE = b"2"  # raise it when the same photo would come out otherwise

WHOLE = ""
CROPS: Mapping[str, Fraction] = {
    "16x9": Fraction(16, 9),
    "4x3": Fraction(4, 3),
    "1x1": Fraction(1),
    "4x5": Fraction(4, 5),
    "social": Fraction(1200, 630),
}
"""The shapes that pictures are cut to, width to height."""


@dataclass(frozen=True)
class Spec:
    """One line of the table: a rendition `width` pixels wide, whole or of a crop."""

    name: str
    width: int
    crop: str = WHOLE


@dataclass(frozen=True)
class Rendition:
    """What one photo gives for a spec: its size in pixels, and the file's type.

    `box` is the part of the upright picture it shows; None is all of it.
    """

    spec: str
    width: int
    height: int
    type: str = JPEG
    box: Box | None = None

    @property
    def extension(self) -> str:
        """Give the ending of the file's name, without a dot."""
        return EXTENSIONS[self.type]

    def of_type(self, kind: str) -> Rendition:
        """Give the same picture as another type of file."""
        return replace(self, type=kind)


def _specs() -> Iterator[Spec]:
    for width in (320, 640, 960, 1280, 1920, 2560):
        yield Spec(f"w{width}", width)
    for crop in CROPS:
        if crop != "social":
            for width in (640, 1280, 1920):
                yield Spec(f"{crop}-{width}", width, crop)
    yield Spec("social", 1200, "social")


SPECS: tuple[Spec, ...] = tuple(_specs())
SERIES: Mapping[str, str] = {spec.name: spec.crop for spec in SPECS}
"""Which crop a spec is of, by its name; WHOLE for the uncut ones."""


def plan(
    width: int,
    height: int,
    focal_point: Point = CENTRE,
    crops: Mapping[str, Box] | None = None,
) -> list[Rendition]:
    """Give the renditions of a picture this large (as shown), each series by width.

    Nothing is enlarged: a picture (or its crop) smaller than a spec comes out once,
    as wide as it is, under the smallest spec that holds it. Crops lie around the
    focal point, unless an editor's own is among `crops`.
    """
    planned: list[Rendition] = []
    for crop in (WHOLE, *CROPS):
        box = None
        ratio = Fraction(width, height)
        if crop:
            ratio = CROPS[crop]
            own = (crops or {}).get(crop)
            box = own or box_around(focal_point, ratio, (width, height))
        planned += _series(crop, box, ratio, (width, height))
    return planned


def crop_problems(
    crops: Mapping[str, Box], focal_point: Point, size: tuple[int, int] | None = None
) -> dict[str, str]:
    """Give what is wrong with an editor's crops, by shape; nothing where all is well.

    `size` is that of the upright picture, where it is known.
    """
    found = {name: _crop_problem(name, box, size) for name, box in crops.items()}
    for name, box in crops.items():
        if not found[name] and not box.holds(focal_point):
            found[name] = (
                f"The crop {name} does not hold the focal point. Move either, or empty"
                " the crop's numbers to have it cut around the point."
            )
    return {name: text for name, text in found.items() if text}


def fingerprint(
    sha256: str,
    focal_point: Point,
    packet: bytes,
    crops: Mapping[str, Box] | None = None,
) -> str:
    """Give the name of a photo's look: it changes with pixels, crops or metadata.

    `packet` is the XMP that goes into the renditions.
    """
    digest = hashlib.sha256(_RECIPE + sha256.encode())
    digest.update("{:.4f},{:.4f};".format(*focal_point).encode())
    for name, box in sorted((crops or {}).items()):
        digest.update(f"{name}{box.to_json()};".encode())
    digest.update(packet)
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def address(photo: object, mark: str, rendition: Rendition) -> str:
    """Give the address of a rendition below SITE_URL; `photo` is the photo's id."""
    return f"/photos/{photo}/{mark}/{rendition.spec}.{rendition.extension}"


def _crop_problem(name: str, box: Box, size: tuple[int, int] | None) -> str:
    if name not in CROPS:
        return f"There is no crop {name}."
    if not box.is_inside:
        return f"The crop {name} lies outside the picture."
    if size and not box.has_ratio(CROPS[name], size):
        return f"The crop {name} is of another shape."
    return ""


def _series(
    crop: str, box: Box | None, ratio: Fraction, size: tuple[int, int]
) -> Iterator[Rendition]:
    most = max(1, round(box.width * size[0])) if box else size[0]
    tallest = max(1, round(box.height * size[1])) if box else size[1]
    for spec in (spec for spec in SPECS if spec.crop == crop):
        if most <= spec.width:
            # The last pixel of a height is rounded away with the box itself.
            height = min(tallest, max(1, round(most / ratio))) if box else tallest
            yield Rendition(spec.name, most, height, box=box)
            return
        height = max(1, round(spec.width / ratio))
        yield Rendition(spec.name, spec.width, height, box=box)
