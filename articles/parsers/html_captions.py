"""What is said under a picture: its caption, its credit, and whose words are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.markup import clean_line
from articles.parsers.dates import has_date
from articles.parsers.html_furniture import HIDING_WORDS
from articles.parsers.html_tree import (
    HEADING_TAGS,
    Page,
    elements_in,
    text_in,
)
from articles.parsers.lines import (
    byline_names,
    copyright_of,
    ends_sentence,
    is_furniture,
)
from media.credits import is_credit, is_labelled

LONGEST_CAPTION = 1500
LONGEST_APART = 600
_LONGEST_CREDIT = 160
_MOST_CREDIT_WORDS = 7
_CREDIT_WORDS = re.compile(
    r"-(?:credit|credits|creditline|copyright|copyrights|photographer|photog|source|byline"
    r"|attribution|author|autor|auteur|fotograf|fotografo|fotograaf|agency|agence|agentur"
    r"|quelle|bildnachweis|bildrechte|credito|creditos|crediti|firma|copy|rights|owner"
    r"|foto-credit|contributor|provider|courtesy|fotocredit|distributor|creator|cred)(?=-)"
)
_CREDIT_PROPS = frozenset(
    [
        "copyrightholder",
        "credittext",
        "copyrightnotice",
        "creator",
        "author",
        "provider",
    ]
)
_CAPTION_WORDS = re.compile(
    r"-(?:caption|captions|figcaption|legend|legende|description|desc|descr|epigrafe|subtitle"
    r"|bildunterschrift|bildtext|didascalia|leyenda|pie|pie-foto|piefoto|cutline|unterschrift"
    r"|onderschrift|bijschrift|text|wp-caption-text|info)(?=-)"
)
# Names that are a caption's even where no box holds it with its picture.
_CAPTION_APART = re.compile(
    r"-(?:caption|captions|figcaption|imagecaption|photocaption|captiontext|cutline|legende"
    r"|bildunterschrift|bildtext|didascalia|epigrafe|pie-de-foto|pie-foto|piefoto"
    r"|fotobijschrift|bijschrift|onderschrift|img-descr|img-desc|image-description)(?=-)"
)
_SILENT = frozenset({"img", "picture", "figure", "iframe", "video", "hr"})
_NO_CAPTION = re.compile(
    r"-no-caption(?=-)|-(?:video|audio|table|chart|map)-(?:\w+-)?caption(?=-)"
)
# What is left of a caption where the credit's own element was taken out of it.
_LOOSE_LABEL = re.compile(
    r"\s*[(\[|/·—–-]*\s*(?:photo(?:graph)?s?|pictures?|images?|credits?|source|fotos?|bilde?|beeld|kuva"
    r"|fot\.?|crédits?|foto de|photo by|фото|φωτ\.?|写真)\s*(?:[:：(]|\.\.\.|…)\s*[)\]]?$"
    r"|(?<=[.!?”\"»…])(?:\s+(?:photo|foto|bild|billede|beeld|kuva|picture|image)|\s*(?:published on)?\s*credit)$"
    r"|\s*[(\[]\s*[)\]]|\s*[|/·—–(\[-]+$",
    re.IGNORECASE,
)
_CONTROLS = re.compile(
    r"-(?:enlarge|zoom|expand|fullscreen|full-screen|counter|count|controls|button|hide"
    r"|toggle|sr|sr-only|visually-hidden|visuallyhidden|screen-reader-text|share|open|close"
    r"|lightbox-trigger|prev|previous|next|pager|buy|purchase|off-screen|offscreen|licensing"
    r"|assistive|a11y|screenreader)(?=-)"
)
# Nobody times a credit: what says a day and an hour is a story's byline.
_CLOCK = re.compile(r"\b\d{1,2}:\d\d")
_EMAIL = re.compile(r"\S+@\S+")
_COUNTER = re.compile(
    r"^(?:\d{1,3} (?:de|of|von|di|sur|van|av|af|из|z) \d{1,3}|\d{1,3} ?/ ?\d{1,3})\b[\s:.–-]*(?=\S)",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"(?:click to )?(?:enlarge|expand|zoom)(?: (?:image|photo|picture))?|ampliar(?: (?:la )?(?:foto|imagen|imagem))?"
    r"|agrandir(?: l'image)?|(?:bild )?vergrößern|ingrandisci|posted by|story by|by|watch|play|video|listen"
    r"|(?:\+ ?)?(?:(?:show|hide|toggle|view) caption(?: ?[+–-])?\s?)+",
    re.IGNORECASE,
)
_MOST_LABEL_WORDS = 4
_SIGNED = re.compile(r"(?:by|von|par|por|di|door|av|af)\s", re.IGNORECASE)
_LICENSING = re.compile(
    r"\W*(?:(?:purchase|acquire|buy|order|license|get)\b.{0,20}\b(?:rights|photos?|prints?|images?)"
    r"|buy (?:now|this)|opens (?:in )?(?:a )?new (?:tab|window)|(?:image|photo|picture)\s?:"
    r"|open (?:this |the )?(?:image|photo|picture) in (?:a |the )?(?:gallery|lightbox))\W*",
    re.IGNORECASE,
)
# Attributes with which scripts write a caption or credit when the page is shown.
_SAID_BY_ATTRIBUTE = re.compile(
    r"data-(?:[a-z]+-)*(?:(?P<caption>caption|cap|legend)|(?P<credit>credits?|cr|copyright|photographer))"
)


def without_loose_label(caption: str) -> str:
    """Cut "(Photo:" and empty brackets, which a credit apart left in its caption."""
    return clean_line(_LOOSE_LABEL.sub("", clean_line(caption)))


def without_tools(caption: str) -> str:
    """Cut counters ("1 of 3"), dashes around, and what is only a label or a tool."""
    bare = _COUNTER.sub("", clean_line(caption)).strip(" -–—")
    is_label = bare.endswith(":") and len(bare.split()) <= _MOST_LABEL_WORDS
    is_signature = _SIGNED.match(bare) and has_date(bare) and byline_names(bare)
    says_nothing = not any(map(str.isalpha, bare))
    is_notice = copyright_of(bare) is not None
    is_none = is_label or is_signature or says_nothing or is_notice
    return "" if is_none or _TOOL.fullmatch(bare) else bare


def said_credit(
    box: HtmlElement,
    picture: HtmlElement | None,
    credit_boxes: list[HtmlElement],
    page: Page,
) -> str:
    """Give the credit a photo's box shows apart from the caption, else in attributes."""
    texts = [clean_line("".join(_texts(page, e, set()))) for e in credit_boxes]
    texts = [t for t in dict.fromkeys(texts) if not is_furniture(t) and t.strip(" :-")]
    texts = [t for t in texts if not (_CLOCK.search(t) and has_date(t))]
    texts = [t for t in texts if not (_EMAIL.fullmatch(t) or _TOOL.fullmatch(t))]
    whole = [t for t in texts if not any(t != o and t in o for o in texts)]
    credit = clean_line(" ".join(whole)) or _by_attribute(box, picture, "credit")
    return credit or _bracketed_behind(page, box)


