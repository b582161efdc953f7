"""The lead photo: what stands above the text, helped by what the head says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from articles.blocks import Block, PhotoBlock, PlacedPhoto, photos_of
from articles.parsers.html_captions import is_caption
from articles.parsers.html_claims import Claim
from articles.parsers.html_content import Region
from articles.parsers.html_furniture import Prose, clean_words, judge_element
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import Meta
from articles.parsers.html_owned import CREDIT_NAME, stands_for_another
from articles.parsers.html_photos import is_photo_box, make_photo, photo_key, read_photo
from articles.parsers.html_pictures import file_key
from articles.parsers.html_scope import REACH_ABOVE, Scope
from articles.parsers.html_tree import BLOCK_TAGS, HEADING_TAGS, Page, text_in
from media.credits import is_credit, is_labelled

LONGEST_CREDIT = 160
STEPS_AROUND = 2
_CREDIT = re.compile(r"\w[\w ]{2,20}\s?[:：]\s?\w")
_LENGTH = re.compile(r"(?:^|\s)\d{1,2}(?::\d\d){1,2}$")


@dataclass(frozen=True)
class Seen:
    """A photo above the text: how likely it is the story's lead, and its place."""

    photo: PlacedPhoto
    weight: int
    is_under_headline: bool


def look_above(
    page: Page, prose: Prose, scope: Scope, region: Region, head: HeadPhotos
) -> list[Seen]:
    """Give the photos above the text.

    What says nothing, is not named by the head and does not stand with the headline is
    another's: a tool's, or a story's in a menu.
    """
    under = _under(scope.headline)
    beside = under | _around(scope.headline)
    seen: list[Seen] = []
    for box in _boxes(page, prose, scope, region):
        photo = read_photo(page, box, page.address)
        is_beside = scope.headline is None or box in beside
        weight = 2 * head.names(photo) + is_beside
        if photo.caption or photo.credit or (photo.source_url and weight):
            seen.append(Seen(photo, weight, box in under))
    return seen


def find_lead_photo(
    page: Page,
    scope: Scope,
    seen: list[Seen],
    head: HeadPhotos,
    in_body: PlacedPhoto | None,
    headline: str,
) -> Claim[PlacedPhoto | None]:
    """Choose the lead photo: above the region, else first in it, else JSON-LD's.

    Those first that the head names or that stand with the headline. Caption and credit
    the page does not show are taken from the JSON-LD of the same file.
    """
    by_weight = sorted(seen, key=lambda each: -each.weight)
    above = [_without_headline(each.photo, headline) for each in by_weight]
    silent = [replace(p, caption=None, credit=None) for p in above]
    told = [p for p in above if (p.caption or p.credit) and not is_still(p)]
    if told:
        return Claim(head.helped(told[0]), _sureness(told[0]), "above the text")
    if silent == above and above and (apart := _said_apart(page, scope, above[0])):
        return Claim(head.helped(apart), 0.8, "above the text, apart from it")
    if in_body is not None:
        return Claim(head.helped(in_body), _sureness(in_body), "first in the text")
    if above:
        return Claim(head.helped(silent[0]), 0.7, "above the text, nothing said")
    if head.told:
        return Claim(head.told[0], 0.7, "JSON-LD")
    return Claim(None)


def photos_beside_lead(
    seen: list[Seen], lead: PlacedPhoto, blocks: Iterable[Block]
) -> list[PhotoBlock]:
    """Give the other photos with captions between headline and text: a carousel's.

    Those that ``blocks`` hold are left out.
    """
    known = {photo_key(photo) for block in blocks for photo in photos_of(block)}
    found: dict[str, PlacedPhoto] = {}
    for photo in (each.photo for each in seen if each.is_under_headline):
        is_lead = photo_key(photo) == photo_key(lead) or photo.caption == lead.caption
        is_new = not is_lead and photo_key(photo) not in known
        if photo.caption and is_new and not is_still(photo):
            found.setdefault(photo_key(photo), photo)
    return [PhotoBlock(photo) for photo in found.values()]


