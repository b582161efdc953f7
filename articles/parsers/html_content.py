"""Where on a page the story stands: candidates, and the witness they are held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import trafilatura
from lxml.html import HtmlElement

from articles.markup import clean_line
from articles.parsers.html_furniture import Prose, clean_words, judge_element
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import microdata
from articles.parsers.html_tree import (
    BLOCK_TAGS,
    HEADING_TAGS,
    Page,
    holds_blocks,
)

SHORTEST_PARAGRAPH = 25
OPENING = 5
MOST_STEPS_UP = 4
MOST_BEFORE = 2
FEWEST_LOOSE = 3
SHORTEST_LOOSE = 100
LEAST_LOOSE = 0.2
MOST_ELEMENTS_READ_TWICE = 30_000
# Its cost grows with the square of the links in one paragraph.
MOST_CHILDREN_READ_TWICE = 2_000
MOST_BYTES_READ_TWICE = 1_500_000
_NAMED = "a name like article-body"
_BODY_NAMES = re.compile(
    r"-(?:article|story|entry|post|news|content|single|body|text|artikel|articulo|nota"
    r"|noticia|article-main)-(?:body|content|text|copy|wrap|inner|main|texto|cuerpo|corpo"
    r"|html|page)(?=-)|-(?:articlebody|storybody|storytext|articletext|maincontent|cuerpo"
    r"|bodycopy|rich-text|richtext|body-copy|body-content|contenu|testo|haupttext)(?=-)"
)


@dataclass(frozen=True)
class Witness:
    """An independent reading of the story, asked whether it knows a text.

    ``size`` is its length in folded characters, ``openings`` the hashes of every run
    of `OPENING` words in it.
    """

    size: int = 0
    openings: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> Witness:
        """Make a witness of folded text."""
        words = text.split()
        runs = zip(*(words[start:] for start in range(OPENING)), strict=False)
        return cls(len(text), frozenset(map(hash, runs)))

    def knows(self, words: str) -> bool:
        """Say whether a folded text's first words stand in it; short ones are unknown."""
        opening = tuple(words.split(" ", OPENING)[:OPENING])
        return hash(opening) in self.openings


@dataclass(frozen=True)
class Region:
    """The element the story stands in, how sure that is, and who said so.

    ``witness`` is the folded text of the independent reading it was held against.
    """

    element: HtmlElement
    confidence: float
    reason: str
    witness: Witness = Witness()


@dataclass(frozen=True)
class Paragraph:
    """A piece of prose on the page, found by its element."""

    element: HtmlElement
    words: str
    size: int


def measure_prose(page: Page) -> Prose:
    """Count text, link text and paragraph prose of every element, bottom up."""
    prose = Prose()
    for element in page.root.iter():
        if isinstance(element.tag, str):
            _measure_own_text(element, prose)
    for element in reversed([e for e in page.root.iter() if isinstance(e.tag, str)]):
        parent = element.getparent()
        if parent is None:
            continue
        for counts in (prose.counted, prose.links, prose.texts):
            counts[parent] = counts.get(parent, 0) + counts.get(element, 0)
    return prose


def find_region(page: Page, linked: LinkedStory, prose: Prose) -> Region | None:
    """Choose the story's element among the candidates.

    Each candidate's paragraphs are held against what an independent reader took for
    the story: the JSON-LD's articleBody where it is whole, else trafilatura's text.
    """
    paragraphs = list(_paragraphs(page, prose))
    if not paragraphs:
        return None
    candidates = list(_candidates(page, paragraphs, prose))
    witness = _witness(page, linked, paragraphs)
    best, best_points = None, -1.0
    for element, prior, reason in candidates:
        agreement = _agreement(element, paragraphs, witness)
        size, text = prose.of(element), prose.texts.get(element, 0)
        points = agreement + prior + (0.05 * size / text if text else 0)
        if points > best_points:
            best_points = points
            sure = min(0.98, 0.3 + 0.7 * agreement)
            best = Region(element, sure, reason, witness)
    if best and "liveblogposting" in linked.types:
        return replace(best, element=_all_posts(best.element))
    if best is None:
        return None
    whole = _continued(page, best.element, candidates, paragraphs)
    whole = _with_loose_paragraphs(whole, paragraphs)
    return replace(best, element=_with_pictures(whole, paragraphs))


