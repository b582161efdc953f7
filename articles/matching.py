"""Which block of a new body is which block of the old one, so that ids stay."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from articles.blocks import Block, CallToAction, Embed, Promo, photos_of
from articles.markup import texts_of

ALIKE = 0.8
# Beyond this many neighbours a block is not looked for: bodies may be hostile.
_NEAREST = 60


def keep_ids(body: Sequence[Block], earlier: Sequence[Block]) -> tuple[Block, ...]:
    """Give the body with the ids of the earlier blocks it goes on from.

    A block without an id takes that of an earlier one of its type whose text is the
    same, else of the most similar one (at least 80 % of the words, in order). Each id
    is taken once; blocks that go on from none stay without.
    """
    used = {block.id for block in body if block.id}
    pool = {
        place: block
        for place, block in enumerate(earlier)
        if block.id and block.id not in used
    }
    ids = _match_equal(body, pool)
    for place, block in enumerate(body):
        if not block.id and place not in ids:
            found = _most_alike(block, place, pool)
            if found is not None:
                ids[place] = pool.pop(found).id
    return tuple(
        replace(block, id=ids[place]) if place in ids else block
        for place, block in enumerate(body)
    )


def _match_equal(body: Sequence[Block], pool: dict[int, Block]) -> dict[int, str]:
    """Give ids for blocks of equal text, and take their owners out of the pool."""
    places: dict[tuple[str, tuple[str, ...]], deque[int]] = {}
    for place, block in pool.items():
        places.setdefault((block.type, _words(block)), deque()).append(place)
    ids = {}
    for place, block in enumerate(body):
        found = places.get((block.type, _words(block)))
        if found and not block.id:
            ids[place] = pool.pop(found.popleft()).id
    return ids


def _most_alike(block: Block, place: int, pool: dict[int, Block]) -> int | None:
    words = _words(block)
    near = sorted(
        (other for other in pool if pool[other].type == block.type),
        key=lambda other: abs(other - place),
    )[:_NEAREST]
    best, best_ratio = None, ALIKE
    for other in near:
        ratio = _likeness(words, _words(pool[other]))
        if ratio > best_ratio or (best is None and ratio == ALIKE):
            best, best_ratio = other, ratio
    return best


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    total = len(one) + len(other)
    shared = sum((Counter(one) & Counter(other)).values())
    if not total or 2 * shared / total < ALIKE:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(block: Block) -> tuple[str, ...]:
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
