"""What the many stories of the benchmark say, and what is searched in them."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import orjson

TEMPLATES = 2000
SECTIONS, TOPICS, CONTRIBUTORS = 12, 400, 300
YEARS = timedelta(days=3650)
_VOCABULARY = 10_000
_WORDS_IN_BODY = 150
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


class Template(NamedTuple):
    """What many stories say; `@` stands for the slug of each."""

    headline: str
    dek: str
    body: str
    detail: str
    item: str
    zipped: bytes


def word(rank: int) -> str:
    """Give the word of this rank: each half as frequent as the one of half its rank."""
    chosen = random.Random(rank)  # noqa: S311 - no secret
    return "".join(chosen.choice(_SYLLABLES) for _ in range(3 + rank % 2)) + "k"


SEARCHES = [
    f"{word(one)} {word(other)}"
    for one, other in (
        (20, 60), (50, 500), (80, 1500), (200, 400), (300, 900), (40, 3000),
    )
]  # fmt: skip
OTHER_SEARCHES = [
    f'"{word(3)} {word(5)}"', f"{word(30)} -{word(2)}", word(150)[:4],
    f"{word(1)} OR {word(2)} OR {word(4)}",
]  # fmt: skip


def templates() -> Iterator[Template]:
    """Give as many as `TEMPLATES`, always the same."""
    chosen = random.Random(1)  # noqa: S311 - no secret
    ranks = range(1, _VOCABULARY)
    words = [word(rank) for rank in ranks]
    weights = [1 / rank for rank in ranks]
    for _ in range(TEMPLATES):
        said = chosen.choices(words, weights, k=20 + _WORDS_IN_BODY)
        headline, dek = " ".join(said[:8]).capitalize(), " ".join(said[8:20])
        body = " ".join(said[20:])
        item = {
            "id": "@", "slug": "@", "url": "https://www.example.org/section/@/",
            "headline": headline, "dek": dek, "byline": "By Mia Kern",
            "lead_photo": {"caption": dek, "credit": "Mia Kern/Harbour Press",
                "renditions": [f"https://www.example.org/photos/@/w{n}.jpg"
                    for n in (320, 640, 960, 1280)]},
        }  # fmt: skip
        paragraphs = [{"type": "paragraph", "html": body[at : at + 300]}
            for at in range(0, len(body), 300)]  # fmt: skip
        detail = orjson.dumps({**item, "body": paragraphs})
        yield Template(
            headline, dek, body, detail.decode(), orjson.dumps(item).decode(),
            gzip.compress(detail, mtime=0),
        )  # fmt: skip
