"""The table of renditions, the plan for one photo, and their names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

JPEG = "image/jpeg"
EXTENSIONS = {JPEG: "jpg"}
FINGERPRINT_LENGTH = 16
_RECIPE = b"1"  # raise it when the same photo would come out otherwise


@dataclass(frozen=True)
class Spec:
    """One line of the table: a rendition `width` pixels wide."""

    name: str
    width: int


@dataclass(frozen=True)
class Rendition:
    """What one photo gives for a spec: its size in pixels, and the file's type."""

    spec: str
    width: int
    height: int
    type: str = JPEG

    @property
    def extension(self) -> str:
        """Give the ending of the file's name, without a dot."""
        return EXTENSIONS[self.type]


SPECS: tuple[Spec, ...] = (Spec("w640", 640), Spec("w1280", 1280))


def plan(width: int, height: int) -> list[Rendition]:
    """Give the renditions of a picture this large (as shown), smallest first.

    Nothing is enlarged: a picture smaller than a spec comes out once, as wide as it
    is, under the smallest spec that holds it.
    """
    planned: list[Rendition] = []
    for spec in SPECS:
        if width <= spec.width:
            planned.append(Rendition(spec.name, width, height))
            break
        scaled = max(1, round(height * spec.width / width))
        planned.append(Rendition(spec.name, spec.width, scaled))
    return planned


def fingerprint(sha256: str, focal_point: tuple[float, float], packet: bytes) -> str:
    """Give the name of a photo's look: it changes with pixels, focus or metadata.

    `packet` is the XMP that goes into the renditions.
    """
    digest = hashlib.sha256(_RECIPE + sha256.encode())
    digest.update("{:.4f},{:.4f};".format(*focal_point).encode() + packet)
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def address(photo: object, mark: str, rendition: Rendition) -> str:
    """Give the address of a rendition below SITE_URL; `photo` is the photo's id."""
    return f"/photos/{photo}/{mark}/{rendition.spec}.{rendition.extension}"
