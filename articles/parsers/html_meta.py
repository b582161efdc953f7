"""Meta elements, links and microdata of a page, as plain lookups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml.html import HtmlElement

from articles.markup import clean_line, clean_url
from articles.parsers.html_tree import text_in

_TRACKING = ("utm_", "mc_", "pk_", "at_", "wt_", "ns_", "cmp", "trk")
_TRACKING_NAMES = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "yclid",
        "igshid",
        "ref",
        "ref_src",
        "src",
        "cid",
        "ocid",
        "icid",
        "ito",
        "sr_share",
        "smid",
        "partner",
        "share",
        "amp",
        "outputtype",
        "xtor",
        "ftag",
        "ncid",
        "mbid",
        "s_cid",
        "spm",
    ]
)
_KINDS = ("property", "name", "http-equiv", "itemprop")
_STORY_SCOPES = ("article", "posting", "report", "review")


@dataclass(frozen=True)
class Meta:
    """Every meta element by its lower-case name or property, in order."""

    values: dict[str, tuple[str, ...]]
    title: str = ""
    canonical: str = ""
    language: str = ""

    def first(self, *names: str) -> str:
        """Give the first value that is not empty under these names, in their order."""
        for name in names:
            for value in self.values.get(name, ()):
                if value:
                    return value
        return ""

    def all(self, *names: str) -> tuple[str, ...]:
        """Give every value under these names."""
        return tuple(v for name in names for v in self.values.get(name, ()) if v)


def read_meta(root: HtmlElement) -> Meta:
    """Read the head's meta elements, title and canonical link, wherever they stand."""
    values: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = clean_line(meta.get("content") or "")
        kinds = _KINDS[:-1] if _is_of_a_picture(meta) else _KINDS
        for kind in kinds:
            if name := (meta.get(kind) or "").strip().lower():
                values.setdefault(name, []).append(content)
    title = next((text_in(t) for t in root.iter("title")), "")
    language = root.get("lang") or root.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    return Meta(
        {name: tuple(found) for name, found in values.items()},
        title=title,
        canonical=_canonical_link(root),
        language=(language or root.get("xml:lang") or "").strip(),
    )


def plain_url(url: str, base: str = "") -> str:
    """Give an absolute http(s) address without fragment and tracking parameters."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return ""
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_tracking(name.lower())
    ]
    return clean_url(
        urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
    )


def is_story_address(url: str) -> bool:
    """Say whether an address can name one story: it has a path or a query."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def microdata(root: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Give elements with an itemprop that belongs to a story or to no scope at all."""
    for element in root.iterfind(f".//*[@itemprop='{name}']"):
        scope = next((a for a in element.iterancestors() if a.get("itemtype")), None)
        if scope is None or _is_story_scope(scope):
            yield element


def _is_of_a_picture(meta: HtmlElement) -> bool:
    """Say whether microdata speaks of a picture or a film: its author is no story's."""
    if not meta.get("itemprop"):
        return False
    scopes = (
        e.get("itemtype") or "" for e in meta.iterancestors() if "itemscope" in e.attrib
    )
    return next(scopes, "").casefold().endswith(("imageobject", "videoobject"))


def value_of(element: HtmlElement) -> str:
    """Give a microdata element's value: content, datetime, or its text."""
    return clean_line(
        element.get("content") or element.get("datetime") or text_in(element)
    )


def _is_story_scope(scope: HtmlElement) -> bool:
    kind = (scope.get("itemtype") or "").lower()
    return any(word in kind for word in _STORY_SCOPES) or kind.endswith("webpage")


def _is_tracking(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING)


def _canonical_link(root: HtmlElement) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return (link.get("href") or "").strip()
    return ""
