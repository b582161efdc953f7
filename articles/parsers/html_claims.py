"""What a judge gives: a value, how sure it is, and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from articles.parsers.base import Rejected
from articles.parsers.html_furniture import clean_words

Value = TypeVar("Value")


@dataclass(frozen=True)
class Claim(Generic[Value]):
    """One value for a field; confidence 0 where nobody says anything."""

    value: Value
    confidence: float = 0.0
    reason: str = ""
    rejected: tuple[Rejected, ...] = ()


MOST_REJECTED = 4


def judge(candidates: Iterable[Claim[Value]], nothing: Claim[Value]) -> Claim[Value]:
    """Choose the first candidate, for witnesses are asked from the surest on.

    The others stay beside it as rejected. ``nothing`` is the claim where none came.
    """
    first, *others = [*candidates] or [nothing]
    return reject(first, others)


def reject(chosen: Claim[Value], others: Iterable[Claim[Value]]) -> Claim[Value]:
    """Note the other candidates, those that say the same left out."""
    told = {clean_words(text_of_value(chosen.value))}
    rejected = []
    for other in others:
        text = text_of_value(other.value)[:160]
        if text and clean_words(text) not in told:
            told.add(clean_words(text))
            rejected.append(Rejected(text, round(other.confidence, 3), other.reason))
    return replace(chosen, rejected=tuple(rejected[:MOST_REJECTED]))


def text_of_value(value: Any) -> str:
    """Give a candidate's value as people read it."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value or "")


def likeness(one: str, other: str) -> float:
    """Give how alike two texts are by their words, 0 to 1 (F1 of the word sets)."""
    mine, yours = set(clean_words(one).split()), set(clean_words(other).split())
    shared = len(mine & yours)
    return 2 * shared / (len(mine) + len(yours)) if shared else 0.0
