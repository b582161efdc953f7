"""Slugs: the readable part of an address."""

from __future__ import annotations

import re

from anyascii import anyascii

SLUG_LENGTH = 80
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RESERVED_SECTION_SLUGS = (
    "admin",
    "accounts",
    "api",
    "feeds",
    "photos",
    "static",
    "healthz",
    "readyz",
    "preview",
)


def make_slug(text: str, fallback: str = "") -> str:
    """Give lower-case ASCII of at most 80 characters, cut between words.

    A text with no letter or digit gives `fallback`.
    """
    plain = re.sub(r"['’]", "", anyascii(text[: 4 * SLUG_LENGTH])).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > SLUG_LENGTH:
        cut = slug[: SLUG_LENGTH + 1].rpartition("-")[0]
        slug = cut if len(cut) > SLUG_LENGTH // 2 else slug[:SLUG_LENGTH].strip("-")
    return slug or fallback


def numbered_slug(slug: str, number: int) -> str:
    """Give the slug with ``-number``, still within the length; number 1 adds none."""
    if number == 1:
        return slug
    tail = f"-{number}"
    return slug[: SLUG_LENGTH - len(tail)].rstrip("-") + tail
