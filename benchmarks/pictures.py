"""A camera's picture for the benchmarks, drawn: clouds of every size, edges, grain."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.metadata import PhotoMetadata, write_jpeg

CAMERA = (6000, 4000)
SAID = PhotoMetadata(
    title="HARBOUR FERRY",
    caption="The ferry leaves Portside on Monday, for the first time in a year.",
    alt="A white ferry between two piers",
    creators=("Mia Ødegård",),
    credit="Mia Ødegård/Harbour Press",
    source="Harbour Press",
    copyright_notice="© 2026 Harbour Press",
    copyright_holder="Harbour Press Ltd",
    usage_terms="Editorial use only.",
    license_url="https://pictures.example.com/terms",
    data_mining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    date_created="2026-02-02T08:41:00+01:00",
)


def camera_jpeg(size: tuple[int, int] = CAMERA) -> bytes:
    """Give a JPEG as a camera and an agency leave it; about 5 MB for 24 megapixels."""
    picture = Image.merge("RGB", [_clouds(size) for _ in range(3)])
    pencil = ImageDraw.Draw(picture)
    for step in range(20):
        left, top = step * size[0] // 20, step * 7 % 20 * size[1] // 20
        box = (left, top, left + size[0] // 12, top + size[1] // 9)
        pencil.rectangle(box, outline=(20, 40, step * 12), width=4)
        pencil.ellipse(box, fill=(step * 12, 90, 160))
    return write_jpeg(picture, SAID)


def _clouds(size: tuple[int, int]) -> Image.Image:
    """Give one channel: noise of three sizes over each other, then grain."""
    clouds = Image.new("L", size, 128)
    for pixels in (400, 60, 8):
        small = (size[0] // pixels + 2, size[1] // pixels + 2)
        noise = Image.effect_noise(small, 90).resize(size, Image.Resampling.BICUBIC)
        clouds = Image.blend(clouds, noise, 0.4)
    return Image.blend(clouds, Image.effect_noise(size, 12), 0.25)
