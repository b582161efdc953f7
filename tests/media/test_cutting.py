from __future__ import annotations

import base64
import io
import math

import pytest
from PIL import Image, ImageChops, ImageStat

from media import imaging
from media.cutting import PLACEHOLDER_LENGTH, cut_series
from media.geometry import Box
from media.imaging import cut, inspect
from media.renditions import AVIF, JPEG, WEBP, Rendition, plan
from tests.media.pictures import draw, encode, opened, render

RED, WHITE = (254, 0, 0), (255, 255, 255)
ALIKE = 45  # decibels; from about 40 on nobody sees a difference


def noise(size: tuple[int, int]) -> Image.Image:
    """Draw what is hardest to scale: grain over an edge."""
    return Image.blend(draw(size), Image.effect_noise(size, 60).convert("RGB"), 0.4)


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Give the peak signal-to-noise ratio in decibels."""
    off = ImageStat.Stat(ImageChops.difference(one, other))
    mean = sum(off.sum2) / sum(off.count)
    return 10 * math.log10(255**2 / mean) if mean else math.inf


def uncut(width: int, height: int) -> list[Rendition]:
    return [one for one in plan(width, height) if one.box is None]


def test_cut__down_the_sizes_is_as_sharp_as_each_from_the_whole():
    picture = noise((1950, 1300))
    wanted = uncut(1950, 1300)
    seen = []
    with Image.open(io.BytesIO(encode(picture, "PNG"))) as image:
        for small, (rendition, *_) in cut_series(image, wanted):
            size = (rendition.width, rendition.height)
            direct = picture.resize(size, Image.Resampling.LANCZOS)
            assert likeness(small, direct) > ALIKE
            # The measure does tell: the same picture one step blurred falls short.
            half = direct.resize((size[0] // 2, size[1] // 2)).resize(size)
            assert likeness(half, direct) < ALIKE - 8
            seen.append(rendition.spec)
    assert seen == ["w2560", "w1920", "w1280", "w960", "w640", "w320"]


@pytest.mark.parametrize("orientation", [1, 6])
def test_cut__together_as_each_alone(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encode(noise((700, 490)), quality=95, exif=exif)
    found = inspect(data)
    own = {"1x1": Box(0.1, 0.1, 0.4, 0.4 * found.width / found.height)}
    planned = plan(found.width, found.height, (0.3, 0.3), own)
    wanted = [one.of_type(kind) for one in planned for kind in (JPEG, WEBP)]
    made = {one: opened(finish(b"", b"")) for one, finish in cut(data, wanted)}
    assert set(made) == set(wanted)
    for one, picture in made.items():
        assert picture.size == (one.width, one.height)
        if one.type == JPEG:
            assert likeness(picture, opened(render(data, one, b""))) > 30


def test_cut__opens_and_decodes_once_no_larger_than_needed(monkeypatch):
    opens, decoded = [], []
    open_picture = Image.open

    def counted(*arguments, **options):
        image = open_picture(*arguments, **options)
        load = image.load
        opens.append(image)
        monkeypatch.setattr(
            image, "load", lambda: decoded.append(image.size) or load(), raising=False
        )
        return image

    monkeypatch.setattr(imaging.Image, "open", counted)
    data = encode(draw((6000, 4000)))
    wanted = [one for one in uncut(6000, 4000) if one.width <= 1280]
    kinds = [one.of_type(kind) for one in wanted for kind in (JPEG, WEBP, AVIF)]
    assert len([finish(b"x", b"") for _, finish in cut(data, kinds)]) == 12
    assert len(opens) == 1
    assert {size for size in decoded if size != (6000, 4000)} == {(1500, 1000)}


def test_cut__the_size_of_the_original_spoils_no_crop():
    data = encode(draw((900, 600)), "PNG", exif=_turned(3))
    wanted = plan(900, 600)
    made = {one.spec: opened(finish(b"", b"")) for one, finish in cut(data, wanted)}
    assert made["w960"].size == (900, 600)
    for picture in made.values():
        right = picture.getpixel((picture.width * 15 // 16, picture.height // 2))
        assert right == pytest.approx(RED, abs=6)


def _turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def blur(image: Image.Image, file_format: str = "JPEG", **options) -> Image.Image:
    """Give the placeholder of a picture, as a browser decodes it."""
    address = inspect(encode(image, file_format, **options)).placeholder
    start, _, data = address.partition(",")
    assert start == "data:image/webp;base64"
    assert len(address) <= PLACEHOLDER_LENGTH
    return opened(base64.b64decode(data, validate=True)).convert("RGB")


@pytest.mark.parametrize(
    ("size", "small"),
    [((3000, 2000), (16, 11)), ((600, 900), (11, 16)), ((4000, 30), (16, 1)),
     ((30, 4000), (1, 16)), ((8, 6), (8, 6)), ((1, 1), (1, 1))],
)  # fmt: skip
def test_placeholder__a_small_picture_of_the_same_shape(size, small):
    assert blur(draw(size)).size == small


def test_placeholder__is_upright_and_of_the_same_colours():
    picture = blur(draw((900, 600)), exif=_turned(3))
    assert picture.getpixel((1, 9))[2] > 180 > 90 > picture.getpixel((1, 9))[0]
    assert picture.getpixel((14, 5))[0] > 180 > 90 > picture.getpixel((14, 5))[2]


def test_placeholder__transparency_lies_on_white():
    clear = Image.new("RGBA", (640, 640), (0, 0, 0, 0))
    assert blur(clear, "PNG").getpixel((8, 8)) == pytest.approx(WHITE, abs=6)


@pytest.mark.parametrize("seed", range(3))
def test_placeholder__is_short_for_the_wildest_picture(seed):
    bands = [Image.effect_noise((16, 16), 200 + seed) for _ in range(3)]
    assert blur(Image.merge("RGB", bands), "PNG").size == (16, 16)
