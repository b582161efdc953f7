"""The floor of the renditions: Pillow alone, one decoding, down the sizes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image


def make(path: str, sizes: Sequence[tuple[int, int]]) -> int:
    """Encode each size (largest first) as JPEG and WebP; say how many bytes it was."""
    total = 0
    with Image.open(io.BytesIO(Path(path).read_bytes())) as image:
        image.draft("RGB", (sizes[0][0], sizes[0][1]))
        picture: Image.Image = image
        for size in sizes:
            picture = picture.resize(
                tuple(size), Image.Resampling.LANCZOS, reducing_gap=3.0
            )
            for kind, options in (
                ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
                ("WEBP", {"quality": 80, "method": 4}),
            ):
                out = io.BytesIO()
                picture.save(out, kind, **options)
                total += len(out.getvalue())
    return total
