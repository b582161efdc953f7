"""A canvas to draw scenes on: gradients, silhouettes, water, light.

Coordinates are those of the finished picture; everything is drawn larger by
``scale`` and brought down at the end, which smooths the edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageEnhance, ImageFilter

Point = tuple[float, float]
Stops = Sequence[tuple[float, str]]


def dice(seed: int) -> Random:
    """Give the same chance every time, so that a scene is drawn the same again."""
    return Random(seed)  # noqa: S311 - pictures, not secrets


class Sheet:
    """What shapes are drawn on."""

    def __init__(self, width: int, height: int, *, scale: float = 2) -> None:
        """Start black; `scale` is how much larger the drawing is than the result."""
        self.width, self.height, self.scale = width, height, scale
        self.image = Image.new("RGB", (round(width * scale), round(height * scale)))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _scaled(self, *values: float) -> list[float]:
        return [value * self.scale for value in values]

    def gradient(self, top: float, bottom: float, stops: Stops) -> None:
        """Fill from `top` to `bottom` with colours at places from 0 to 1."""
        first, last = round(top * self.scale), round(bottom * self.scale)
        for row in range(first, last):
            place = (row - first) / max(1, last - first - 1)
            self.pen.line([(0, row), (self.image.width, row)], _between(stops, place))

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Fill a polygon."""
        self.pen.polygon([tuple(self._scaled(x, y)) for x, y in points], colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle of this corner and size."""
        left, top, right, bottom = self._scaled(x, y, x + width, y + height)
        self.pen.rectangle([left, top, max(left, right), max(top, bottom)], colour)

    def rounded(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        colour: str,
    ) -> None:
        """Fill a rectangle with round corners."""
        corners = self._scaled(x, y, x + width, y + height)
        self.pen.rounded_rectangle(corners, radius * self.scale, colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """Fill an ellipse of this middle and these half axes."""
        self.pen.ellipse(
            self._scaled(x - across, y - down, x + across, y + down), colour
        )

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line through the points."""
        scaled = [tuple(self._scaled(x, y)) for x, y in points]
        thickness = max(1, round(width * self.scale))
        self.pen.line(scaled, colour, thickness, joint="curve")

    def ring(
        self, x: float, y: float, radius: float, colour: str, width: float
    ) -> None:
        """Draw a circle's edge."""
        box = self._scaled(x - radius, y - radius, x + radius, y + radius)
        self.pen.ellipse(box, outline=colour, width=max(1, round(width * self.scale)))

    def _replace(self, image: Image.Image) -> None:
        self.image = image
        self.pen = ImageDraw.Draw(self.image, "RGBA")


class Canvas(Sheet):
    """One picture in the making: shapes, light and water."""

    def glow(self, x: float, y: float, radius: float, colour: str) -> None:
        """Add light that fades from a point."""
        side = max(2, round(radius * 2 * self.scale))
        fall = ImageChops.invert(Image.radial_gradient("L").resize((side, side)))
        fall = fall.point([max(0, (value - 75)) ** 2 // 180 for value in range(256)])
        light = Image.composite(
            Image.new("RGB", fall.size, colour), Image.new("RGB", fall.size), fall
        )
        left, top = self._scaled(x - radius, y - radius)
        self._add(light, round(left), round(top))

    def beam(self, points: Sequence[Point], colour: str, blur: float) -> None:
        """Add a soft-edged shape of light."""
        light = Image.new("RGB", self.image.size)
        scaled = [tuple(self._scaled(x, y)) for x, y in points]
        ImageDraw.Draw(light).polygon(scaled, colour)
        self._add(light.filter(ImageFilter.GaussianBlur(blur * self.scale)), 0, 0)

    def _add(self, light: Image.Image, left: int, top: int) -> None:
        layer = Image.new("RGB", self.image.size)
        layer.paste(light, (left, top))
        self._replace(ImageChops.add(self.image, layer))

    def haze(self, top: float, bottom: float, colour: str, strength: int) -> None:
        """Lay mist over a band, thickest at the bottom."""
        for row in range(round(top * self.scale), round(bottom * self.scale)):
            place = (row - top * self.scale) / ((bottom - top) * self.scale)
            tint = (*ImageColor.getrgb(colour)[:3], round(strength * place))
            self.pen.line([(0, row), (self.image.width, row)], tint)

    def ridge(self, base: float, rise: float, colour: str, seed: int) -> None:
        """Draw hills across the whole width, `rise` high at most."""
        chance = dice(seed)
        knots = [base - rise * chance.uniform(0.15, 1) for _ in range(10)]
        points = [(0.0, self.height * 1.0)]
        for x in range(0, self.width + 1, 8):
            place = x / self.width * (len(knots) - 1.001)
            left = int(place)
            ease = place - left
            ease = ease * ease * (3 - 2 * ease)
            points.append((x, knots[left] * (1 - ease) + knots[left + 1] * ease))
        self.polygon([*points, (self.width, self.height)], colour)

    def ripples(
        self, top: float, bottom: float, colour: str, *, count: int, seed: int
    ) -> None:
        """Streak water with short lines, longer and thicker nearer the viewer."""
        chance = dice(seed)
        red, green, blue = ImageColor.getrgb(colour)[:3]
        for _ in range(count):
            depth = chance.random() ** 1.6
            x, y = chance.uniform(-50, self.width), top + depth * (bottom - top)
            length = (14 + 130 * depth) * chance.uniform(0.4, 1.3)
            height = 0.8 + 4 * depth * chance.random()
            left, upper, right, lower = self._scaled(x, y, x + length, y + height)
            tint = (red, green, blue, chance.randint(18, 90))
            self.pen.ellipse([left, upper, right, max(upper + 1, lower)], tint)

    def mirror(self, line: float, depth: float, strength: float) -> None:
        """Reflect what stands above a line in the water below it, blurred."""
        left, top, right, bottom = self._scaled(0, line - depth, self.width, line)
        band = self.image.crop((int(left), int(top), int(right), int(bottom)))
        band = band.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        band = band.filter(ImageFilter.GaussianBlur(4 * self.scale))
        fade = Image.linear_gradient("L").resize(band.size)
        fade = ImageChops.invert(fade).point(lambda value: int(value * strength))
        self.image.paste(band, (0, int(bottom)), fade)
        self._replace(self.image)

    def soften(self, radius: float) -> None:
        """Blur all drawn so far, as things far away."""
        self._replace(self.image.filter(ImageFilter.GaussianBlur(radius * self.scale)))

    def finish(self, *, vignette: int = 70, colour: float = 1.0) -> Image.Image:
        """Darken the corners and give the picture in its own size."""
        fall = Image.radial_gradient("L").resize(self.image.size)
        fall = fall.point(
            [max(0, value - 120) * vignette // 135 for value in range(256)]
        )
        dark = Image.composite(
            Image.new("RGB", self.image.size), self.image, fall
        ).resize((self.width, self.height), Image.Resampling.LANCZOS)
        return ImageEnhance.Color(dark).enhance(colour)


def _between(stops: Stops, place: float) -> tuple[int, int, int]:
    """Give the colour at a place between the stops around it."""
    before, after = stops[0], stops[-1]
    for left, right in pairwise(stops):
        if left[0] <= place <= right[0]:
            before, after = left, right
            break
    span = after[0] - before[0]
    part = (place - before[0]) / span if span else 0
    part = min(1, max(0, part))
    pairs = zip(
        ImageColor.getrgb(before[1])[:3], ImageColor.getrgb(after[1])[:3], strict=True
    )
    red, green, blue = (round(low + (high - low) * part) for low, high in pairs)
    return red, green, blue
