from __future__ import annotations

import pytest

from media.renditions import FINGERPRINT_LENGTH, Rendition, address, fingerprint, plan


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4000, 3000), [("w640", 640, 480), ("w1280", 1280, 960)]),
        ((1280, 853), [("w640", 640, 426), ("w1280", 1280, 853)]),
        ((1000, 500), [("w640", 640, 320), ("w1280", 1000, 500)]),
        ((641, 480), [("w640", 640, 479), ("w1280", 641, 480)]),
        ((640, 480), [("w640", 640, 480)]),
        ((100, 900), [("w640", 100, 900)]),
        ((1, 1), [("w640", 1, 1)]),
        ((5000, 1), [("w640", 640, 1), ("w1280", 1280, 1)]),
    ],
)
def test_plan__never_enlarges(size, expected):
    assert plan(*size) == [Rendition(*one) for one in expected]


def test_fingerprint__changes_with_pixels_focus_and_metadata():
    looks = {
        fingerprint("aa", (0.5, 0.5), b"packet"),
        fingerprint("ab", (0.5, 0.5), b"packet"),
        fingerprint("aa", (0.4, 0.5), b"packet"),
        fingerprint("aa", (0.5, 0.4), b"packet"),
        fingerprint("aa", (0.5, 0.5), b"other packet"),
    }
    assert len(looks) == 5
    assert {len(look) for look in looks} == {FINGERPRINT_LENGTH}


def test_fingerprint__is_the_same_for_the_same():
    assert fingerprint("aa", (0.5, 0.5), b"p") == fingerprint("aa", (0.5, 0.5), b"p")


def test_address__is_that_of_the_contract():
    assert address("ID", "MARK", Rendition("w640", 1, 1)) == "/photos/ID/MARK/w640.jpg"
