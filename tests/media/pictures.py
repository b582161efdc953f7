"""Pictures for tests, drawn when asked for."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from typing import Any

import pytest
from PIL import Image, ImageDraw

from media.imaging import cut
from media.metadata import PhotoMetadata, write_jpeg
from media.renditions import Rendition

AGENCY = PhotoMetadata(
    title="HARBOUR FERRY",
    headline="The ferry sails again",
    caption="The ferry leaves Portside on Monday. — “quotes” żółć 港",
    alt="A white ferry between two piers",
    creators=("Mia Ødegård", "Sam Reed"),
    credit="Mia Ødegård/Harbour Press",
    source="Harbour Press",
    copyright_notice="© 2026 Harbour Press",
    copyright_holder="Harbour Press Ltd",
    usage_terms="Editorial use only.",
    license_url="https://pictures.example.com/terms",
    instructions="JAPAN OUT",
    date_created="2026-02-02T08:41:00+01:00",
    keywords=("ferry", "harbour"),
    city="Portside",
    country="Norway",
    licensor_name="Harbour Press Sales",
    licensor_url="https://pictures.example.com/buy",
    data_mining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    other_constraints="Not for advertising.",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    job_id="JOB-7",
    ai_system="Upscaler",
    ai_system_version="2.1",
    ai_prompt="sharper, please",
    ai_prompt_writer="Sam Reed",
)


def draw(size: tuple[int, int] = (320, 180), mode: str = "RGB") -> Image.Image:
    """Draw a red left half and a blue top right corner, to tell up from sideways."""
    image = Image.new("RGB", size, "white")
    pencil = ImageDraw.Draw(image)
    pencil.rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    pencil.rectangle((size[0] * 3 // 4, 0, size[0], size[1] // 4), fill="blue")
    return image.convert(mode)


def encode(image: Image.Image, file_format: str = "JPEG", **options: Any) -> bytes:
    """Encode a picture with whatever options Pillow takes."""
    out = io.BytesIO()
    image.save(out, file_format, **options)
    return out.getvalue()


def agency_jpeg(size: tuple[int, int] = (320, 180), **changes: Any) -> bytes:
    """Give a JPEG as an agency sends it."""
    return write_jpeg(draw(size), PhotoMetadata(**{**vars(AGENCY), **changes}))


def render(data: bytes, rendition: Rendition, packet: bytes, iim: bytes = b"") -> bytes:
    """Make one rendition of a file by itself."""
    (made,) = (finish(packet, iim) for _, finish in cut(data, [rendition]))
    return made


def opened(data: bytes) -> Image.Image:
    """Open bytes and load them."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def find_exiftool() -> str:
    """Give where exiftool lies; skip where it is absent."""
    program = shutil.which("exiftool")
    if not program:
        # A Debian package that a newcomer need not have; `.ci/run` installs it. Our own
        # reader checks the same files without it.
        pytest.skip("exiftool is not installed: no independent reader")
    return program


def exiftool(data: bytes, *options: str) -> dict[str, Any]:
    """Read a file with exiftool, as "Group:Tag" in JSON; skip where it is absent."""
    run = subprocess.run(  # noqa: S603 - our own arguments
        [find_exiftool(), "-json", "-G1", "-a", "-struct", *options, "-"],
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    rows: list[dict[str, Any]] = json.loads(run.stdout)
    return rows[0]