def _bracketed_behind(page: Page, box: HtmlElement) -> str:
    """Give the few words in brackets behind the element of the caption."""
    caption = next(_caption_boxes(page, box, []), None)
    behind = clean_line((caption.tail or "") if caption is not None else "")
    is_put = behind.startswith("(") and behind.endswith(")")
    return behind if is_put and len(behind.split()) <= _MOST_CREDIT_WORDS else ""


def said_caption(
    page: Page,
    box: HtmlElement,
    picture: HtmlElement | None,
    credit_boxes: list[HtmlElement],
) -> str:
    """Give the words under a picture without the credit's own elements."""
    captions = (e for e in box.iter("figcaption") if e not in credit_boxes)
    where = next(captions, None)
    if where is None:
        where = next(_caption_boxes(page, box, credit_boxes), box)
    skipped = {*credit_boxes, *box.iter("time")}
    text = clean_line("".join(_texts(page, where, skipped)))
    if not text and where is not box:
        text = clean_line("".join(_texts(page, box, skipped)))
    if not text and (after := caption_after(page, box)) is not None:
        text = clean_line("".join(_texts(page, after, skipped)))
    return (text or _by_attribute(box, picture, "caption"))[:LONGEST_CAPTION]


def _caption_boxes(
    page: Page, box: HtmlElement, credit_boxes: list[HtmlElement]
) -> Iterator[HtmlElement]:
    for element in elements_in(box):
        is_named = _CAPTION_WORDS.search(page.names(element))
        if is_named and element not in credit_boxes and text_in(element):
            yield element


