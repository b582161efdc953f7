"""What a judge gives: a value, how sure it is, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.parsers.html_furniture import clean_words

Value = TypeVar("Value")


@dataclass(frozen=True)
class Claim(Generic[Value]):
    """One value for a field; confidence 0 where nobody says anything."""

    value: Value
    confidence: float = 0.0
    reason: str = ""


def likeness(one: str, other: str) -> float:
    """Give how alike two texts are by their words, 0 to 1 (F1 of the word sets)."""
    mine, yours = set(clean_words(one).split()), set(clean_words(other).split())
    shared = len(mine & yours)
    return 2 * shared / (len(mine) + len(yours)) if shared else 0.0
