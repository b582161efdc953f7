"""Links as pointers to other stories: their titles, and boxes that hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from articles.markup import clean_line, text_of
from articles.parsers.html_tree import (
    HEADING_TAGS,
    children_of,
    elements_in,
    names_of,
    text_in,
)

_ALL_BOLD = re.compile(r"<strong>[^<]{2,60}</strong>[\s.:|]*")
_BESIDE = re.compile(
    r"-(?:kicker|eyebrow|overline|label|timestamp|date|duration|category)(?=-)"
)
_TITLE = re.compile(r"-(?:title|headline|hed|titulo|titre|titolo|titel)(?=-)")
FEWEST_WORDS = 3
_LINKED = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)
_ADDRESS = re.compile(r'<a href="([^"]*)"')


@dataclass(frozen=True)
class Link:
    """A pointer found in the story's region: its text and address."""

    title: str
    url: str


def link_share(html: str) -> float:
    """Give how much of cleaned inline HTML is links, 0 to 1."""
    if "<a " not in html:
        return 0.0
    text = text_of(html)
    linked = "".join(_LINKED.findall(html))
    return min(1.0, len(text_of(linked)) / len(text)) if text else 0.0


def first_address(html: str) -> str:
    """Give the address of the first link in cleaned inline HTML."""
    found = _ADDRESS.search(html)
    return text_of(found[1]) if found else ""


def linked_words(html: str) -> tuple[str, ...]:
    """Give what each link in cleaned inline HTML says."""
    return tuple(map(text_of, _LINKED.findall(html)))


def words_before_link(html: str) -> str:
    """Give the words before the one link that cleaned inline HTML ends with.

    Words set apart in bold come with a colon, which is what the bold stands for.
    """
    before, _, rest = html.partition("<a ")
    link, closed, after = rest.partition("</a>")
    is_end = bool(closed) and not text_of(after).strip(" .»>›→]")
    if not is_end or not text_of("<a " + link):
        return ""
    words = text_of(before)
    return f"{words.rstrip(' .:|')}:" if _ALL_BOLD.fullmatch(before) else words


def leads_elsewhere(items: list[HtmlElement]) -> bool:
    """All items begin with or are a link, and say little beside it."""
    linked = 0
    for item in items:
        text = text_in(item)
        links = [a for a in item.iter("a") if text_in(a)]
        linked += (
            bool(links)
            and len(text) < 160
            and (sum(len(text_in(a)) for a in links) > 0.6 * len(text))
        )
    return linked == len(items)


def links_in(element: HtmlElement) -> Iterator[Link]:
    """Give the pointers of a box: one for each address, with its longest text."""
    titles: dict[str, str] = {}
    links = [element] if element.tag == "a" else []
    for link in [*links, *(e for e in elements_in(element) if e.tag == "a")]:
        title, url = _link_title(link), link.get("href") or ""
        if len(title) > len(titles.get(url, "")):
            titles[url] = title
    for url, title in titles.items():
        yield Link(title, url)


def _link_title(link: HtmlElement) -> str:
    """Give a pointer's words: its heading, or all of a list item that it is part of."""
    heading = heading_in(link)
    item = next(link.iterancestors("li"), None)
    if heading is not None:
        return _title_in(heading)
    if item is not None and not text_in(link):
        heading = heading_in(item)
        return (
            _title_in(heading)
            if heading is not None
            else clean_line(link.get("aria-label") or "")
        )
    if item is None or next(link.iterancestors(*HEADING_TAGS), None) is not None:
        return _title_in(link)
    whole = text_in(item)
    is_only = len({a.get("href") for a in item.iter("a")}) == 1
    is_plain = item.find(".//time") is None and item.find(".//div") is None
    is_whole = is_only and is_plain and len(whole) < 200
    return _title_in(item if is_whole else link)


def heading_in(element: HtmlElement) -> HtmlElement | None:
    """Give the first heading in an element, else what is named a title."""
    heading = next(element.iter(*HEADING_TAGS), None)
    if heading is not None:
        return heading
    named = (e for e in elements_in(element) if _TITLE.search(names_of(e)))
    return next((e for e in named if len(text_in(e).split()) >= FEWEST_WORDS), None)


def _title_in(element: HtmlElement) -> str:
    """Give a title's words without a time or kicker in elements of their own."""
    parts = [child for child in children_of(element) if text_in(child)]
    if len(parts) == 2 and not (element.text or "").strip():
        first, second = map(text_in, parts)
        is_kicker = parts[0].tag in {"em", "span"} and not first.endswith(":")
        if is_kicker and len(first.split()) <= 3 < len(second.split()):
            return second
    aside = [
        e
        for e in elements_in(element)
        if e.tag == "time" or _BESIDE.search(names_of(e))
    ]
    text = text_in(element)
    for part in aside:
        rest = text.replace(text_in(part), " ", 1).strip()
        text = " ".join(rest.split()) if len(rest) >= 12 else text
    return text
