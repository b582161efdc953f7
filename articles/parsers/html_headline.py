"""The headline and what stands around it: candidates from page and head, one judge each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from articles.parsers import lines
from articles.parsers.html_above import DEK_WORDS, KICKER_WORDS
from articles.parsers.html_claims import Claim, judge, likeness, reject
from articles.parsers.html_furniture import FURNITURE_WORDS, RELATED_WORDS, clean_words
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_masthead import names_of_site, tells_of_story
from articles.parsers.html_meta import Meta, microdata, value_of
from articles.parsers.html_scope import Scope
from articles.parsers.html_tree import (
    HEADING_TAGS,
    Page,
    children_of,
    is_hidden,
    spaced_text_in,
    text_in,
)

LONGEST_HEADLINE = 300
LONGEST_DEK = 600
SHORTEST_DEK = 20
SHORTEST_NAMED = 12
_DIVIDER = re.compile(r"\s+(?:[|–—»›·•-]|::|//)\s+|\s*[|»]\s*")
_DIVIDERS = " |–—»›·•:-/"
_TITLE_WORDS = re.compile(
    r"-(?:headline|title|titel|titulo|titre|titolo|hed|entry-title|post-title|article-title"
    r"|story-title|page-title|rubrik|titulaire)(?=-)"
)
_INTRO = re.compile(
    r"-(?:intro|introduction|lead|lede|description|teaser|preamble|tagline|blurb)(?=-)"
)
PICTURE_REACH = 5
STEPS_AROUND = 2
FEWEST_IN_A_MENU = 3
_PICTURE_WORDS = re.compile(
    r"-(?:image|photo|picture|figure|caption|credit|video|player|gallery|slideshow|carousel"
    r"|slide)(?=-)"
)
_HEADING_PRIORS = (
    ("h1", 0.25), ("h2", 0.05), ("h3", 0.0), ("font", 0.05), ("div", -0.1), ("span", -0.1),
    ("p", -0.1), ("td", -0.1),
)  # fmt: skip
_NOT_SHOWN = re.compile(
    r"-(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?=-)"
)


def find_headline(
    page: Page, meta: Meta, linked: LinkedStory, address: str = ""
) -> tuple[HtmlElement | None, Claim[str]]:
    """Choose the headline, and give the element it stands in where the page shows it.

    A heading of the page wins when the head's titles know it; the titles decide where
    no heading is like them. The site's own name, in heading or title, is no headline.
    """
    site_names = names_of_site(page, address)
    titles = witness_titles(meta, linked, site_names)
    best: HtmlElement | None = None
    best_points = 0.0
    for element, prior in _headings(page):
        if clean_words(text_in(element)) in site_names:
            continue
        points = prior + max(
            (likeness(spaced_text_in(element), t) for t in titles), default=0.3
        )
        if points > best_points:
            best, best_points = element, points
    heads = [Claim(title, 0.5, "a title of the head") for title in titles]
    if best is None or best_points < 0.55:
        return best if not titles else None, reject(_from_titles(best, titles), heads)
    return best, reject(_shown(heading_text(page, best, titles), titles), heads)


def heading_text(page: Page, heading: HtmlElement, titles: list[str]) -> str:
    """Give a heading's words without a kicker in an element of its own at its start.

    What stands before a colon in a title of the head, and first in the heading, is one.
    """
    parts = [e for e in children_of(heading) if text_in(e)]
    own = (heading.text or "").strip()
    if len(parts) < 2 or own or any((part.tail or "").strip() for part in parts[:-1]):
        return text_in(heading)
    first = text_in(parts[0]).rstrip(" :")
    is_named = KICKER_WORDS.search(page.names(parts[0]))
    is_before_colon = any(title.startswith(f"{first}:") for title in titles)
    if is_named or is_before_colon:
        parts = [p for p in parts[1:] if len(text_in(p)) > 1]
    return " ".join(map(text_in, parts))


def witness_titles(
    meta: Meta, linked: LinkedStory, site_names: frozenset[str] = frozenset()
) -> list[str]:
    """Give the titles the head states, without the site's name, best first."""
    site = meta.first("og:site_name", "application-name") or linked.publisher
    given = [
        linked.headline,
        meta.first("og:title"),
        meta.first("twitter:title"),
        meta.first("parsely-title", "sailthru.title", "dc.title", "title", "headline"),
        meta.title,
    ]
    titles = (without_site(_without_names(g, site_names), site) for g in given)
    return list(dict.fromkeys(title for title in titles if title))


