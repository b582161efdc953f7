"""Saved pages as trees: decoded, without scripts, with helpers to look at elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import HtmlElement

from articles.errors import NoStory, UnknownFormat
from articles.markup import clean_line
from articles.parsers.encodings import decode, is_binary
from media.errors import TooLarge, UnreadableSource

LARGEST_PAGE = 20 * 1024 * 1024
MOST_ELEMENTS = 60_000
MOST_LEVELS = 200
# Of all elements together: what asks each for all in it costs as much as this.
MOST_LEVELS_TOGETHER = 1_500_000
# Nothing that is told by its words alone is longer.
LONGEST_READ = 1000
LONGEST_IN_LINES = 400
# Stands for the unknown address of a page, so that its links are seen as links.
STAND_IN = "https://address.invalid/"
# What the Web's archive puts over the pages that it kept.
ARCHIVE_BAR = "wm-ipp"
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "iframe",
        "picture",
        "amp-img",
        "amp-iframe",
        "amp-youtube",
        "amp-twitter",
        "amp-instagram",
    ]
)
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DROPPED = (
    "script",
    "style",
    "template",
    "svg",
    "math",
    "canvas",
    "select",
    "option",
    "textarea",
    "button",
    "input",
    "label",
    "datalist",
    "dialog",
)
_XML_PROLOG = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_STYLE = re.compile(r"(?!(?:[a-z\d]+:)*hidden$)(?:[a-z-]+:)+\S|print:")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass
class Page:
    """A page's tree, its raw JSON-LD, and what reading it said.

    ``story_line`` is the story's element and all around it, once found: their names
    say nothing against what stands in them. ``address`` is the page's own, where it says
    one. ``kept_names`` remembers the class and id words of elements once asked for.
    """

    root: HtmlElement
    encoding: str
    is_guessed: bool
    scripts: tuple[str, ...] = ()
    story_line: frozenset[HtmlElement] = frozenset()
    address: str = ""
    kept_names: dict[HtmlElement, str] = field(default_factory=dict)

    def names(self, element: HtmlElement) -> str:
        """Give class and id as one line of words with hyphens: "-story-body-main-"."""
        known = self.kept_names.get(element)
        if known is None:
            known = names_of(element)
            self.kept_names[element] = known
        return known


def read_page(data: bytes) -> Page:
    """Read bytes as an HTML page.

    Raises TooLarge, UnknownFormat for binary data, NoStory for an empty file.
    """
    if len(data) > LARGEST_PAGE:
        raise TooLarge(f"A page of {len(data)} bytes is larger than we read.")
    if not data.strip():
        raise NoStory("The file is empty.")
    if is_binary(data):
        raise UnknownFormat("These bytes are no text.")
    decoded = decode(data)
    text = _UNWANTED.sub("", _XML_PROLOG.sub("", decoded.text))
    root = _parse(text)
    scripts = tuple(_linked_data_scripts(root))
    _prepare(root)
    return Page(root, decoded.encoding, decoded.is_guessed, scripts)


def names_of(element: HtmlElement) -> str:
    """Give an element's class and id as hyphened lower-case words.

    What a utility class says of one state ("print:block", "hover:ad") is no name.
    """
    given = f"{element.get('class') or ''} {element.get('id') or ''}"
    if ":" in given:
        given = " ".join(name for name in given.split() if not _STYLE.match(name))
    return "-" + _NOT_LETTERS.sub("-", _CAMEL.sub("-", given).lower()) + "-"


def text_in(element: HtmlElement) -> str:
    """Give the text in an element as one line; of a long one, `LONGEST_READ` signs."""
    return _begin_of(element, "")


def spaced_text_in(element: HtmlElement) -> str:
    """Give what `text_in` does, with a space wherever markup divides it."""
    return _begin_of(element, " ")


def whole_text_in(element: HtmlElement) -> str:
    """Give all text in an element as one line, for what is read once."""
    return clean_line("".join(element.itertext()))


def _begin_of(element: HtmlElement, between: str) -> str:
    """Read no further than the signs that count: boxes in boxes hold the same text."""
    parts: list[str] = []
    left = LONGEST_READ
    for part in element.itertext():
        parts.append(part)
        left -= sum(map(len, part.split(None, LONGEST_READ)))
        if left < 0:
            break
    words = between.join(parts).split(None, LONGEST_READ)
    text = " ".join(words)[: 2 * LONGEST_READ]
    text = text if text.isascii() else clean_line(text)
    return text[:LONGEST_READ]


def lines_in(element: HtmlElement) -> list[str]:
    """Give an element's text, and where breaks part it, each line of it before."""
    whole = spaced_text_in(element)
    if len(whole) > LONGEST_IN_LINES or next(element.iter("br"), None) is None:
        return [whole]
    parts = [""]
    for each in element.iter():
        if each.tag == "br":
            parts.append("")
        elif isinstance(each.tag, str):
            parts[-1] += f" {each.text or ''}"
        parts[-1] += (each.tail or "") if each is not element else ""
    return [*filter(None, map(clean_line, parts)), whole]