@dataclass(frozen=True)
class HeadPhotos:
    """The pictures a page's head names: their files' keys, and those it tells of."""

    keys: frozenset[str]
    told: tuple[PlacedPhoto, ...]

    @classmethod
    def of(cls, meta: Meta, linked: LinkedStory) -> HeadPhotos:
        """Read the JSON-LD's pictures and the previews for other sites."""
        told = tuple(
            make_photo(caption=p.caption, credit=p.credit, source_url=p.url)
            for p in linked.photos
            if p.caption or p.credit
        )
        urls = [p.url for p in linked.photos] + [*meta.all("og:image", "twitter:image")]
        return cls(frozenset(filter(None, map(file_key, urls))), told)

    def names(self, photo: PlacedPhoto) -> bool:
        """Say whether the head names the photo's file."""
        return file_key(photo.source_url) in self.keys

    def helped(self, photo: PlacedPhoto) -> PlacedPhoto:
        """Fill what the page does not show from the same picture in the head."""
        for other in self.told:
            if photo_key(other) == photo_key(photo) or (
                len(self.told) == 1 and not photo.caption and not photo.credit
            ):
                return replace(
                    photo,
                    caption=photo.caption or other.caption,
                    credit=photo.credit or other.credit,
                    creator=photo.creator or other.creator,
                    source=photo.source or other.source,
                )
        return photo


def _under(headline: HtmlElement | None) -> set[HtmlElement]:
    """Give what follows the headline."""
    return set() if headline is None else set(headline.xpath("following::*"))


def _around(headline: HtmlElement | None) -> set[HtmlElement]:
    """Give what the boxes close around the headline hold."""
    near = [] if headline is None else list(headline.iterancestors())
    boxes = [e for e in near if e.tag not in {"body", "html"}]
    return {e for box in boxes[:STEPS_AROUND] for e in box.iter()}


def _said_apart(page: Page, scope: Scope, silent: PlacedPhoto) -> PlacedPhoto | None:
    """Give a silent picture above the text what stands apart from it, above the text too.

    That is what is named a caption, with the credit named beside it, or says itself
    that it is a credit.
    """
    bare = [
        (element, text_in(element))
        for element in scope.outside
        if element.tag not in HEADING_TAGS and element.find(".//img") is None
    ]
    named = next(((e, text) for e, text in bare if is_caption(page, e)), None)
    if named is not None:
        return _told(silent, named[1], _credit_beside(page, named[0]))
    credits = (t for _, t in bare if len(t) <= LONGEST_CREDIT and _CREDIT.match(t))
    houses = (t for e, t in bare if CREDIT_NAME.search(page.names(e)))
    houses = (t for t in houses if is_credit(t) or len(t.split()) == 1)
    credit = next(filter(is_labelled, credits), "") or next(houses, "")
    return _told(silent, "", credit) if credit else None


def _credit_beside(page: Page, caption: HtmlElement) -> str:
    """Give the credit that stands beside a caption, named so."""
    around = caption.getparent()
    beside = [] if around is None else [e for e in around if e is not caption]
    texts = (
        text_in(e)
        for e in beside
        if isinstance(e.tag, str) and CREDIT_NAME.search(page.names(e))
    )
    return next((text for text in texts if 0 < len(text) <= LONGEST_CREDIT), "")


def _told(silent: PlacedPhoto, caption: str, credit: str) -> PlacedPhoto:
    """Give a silent picture the words that stand apart from it."""
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


def _boxes(
    page: Page, prose: Prose, scope: Scope, region: Region
) -> Iterator[HtmlElement]:
    """Give the photo boxes between a little above the headline and the region."""
    elements = [e for e in page.root.iter() if isinstance(e.tag, str)]
    order = {element: index for index, element in enumerate(elements)}
    end = order[region.element]
    start = order[scope.headline] if scope.headline is not None else end
    low = max(0, min(start, end) - REACH_ABOVE)
    around = {region.element, scope.headline}
    used: set[HtmlElement] = set()
    for element in elements[low:end]:
        if element in used or element.getparent() in used:
            used.add(element)
        elif not around.isdisjoint(element.iter()):
            continue
        elif element.tag in BLOCK_TAGS and judge_element(page, element, prose, 0):
            used.add(element)
        elif is_photo_box(page, element, prose):
            used.add(element)
            if not stands_for_another(page, element):
                yield element
