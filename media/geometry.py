"""Where a crop lies in a picture: boxes and focal points, as shares of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Point = tuple[float, float]
CENTRE: Point = (0.5, 0.5)
# What a mouse and rounding to pixels may be off by.
_SLACK = 1e-6
_RATIO_SLACK = 0.02


@dataclass(frozen=True)
class Box:
    """A part of an upright picture; every number is a share (0 to 1) of its side."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def from_json(cls, values: Sequence[float]) -> Box:
        """Read [left, top, width, height]; raises ValueError for anything else."""
        if len(values) != 4:
            raise ValueError("A crop is four numbers: left, top, width, height.")
        return cls(*(round(float(value), 6) for value in values))

    def to_json(self) -> list[float]:
        """Give [left, top, width, height]."""
        return [self.left, self.top, self.width, self.height]

    @property
    def is_inside(self) -> bool:
        """Say whether it is a part of the picture, and not nothing."""
        return (
            min(self.left, self.top) >= 0
            and min(self.width, self.height) > 0
            and max(self.left + self.width, self.top + self.height) <= 1 + _SLACK
        )

    def holds(self, point: Point) -> bool:
        """Say whether a point lies inside or on the edge."""
        x, y = point[0] - self.left, point[1] - self.top
        is_across = -_SLACK <= x <= self.width + _SLACK
        return is_across and -_SLACK <= y <= self.height + _SLACK

    def has_ratio(self, ratio: Fraction, size: tuple[int, int]) -> bool:
        """Say whether it is of a shape, width to height, in a picture so large.

        It may be off by a pixel, or by two in a hundred.
        """
        width, height = self.width * size[0], self.height * size[1]
        off = abs(width - height * float(ratio))
        return off <= max(1.0, float(ratio), width * _RATIO_SLACK)


def box_around(point: Point, ratio: Fraction, size: tuple[int, int]) -> Box:
    """Give the largest box of that shape, with the point as near its middle as may be.

    `size` is that of the upright picture in pixels.
    """
    shape = float(ratio) * size[1] / size[0]
    width, height = min(1.0, shape), min(1.0, 1 / shape)
    return Box(_start(point[0], width), _start(point[1], height), width, height)


def as_stored(box: Box, orientation: int) -> Box:
    """Give a box of the upright picture as it lies in the stored one.

    `orientation` is EXIF's (tag 0x0112, 1 to 8).
    """
    across, down = box.left, box.top
    width, height = box.width, box.height
    if orientation in (2, 3, 6, 7):
        across = 1 - box.left - width
    if orientation in (3, 4, 7, 8):
        down = 1 - box.top - height
    if orientation in (5, 6, 7, 8):
        return Box(down, across, height, width)
    return Box(across, down, width, height)


def _start(middle: float, length: float) -> float:
    return min(max(middle - length / 2, 0.0), 1 - length)