def _continued(
    page: Page,
    region: HtmlElement,
    candidates: list[tuple[HtmlElement, float, str]],
    paragraphs: list[Paragraph],
) -> HtmlElement:
    """Give all of a story of which the independent reading knew only the beginning.

    The boxes of the page's microdata hold the region and begin with it, or boxes that
    are named a story's body as well share an element with it that holds no other prose.
    """
    told = {paragraph.element for paragraph in paragraphs}
    bodies = [
        e for e in microdata(page.root, "articleBody") if not told.isdisjoint(e.iter())
    ]
    if bodies:
        whole = common_ancestor(bodies)
        first = _inside(region, paragraphs)[:1]
        is_one = whole.find(".//h1") is None and whole.tag not in {"body", "html"}
        if is_one and region in whole.iterdescendants():
            begins = first and first[0] in _inside(whole, paragraphs)[:MOST_BEFORE]
            return whole if begins else region
    if not _BODY_NAMES.search(page.names(region)):
        return region
    kin = {region, *region.iterancestors(), *region.iterdescendants()}
    others = (e for e, _, reason in candidates if reason == _NAMED and e not in kin)
    parts = [region, *(e for e in others if _inside(e, paragraphs))]
    around = common_ancestor(parts)
    told = {p.element for part in parts for p in _inside(part, paragraphs)}
    is_all = all(p.element in told for p in _inside(around, paragraphs))
    return around if is_all and around.tag not in {"body", "html"} else region


def _with_loose_paragraphs(
    region: HtmlElement, paragraphs: list[Paragraph]
) -> HtmlElement:
    """Climb where broken markup closed the story's box before its last paragraphs.

    They stand loose beside it, as long as the others, and are much of the story.
    """
    parent = region.getparent()
    if region.tag in {"body", "html"} or parent is None:
        return region
    beside = set(region.itersiblings("p"))
    loose = [p.size for p in paragraphs if p.element in beside]
    mine = [p.size for p in _inside(region, paragraphs)]
    is_much = sum(loose) >= LEAST_LOOSE * sum(mine) and len(loose) >= FEWEST_LOOSE
    is_long = is_much and sum(loose) / len(loose) >= SHORTEST_LOOSE
    return parent if is_long else region


def _inside(element: HtmlElement, paragraphs: list[Paragraph]) -> list[Paragraph]:
    inside = set(element.iter())
    return [p for p in paragraphs if p.element in inside]


def _with_pictures(region: HtmlElement, paragraphs: list[Paragraph]) -> HtmlElement:
    """Climb to the element that adds two captioned pictures or more, but no prose."""
    mine = sum(1 for _ in region.iter("figcaption"))
    inside = set(region.iter())
    best = region
    for ancestor in list(region.iterancestors())[:MOST_STEPS_UP]:
        if ancestor.tag in {"body", "html"}:
            break
        around = set(ancestor.iter())
        if any(p.element in around and p.element not in inside for p in paragraphs):
            break
        if sum(1 for _ in ancestor.iter("figcaption")) >= mine + 2:
            best = ancestor
            break
    return best


def _all_posts(post: HtmlElement) -> HtmlElement:
    """Climb from one post of a live blog to the element that holds them all."""
    for element in (post, *post.iterancestors()):
        parent = element.getparent()
        if parent is None or element.tag == "body":
            break
        twins = [
            e
            for e in parent
            if e.tag == element.tag and e.get("class") == element.get("class")
        ]
        if len(twins) > 1:
            return parent
    return post


def _measure_own_text(element: HtmlElement, prose: Prose) -> None:
    """Add text that stands directly in this element; a paragraph counts as prose."""
    own = len((element.text or "").strip())
    own += sum(len((child.tail or "").strip()) for child in element)
    if not own:
        return
    prose.texts[element] = prose.texts.get(element, 0) + own
    block = element
    while block.tag not in BLOCK_TAGS and block.getparent() is not None:
        if block.tag == "a":
            prose.links[element] = prose.links.get(element, 0) + own
            return
        block = block.getparent()
    if block.getparent() is not None and block.getparent().tag == "a":
        prose.links[element] = prose.links.get(element, 0) + own
    elif own >= SHORTEST_PARAGRAPH or block.tag == "p":
        prose.counted[element] = prose.counted.get(element, 0) + own


def _paragraphs(page: Page, prose: Prose) -> Iterator[Paragraph]:
    """Give the page's paragraphs that do not stand in furniture."""
    whole = prose.of(page.root)
    skipped: set[HtmlElement] = set()
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.getparent() in skipped or (
            element.tag in BLOCK_TAGS and _is_outside(page, element, prose, whole)
        ):
            skipped.add(element)
        elif element.tag in BLOCK_TAGS:
            text, linked = _own_text(element)
            if len(text) >= SHORTEST_PARAGRAPH and linked < 0.5 * len(text):
                yield Paragraph(element, clean_words(text), len(text))


