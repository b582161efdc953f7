"""The lead photo: what stands above the text, helped by what the head says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from articles.blocks import Block, PhotoBlock, PlacedPhoto, photos_of
from articles.parsers.html_captions import is_caption
from articles.parsers.html_claims import Claim
from articles.parsers.html_content import Region
from articles.parsers.html_furniture import Prose, clean_words, judge_element
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_photos import is_photo_box, make_photo, photo_key, read_photo
from articles.parsers.html_scope import REACH_ABOVE, Scope
from articles.parsers.html_tree import BLOCK_TAGS, HEADING_TAGS, Page, text_in
from media.credits import is_labelled

LONGEST_CREDIT = 160
_CREDIT = re.compile(r"\w[\w ]{2,20}\s?[:：]\s?\w")
_LENGTH = re.compile(r"(?:^|\s)\d{1,2}(?::\d\d){1,2}$")


def find_lead_photo(
    page: Page,
    prose: Prose,
    scope: Scope,
    region: Region,
    linked: LinkedStory,
    in_body: PlacedPhoto | None,
    headline: str,
) -> Claim[PlacedPhoto | None]:
    """Choose the lead photo: above the region, else first in it, else JSON-LD's.

    Caption and credit the page does not show are taken from the JSON-LD of the same
    file.
    """
    boxes = _boxes(page, prose, scope, region)
    above = [read_photo(page, box, linked.url) for box in boxes]
    above = [p for p in above if p.caption or p.credit or p.source_url]
    stated = [
        make_photo(caption=p.caption, credit=p.credit, source_url=p.url)
        for p in linked.photos
        if p.caption or p.credit
    ]
    above = [_without_headline(photo, headline) for photo in above]
    silent = [replace(p, caption=None, credit=None) for p in above]
    told = [p for p in above if (p.caption or p.credit) and not is_still(p)]
    if told:
        return Claim(_helped(told[0], stated), _sureness(told[0]), "above the text")
    if silent == above and above and (apart := _said_apart(page, scope, above[-1])):
        return Claim(_helped(apart, stated), 0.8, "above the text, apart from it")
    if in_body is not None:
        return Claim(_helped(in_body, stated), _sureness(in_body), "first in the text")
    if above:
        return Claim(_helped(silent[0], stated), 0.7, "above the text, nothing said")
    if stated:
        return Claim(stated[0], 0.7, "JSON-LD")
    return Claim(None)


def photos_beside_lead(
    page: Page,
    prose: Prose,
    scope: Scope,
    region: Region,
    lead: PlacedPhoto,
    blocks: Iterable[Block],
) -> list[PhotoBlock]:
    """Give the other photos with captions between headline and text: a carousel's.

    Those that ``blocks`` hold are left out.
    """
    if scope.headline is None:
        return []
    under = set(scope.headline.xpath("following::*"))
    boxes = [b for b in _boxes(page, prose, scope, region) if b in under]
    known = {photo_key(photo) for block in blocks for photo in photos_of(block)}
    found: dict[str, PlacedPhoto] = {}
    for photo in (read_photo(page, box, "") for box in boxes):
        is_lead = photo_key(photo) == photo_key(lead) or photo.caption == lead.caption
        is_new = not is_lead and photo_key(photo) not in known
        if photo.caption and is_new and not is_still(photo):
            found.setdefault(photo_key(photo), photo)
    return [PhotoBlock(photo) for photo in found.values()]


def _said_apart(page: Page, scope: Scope, silent: PlacedPhoto) -> PlacedPhoto | None:
    """Give a silent picture above the text what stands apart from it, above the text too.

    That is what is named a caption, or says itself that it is a credit.
    """
    bare = [
        (element, text_in(element))
        for element in scope.outside
        if element.tag not in HEADING_TAGS and element.find(".//img") is None
    ]
    caption = next((text for e, text in bare if is_caption(page, e)), "")
    credits = (t for _, t in bare if len(t) <= LONGEST_CREDIT and _CREDIT.match(t))
    credit = "" if caption else next(filter(is_labelled, credits), "")
    if not caption and not credit:
        return None
    return make_photo(
        caption=caption,
        credit=credit,
        alt=silent.alt or "",
        source_url=silent.source_url,
    )


def _without_headline(photo: PlacedPhoto, headline: str) -> PlacedPhoto:
    """Give a photo whose title and caption do not only repeat the headline."""
    title = "" if photo.title == headline else photo.title
    is_repeat = clean_words(photo.caption or "") == clean_words(headline)
    return replace(photo, title=title, caption=None if is_repeat else photo.caption)


def is_still(photo: PlacedPhoto) -> bool:
    """Say whether a picture stands for a film: what is said of it ends with its length."""
    return bool(_LENGTH.search(photo.caption or ""))


def _sureness(photo: PlacedPhoto) -> float:
    """Trust a photo more whose caption and credit were told apart."""
    return 0.9 if photo.caption and photo.credit else 0.8


def _helped(photo: PlacedPhoto, stated: list[PlacedPhoto]) -> PlacedPhoto:
    """Fill what the page does not show from the same picture in the head."""
    for other in stated:
        if photo_key(other) == photo_key(photo) or (
            len(stated) == 1 and not photo.caption and not photo.credit
        ):
            return replace(
                photo,
                caption=photo.caption or other.caption,
                credit=photo.credit or other.credit,
                creator=photo.creator or other.creator,
                source=photo.source or other.source,
            )
    return photo


def _boxes(
    page: Page, prose: Prose, scope: Scope, region: Region
) -> Iterator[HtmlElement]:
    """Give the photo boxes between a little above the headline and the region."""
    elements = [e for e in page.root.iter() if isinstance(e.tag, str)]
    order = {element: index for index, element in enumerate(elements)}
    end = order[region.element]
    start = order[scope.headline] if scope.headline is not None else end
    low = max(0, min(start, end) - REACH_ABOVE)
    whole = prose.of(region.element)
    used: set[HtmlElement] = set()
    for element in elements[low:end]:
        ancestors = set(element.iterancestors())
        if ancestors & used:
            continue
        if element.tag in BLOCK_TAGS and judge_element(page, element, prose, whole):
            used.add(element)
        elif region.element not in element.iterdescendants() and is_photo_box(
            page, element, prose
        ):
            used.add(element)
            yield element
