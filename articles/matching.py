"""Which block of a new body is which block of the old one, so that ids stay."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from articles.blocks import Block, CallToAction, Embed, Promo, photos_of
from articles.markup import texts_of

ALIKE = 0.8
# Beyond these neighbours a block is not looked for: bodies may be hostile.
_NEAREST = 24
_FARTHEST = 1000

_Words = tuple[str, ...]


def keep_ids(body: Sequence[Block], earlier: Sequence[Block]) -> tuple[Block, ...]:
    """Give the body with the ids of the earlier blocks it goes on from.

    A block without an id takes that of an earlier one of its type whose text is the
    same, else of the most similar one nearby (at least 80 % of the words, in order).
    Each id is taken once; blocks that go on from none stay without.
    """
    used = {block.id for block in body if block.id}
    pool = {
        place: (block.type, _words(block))
        for place, block in enumerate(earlier)
        if block.id and block.id not in used
    }
    wanted = {
        place: (block.type, _words(block))
        for place, block in enumerate(body)
        if not block.id
    }
    found = _match_equal(wanted, pool)
    for place, (kind, words) in wanted.items():
        if place not in found:
            other = _most_alike(words, _near(place, kind, pool, len(earlier)))
            if other is not None:
                found[place] = other
                del pool[other]
    return tuple(
        replace(block, id=earlier[found[place]].id) if place in found else block
        for place, block in enumerate(body)
    )


def _match_equal(
    wanted: dict[int, tuple[str, _Words]], pool: dict[int, tuple[str, _Words]]
) -> dict[int, int]:
    """Pair blocks of equal text, and take those found out of the pool."""
    places: dict[tuple[str, _Words], deque[int]] = {}
    for place, key in pool.items():
        places.setdefault(key, deque()).append(place)
    found = {}
    for place, key in wanted.items():
        if equal := places.get(key):
            found[place] = equal.popleft()
            del pool[found[place]]
    return found


def _near(
    place: int, kind: str, pool: dict[int, tuple[str, _Words]], length: int
) -> list[tuple[int, _Words]]:
    """Give the nearest earlier blocks of a type, from the place outwards."""
    near: list[tuple[int, _Words]] = []
    for distance in range(min(max(place, length - place), _FARTHEST) + 1):
        for other in dict.fromkeys((place - distance, place + distance)):
            if other in pool and pool[other][0] == kind:
                near.append((other, pool[other][1]))
        if len(near) >= _NEAREST:
            break
    return near


def _most_alike(words: _Words, near: list[tuple[int, _Words]]) -> int | None:
    best, best_ratio = None, 0.0
    for other, its_words in near:
        ratio = _likeness(words, its_words)
        if ratio >= ALIKE and ratio > best_ratio:
            best, best_ratio = other, ratio
    return best


def _likeness(one: _Words, other: _Words) -> float:
    total = len(one) + len(other)
    shared = sum((Counter(one) & Counter(other)).values())
    if not total or 2 * shared / total < ALIKE:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(block: Block) -> _Words:
    return tuple(" ".join(_texts(block)).split())


def _texts(block: Block) -> Iterable[str]:
    match block:
        case Promo():
            return [block.title_original or block.title]
        case CallToAction():
            return [block.text]
        case Embed():
            return [block.provider, block.url, block.title, block.raw]
    return [photo.photo or "" for photo in photos_of(block)] or texts_of(block)
