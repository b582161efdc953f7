"""Related stories a page lists beside or below the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from articles.markup import clean_url
from articles.parsers import lines
from articles.parsers.html_furniture import (
    FURNITURE_WORDS,
    RELATED_WORDS,
    Prose,
    clean_words,
)
from articles.parsers.html_links import links_in
from articles.parsers.html_tree import (
    BLOCK_TAGS,
    HEADING_TAGS,
    STAND_IN,
    Page,
    text_in,
)
from articles.story import RelatedRef

MOST_BOXES = 4
MOST_LINKS = 12
_EVERYBODYS = re.compile(
    r"-(?:latest|popular|most|trending|top-stories|from-the-web|around-the-web|dont-miss"
    r"|recirc|recirculation|recommended|recommendations|next-story|next-article|promo|promos"
    r"|teaser|teasers|home|sidebar|package|newsletter)(?=-)"
)
_EVERYBODYS_HEADING = re.compile(
    r"latest|recent|popular|most |trending|top stor|don't miss|from the web|you may|recommended|editor"
    r"|neueste|meistgelesen|beliebt|populaires|derni|más leíd|últim|mais lid|più lett|senaste|à la une|top news|najczęściej"
    r"|самое|главн|последни|δημοφιλ|çok okunan|الأكثر|הנקרא|热门|ランキング|많이 본|인기",
    re.IGNORECASE,
)


def find_related(
    page: Page, region: HtmlElement, prose: Prose, headline: str
) -> tuple[RelatedRef, ...]:
    """Give the stories that boxes after the region list as related to this one.

    Boxes that every page of the site shows (latest, most read) are not asked.
    """
    found: dict[str, RelatedRef] = {}
    for box in _boxes(page, region, prose):
        for link in list(links_in(box))[:MOST_LINKS]:
            title = lines.promo_title(link.title) or link.title
            is_title = lines.has_words(title, 3) and not lines.is_furniture(title)
            if is_title and clean_words(title) != clean_words(headline):
                ref = RelatedRef(title=title, url=clean_url(link.url))
                found.setdefault(clean_words(title), ref)
    return tuple(found.values())


def join_related(
    told: Iterable[RelatedRef], beside: Iterable[RelatedRef]
) -> tuple[RelatedRef, ...]:
    """Give the stories the text points to, then those of boxes, each once."""
    first = [*told]
    known = {clean_words(ref.title) for ref in first}
    more = [ref for ref in beside if clean_words(ref.title) not in known]
    return tuple(
        replace(ref, url="") if ref.url.startswith(STAND_IN) else ref
        for ref in (*first, *more)
    )


def _boxes(page: Page, region: HtmlElement, prose: Prose) -> Iterator[HtmlElement]:
    taken: set[HtmlElement] = set()
    for element in region.xpath("following::*"):
        if element.tag not in BLOCK_TAGS or element.getparent() in taken:
            if element.getparent() in taken:
                taken.add(element)
            continue
        if _is_related_box(page, element, prose):
            taken.add(element)
            yield element
        if len(taken) > 2000:
            return


def _is_related_box(page: Page, element: HtmlElement, prose: Prose) -> bool:
    names = page.names(element)
    size = prose.texts.get(element, 0)
    if not 0 < size < 2500 or element.tag in {"body", "footer", "nav"}:
        return False
    if _EVERYBODYS.search(names) or element.find(".//a") is None:
        return False
    heading = next(element.iter(*HEADING_TAGS), None)
    title = text_in(heading) if heading is not None else ""
    if _EVERYBODYS_HEADING.search(title):
        return False
    if any(
        FURNITURE_WORDS.search(page.names(e))
        for e in element.iterancestors("div", "form")
    ):
        return False
    is_named = RELATED_WORDS.search(names) and not FURNITURE_WORDS.search(names)
    return bool(is_named) or (0 < len(title) <= 90 and lines.is_related_heading(title))