def elements_in(element: HtmlElement) -> Iterator[HtmlElement]:
    """Give an element's descendants that are elements, in order."""
    for found in element.iterdescendants():
        if isinstance(found.tag, str):
            yield found


def children_of(element: HtmlElement) -> list[HtmlElement]:
    """Give the child elements."""
    return [child for child in element if isinstance(child.tag, str)]


def is_hidden(element: HtmlElement) -> bool:
    """Say whether the page itself hides the element."""
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or element.get("aria-hidden") == "true"
    )


def holds_blocks(element: HtmlElement) -> bool:
    """Say whether block elements stand in this one."""
    is_empty = not len(element)  # asked first: most elements are, and it is quick
    return not is_empty and next(element.iterdescendants(*BLOCK_TAGS), None) is not None


def has_ancestor(element: HtmlElement, *tags: str) -> bool:
    """Say whether the element stands in one of these."""
    return next(element.iterancestors(*tags), None) is not None


def _parse(text: str) -> HtmlElement:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (
        etree.ParserError,
        etree.XMLSyntaxError,
        ValueError,
        AssertionError,
    ) as error:
        raise UnreadableSource(f"This is no HTML: {error}.") from error
    _refuse_endless(root)
    return root


def _refuse_endless(root: HtmlElement) -> None:
    """Refuse more elements, or elements in elements, than a page of a story has."""
    levels = {root: 0}
    for element in root.iter():
        parent = element.getparent()
        if parent is not None:
            levels[element] = levels[parent] + 1
    if len(levels) > MOST_ELEMENTS:
        raise TooLarge(f"The page has more than {MOST_ELEMENTS:,} elements.")
    if max(levels.values()) > MOST_LEVELS:
        raise TooLarge(f"The page's elements nest more than {MOST_LEVELS} deep.")
    if sum(levels.values()) > MOST_LEVELS_TOGETHER:
        raise TooLarge("The page's elements nest too deep for so many of them.")


def _linked_data_scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield script.text_content()


def _prepare(root: HtmlElement) -> None:
    """Drop what is never read, and put a space where a block or line ends."""
    for bar in root.xpath(f".//div[starts-with(@id, '{ARCHIVE_BAR}')]"):
        bar.drop_tree()
    _unfold_noscript(root)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in root.iter("br", *BLOCK_TAGS):
        element.tail = " " + (element.tail or "")


def _unfold_noscript(root: HtmlElement) -> None:
    """Keep of noscript only its pictures: lazy loaders leave the real one there."""
    for noscript in list(root.iter("noscript")):
        kept = [img for img in noscript.iter("img") if _is_picture(img)]
        tail = noscript.tail
        for child in list(noscript):
            noscript.remove(child)
        noscript.text = None
        for img in kept:
            img.tail = None
            noscript.append(img)
        noscript.tail = tail


def _is_picture(img: HtmlElement) -> bool:
    return img.get("width") != "1" and bool(img.get("src"))
