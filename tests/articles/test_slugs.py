"""Slugs from headlines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.slugs import SLUG_LENGTH, SLUG_PATTERN, make_slug, numbered_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferry runs again", "ferry-runs-again"),
        ("Don’t panic: it's 5 o'clock", "dont-panic-its-5-oclock"),
        ("Größere Straßen für Łódź", "grossere-strassen-fur-lodz"),
        ("Ελλάδα", "ellada"),
        ("!?", "fallback"),
        ("", "fallback"),
        ("a" * 100, "a" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
    ],
)
def test_make_slug__cases(text, slug):
    assert make_slug(text, "fallback") == slug


@given(st.text(max_size=300), st.integers(1, 10**6))
def test_make_slug__always_fits(text, number):
    slug = make_slug(text, "fallback")
    for made in (slug, numbered_slug(slug, number)):
        assert re.fullmatch(SLUG_PATTERN, made)
        assert len(made) <= SLUG_LENGTH


def test_numbered_slug__the_first_has_no_number():
    assert numbered_slug("ferry", 1) == "ferry"
    assert numbered_slug("ferry", 2) == "ferry-2"
    assert numbered_slug("a" * 80, 12) == "a" * 77 + "-12"
