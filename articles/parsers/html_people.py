"""Who wrote the story: names the page shows, helped by what its head says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from articles.markup import clean_line
from articles.parsers import lines
from articles.parsers.bylines import is_bare_name
from articles.parsers.dates import has_date
from articles.parsers.html_captions import is_caption
from articles.parsers.html_claims import Claim, reject
from articles.parsers.html_furniture import clean_words
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import Meta
from articles.parsers.html_names import (
    MOST_AUTHORS,
    clean_name,
    is_person,
    looks_like_name,
    unique_names,
    without_house,
)
from articles.parsers.html_scope import Scope
from articles.parsers.html_tree import (
    Page,
    children_of,
    lines_in,
    spaced_text_in,
    text_in,
)
from articles.parsers.html_verdicts import is_bio
from media.credits import is_agency, sells_pictures

_LEAST_SURE = 0.5
LONGEST_BYLINE = 220
LONGEST_NAME = 40
LONGEST_DATED_BOX = 160
DATE_REACH = 3
CAPTION_REACH = 3
CONTRIBUTION_REACH = 60
BELOW_REACH = 60
# More names than that in a head are a list of something else.
MOST_STATED = 100
_BYLINE_WORDS = re.compile(
    r"-(?:byline|bylines|by|createdby|created-by|author|authors|autor|autores|auteur|auteurs|autore|autori|writer"
    r"|writers|reporter|contributor|contributors|firma|signature|redakteur|skribent|kirjoittaja"
    r"|forfatter|verfasser|journalist|creator|dc-creator|vcard|contrib|posted-by|written-by"
    r"|author-name|byline-name|penname|columnist|submitted|username|written|writers)(?=-)"
)
_NOT_A_BYLINE = re.compile(
    r"-(?:location|place(?!-holder)|agency|city|ort|organization|org|source-org|affiliation|bio|avatar|image|img|photo|social|share|twitter|follow|comment|comments|credit"
    r"|credits|caption|role|job|position|title-role|updated|date|time|count)(?=-)"
)
_LINE_TAGS = frozenset(
    {
        "p",
        "div",
        "span",
        "li",
        "td",
        "em",
        "i",
        "b",
        "strong",
        "address",
        "cite",
        "dd",
        "dt",
        "font",
        "small",
        "h3",
    }
)
_BEGINS_WITH_BY = re.compile(
    r"(?:by|von|par|por|di|av|af|door|text|texto)\b", re.IGNORECASE
)
_ROLE_ALONE = re.compile(
    r"(?P<whose>(?:[^\W\d_]+ ){0,3})(?:writer|reporter|correspondent|editor|columnist|critic"
    r"|contributor|producer|journalist)s?",
    re.IGNORECASE,
)
_AFTER_HOUSE = re.compile(
    r"\s*[|·•,]\s*|\s[–—-]\s|\s(?:in|aus|à|en|em|a|i|Staff)(?:\s|$)"
)
_PLACE_WORDS = re.compile(
    r"-(?:location|place(?!-holder)|dateline|lugar|ort|ubicacion|local|luogo|lieu|plaats|creditline)(?=-)"
)
# What a button says that lets a reader choose a place.
_NO_PLACE = re.compile(
    r"(?:change|choose|select|set|edit|your|my|near)\b|location|weather", re.IGNORECASE
)
_QUOTES = re.compile(r"-(?:pull-?quote|blockquote|block-quote|quotation|quote)(?=-)")
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_WEB = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|fr|es|it|co)\b", re.IGNORECASE)


# Names, how sure they are, and where they stand.
Witness = tuple[list[str], float, str]


@dataclass(frozen=True)
class Named:
    """Names as given: by the head, by lines that say By, and alone.

    ``written`` and ``bare`` are those of lines over the text, ``said`` those near the
    headline, ``alone`` those beside the date, ``signed`` those where the text ends.
    """

    stated: list[str]
    written: list[str]
    bare: list[str]
    said: list[str]
    alone: list[str]
    signed: list[str]


def judge_authors(
    page: Page,
    scope: Scope,
    meta: Meta,
    linked: LinkedStory,
    bylines: Iterable[str],
    outlets: frozenset[str],
    signed: Iterable[str] = (),
) -> Claim[tuple[str, ...]]:
    """Choose the authors' names.

    Names of the head count where the page shows them too; a byline of the page counts
    by itself; an agency where it signs alone; without any there are none.
    """
    named = Named(
        stated=list(itertools.islice(_stated(meta, linked), MOST_STATED)),
        written=[name for line in bylines for name in lines.byline_names(line)],
        bare=[line for line in bylines if is_bare_name(line)],
        said=_said_plainly(scope),
        alone=_alone_beside_date(scope),
        signed=[*signed],
    )
    witnesses = _people(page, scope, named, outlets)
    if not any(names and sure > _LEAST_SURE for names, sure, _ in witnesses):
        witnesses += [(_agencies(page, scope, named), 0.8, "an agency signs alone")]
    candidates = [Claim(unique_names(n), sure, who) for n, sure, who in witnesses if n]
    nobody: Claim[tuple[str, ...]] = Claim((), 0.0, "nobody is named")
    trusted = [claim for claim in candidates if claim.confidence > _LEAST_SURE]
    return reject(trusted[0] if trusted else nobody, candidates)


def _people(
    page: Page, scope: Scope, named: Named, outlets: frozenset[str]
) -> list[Witness]:
    """Give the people that each place of the page names, the surest place first."""

    def people(names: Iterable[str]) -> list[str]:
        return [name for name in names if is_person(name, outlets)]

    stated = people(named.stated)
    visible = [name for name in stated if clean_name(name).casefold() in scope.text]
    shown = people(without_house(n, visible) for n in _shown(page, scope.before))
    both = [*shown, *visible] if visible and shown else []
    below = people(_shown(page, scope.after[:BELOW_REACH]))
    return [
        (both, 0.96, "byline and head agree"),
        (visible, 0.92, "the head's author, shown on the page"),
        (
            [] if shown else people(named.written),
            0.88,
            "a line of the text that says By",
        ),
        (shown, 0.85, "the page's byline"),
        (people(named.said), 0.8, "a line near the headline that says By"),
        (people(named.alone), 0.75, "a name alone beside the date"),
        (named.signed, 0.75, "named where the text ends"),
        (below, 0.8, "a byline below the text"),
        (people(_linked_as_author(page)), 0.8, "the one link to an author"),
        (people(named.bare), 0.6, "a name alone over the text"),
        ([] if visible else stated, 0.2, "the head's author, nowhere on the page"),
    ]


def find_contributing(
    scope: Scope, notes: Iterable[str], authors: Iterable[str]
) -> Claim[tuple[str, ...]]:
    """Give whom notes of contribution name beside the authors, in the text or below it."""
    below = (text_in(e) for e in scope.after[:CONTRIBUTION_REACH])
    known = {clean_words(name) for name in authors}
    found: dict[str, str] = {}
    for note in (*notes, *(text for text in below if len(text) < LONGEST_BYLINE)):
        for name in lines.contribution_names(note):
            found.setdefault(clean_words(name), name)
    names = tuple(name for words, name in found.items() if words not in known)
    return Claim(names, 0.85 if names else 0.0, "a note of who contributed")


def byline_text(page: Page, scope: Scope, names: tuple[str, ...]) -> str:
    """Give the byline as the page shows it, else the names joined."""
    for element in scope.before:
        text = spaced_text_in(element)
        is_named = _BYLINE_WORDS.search(page.names(element))
        if not is_named or len(text) > LONGEST_BYLINE:
            continue
        if all(name.casefold() in text.casefold() for name in names):
            return lines.shown_byline(text, names)
    return ", ".join(names)


def without_author(dek: Claim[str], names: tuple[str, ...]) -> Claim[str]:
    """Give a dek without a byline at its end; none where it tells who the author is."""
    if is_bio(dek.value, names):
        return Claim("")
    return replace(dek, value=without_byline(dek.value, names))


def without_byline(text: str, names: tuple[str, ...]) -> str:
    """Cut "Von Nele Aumann" off a text's end."""
    for name in names:
        found = re.search(
            rf"\s(?:by|von|par|por|di|door|av|af)\s{re.escape(name)}\W*$", text, re.I
        )
        if found:
            return text[: found.start()].rstrip()
    return text


