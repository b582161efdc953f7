"""By which names a page calls its own site: its masthead, and links to its front page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.parsers import lines
from articles.parsers.html_furniture import clean_words
from articles.parsers.html_tree import Page, text_in

LONGEST_NAME = 60
ARCHIVES = frozenset({"blog archive", "archive", "archives", "home", "news"})
_FRONT = re.compile(r"(?:index|default|home)(?:\.\w{2,5})?/?$", re.IGNORECASE)
_MASTHEADS = ("h1", "h2")


def names_of_site(page: Page, address: str) -> frozenset[str]:
    """Give the folded names that a page's masthead and links to its front page say."""
    names = {clean_words(name) for name in _names(page, address)}
    return frozenset(name for name in names if 0 < len(name) <= LONGEST_NAME)


def tells_of_story(part: str, site_names: frozenset[str]) -> bool:
    """Say whether a part of a title is more than the site's name or the day."""
    folded = clean_words(part)
    is_name = folded in site_names or folded in ARCHIVES
    return not is_name and not lines.is_date_line(part)


def _names(page: Page, address: str) -> Iterator[str]:
    for link in page.root.iter("a"):
        if is_front_page(link.get("href") or "", address):
            yield text_in(link)
            yield from _said_by_pictures(link)
    for heading in page.root.iter(*_MASTHEADS):
        if not text_in(heading):
            yield from _said_by_pictures(heading)


def _said_by_pictures(element: HtmlElement) -> Iterator[str]:
    for picture in element.iter("img", "amp-img"):
        yield picture.get("alt") or ""


def is_front_page(href: str, address: str) -> bool:
    """Say whether a link leads to the site's front page, or a folder the story is in."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if not parts.scheme.startswith("http") or parts.query or parts.fragment:
        return False
    folder = _FRONT.sub("", href)
    is_around = folder.endswith("/") and address.startswith(folder)
    return not urlsplit(folder).path.strip("/") or (is_around and href != address)