def _without_names(title: str, site_names: frozenset[str]) -> str:
    """Cut parts that only name the site, its archive or the day off a title's ends."""
    parts = [part for part in _DIVIDER.split(title) if part.strip()]
    while parts and not tells_of_story(parts[-1], site_names):
        title = title[: title.rfind(parts.pop())].rstrip(_DIVIDERS)
    while parts and not tells_of_story(parts[0], site_names):
        first = parts.pop(0)
        title = title[title.find(first) + len(first) :].lstrip(_DIVIDERS)
    return title


def without_site(title: str, site: str) -> str:
    """Cut the site's and section's names off a title: "Headline | Section | Site"."""
    parts = [part.strip() for part in _DIVIDER.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    if site and likeness(parts[-1], site) >= 0.5:
        parts = parts[:-1]
    elif site and likeness(parts[0], site) >= 0.6:
        parts = parts[1:]
    elif len(parts[-1].split()) <= 4 and len(parts[0].split()) > 3:
        parts = parts[:-1]
    else:
        return title.strip()
    longest = max(parts, key=len)
    is_list = all(len(p.split()) <= 2 for p in parts if p is not longest)
    return (
        longest
        if is_list or len(parts) == 1
        else title[: title.rfind(parts[-1]) + len(parts[-1])]
    )


def judge_social_headline(headline: str, meta: Meta, linked: LinkedStory) -> str:
    """Give og:title where it is another wording than the headline."""
    site = meta.first("og:site_name") or linked.publisher
    social = without_site(meta.first("og:title", "twitter:title"), site)
    alike = clean_words(social) == clean_words(headline)
    return "" if alike or likeness(social, headline) < 0.2 else social


def judge_dek(
    page: Page,
    scope: Scope,
    meta: Meta,
    linked: LinkedStory,
    headline: str,
    deks: list[str],
) -> Claim[str]:
    """Choose the dek: only what the page shows near its headline, never the summary alone."""
    candidates = _deks(page, scope, meta, linked, headline, deks)
    claim = judge(itertools.islice(candidates, 3), Claim(""))
    rest = claim.value.removeprefix(headline).strip(" :|–—-")
    return replace(claim, value=rest) if rest else claim


def _deks(
    page: Page,
    scope: Scope,
    meta: Meta,
    linked: LinkedStory,
    headline: str,
    deks: list[str],
) -> Iterator[Claim[str]]:
    """Ask the witnesses of the dek, the surest first."""
    for text in deks:
        yield Claim(text, 0.85, "named as a dek at the head of the text")
    yield from _deks_of_microdata(page, scope, headline)
    for element in _under_headline(scope):
        is_named = DEK_WORDS.search(page.names(element)) or _INTRO.search(
            page.names(element)
        )
        text = text_in(element) if is_named else ""
        if not _is_dek(text, headline, SHORTEST_NAMED):
            continue
        if not _speaks_of_picture(page, element):
            yield Claim(text, 0.85, "named as a dek beside the headline")
    described = [linked.alternative, linked.description, meta.first("og:description")]
    described.append(meta.first("description"))
    alike = _dek_by_likeness(page, scope, headline, [d for d in described if d])
    if alike.value:
        yield alike


def _under_headline(scope: Scope) -> Iterator[HtmlElement]:
    """Give the elements between headline and text, and those in a box with the headline.

    What stands further above speaks of other things: menus, the weather, shows.
    """
    headline = scope.headline
    boxes = [] if headline is None else [headline, *headline.iterancestors()]
    close = {e for e in boxes[1 : 1 + STEPS_AROUND] if e.tag not in {"body", "html"}}
    is_after = headline is None
    for element in scope.outside:
        is_after = is_after or element is headline
        is_close = is_after or not close.isdisjoint(element.iterancestors())
        if is_close and element not in boxes:
            yield element


def _speaks_of_picture(page: Page, element: HtmlElement) -> bool:
    """Say whether a text belongs to a picture or a film: its box says so, or holds one."""
    if element.find(".//img") is not None or element.find(".//figcaption") is not None:
        return True
    boxes = (element, *list(element.iterancestors())[:PICTURE_REACH])
    near = itertools.takewhile(lambda e: e not in page.story_line, boxes)
    return any(e.tag == "figure" or _PICTURE_WORDS.search(page.names(e)) for e in near)


def _deks_of_microdata(page: Page, scope: Scope, headline: str) -> Iterator[Claim[str]]:
    shown = [
        value_of(e)
        for e in microdata(page.root, "alternativeHeadline")
        if e.tag != "meta"
    ]
    for text in shown:
        if _is_dek(text, headline):
            yield Claim(text, 0.95, "microdata alternativeHeadline")
    for element in microdata(page.root, "description"):
        is_shown = element.tag in {"p", "div", "h2"} and element in scope.outside
        if is_shown and _is_dek(text_in(element), headline):
            yield Claim(text_in(element), 0.85, "microdata description above the text")


def judge_kicker(page: Page, scope: Scope, headline: str) -> Claim[str]:
    """Choose the short line above the headline, where the page names it so."""
    if scope.headline not in scope.before:
        return Claim("")
    above = scope.before[: scope.before.index(scope.headline)]
    headline = clean_words(headline)
    for element in reversed(above[-25:]):
        text = text_in(element)
        is_named = KICKER_WORDS.search(page.names(element)) and 0 < len(text) <= 60
        is_own = not _is_of_a_list(element) and clean_words(text) != headline
        if is_named and is_own and not lines.is_furniture(text):
            return Claim(text, 0.8, "named as a kicker above the headline")
    return Claim("")


def _is_of_a_list(element: HtmlElement) -> bool:
    """Say whether an element is one of several items: a menu's, not one story's."""
    item = element if element.tag == "li" else next(element.iterancestors("li"), None)
    if item is None or item.getparent() is None:
        return False
    return len(item.getparent().findall("li")) >= FEWEST_IN_A_MENU


def _headings(page: Page) -> Iterator[tuple[HtmlElement, float]]:
    """Give elements that may be the headline, with a head start."""
    for element in microdata(page.root, "headline"):
        if element.tag != "meta" and _is_headline(page, element):
            yield element, 0.3
    for tag, prior in _HEADING_PRIORS:
        for element in page.root.iter(tag):
            is_named = bool(_TITLE_WORDS.search(page.names(element)))
            is_likely = tag in HEADING_TAGS or is_named or _is_large(element)
            if is_likely and _is_headline(page, element):
                yield element, prior + (0.1 if is_named else 0.0)


def _is_large(font: HtmlElement) -> bool:
    return font.tag == "font" and (font.get("size") or "") in {
        "4",
        "5",
        "6",
        "7",
        "+1",
        "+2",
        "+3",
        "+4",
    }


def _is_headline(page: Page, element: HtmlElement) -> bool:
    text = text_in(element)
    if not 0 < len(text) <= LONGEST_HEADLINE or lines.is_furniture(text):
        return False
    if element.tag not in HEADING_TAGS and element.find(".//p") is not None:
        return False
    for ancestor in (element, *element.iterancestors()):
        if ancestor in page.story_line:
            break
        names = page.names(ancestor)
        if ancestor.tag in {"nav", "footer", "aside"} or _NOT_SHOWN.search(names):
            return False
        if RELATED_WORDS.search(names) and ancestor.tag not in {"body", "html"}:
            return False
    return not is_hidden(element)


def _shown(text: str, titles: list[str]) -> Claim[str]:
    """Trust a shown heading; a witness that it begins with cuts tools off its end."""
    words = clean_words(text)
    for title in titles:
        folded = clean_words(title)
        if words == folded:
            return Claim(text, 0.97, "the page's heading, as the head's title says")
        rest = len(words) - len(folded)
        if folded and words.startswith(folded + " ") and rest <= 15:
            return Claim(title, 0.9, "the heading without the tool at its end")
    best = max((likeness(text, title) for title in titles), default=0.0)
    return Claim(text, 0.9 if best > 0.6 else 0.75, "the page's heading")


def _from_titles(best: HtmlElement | None, titles: list[str]) -> Claim[str]:
    if titles:
        return Claim(titles[0], 0.75, "the head's title: no heading is like it")
    return (
        Claim(spaced_text_in(best), 0.5, "a heading") if best is not None else Claim("")
    )


def _is_dek(text: str, headline: str, shortest: int = SHORTEST_DEK) -> bool:
    if not shortest <= len(text) <= LONGEST_DEK or clean_words(text) == clean_words(
        headline
    ):
        return False
    is_other = (
        lines.is_date_line(text)
        or lines.is_furniture(text)
        or lines.byline_names(text)
        or lines.is_call_to_action(text)
    )
    return not is_other and likeness(text, headline) < 0.9


def _dek_by_likeness(
    page: Page, scope: Scope, headline: str, described: list[str]
) -> Claim[str]:
    """Take the line after the headline that the head repeats as its description."""
    for element in _under_headline(scope):
        if element.tag not in {"p", "h2", "h3", "h4", "div", "span"}:
            continue
        text = text_in(element)
        if FURNITURE_WORDS.search(page.names(element)) or not _is_dek(text, headline):
            continue
        if any(likeness(text, said) > 0.9 for said in described):
            return Claim(text, 0.85, "under the headline, and the head's description")
        if element.tag in {"h2", "h3"} and not _speaks_of_picture(page, element):
            return Claim(text, 0.7, "a smaller heading under the headline")
    return Claim("")