def caption_after(page: Page, box: HtmlElement) -> HtmlElement | None:
    """Give the element right after a picture that is named its caption."""
    after = box.getnext()
    while after is not None and not _says_something(after):
        after = after.getnext()
    return after if after is not None and is_caption(page, after) else None


def _says_something(element: HtmlElement) -> bool:
    """Say whether an element is one, and holds words, a picture or a line."""
    return isinstance(element.tag, str) and (
        bool(text_in(element)) or element.tag in _SILENT or len(element) > 0
    )


def is_caption(page: Page, element: HtmlElement) -> bool:
    """Say whether an element is by its name the caption of a picture beside it."""
    names = page.names(element)
    if not _CAPTION_APART.search(names) or _NO_CAPTION.search(names):
        return False
    return 0 < len(text_in(element)) <= LONGEST_APART and element.tag != "caption"


def photo_title(page: Page, box: HtmlElement, credit_boxes: list[HtmlElement]) -> str:
    """Give the heading over a photo's caption; one alone is the caption."""
    for element in box.iter(*HEADING_TAGS):
        if element not in credit_boxes and text_in(element):
            said = "".join(_texts(page, box, {element, *credit_boxes}))
            return text_in(element) if any(map(str.isalpha, said)) else ""
    return ""


def find_credit_boxes(page: Page, box: HtmlElement) -> list[HtmlElement]:
    """Give the elements that hold the credit, in a photo's box or the caption after it."""
    found = _credit_boxes_in(page, box)
    after = caption_after(page, box) if not found and not text_in(box) else None
    return _credit_boxes_in(page, after) if after is not None else found


def _credit_boxes_in(page: Page, box: HtmlElement) -> list[HtmlElement]:
    """Give the outermost elements in a box that hold the credit."""
    found: list[HtmlElement] = []
    for element in elements_in(box):
        named = (
            element.tag == "cite"
            or _CREDIT_WORDS.search(page.names(element))
            or (element.get("itemprop") or "").lower() in _CREDIT_PROPS
        )
        is_whole = (
            element.tag == "figcaption" or element.find(".//figcaption") is not None
        ) and not _has_rival(element)
        if not named or is_whole or any(e in found for e in element.iterancestors()):
            continue
        is_short = 0 < len(text_in(element)) <= _LONGEST_CREDIT
        is_caption = _holds_caption(page, element) or _is_beside_credit(page, element)
        is_caption = is_caption or _is_only_caption(element, box)
        if is_short and not is_caption:
            found.append(element)
    found = [e for e in found if not _is_sentence(text_in(e))] or found
    return found or _unnamed_credit(page, box)


def _has_rival(figcaption: HtmlElement) -> bool:
    """Find a figcaption that is the credit alone, beside an element with the caption."""
    box = figcaption.getparent()
    others = [e for e in box if isinstance(e.tag, str) and e is not figcaption]
    return figcaption.tag == "figcaption" and any(
        text_in(e) and e.find(".//img") is None for e in others
    )


def _is_beside_credit(page: Page, element: HtmlElement) -> bool:
    """Find a caption called an attribution too, beside the element with the credit."""
    if not _CAPTION_APART.search(page.names(element)):
        return False
    others = [e for e in element.getparent() if isinstance(e.tag, str)]
    return any(_CREDIT_WORDS.search(page.names(e)) for e in others if e is not element)


def _is_only_caption(element: HtmlElement, box: HtmlElement) -> bool:
    """Find a caption in a ``cite``: a whole sentence, and nothing else is said."""
    said = text_in(element)
    return said == text_in(box) and _is_sentence(said)


def _is_sentence(text: str) -> bool:
    """Say whether a text is one that no credit is."""
    is_long = len(text.split()) > _MOST_CREDIT_WORDS
    return is_long and ends_sentence(text) and not is_credit(text)


