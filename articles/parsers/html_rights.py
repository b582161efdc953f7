"""Names of the outlet, the copyright line, section, keywords, language, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from articles.markup import clean_line
from articles.parsers import lines
from articles.parsers.base import Defaults
from articles.parsers.html_claims import Claim
from articles.parsers.html_furniture import clean_words, unaccented
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import (
    Meta,
    is_story_address,
    microdata,
    plain_url,
    value_of,
)
from articles.parsers.html_tree import Page, text_in
from articles.parsers.languages import guess_language, language_by_letters
from articles.story import Copyright

MOST_KEYWORDS = 40
_LATIN = ("en", "de", "fr", "es", "it", "pt", "nl")
_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?"
)
_HANDLE = re.compile(r"^@|https?:|/")


def judge_address(meta: Meta, linked: LinkedStory) -> Claim[str]:
    """Choose the canonical address: JSON-LD, then the link, then og:url."""
    for given, who in (
        (linked.url, "JSON-LD"),
        (meta.canonical, "link rel=canonical"),
        (meta.first("og:url"), "og:url"),
    ):
        url = plain_url(given)
        if url and is_story_address(url):
            return Claim(url, 0.95, who)
    return Claim("")


def judge_language(
    meta: Meta, linked: LinkedStory, text: str, defaults: Defaults
) -> Claim[str]:
    """Choose the language the page says, else its text's; 0.3 where it is only assumed.

    Letters of another script than the stated language's overrule it.
    """
    written = guess_language(text)
    for given, who in (
        (meta.language, "html lang"),
        (linked.language, "JSON-LD"),
        (meta.first("og:locale"), "og:locale"),
        (meta.first("content-language", "language", "dc.language"), "meta"),
    ):
        if tag := language_tag(given):
            is_other = language_by_letters(text) and tag.startswith(_LATIN)
            return (
                Claim(written, 0.9, "its letters")
                if is_other
                else Claim(tag, 0.95, who)
            )
    if written:
        return Claim(written, 0.9, "its commonest words")
    return Claim(defaults.language, 0.3, "assumed")


def language_tag(given: str) -> str:
    """Give "pt-BR" for "pt_BR", "PT-br" and the like, empty for no tag."""
    found = _LANGUAGE.fullmatch(given.strip().split(",")[0].split(".")[0])
    if not found:
        return ""
    script = found[2].title() if found[2] else ""
    parts = [found[1].lower(), script, (found[3] or "").upper()]
    return "-".join(part for part in parts if part)


def outlet_name(page: Page, meta: Meta, linked: LinkedStory) -> str:
    """Give the publisher's name as the page says it."""
    given = [
        linked.publisher,
        meta.first("og:site_name"),
        meta.first("application-name", "apple-mobile-web-app-title", "dc.publisher"),
        next((value_of(e) for e in microdata(page.root, "publisher")), ""),
        meta.first("copyright", "publisher"),
    ]
    return next(
        (clean_line(g) for g in given if 0 < len(g) <= 80 and not _HANDLE.search(g)), ""
    )


_DASHES = re.compile(r"\s[|–—»·-]\s")


def outlet_names(
    page: Page, meta: Meta, linked: LinkedStory, address: str
) -> frozenset[str]:
    """Give every folded name by which the page may call its outlet."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    given = [
        outlet_name(page, meta, linked),
        linked.publisher,
        meta.first("og:site_name"),
        meta.first("application-name"),
        meta.first("twitter:site").lstrip("@"),
        *meta.all("dc.publisher", "dcterms.publisher", "publisher"),
        host,
        host.rsplit(".", 1)[0],
    ]
    given += [_DASHES.split(name)[0] for name in given]
    given += _DASHES.split(meta.title)[1:]
    names = {clean_words(name) for name in given if name}
    names |= {unaccented(name).replace(" ", "") for name in names}
    return frozenset(names | {name.removeprefix("the ") for name in names} - {""})


def judge_section(page: Page, meta: Meta, linked: LinkedStory) -> Claim[str]:
    """Choose the section's name: head first, then microdata."""
    for given, who, sure in (
        (linked.section, "JSON-LD", 0.92),
        (meta.first("article:section"), "article:section", 0.92),
        (
            next((value_of(e) for e in microdata(page.root, "articleSection")), ""),
            "microdata",
            0.85,
        ),
        (meta.first("parsely-section", "section", "cxenseparse:section"), "meta", 0.8),
    ):
        name = clean_line(given)
        if 0 < len(name) <= 60 and not _HANDLE.search(name):
            return Claim(name, sure, who)
    return Claim("")


def find_keywords(meta: Meta, linked: LinkedStory) -> tuple[str, ...]:
    """Give the keywords the page states as such, each once, in order."""
    given = [*linked.keywords, *meta.all("article:tag")]
    for name in ("news_keywords", "keywords", "parsely-tags"):
        for value in meta.all(name):
            given += re.split(r"[,;]", value)
    unique: dict[str, str] = {}
    for keyword in map(clean_line, given):
        if 0 < len(keyword) <= 60:
            unique.setdefault(keyword.casefold(), keyword)
    return tuple(list(unique.values())[:MOST_KEYWORDS])


def judge_copyright(
    page: Page, linked: LinkedStory, said: Copyright | None, outlet: str
) -> Claim[Copyright]:
    """Choose the copyright line: the story's own, JSON-LD, then the page's foot."""
    if said is not None:
        return Claim(said, 0.9, "a line of the story")
    if linked.notice:
        read = lines.copyright_of(linked.notice)
        holder = linked.holder or (read.holder if read else "") or outlet
        year = read.year if read else None
        return Claim(Copyright(holder, year, linked.notice), 0.9, "JSON-LD")
    for text in _foot_lines(page):
        if found := lines.copyright_of(text):
            holder = linked.holder or outlet or found.holder
            return Claim(
                Copyright(holder, found.year, found.notice), 0.7, "the page's foot"
            )
    if linked.holder:
        return Claim(Copyright(holder=linked.holder), 0.9, "JSON-LD")
    return Claim(Copyright(holder=outlet), 0.7 if outlet else 0.0, "the outlet's name")


def _foot_lines(page: Page) -> Iterator[str]:
    """Give short lines with a copyright sign, from the end of the page up."""
    for element in reversed(
        list(page.root.iter("p", "div", "span", "li", "small", "td", "footer"))
    ):
        text = text_in(element)
        if 4 <= len(text) <= 200 and ("©" in text or "copyright" in text.lower()):
            yield text
