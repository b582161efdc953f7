"""Which block of a new body is which block of the old one, so that ids stay."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

from articles.blocks import Block, CallToAction, Embed, Promo, photos_of
from articles.markup import texts_of

ALIKE = 0.8
# Beyond these neighbours a block is not looked for: bodies may be hostile.
_NEAREST = 24
_FARTHEST = 1000
# So many pairs of equal words are compared in a body; usual ones have some thousands.
_MOST_PAIRS = 1_000_000

_Words = tuple[str, ...]


@dataclass
class _Patience:
    """How many pairs of words may be compared still: few words may be said for ever."""

    pairs: int

    def is_over(self, pairs: int) -> bool:
        """Take so many pairs; say whether there are not as many left."""
        if pairs > self.pairs:
            return True
        self.pairs -= pairs
        return False


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
    found, patience = _match_equal(wanted, pool), _Patience(_MOST_PAIRS)
    for place, (kind, words) in wanted.items():
        if place not in found:
            near = _near(place, kind, pool, len(earlier))
            other = _most_alike(words, near, patience)
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


def _most_alike(
    words: _Words, near: list[tuple[int, _Words]], patience: _Patience
) -> int | None:
    best, best_ratio = None, 0.0
    for other, its_words in near:
        ratio = _likeness(words, its_words, patience)
        if ratio >= ALIKE and ratio > best_ratio:
            best, best_ratio = other, ratio
    return best


def _likeness(one: _Words, other: _Words, patience: _Patience) -> float:
    total = len(one) + len(other)
    mine, its = Counter(one), Counter(other)
    if not total or 2 * (mine & its).total() / total < ALIKE:
        return 0.0
    if patience.is_over(sum(count * its[word] for word, count in mine.items())):
        return 2 * _alike_at_ends(one, other) / total
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _alike_at_ends(one: _Words, other: _Words) -> int:
    """Give how many words both start and end with: no more than they have in common."""
    start = _alike_from_start(one, other)
    left = (words[start:][::-1] for words in (one, other))
    return start + _alike_from_start(*left)


def _alike_from_start(one: _Words, other: _Words) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


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
