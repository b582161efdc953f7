"""Pictures on a page: which boxes are photos, and what is said under them."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from articles.blocks import PlacedPhoto
from articles.markup import clean_line
from articles.parsers.html_captions import (
    LONGEST_CAPTION,
    find_credit_boxes,
    is_caption,
    photo_title,
    said_caption,
    said_credit,
    without_loose_label,
    without_tools,
)
from articles.parsers.html_furniture import Prose, clean_words
from articles.parsers.html_owned import CREDIT_NAME
from articles.parsers.html_pictures import (
    PICTURE_TAGS,
    file_key,
    is_decoration,
    pictures_in,
    source_of,
)
from articles.parsers.html_tree import (
    HEADING_TAGS,
    Page,
    elements_in,
    has_ancestor,
    text_in,
)
from media.credits import Credited, read_credit, split_caption

_FEWEST_CAPTION_WORDS = 4
LEAST_SURE_OF_CREDIT = 0.75
_SURE_OF_ALT = 0.9
FEWEST_WORDS_OF_ALT = 3
_LONGEST_BARE = 400
_LONGEST_BARE_PARAGRAPH = 250
_FEWEST_THAT_RUN_ON = 2
# A name in brackets and nothing else: "(Ana ‘Bo’ Reyes Photography)".
_BRACKETED = re.compile(r"\(((?:[‘“'\"]?[A-ZÀ-Þ][\w.’'”\"-]*[ /,&]{0,2}){2,6})\)")
_NOT_IN_CAPTIONS = frozenset({"a", "ul", "ol", "table", "blockquote", "h1", "h2"})
_NOT_IN_CREDITED = frozenset({"p", "ul", "ol", "table", "blockquote", *HEADING_TAGS})
_PHOTO_WORDS = re.compile(
    r"-(?:image|img|photo|photos|photograph|picture|pic|figure|media|wp-caption|caption"
    r"|thumbnail|thumb|foto|bild|imagen|imagem|immagine|illustration|visual|hero|lead-art"
    r"|lead-media|featured|art)(?=-)"
)
_GALLERY_WORDS = re.compile(
    r"-(?:gallery|galleries|slideshow|slides|slider|carousel|rotator|diaporama|galeria"
    r"|galerie|bilderstrecke|fotostrecke|fotogalerie|photo-grid|diptych|diptyche|triptych)(?=-)"
)
_LABEL = re.compile(
    r"^(?:image|photo|picture|media|video)? ?(?:caption|description)[,:]\s*|^(?:image|media) caption(?-i:\s?(?=[^\sa-z]))"
    r"|^(?:bildunterschrift|didascalia|légende|leyenda)\s*:\s*",
    re.IGNORECASE,
)

# What is left at the start of a caption whose credit was read: "Photo: The quay at night".
_BARE_LABEL = re.compile(
    r"^(?:image|photo|picture)\s?:\s*(?=\S+ \S+ \S)", re.IGNORECASE
)


def is_photo_box(page: Page, element: HtmlElement, prose: Prose) -> bool:
    """Say whether an element is one picture with what is said under it."""
    if element.tag in PICTURE_TAGS:
        return not is_decoration(page, element)
    if element.tag == "figure":
        return _has_picture(page, element) or _has_caption(element)
    if element.tag == "picture":
        return _has_picture(page, element)
    if prose.texts.get(element, 0) > LONGEST_CAPTION or _paragraphs_in(element) > 3:
        return False
    if _runs_on(page, element):
        return False
    if element.tag == "table":
        return sum(1 for _ in pictures_in(page, element)) == 1 and not _has_data(
            element
        )
    named = _PHOTO_WORDS.search(page.names(element)) or "ImageObject" in (
        element.get("itemtype") or ""
    )
    if named and _has_picture_or_said_so(page, element):
        return True
    return element.tag in {"div", "center"} and (
        _is_bare_box(page, element, prose) or _is_credited_box(page, element, prose)
    )


def _is_bare_box(page: Page, element: HtmlElement, prose: Prose) -> bool:
    """Take a box without a name that begins with a picture and holds a few words."""
    first = next(iter(element), None)
    paragraphs = sum(1 for _ in element.iter("p"))
    longest = _LONGEST_BARE_PARAGRAPH if paragraphs else _LONGEST_BARE
    if first is None or paragraphs > 1 or _first_text_before(first):
        return False
    if not 0 < prose.texts.get(element, 0) <= longest:
        return False
    others = [e for e in elements_in(element) if e.tag in _NOT_IN_CAPTIONS]
    return not others and len(list(pictures_in(page, element))) == 1


def _is_credited_box(page: Page, element: HtmlElement, prose: Prose) -> bool:
    """Take a box of one picture and a few words, some of them named its credit."""
    if not 0 < prose.texts.get(element, 0) <= _LONGEST_BARE:
        return False
    others = [e for e in elements_in(element) if e.tag in _NOT_IN_CREDITED]
    if others or len(list(pictures_in(page, element))) != 1:
        return False
    return bool(CREDIT_NAME.search(_names_inside(page, element)))


def _first_text_before(first: HtmlElement) -> bool:
    """Say whether a box's first element is no picture, or has words of its own."""
    is_picture = first.tag in {"img", "picture"} or first.find(".//img") is not None
    return not is_picture or bool(text_in(first))


