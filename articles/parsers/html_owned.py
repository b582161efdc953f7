"""Whose a picture is: the story's own, or one that stands for another story.

A story's own picture says something under it that leads nowhere, at most to the picture
itself. A picture that stands for another story is a link, and so are all words beside it.
"""

from __future__ import annotations

import re
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from articles.parsers.html_links import heading_in
from articles.parsers.html_tree import Page, elements_in, text_in
from articles.parsers.lines import is_furniture
from media.credits import is_credit, split_caption

MOST_UNLINKED = 0.2
LABEL = 20
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
