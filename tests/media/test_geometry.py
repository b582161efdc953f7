from __future__ import annotations

from fractions import Fraction

import pytest

from media.geometry import Box, as_stored, box_around


@pytest.mark.parametrize(
    ("point", "size", "expected"),
    [
        ((0.5, 0.5), (200, 100), (0.25, 0, 0.5, 1)),
        ((0.0, 0.5), (200, 100), (0, 0, 0.5, 1)),
        ((1.0, 0.0), (200, 100), (0.5, 0, 0.5, 1)),
        ((0.3, 0.9), (100, 200), (0, 0.5, 1, 0.5)),
        ((0.3, 0.9), (100, 100), (0, 0, 1, 1)),
    ],
)
def test_box_around__largest_and_near_the_point(point, size, expected):
    box = box_around(point, Fraction(1), size)
    assert (box.left, box.top, box.width, box.height) == pytest.approx(expected)
    assert box.is_inside
    assert box.holds(point)
    assert box.has_ratio(Fraction(1), size)


@pytest.mark.parametrize(
    "values", [(-0.1, 0, 1, 1), (0, 0, 0, 1), (0.5, 0, 0.6, 1), (0, 0.9, 1, 0.2)]
)
def test_is_inside__not_beyond_the_edges_and_not_nothing(values):
    assert not Box(*values).is_inside


def test_holds__its_edges_too():
    box = Box(0.2, 0.2, 0.5, 0.5)
    assert box.holds((0.2, 0.7))
    assert not box.holds((0.19, 0.5))
    assert not box.holds((0.5, 0.71))


def test_has_ratio__forgives_a_pixel_but_no_other_shape():
    assert Box(0, 0, 0.5, 0.99).has_ratio(Fraction(1), (200, 100))
    assert not Box(0, 0, 0.5, 0.9).has_ratio(Fraction(1), (200, 100))


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, (0.1, 0.2, 0.3, 0.5)),
        (2, (0.6, 0.2, 0.3, 0.5)),
        (3, (0.6, 0.3, 0.3, 0.5)),
        (4, (0.1, 0.3, 0.3, 0.5)),
        (5, (0.2, 0.1, 0.5, 0.3)),
        (6, (0.2, 0.6, 0.5, 0.3)),
        (7, (0.3, 0.6, 0.5, 0.3)),
        (8, (0.3, 0.1, 0.5, 0.3)),
    ],
)
def test_as_stored__each_orientation(orientation, expected):
    box = as_stored(Box(0.1, 0.2, 0.3, 0.5), orientation)
    assert (box.left, box.top, box.width, box.height) == pytest.approx(expected)


@pytest.mark.parametrize("values", [[0, 0, 1], [], [0, 0, 1, "x"], [0, 0, 1, 1, 1]])
def test_from_json__four_numbers_only(values):
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words differ
        Box.from_json(values)


def test_to_json__comes_back():
    assert Box.from_json([0.1, 0.2, 0.3, 0.4]).to_json() == [0.1, 0.2, 0.3, 0.4]
