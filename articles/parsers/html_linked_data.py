"""JSON-LD of a page: the one object that describes the story, read leniently."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.markup import clean_line, clean_text, text_of

LONGEST_SCRIPT = 3_000_000
_WRAPPING = re.compile(
    r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*$|/\*.{0,40}?\*/"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_STORY_TYPES = frozenset(
    {
        "blogposting",
        "liveblogposting",
        "report",
        "review",
        "socialmediaposting",
        "recipe",
    }
)


@dataclass(frozen=True)
class LinkedPhoto:
    """An ImageObject: where it lies and what is said of it."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class LinkedStory:
    """What the JSON-LD of a page says of its story; empty where it says nothing."""

    types: tuple[str, ...] = ()
    headline: str = ""
    alternative: str = ""
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    photos: tuple[LinkedPhoto, ...] = ()
    publisher: str = ""
    url: str = ""
    language: str = ""
    dateline: str = ""
    holder: str = ""
    notice: str = ""
    is_free: bool = True


def read_linked_story(scripts: Iterable[str], address: str, title: str) -> LinkedStory:
    """Find the story among a page's JSON-LD scripts.

    Where several are described, the one with the page's address or title wins, then
    the first with a headline.
    """
    nodes = list(_nodes(scripts))
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    stories = [node for node in nodes if _is_story(node)]
    if not stories:
        return LinkedStory()
    best = max(stories, key=lambda node: _closeness(node, address, title))
    return _story(best, by_id)


def parse_leniently(script: str) -> Any:
    """Parse JSON as pages write it: comments, controls, trailing commas, entities."""
    text = _WRAPPING.sub("", script.strip()[:LONGEST_SCRIPT]).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        yield from _walk(parse_leniently(script), 0)


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Give every object that may describe a story: lists, @graph, mainEntity."""
    if depth > 5:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "hasPart",
            "subjectOf",
        ):
            yield from _walk(value.get(name), depth + 1)


def _is_story(node: dict[str, Any]) -> bool:
    return any(
        kind.endswith("article") or kind in _STORY_TYPES for kind in _types_of(node)
    )


def _types_of(node: dict[str, Any]) -> list[str]:
    return [
        str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()
        for kind in _list(node.get("@type"))
    ]


def _closeness(node: dict[str, Any], address: str, title: str) -> int:
    headline = _text(node.get("headline") or node.get("name")).casefold()
    points = 1 if headline else 0
    if address and address in {_url(node), _url_of(node.get("mainEntityOfPage"))}:
        points += 4
    if headline and headline in title.casefold():
        points += 3
    return points + (1 if node.get("author") or node.get("datePublished") else 0)


def _story(node: dict[str, Any], by_id: dict[str, Any]) -> LinkedStory:
    return LinkedStory(
        types=tuple(_types_of(node)),
        headline=_text(node.get("headline") or node.get("name")),
        alternative=_text(node.get("alternativeHeadline")),
        description=_text(node.get("description")),
        body=clean_text(text_of(_string(node.get("articleBody")))),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        published=_text(node.get("datePublished") or node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        section=next(
            (s for s in map(_text, _list(node.get("articleSection"))) if s), ""
        ),
        keywords=tuple(_keywords(node.get("keywords"))),
        photos=tuple(_photos(node.get("image"), by_id)),
        publisher=next(iter(_names(node.get("publisher"), by_id)), ""),
        url=_url_of(node.get("mainEntityOfPage")) or _url(node),
        language=_text(_first(node.get("inLanguage"), "alternateName", "name")),
        dateline=_text(node.get("dateline")),
        holder=next(iter(_names(node.get("copyrightHolder"), by_id)), ""),
        notice=_text(node.get("copyrightNotice")),
        is_free=str(node.get("isAccessibleForFree", "true")).lower() != "false",
    )


def _names(value: Any, by_id: dict[str, Any]) -> Iterator[str]:
    for item in _list(value):
        person = _resolved(item, by_id)
        name = _string(person.get("name")) if isinstance(person, dict) else person
        for one in _list(name):
            if isinstance(one, str) and clean_line(one):
                yield _text(one)


def _photos(value: Any, by_id: dict[str, Any]) -> Iterator[LinkedPhoto]:
    for item in _list(value)[:50]:
        photo = _resolved(item, by_id)
        if isinstance(photo, str):
            yield LinkedPhoto(photo.strip())
        elif isinstance(photo, dict):
            url = _string(photo.get("contentUrl")) or _string(photo.get("url"))
            caption = _text(photo.get("caption") or photo.get("description"))
            names = _names(photo.get("creator") or photo.get("author"), by_id)
            credit = _text(photo.get("creditText")) or ", ".join(names)
            yield LinkedPhoto(url.strip(), caption, credit)


def _keywords(value: Any) -> Iterator[str]:
    for item in _list(value):
        if isinstance(item, dict):
            yield _text(item.get("name"))
        elif isinstance(item, str):
            yield from filter(None, map(_text, re.split(r"[,;]", item)))


def _resolved(item: Any, by_id: dict[str, Any]) -> Any:
    if isinstance(item, dict) and set(item) <= {"@id", "@type"}:
        return by_id.get(str(item.get("@id")), item)
    return item


def _url(node: dict[str, Any]) -> str:
    return _string(node.get("url")).strip() or _url_of(node.get("@id"))


def _url_of(value: Any) -> str:
    value = _first(value, "@id", "url")
    text = _string(value).strip()
    return text if text.startswith(("http://", "https://")) else ""


def _first(value: Any, *names: str) -> Any:
    for item in _list(value)[:1]:
        if isinstance(item, dict):
            return next((item[name] for name in names if item.get(name)), "")
        return item
    return ""


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return clean_line(text_of(html.unescape(_string(value))))


def _string(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]
