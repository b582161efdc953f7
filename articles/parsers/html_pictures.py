"""Which images on a page are pictures, and where their files lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from articles.markup import clean_place
from articles.parsers.html_tree import Page

SMALLEST_SIDE = 90
PICTURE_TAGS = ("img", "amp-img")
_DECORATION = re.compile(
    r"-(?:icon|icons|logo|logos|avatar|emoji|pixel|tracking|tracker|sprite|badge|spacer"
    r"|button|arrow|author-image|headshot|mugshot|byline|gravatar|ad|ads|share|social)(?=-)"
)
_DECORATIVE_FILES = re.compile(
    r"spacer|pixel|1x1|blank\.|transparent|/icons?/|/flags?/|logo|sprite|doubleclick|avatar|badge"
    r"|scorecardresearch|placeholder|gravatar|emoji",
    re.IGNORECASE,
)
_STAND_IN_FILES = re.compile(
    r"^data:|placeholder|blank|spacer|lazy|1x1|transparent|loading|grey\.|gray\.|\.gif(?:\?|$)",
    re.IGNORECASE,
)
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-hi-res-src",
    "data-full-src",
    "data-image",
    "data-url",
    "data-img-src",
)
_FILE = re.compile(r"[^/=&?]+\.(?:jpe?g|png|gif|webp|avif)\b")
_SIZE = re.compile(r"[-_.](?:\d+x\d+|scaled|large|small|medium|thumb\w*)")


def pictures_in(page: Page, element: HtmlElement) -> Iterator[HtmlElement]:
    """Give the images in an element, and itself, that are no decoration."""
    for picture in element.iter(*PICTURE_TAGS):
        if not is_decoration(page, picture):
            yield picture


def is_decoration(page: Page, picture: HtmlElement) -> bool:
    """Say whether an image is an icon, a logo, a face beside a byline or a counter."""
    if _DECORATION.search(page.names(picture)):
        return True
    for side in ("width", "height"):
        size = re.match(r"\d+", picture.get(side) or "")
        if size and 0 < int(size[0]) < SMALLEST_SIDE:
            return True
    where = source_of(picture, "")
    return not where or bool(_DECORATIVE_FILES.search(where))


def source_of(picture: HtmlElement, base: str) -> str:
    """Give where a picture's file lies, as the page says it.

    A path beside the page stays a path; lazy loaders' stand-ins give way to the file
    they stand for. ``base`` completes addresses that begin with a slash.
    """
    src = (picture.get("src") or "").strip()
    if not src or _STAND_IN_FILES.search(src):
        lazy = next((picture.get(name) for name in _LAZY if picture.get(name)), None)
        src = lazy or _from_srcset(picture) or ("" if src.startswith("data:") else src)
    src = src.strip()
    if src.startswith("//"):
        src = "https:" + src
    elif src.startswith("/") and base:
        src = urljoin(base, src)
    return clean_place(src)


def _from_srcset(picture: HtmlElement) -> str:
    """Take the widest file of a srcset, of the picture or of the sources beside it."""
    sets = [picture.get("srcset") or picture.get("data-srcset") or ""]
    parent = next(picture.iterancestors("picture"), None)
    if parent is not None:
        sets += [
            s.get("srcset") or s.get("data-srcset") or "" for s in parent.iter("source")
        ]
    best, widest = "", -1.0
    for item in ", ".join(filter(None, sets)).split(", ")[:60]:
        url, _, size = item.strip().partition(" ")
        number = re.match(r"[\d.]{1,8}", size.strip())
        width = float(number[0].strip(".") or 0) if number else 0.0
        if url and not _STAND_IN_FILES.search(url) and width > widest:
            best, widest = url, width
    return best


def file_key(url: str) -> str:
    """Give the name of a picture's file without what tells its size; empty for none.

    Where the path names no file, a tool is asked for one: "resize?file=pier.jpg".
    """
    parts = urlsplit(url)
    name = parts.path.rsplit("/", 1)[-1].lower()
    if "." not in name:
        name = next(iter(_FILE.findall(parts.query.lower())), name)
    return _SIZE.sub("", name)