def _is_outside(page: Page, element: HtmlElement, prose: Prose, whole: int) -> bool:
    if element.tag in {"figure", "figcaption"} or element.tag in HEADING_TAGS:
        return True
    return bool(judge_element(page, element, prose, whole))


def _own_text(element: HtmlElement) -> tuple[str, int]:
    """Give the text of an element outside blocks in it, and how much of it is links."""
    parts, linked = [element.text or ""], 0
    for child in element:
        is_inline = isinstance(child.tag, str) and child.tag not in BLOCK_TAGS
        if is_inline and not holds_blocks(child):
            inner = "".join(child.itertext())
            parts.append(inner)
            links = [child] if child.tag == "a" else child.iter("a")
            linked += sum(len("".join(link.itertext())) for link in links)
        parts.append(child.tail or "")
    return clean_line("".join(parts)), linked


def _candidates(
    page: Page, paragraphs: list[Paragraph], prose: Prose
) -> Iterator[tuple[HtmlElement, float, str]]:
    """Give elements that may be the story, with a head start and the reason."""
    seen: set[HtmlElement] = set()
    for element, prior, reason in _all_candidates(page, paragraphs, prose):
        if element not in seen and prose.of(element):
            seen.add(element)
            yield element, prior, reason


def _all_candidates(
    page: Page, paragraphs: list[Paragraph], prose: Prose
) -> Iterator[tuple[HtmlElement, float, str]]:
    bodies = [e for e in microdata(page.root, "articleBody") if prose.of(e)]
    if bodies:
        yield common_ancestor(bodies), 0.12, "microdata articleBody"
    dense = _densest(paragraphs)
    named = [
        element
        for element in page.root.iter("div", "section", "td", "article", "main")
        if _BODY_NAMES.search(page.names(element))
    ]
    for element in sorted(named, key=prose.of, reverse=True)[:4]:
        yield element, 0.05, _NAMED
    for element in sorted(page.root.iter("article"), key=prose.of, reverse=True)[:2]:
        yield element, 0.02, "an article element"
    yield dense, 0.04, "the densest prose"
    for ancestor in list(dense.iterancestors())[:4]:
        if ancestor.tag not in {"html"}:
            yield ancestor, 0.0, "around the densest prose"


def _densest(paragraphs: list[Paragraph]) -> HtmlElement:
    """Let each paragraph vote for its parent, half for the grandparent, and so on."""
    votes: dict[HtmlElement, float] = {}
    for paragraph in paragraphs:
        weight = 1 + min(paragraph.size / 100, 4)
        for level, ancestor in enumerate(paragraph.element.iterancestors()):
            if level > 3 or ancestor.tag in {"body", "html"}:
                break
            votes[ancestor] = votes.get(ancestor, 0) + weight / (level * 1.5 + 1)
    if not votes:
        return paragraphs[0].element
    return max(votes, key=lambda element: votes[element])


def common_ancestor(elements: list[HtmlElement]) -> HtmlElement:
    """Give the deepest element that holds all of these."""
    first, rest = elements[0], elements[1:]
    shared = [first, *first.iterancestors()]
    for element in rest:
        line = {element, *element.iterancestors()}
        shared = [e for e in shared if e in line]
    return shared[0]


def _witness(page: Page, linked: LinkedStory, paragraphs: list[Paragraph]) -> Witness:
    """Give the words of an independent reading of the story."""
    size = sum(paragraph.size for paragraph in paragraphs)
    if len(linked.body) > 600 and len(linked.body) > 0.25 * size:
        return Witness.of(clean_words(linked.body))
    elements = sum(1 for _ in page.root.iter())
    if max(map(len, page.root.iter())) > MOST_CHILDREN_READ_TWICE:
        return Witness()
    if elements > MOST_ELEMENTS_READ_TWICE or size > MOST_BYTES_READ_TWICE:
        return Witness()
    read = trafilatura.bare_extraction(
        page.root, fast=True, include_comments=False, with_metadata=False
    )
    return Witness.of(clean_words(getattr(read, "text", "") or ""))


def _agreement(
    element: HtmlElement, paragraphs: list[Paragraph], witness: Witness
) -> float:
    """Give the F1 of a candidate's paragraphs against the witness, by characters."""
    mine = _inside(element, paragraphs)
    total = sum(p.size for p in mine)
    if not witness.size or not total:
        whole = sum(p.size for p in paragraphs)
        return total / whole * 0.8 if whole else 0.0
    agreed = sum(p.size for p in mine if witness.knows(p.words))
    precision, recall = agreed / total, min(1.0, agreed / witness.size)
    return 2 * precision * recall / (precision + recall) if agreed else 0.0