def is_gallery(page: Page, element: HtmlElement) -> bool:
    """Say whether an element shows two pictures or more together."""
    if not _GALLERY_WORDS.search(page.names(element)):
        return False
    return sum(1 for _ in pictures_in(page, element)) > 1


def read_gallery(page: Page, element: HtmlElement, base: str) -> list[PlacedPhoto]:
    """Read the pictures of a gallery, each with the box closest around it."""
    boxes: list[HtmlElement] = []
    for picture in pictures_in(page, element):
        box = _box_around(picture, element)
        if box not in boxes:
            boxes.append(box)
    photos = [read_photo(page, box, base) for box in boxes]
    unique: dict[str, PlacedPhoto] = {}
    for photo in photos:
        key = photo_key(photo)
        kept = unique.get(key)
        if kept is None or (photo.caption and not kept.caption):
            unique[key] = photo
    return _captioned(page, element, list(unique.values()))


def _captioned(
    page: Page, gallery: HtmlElement, photos: list[PlacedPhoto]
) -> list[PlacedPhoto]:
    """Give the one caption of a gallery whose pictures have none to its first."""
    captions = list(gallery.iter("figcaption"))
    if len(captions) != 1 or any(p.caption or p.credit for p in photos) or not photos:
        return photos
    said = read_photo(page, gallery, "")
    first = replace(
        photos[0], caption=said.caption, credit=said.credit, creator=said.creator
    )
    return [first, *photos[1:]]


def read_photo(page: Page, box: HtmlElement, base: str) -> PlacedPhoto:
    """Read a picture's file, alt text, caption and credit; empty ones where not said."""
    picture = next(pictures_in(page, box), None)
    credit_boxes = find_credit_boxes(page, box)
    title = photo_title(page, box, credit_boxes)
    caption = said_caption(page, box, picture, credit_boxes)
    credit = said_credit(box, picture, credit_boxes, page)
    return make_photo(
        title=title,
        caption=caption.removeprefix(title).strip() if title else caption,
        credit=credit,
        alt=clean_line(picture.get("alt") or "") if picture is not None else "",
        source_url=source_of(picture, base) if picture is not None else "",
    )


def make_photo(
    *, caption: str, credit: str, title: str = "", alt: str = "", source_url: str = ""
) -> PlacedPhoto:
    """Make a photo whose caption does not repeat its credit.

    The credit at the caption's end is cut off; it counts only where none stands apart.
    """
    raw = clean_line(f"{caption} {credit}")
    caption = without_tools(caption)
    if not caption:
        caption, credit = _parted(credit)
    caption = without_loose_label(caption) if credit else caption
    if not credit and (inside := _BRACKETED.fullmatch(caption)):
        caption, credit = "", inside[1]
    split = split_caption(_LABEL.sub("", caption))
    apart = read_credit(_LABEL.sub("", credit)) if credit else Credited()
    best = _both(apart, split) if apart.credit_line else split
    rest = split.caption_rest if split.confidence >= 0.7 or not credit else caption
    rest = _LABEL.sub("", clean_line(rest)).rstrip(" -–—|/·(")
    if rest.rfind("(") > rest.rfind(")"):
        rest = rest[: rest.rfind("(")].rstrip(" -–—|/·")
    if credit and rest.endswith(credit):
        rest = rest.removesuffix(credit).rstrip(" -–—|/·(")
    rest = without_loose_label(rest) if credit else rest
    rest = rest if any(map(str.isalnum, rest)) else ""
    rest = _BARE_LABEL.sub("", rest) if best.credit_line else rest
    best = _credited_alt(alt) if rest and not best.credit_line else best
    if clean_words(alt) == clean_words(rest):
        alt = ""
    return PlacedPhoto(
        title=title,
        caption=rest or None,
        credit=best.credit_line or None,
        alt=alt or None,
        creator=best.creators or split.creators,
        source=best.source or best.supplier or split.source,
        source_url=source_url,
        raw=raw,
    )


