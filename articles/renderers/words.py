"""The words of a delivery document, by what they weigh when somebody searches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from articles.blocks import TEXT_BLOCKS, block_from_json
from articles.markup import clean_text, texts_of

# Positions in PostgreSQL's vectors end at 16,383 words, and a vector at a megabyte.
MOST_BYTES = 100_000
_TEXT_TYPES = frozenset(kind.type for kind in TEXT_BLOCKS)


class Words(NamedTuple):
    """The plain texts of a document, heaviest first."""

    headline: str
    lead: str
    body: str
    names: str


def words_of(document: Mapping[str, Any]) -> Words:
    """Give the texts a search reads: headline, kicker and dek, body, names.

    Captions are left out: a photo may leave a story before its words do.
    """
    return Words(
        _bounded(document["headline"]),
        _bounded(f"{document['kicker']}\n{document['dek']}"),
        _bounded("\n".join(_body(document))),
        _bounded("\n".join(_names(document))),
    )


def _body(document: Mapping[str, Any]) -> list[str]:
    texts: list[str] = []
    for row in document["body"]:
        if row["type"] in _TEXT_TYPES:
            texts += texts_of(block_from_json(row))
            texts.append(row.get("attribution", "") or row.get("caption", ""))
    return [text for text in texts if text]


def _names(document: Mapping[str, Any]) -> list[str]:
    rows = [*document["contributors"], *document["topics"]]
    names = [row["name"] for row in rows]
    return [document["byline"], *names, *document["keywords"]]


def _bounded(text: str) -> str:
    """Cut a text to the bytes a vector holds, without controls."""
    return clean_text(text).encode()[:MOST_BYTES].decode(errors="ignore")
