"""Whose a picture is: the story's own, or one that stands for another story.

A story's own picture says something under it that leads nowhere, at most to the picture
itself. A picture that stands for another story is a link, and so are all words beside it.
"""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from lxml.html import HtmlElement

from articles.parsers.html_links import heading_in
from articles.parsers.html_tree import (
    HEADING_TAGS,
    STAND_IN,
    Page,
    elements_in,
    text_in,
)
from articles.parsers.lines import is_furniture
from media.credits import is_credit, split_caption

MOST_UNLINKED = 0.2
LABEL = 20
LONGEST_CARD = 500
_CARDS = frozenset({"div", "li", "article", "section"})
LEAST_SURE = 0.75
_MEDIA = ("img", "amp-img", "video", "amp-video")
_NO_PAGES = ("javascript:", "mailto:", "data:", "tel:")
CREDIT_NAME = re.compile(r"-(?:credit|credits|copyright|photographer)(?=-)")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)\b", re.IGNORECASE)


def stands_for_another(page: Page, box: HtmlElement) -> bool:
    """Say whether a picture's box is a pointer to another story: all of it is a link."""
    around = next(box.iterancestors("a"), None)
    whole = box if around is None else around
    said = text_in(whole)
    if not said or not _is_link(page, whole, said):
        return False
    is_own = is_furniture(said) or _is_captioned(page, whole) or is_signed_caption(said)
    return not is_own


def is_card(page: Page, element: HtmlElement) -> bool:
    """Say whether a box is one of a row that each show another story of the site.

    Its picture and its heading lead to the same page, and so does, to another, a box of
    the same name beside it.
    """
    if element.tag not in _CARDS or not (url := _shown_by(page, element)):
        return False
    beside = (element.getprevious(), element.getnext())
    alike = [e for e in beside if e is not None and _is_alike(e, element)]
    others = {_shown_by(page, e) for e in alike} - {"", url}
    return bool(others)


def _shown_by(page: Page, box: HtmlElement) -> str:
    """Give the page of this site that a box's picture and heading both lead to."""
    heading = next((h for h in box.iter(*HEADING_TAGS) if text_in(h)), None)
    if heading is None or len(text_in(box)) > LONGEST_CARD:
        return ""
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    url = next((a.get("href") or "" for a in links if leads_away(page, a)), "")
    shown = (e.iterancestors("a") for e in box.iter("img", "amp-img"))
    pictured = {a.get("href") for around in shown for a in around}
    return url if url in pictured and is_same_site(url, page.address) else ""


def _is_alike(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))


def is_same_site(url: str, address: str) -> bool:
    """Say whether an address is of the page's site; one relative to the page is."""
    host, own = _host(url), _host(address)
    return not host or host == own or (not own and host == _host(STAND_IN))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_link(page: Page, box: HtmlElement, said: str) -> bool:
    """Say whether a box leads away: its pictures do, and its words but for a label."""
    if box.tag == "a":
        return leads_away(page, box)
    links = [a for a in box.iter("a") if leads_away(page, a)]
    linked = sum(len(text_in(link)) for link in links)
    if not linked or len(said) - linked > max(MOST_UNLINKED * len(said), LABEL):
        return False
    inside = {e for link in links for e in link.iter(*_MEDIA)}
    return inside.issuperset(box.iter(*_MEDIA))


def _is_captioned(page: Page, box: HtmlElement) -> bool:
    """Say whether a box is a figure without a title, and tells its credit or a sentence."""
    caption = next(box.iter("figcaption"), None)
    is_figure = box.tag == "figure" or caption is not None
    if not is_figure or heading_in(box) is not None:
        return False
    if caption is not None and text_in(caption).endswith("."):
        return True
    return any(CREDIT_NAME.search(page.names(e)) for e in elements_in(box))


def is_signed_caption(text: str) -> bool:
    """Say whether a text is a credit, or ends with one."""
    said = split_caption(text)
    is_split = said.confidence >= LEAST_SURE and bool(said.creators)
    return is_split or is_credit(text)


def leads_away(page: Page, link: HtmlElement) -> bool:
    """Say whether a link leads to another page, and to no picture's file."""
    url = urldefrag(link.get("href") or "").url
    is_page = bool(url) and not url.startswith(_NO_PAGES) and url != page.address
    return is_page and not _FILE.search(url)