def find_place(page: Page, scope: Scope) -> str:
    """Give the place named beside the byline, as a dateline: "WASHINGTON"."""
    for element in scope.before:
        text = spaced_text_in(element)
        if not _PLACE_WORDS.search(page.names(element)) or not 2 < len(text) <= 60:
            continue
        if _NO_PLACE.match(text):
            continue
        if place := lines.dateline_of(text + " "):
            return place
        words = text.strip(" .,-–—|").split()
        is_name = all(word[:1].isupper() for word in words if len(word) > 3)
        if is_name and len(words) <= 4 and not any(c.isdigit() for c in text):
            return " ".join(words)
    return ""


def _stated(meta: Meta, linked: LinkedStory) -> Iterator[str]:
    """Give every author's name the head states."""
    given = [*linked.authors]
    given += meta.all("author", "article:author", "dc.creator", "dcterms.creator")
    given += meta.all("parsely-author", "sailthru.author", "byl", "byline", "og:author")
    for value in given:
        name = _EMAIL.sub("", value).strip()
        if not _WEB.search(name):
            yield from _split(name)


def _split(value: str) -> list[str]:
    """Part "A, B and C"; a name in one piece stays whole."""
    names = lines.names_in(re.sub(r"^(?:by|von|par|por)\s", "", value, flags=re.I))
    return list(names) or [value]


