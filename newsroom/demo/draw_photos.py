"""Draw the demo's photos again: ``python -m newsroom.demo.draw_photos [FOLDER]``.

The files are committed; this is how they were made.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from media.metadata import write_jpeg
from newsroom.demo.painting import Canvas
from newsroom.demo.pictures import PICTURES, Picture

HERE = Path(__file__).parent
MOST_BYTES = 200_000
_ORIENTATION = 0x0112
_TURNED_BY_A_PHONE = 6


def draw(picture: Picture, *, scale: float = 2) -> bytes:
    """Give the file's bytes; `scale` is the size it is drawn at before smoothing."""
    canvas = Canvas(*picture.size, scale=scale)
    picture.scene(canvas)
    image = canvas.finish()
    if picture.is_sideways:
        image = image.transpose(Image.Transpose.ROTATE_90)
    for quality in (84, 80, 74, 66):
        data = write_jpeg(image, picture.metadata, quality=quality)
        if len(data) <= MOST_BYTES:
            break
    return _with_orientation(data) if picture.is_sideways else data


def _with_orientation(data: bytes) -> bytes:
    """Put an EXIF segment that says "turned by 90 degrees" first in a JPEG."""
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED_BY_A_PHONE
    payload = exif.tobytes()
    segment = b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    return data[:2] + segment + data[2:]


def main(folder: Path) -> None:
    """Write every photo below the folder."""
    for picture in PICTURES:
        path = folder / picture.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw(picture))
        sys.stderr.write(f"{path}: {path.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