def _holds_caption(page: Page, element: HtmlElement) -> bool:
    """Refuse a box called caption-and-credit that holds the caption too."""
    inner = [e for e in elements_in(element) if _CAPTION_WORDS.search(page.names(e))]
    return bool(inner) and len(text_in(inner[0])) > 20


def _unnamed_credit(page: Page, box: HtmlElement) -> list[HtmlElement]:
    """Take the last of two texts in a box for the credit where it reads as one."""
    if box.tag == "table":
        return []
    caption = box if box.tag == "figcaption" else box.find(".//figcaption")
    if caption is not None and is_credit(text_in(caption)):
        return [caption]
    leaves = [e for e in elements_in(box) if len(e) == 0 and text_in(e)]
    leaves = [e for e in leaves if not _is_control(page, e)]
    if len(leaves) > 1 and not _goes_on(leaves[-1]):
        is_told = is_credit(text_in(leaves[-1])) or _is_bracketed(leaves[-1])
        if is_told or _looks_apart(leaves):
            return leaves[-1:]
    labelled = [e for e in leaves if is_labelled(text_in(e)) and is_credit(text_in(e))]
    if len(leaves) > 1 and len(labelled) == 1:
        return labelled
    beside = [e for e in elements_in(box) if caption is not None and e is not caption]
    beside = [e for e in beside if caption not in (*e.iter(), *e.iterancestors())]
    return [e for e in beside if text_in(e) and is_credit(text_in(e))][:1]


def _goes_on(leaf: HtmlElement) -> bool:
    """Say whether an element goes on with the words before it: "Photo by X on Unsplash"."""
    last = _said_before(leaf).split()[-1:]
    return bool(last) and last[0].isalpha() and last[0].islower()


def _is_bracketed(leaf: HtmlElement) -> bool:
    """Find a few words in their own element that the caption puts in brackets."""
    is_put = _said_before(leaf).endswith("(") and (leaf.tail or "").startswith(")")
    return is_put and len(text_in(leaf).split()) <= _MOST_CREDIT_WORDS


def _said_before(leaf: HtmlElement) -> str:
    """Give the text right before an element, back to the element before it."""
    before = leaf.getprevious()
    said = before.tail if before is not None else leaf.getparent().text
    return (said or "").rstrip()


def _looks_apart(leaves: list[HtmlElement]) -> bool:
    """Find a few capitalised words in their own element after a whole sentence."""
    before, last = text_in(leaves[-2]), text_in(leaves[-1])
    is_own = leaves[-1].tag in {"span", "small", "em", "i", "div", "p"}
    is_name = last[:1].isupper() and len(last.split()) <= _MOST_CREDIT_WORDS
    return is_own and is_name and ends_sentence(before) and not ends_sentence(last)


def _by_attribute(box: HtmlElement, picture: HtmlElement | None, kind: str) -> str:
    """Give the caption or credit an attribute holds, of the box, the picture or a child."""
    near = [box, *([picture] if picture is not None else []), *elements_in(box)]
    for element in near[:40]:
        for name, value in element.attrib.items():
            found = _SAID_BY_ATTRIBUTE.fullmatch(name)
            if found and found[kind] and value.strip():
                return clean_line(re.sub(r"<[^>]{0,200}>", " ", value))
    return ""


def _texts(
    page: Page, element: HtmlElement, skipped: set[HtmlElement]
) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        is_read = isinstance(child.tag, str) and child not in skipped
        if is_read and not _is_control(page, child):
            yield from _texts(page, child, skipped)
        yield child.tail or ""


def _is_control(page: Page, element: HtmlElement) -> bool:
    """Say whether an element in a photo box is a button, a counter or for readers' ears."""
    text = text_in(element)
    if element.tag in {"button", "noscript", "a"} and is_furniture(text):
        return True
    if element.tag in {"a", "span", "button"} and _LICENSING.fullmatch(text):
        return True
    names = page.names(element)
    is_named = _CONTROLS.search(names) or HIDING_WORDS.search(names)
    return bool(is_named) and len(text) < 60