def _said_plainly(scope: Scope) -> list[str]:
    """Give the names of short lines that begin with By, whatever holds them."""
    for element in scope.before:
        shown = lines_in(element) if element.tag in _LINE_TAGS else []
        for text in shown:
            is_short = 5 < len(text) <= 160
            if is_short and _BEGINS_WITH_BY.match(text) and lines.byline_names(text):
                return list(lines.byline_names(text))
    return []


def _alone_beside_date(scope: Scope) -> list[str]:
    """Give the names that stand alone near the headline, in one box with a date."""
    names: list[str] = []
    for element in scope.before:
        text = spaced_text_in(element) if len(element) < 2 else ""
        name = text if is_agency(text) else clean_name(text)
        is_name = 5 < len(text) <= LONGEST_NAME and looks_like_name(name)
        if not is_name and not is_agency(text):
            continue
        boxes = (text_in(box) for box in list(element.iterancestors())[:DATE_REACH])
        is_dated = any(has_date(box) for box in boxes if len(box) <= LONGEST_DATED_BOX)
        names += [name] if is_dated else []
    return names[:MOST_AUTHORS]


def _shown(page: Page, elements: Iterable[HtmlElement]) -> list[str]:
    """Give the names in bylines among these elements."""
    names: list[str] = []
    for element in elements:
        if _is_byline(page, element):
            names += _names_of(page, element)
    return names[:MOST_AUTHORS]


def _agencies(page: Page, scope: Scope, named: Named) -> list[str]:
    """Give the agency that signs: in a byline, behind By, beside the date or in the head."""
    near = (*scope.before, *scope.after[:BELOW_REACH])
    shown = [text_in(element) for element in near if _is_byline(page, element)]
    stated = [name for name in named.stated if name.casefold() in scope.text]
    texts = [*shown, *named.written, *named.said, *named.alone, *stated]
    names = [_without_rest(text) for text in texts]
    return [n for n in names if is_agency(n) and not sells_pictures(n)][:1]


def _without_rest(text: str) -> str:
    """Give what a byline says first: the house of "By Reuters in Oslo | Updated: May 6"."""
    said = _BEGINS_WITH_BY.sub("", text).strip(" .,:|-–—")
    return _AFTER_HOUSE.split(said, maxsplit=1)[0]


def _linked_as_author(page: Page) -> list[str]:
    """Give the one name that links of the page call its author's, wherever it stands."""
    links = (a for a in page.root.iter("a") if a.get("rel") == "author" and text_in(a))
    names = dict.fromkeys(clean_name(text_in(link)) for link in links)
    return [*names] if len(names) == 1 else []


def _is_byline(page: Page, element: HtmlElement) -> bool:
    is_named = bool(_BYLINE_WORDS.search(page.names(element)))
    is_said = element.get("rel") == "author" or element.get("itemprop") in {
        "author",
        "name creator",
    }
    if not (is_named or is_said) or _NOT_A_BYLINE.search(page.names(element)):
        return False
    boxes = list(element.iterancestors())[:CAPTION_REACH]
    if any(is_caption(page, box) or _QUOTES.search(page.names(box)) for box in boxes):
        return False
    text = text_in(element)
    return 0 < len(text) <= LONGEST_BYLINE and not lines.contribution_names(text)


def _names_of(page: Page, element: HtmlElement) -> list[str]:
    """Give a byline's names: its links or named parts first, else its words."""
    parts = [
        e
        for e in element.iter()
        if isinstance(e.tag, str)
        and (e.tag == "a" or e.get("itemprop") == "name" or e.get("rel") == "author")
        and e is not element
        and not _NOT_A_BYLINE.search(page.names(e))
    ]
    names = [n for part in parts for n in _split(text_in(part))]
    names = [name for name in names if looks_like_name(clean_name(name))]
    spoken = clean_line(_EMAIL.sub("", " ".join(_spoken(page, element))))
    text = spoken.replace(" ,", ",")
    said = list(lines.byline_names(text)) or list(lines.names_in(text))
    if not said and not names:
        said = _parts_of_byline(page, element) or ([] if len(element) else [text])
    return [*names, *(n for n in said if looks_like_name(clean_name(n)))]


def _parts_of_byline(page: Page, element: HtmlElement) -> list[str]:
    """Give what stands in elements of its own in a byline: outlet, name, date."""
    parts = [e for e in children_of(element) if not _NOT_A_BYLINE.search(page.names(e))]
    return [text_in(part) for part in parts] if len(parts) > 1 else []


def _spoken(page: Page, element: HtmlElement) -> Iterator[str]:
    """Give a byline's texts without its places, dates and roles."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and not _is_beside_name(page, child):
            yield from _spoken(page, child)
        if child.tail:
            yield child.tail


def _is_beside_name(page: Page, part: HtmlElement) -> bool:
    """Say whether a part of a byline is a place, a date or a role, by name or words."""
    if _NOT_A_BYLINE.search(page.names(part)):
        return True
    role = _ROLE_ALONE.fullmatch(text_in(part))
    return role is not None and not lines.is_person_name(role["whose"])
