"""Where a story begins and ends in its region: its paragraphs keep company.

Whatever a page calls its boxes, a story's paragraphs stand together: in one element, or
each in one of its own beside the others. What stands above the first of them or below
the last, and not with them, is no paragraph, unless it reads like one at length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from articles.blocks import ListBlock, Table
from articles.parsers import lines
from articles.parsers.html_tree import names_of
from articles.parsers.html_walk import Found

_FOOTNOTES = re.compile(r"-(?:footnotes?|endnotes?|fussnoten?)(?=-)")
SHORTEST_OF_KIND = 60
SHORTEST_ALONE = 120
LEAST_SHARE = 0.2
LEAST_HELD = 0.6
MOST_STEPS = 5
LEAST_REACH = 2
FEWEST_TOGETHER = 2


@dataclass(frozen=True)
class Edges:
    """The elements that hold the story's paragraphs, and which pieces come around.

    ``first`` and ``last`` are the places of the outermost paragraphs of the story's own
    kind, ``reach`` how far above a paragraph its home may be; a story without any has no
    homes, and nothing is known.
    """

    homes: frozenset[HtmlElement] = frozenset()
    first: int = 0
    last: int = 0
    reach: int = LEAST_REACH

    def is_at_home(self, found: Found) -> bool:
        """Say whether a piece stands with the story's paragraphs."""
        if not self.homes:
            return True
        near = [found.element, *list(found.element.iterancestors())[: self.reach]]
        return any(element in self.homes for element in near)

    def is_below(
        self, place: int, found: Found, following: Sequence[Found] = ()
    ) -> bool:
        """Say whether a piece stands after the story's end, and is none of it.

        A heading goes with the text that follows it in its box.
        """
        if place <= self.last or self.is_at_home(found) or _is_footnote(found):
            return False
        if found.kind == "heading" and following:
            heads = following[0].element.getparent() is found.element.getparent()
            return not (heads and _reads_alone(following[0]))
        if isinstance(found.block, ListBlock | Table):
            return True
        return found.kind in {"text", "heading", "quote"} and not _reads_alone(found)

    def is_above(self, place: int, found: Found) -> bool:
        """Say whether a piece stands before the story's first paragraph, and apart."""
        return place < self.first and not self.is_at_home(found)


def find_edges(pieces: Sequence[Found]) -> Edges:
    """Find the story's paragraphs among the pieces of its region by their kind."""
    places = [place for place, found in enumerate(pieces) if _is_paragraph(found)]
    places = _of_main_kinds(pieces, places)
    homes, reach = _homes([pieces[place] for place in places])
    edges = Edges(homes, reach=reach)
    places = [p for p in places if _is_named(pieces[p]) or edges.is_at_home(pieces[p])]
    is_known = bool(homes and places)
    return replace(edges, first=places[0], last=places[-1]) if is_known else Edges()


def _of_main_kinds(pieces: Sequence[Found], places: list[int]) -> list[int]:
    """Keep the paragraphs of kinds that hold much of the text, and more than one each."""
    sizes: Counter[tuple[object, ...]] = Counter()
    counts: Counter[tuple[object, ...]] = Counter()
    for place in places:
        sizes[kind_of(pieces[place])] += len(pieces[place].text)
        counts[kind_of(pieces[place])] += 1
    least = LEAST_SHARE * sizes.total()
    fewest = min(FEWEST_TOGETHER, max(counts.values(), default=0))
    main = {kind for kind in sizes if sizes[kind] >= least and counts[kind] >= fewest}
    return [place for place in places if kind_of(pieces[place]) in main]


def kind_of(found: Found) -> tuple[object, ...]:
    """Give what a piece has in common with its like: names of its element and its box."""
    element, parent = found.element, found.element.getparent()
    box = (parent.tag, parent.get("class")) if parent is not None else ()
    return (element.tag, element.get("class"), *box)


def _is_named(found: Found) -> bool:
    """Say whether a class tells what kind a piece is of."""
    return any(kind_of(found)[1::2])


def _homes(paragraphs: list[Found]) -> tuple[frozenset[HtmlElement], int]:
    """Give the elements that hold most paragraphs, the closest, and how far they are."""
    whole = sum(len(found.text) for found in paragraphs)
    for steps in range(MOST_STEPS):
        held: Counter[HtmlElement] = Counter()
        sizes: Counter[HtmlElement] = Counter()
        for found in paragraphs:
            if (box := _box(found.element, steps)) is not None:
                held[box] += 1
                sizes[box] += len(found.text)
        homes = {box for box in held if held[box] >= FEWEST_TOGETHER}
        if sum(sizes[box] for box in homes) >= LEAST_HELD * whole:
            alike = (_box(f.element, steps) for f in paragraphs if _is_named(f))
            homes |= {box for box in alike if box is not None}
            return frozenset(homes), max(LEAST_REACH, steps)
    return frozenset(), LEAST_REACH


def _box(element: HtmlElement, steps: int) -> HtmlElement | None:
    """Climb so many steps from an element; no steps for runs of text in one element."""
    box: HtmlElement | None = element
    for _ in range(steps):
        box = box.getparent() if box is not None else None
    return box


def _is_footnote(found: Found) -> bool:
    """Find the story's own notes, which stand in boxes of their own."""
    near = [found.element, *list(found.element.iterancestors())[:2]]
    return any(_FOOTNOTES.search(names_of(element)) for element in near)


def _is_paragraph(found: Found) -> bool:
    shortest = SHORTEST_OF_KIND // 2 if _is_dense(found.text) else SHORTEST_OF_KIND
    is_long = found.kind == "text" and len(found.text) >= shortest
    return is_long and found.link_share < 0.5 and lines.ends_sentence(found.text)


def _reads_alone(found: Found) -> bool:
    """Say whether a text is long enough to be believed without company."""
    shortest = SHORTEST_ALONE // 2 if _is_dense(found.text) else SHORTEST_ALONE
    is_long = found.kind != "heading" and len(found.text) >= shortest
    return is_long and found.link_share < 0.3 and lines.ends_sentence(found.text)


def _is_dense(text: str) -> bool:
    """Say whether a script says much in few signs."""
    return lines.has_words(text, 8) and len(text.split()) < 4
