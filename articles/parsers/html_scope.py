"""Which part of a page speaks about the story: around its headline and after its end."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from articles.parsers.html_furniture import RELATED_WORDS
from articles.parsers.html_tree import Page, whole_text_in

REACH_ABOVE = 80
REACH_BELOW = 120


@dataclass(frozen=True)
class Scope:
    """Elements near the headline and before the text, and those after its end.

    ``outside`` are those before that do not stand in the story's region; ``text`` is
    all that the page shows, folded to lower case.
    """

    headline: HtmlElement | None
    before: tuple[HtmlElement, ...]
    after: tuple[HtmlElement, ...]
    outside: tuple[HtmlElement, ...]
    text: str


def make_scope(
    page: Page,
    headline: HtmlElement | None,
    region: HtmlElement,
    first: HtmlElement | None,
) -> Scope:
    """Cut the page's elements around the story.

    ``first`` is the element of the first paragraph, where known.
    """
    elements = [e for e in page.root.iter() if isinstance(e.tag, str)]
    order = {element: index for index, element in enumerate(elements)}
    start = order[headline] if headline is not None else order[region]
    end = order[first] if first in order else order[region] + 1
    low, high = max(0, min(start, end) - REACH_ABOVE), max(start, end) + 1
    inside = [e for e in region.iter() if isinstance(e.tag, str)]
    last = order[inside[-1]] if inside else end
    before = [e for e in elements[low:high] if _speaks(page, e, headline)]
    after = [
        e for e in elements[high : last + REACH_BELOW] if _speaks(page, e, headline)
    ]
    body = page.root.find("body")
    shown = whole_text_in(body if body is not None else page.root).casefold()
    within = set(inside)
    outside = tuple(e for e in before if e not in within or e is headline)
    return Scope(headline, tuple(before), tuple(after), outside, shown)


def _speaks(page: Page, element: HtmlElement, headline: HtmlElement | None) -> bool:
    """Refuse what speaks about other stories or the site, and posts that are quoted.

    The foot of the box that holds the headline speaks about the story.
    """
    for ancestor in (element, *element.iterancestors()):
        if ancestor.tag == "footer" and _is_foot_of(ancestor, headline):
            continue
        if ancestor.tag in {"nav", "footer", "figure", "head", "blockquote"}:
            return False
        if ancestor in page.story_line:
            return True
        if RELATED_WORDS.search(page.names(ancestor)):
            return False
    return True


def _is_foot_of(footer: HtmlElement, headline: HtmlElement | None) -> bool:
    """Say whether a footer stands beside the headline, or beside the box around it."""
    if headline is None:
        return False
    return any(
        e.getparent() is footer.getparent() for e in (headline, headline.getparent())
    )