def _both(apart: Credited, split: Credited) -> Credited:
    """Join the photographer in a caption with the house that is credited apart."""
    is_one = apart.creators or not split.creators or split.source
    if is_one or split.confidence < LEAST_SURE_OF_CREDIT:
        return apart
    line = f"{split.credit_line}/{apart.credit_line}"
    return replace(apart, credit_line=line, creators=split.creators)


def _credited_alt(alt: str) -> Credited:
    """Read the credit in a picture's alternative text, where nothing shown has one."""
    found = split_caption(alt)
    return found if found.confidence >= _SURE_OF_ALT and found.source else Credited()


def _parted(credit: str) -> tuple[str, str]:
    """Part "Image credit: The pier at night | Photo: Ana Reyes" into caption and credit."""
    said = split_caption(read_credit(credit).credit_line)
    is_caption = len(said.caption_rest.split()) >= _FEWEST_CAPTION_WORDS
    if not is_caption or not said.credit_line or said.confidence < LEAST_SURE_OF_CREDIT:
        return "", credit
    return said.caption_rest, said.credit_line


def is_caption_of(text: str, photo: PlacedPhoto) -> bool:
    """Say whether a line below a silent photo ends in a credit, or says its alt text."""
    said = split_caption(text)
    if said.confidence >= LEAST_SURE_OF_CREDIT and said.creators and said.caption_rest:
        return True
    words = clean_words(text)
    is_long = len(words.split()) >= FEWEST_WORDS_OF_ALT
    return is_long and words == clean_words(photo.alt or "")


def photo_key(photo: PlacedPhoto) -> str:
    """Give what makes two readings the same picture: its file's name, else its words."""
    key = file_key(photo.source_url)
    return key or clean_words(f"{photo.caption} {photo.credit}")


def _has_picture(page: Page, element: HtmlElement) -> bool:
    return next(pictures_in(page, element), None) is not None


def _has_picture_or_said_so(page: Page, element: HtmlElement) -> bool:
    """Find a lone picture, or a caption whose picture a script would have loaded."""
    pictures = list(pictures_in(page, element))
    if not pictures and next(element.iter("blockquote"), None) is not None:
        return False
    if pictures:
        return len({source_of(picture, "") for picture in pictures}) <= 2
    return bool(
        re.search(r"-(?:caption|credit)(?=-)", _names_inside(page, element))
    ) and (element.tag in {"div", "figure", "section", "aside"})


def _names_inside(page: Page, element: HtmlElement) -> str:
    return "".join(page.names(found) for found in elements_in(element))


def _has_caption(figure: HtmlElement) -> bool:
    if figure.find(".//iframe") is not None or figure.find(".//table") is not None:
        return False
    caption = figure.find(".//figcaption")
    return caption is not None and bool(text_in(caption))


def _has_data(table: HtmlElement) -> bool:
    return (
        sum(1 for _ in table.iter("tr")) > 3
        or table.find(".//a[@href]/..//p") is not None
    )


def _runs_on(page: Page, element: HtmlElement) -> bool:
    """Say whether a box holds paragraphs of a story beside its picture, and no caption."""
    long = [p for p in element.iter("p") if len(text_in(p)) > _LONGEST_BARE_PARAGRAPH]
    if len(long) == 1 and _has_box_beside(page, element, long[0]):
        return True
    if len(long) < _FEWEST_THAT_RUN_ON:
        return False
    return not any(
        is_caption(page, e) or e.tag == "figcaption" for e in elements_in(element)
    )


def _has_box_beside(page: Page, element: HtmlElement, text: HtmlElement) -> bool:
    """Say whether a box beside a long paragraph holds a picture and its credit."""
    around = {text, *text.iterancestors()}
    boxes = (e for e in element.iter("div", "figure") if e not in around)
    return any(
        _has_picture(page, box) and CREDIT_NAME.search(_names_inside(page, box))
        for box in boxes
    )


def _paragraphs_in(element: HtmlElement) -> int:
    return sum(1 for p in element.iter("p") if len(text_in(p)) > 60)


def _shown_pictures(box: HtmlElement) -> int:
    """Count a box's pictures; what a lazy loader keeps for no script is none more."""
    return sum(
        1
        for picture in box.iter(*PICTURE_TAGS)
        if not has_ancestor(picture, "noscript")
    )


def _box_around(picture: HtmlElement, gallery: HtmlElement) -> HtmlElement:
    """Climb from a picture to the largest box that holds no other picture."""
    box = picture
    for ancestor in picture.iterancestors():
        if ancestor is gallery or _shown_pictures(ancestor) > 1:
            break
        box = ancestor
        if ancestor.tag in {"figure", "li"}:
            break
    return box
