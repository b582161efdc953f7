"""The renditions a photo has, and their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SPECS = {"w640": 640, "w1280": 1280}


@dataclass(frozen=True)
class Rendition:
    """One public form of a photo."""

    spec: str
    width: int
    height: int


def plan(width: int, height: int) -> list[Rendition]:
    """Give the renditions of a photo of this size."""
    return [
        Rendition(spec, min(w, width), max(1, round(height * min(w, width) / width)))
        for spec, w in SPECS.items()
    ]


def public_path(photo: Any, spec: str) -> str:
    """Give the address of a rendition."""
    return f"/photos/{photo.pk}/{(photo.sha256 or '')[:16]}/{spec}.jpg"
