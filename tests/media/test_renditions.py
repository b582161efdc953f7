from __future__ import annotations

import pytest

from media.geometry import Box
from media.renditions import (
    AVIF,
    FINGERPRINT_LENGTH,
    JPEG,
    SPECS,
    WEBP,
    Rendition,
    address,
    fingerprint,
    plan,
)


def whole(width: int, height: int) -> list[tuple[str, int, int]]:
    """Give the uncut renditions of a picture so large."""
    planned = plan(width, height)
    return [(one.spec, one.width, one.height) for one in planned if one.box is None]


def cut(width: int, height: int) -> dict[str, tuple[int, int]]:
    planned = plan(width, height)
    return {one.spec: (one.width, one.height) for one in planned if one.box}


def test_specs__are_those_of_the_contract():
    names = [spec.name for spec in SPECS]
    assert names == [
        "w320", "w640", "w960", "w1280", "w1920", "w2560",
        *(f"{crop}-{width}" for crop in ("16x9", "4x3", "1x1", "4x5")
          for width in (640, 1280, 1920)), "social",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4000, 3000), [("w320", 320, 240), ("w640", 640, 480), ("w960", 960, 720),
                        ("w1280", 1280, 960), ("w1920", 1920, 1440),
                        ("w2560", 2560, 1920)]),
        ((640, 480), [("w320", 320, 240), ("w640", 640, 480)]),
        ((641, 480), [("w320", 320, 240), ("w640", 640, 479), ("w960", 641, 480)]),
        ((100, 900), [("w320", 100, 900)]),
        ((1, 1), [("w320", 1, 1)]),
        ((700, 1), [("w320", 320, 1), ("w640", 640, 1), ("w960", 700, 1)]),
    ],
)  # fmt: skip
def test_plan__never_enlarges(size, expected):
    assert whole(*size) == expected


def test_plan__crops_of_a_large_picture():
    assert cut(4000, 3000) == {
        "16x9-640": (640, 360), "16x9-1280": (1280, 720), "16x9-1920": (1920, 1080),
        "4x3-640": (640, 480), "4x3-1280": (1280, 960), "4x3-1920": (1920, 1440),
        "1x1-640": (640, 640), "1x1-1280": (1280, 1280), "1x1-1920": (1920, 1920),
        "4x5-640": (640, 800), "4x5-1280": (1280, 1600), "4x5-1920": (1920, 2400),
        "social": (1200, 630),
    }  # fmt: skip


@pytest.mark.parametrize("size", [(100, 900), (900, 100), (1, 1), (7, 3), (5000, 1)])
def test_plan__crops_of_a_small_picture_come_out_once(size):
    found = cut(*size)
    assert len(found) in (5, 6)
    for width, height in found.values():
        assert 1 <= width <= size[0]
        assert 1 <= height <= size[1]


def test_plan__an_own_crop_goes_before_the_focal_point():
    own = Box(0.5, 0.5, 0.25, 0.5)
    planned = plan(2000, 1000, (0.6, 0.6), {"1x1": own})
    found = {one.spec: one for one in planned if one.spec.startswith("1x1")}
    assert found == {"1x1-640": Rendition("1x1-640", 500, 500, JPEG, own)}
    assert next(one for one in planned if one.spec == "4x5-640").box != own


def test_fingerprint__changes_with_pixels_focus_crops_and_metadata():
    looks = {
        fingerprint("aa", (0.5, 0.5), b"packet"),
        fingerprint("ab", (0.5, 0.5), b"packet"),
        fingerprint("aa", (0.4, 0.5), b"packet"),
        fingerprint("aa", (0.5, 0.4), b"packet"),
        fingerprint("aa", (0.5, 0.5), b"other packet"),
        fingerprint("aa", (0.5, 0.5), b"packet", {"1x1": Box(0, 0, 0.5, 1)}),
        fingerprint("aa", (0.5, 0.5), b"packet", {"1x1": Box(0, 0, 0.6, 1)}),
    }
    assert len(looks) == 7
    assert {len(look) for look in looks} == {FINGERPRINT_LENGTH}


def test_fingerprint__is_the_same_for_the_same():
    assert fingerprint("aa", (0.5, 0.5), b"p") == fingerprint("aa", (0.5, 0.5), b"p")


def test_address__is_that_of_the_contract():
    rendition = Rendition("w640", 1, 1)
    for kind, ending in {JPEG: "jpg", WEBP: "webp", AVIF: "avif"}.items():
        path = f"/photos/ID/MARK/w640.{ending}"
        assert address("ID", "MARK", rendition.of_type(kind)) == path
