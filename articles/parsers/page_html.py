"""The page-html format: one saved page of a news site, read as a sub-editor reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from articles.blocks import (
    Block,
    Heading,
    Paragraph,
    PlacedPhoto,
)
from articles.errors import NoStory
from articles.markup import check_blocks, check_photo, clean_line, text_of
from articles.parsers import lines
from articles.parsers.base import Defaults, Judged, Parsed
from articles.parsers.html_body import BodyBuilder
from articles.parsers.html_claims import Claim, Value
from articles.parsers.html_content import Region, find_region, measure_prose
from articles.parsers.html_furniture import Prose, clean_words
from articles.parsers.html_headline import (
    find_headline,
    judge_dek,
    judge_kicker,
    judge_social_headline,
)
from articles.parsers.html_lead import (
    HeadPhotos,
    find_lead_photo,
    look_above,
    photos_beside_lead,
)
from articles.parsers.html_linked_data import LinkedStory, read_linked_story
from articles.parsers.html_meta import Meta, plain_url, read_meta
from articles.parsers.html_people import (
    byline_text,
    find_contributing,
    find_place,
    judge_authors,
    without_author,
)
from articles.parsers.html_related import find_related, join_related
from articles.parsers.html_rights import (
    find_keywords,
    judge_address,
    judge_copyright,
    judge_language,
    judge_section,
    outlet_name,
    outlet_names,
)
from articles.parsers.html_scope import make_scope
from articles.parsers.html_sorting import Body
from articles.parsers.html_tidying import without_stand_ins
from articles.parsers.html_times import judge_times
from articles.parsers.html_tree import STAND_IN, Page, read_page, text_in
from articles.parsers.html_verdicts import Known
from articles.parsers.html_walk import Found, Walk
from articles.parsers.html_walls import is_stub, refuse_walls
from articles.story import Credit, RelatedRef, SectionRef, Story
from media.reports import Warned

_LOOKS_LIKE_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p)[\s>]", re.I
)
# JSON and the roots of feeds and wires: they may carry HTML in them.
_ANOTHER_FORMAT = re.compile(
    rb"[{\[]|<(?:\w+:)?(?:rss|feed|rdf|nitf|newsml|newsmessage|newsitem|packageitem)[\s>]",
    re.IGNORECASE,
)
_HTML_NAME = re.compile(r"\.(?:html?|xhtml|shtml|mhtml|aspx?|php|jsp)$", re.IGNORECASE)


class PageHtmlParser:
    """Reads a saved page into one story."""

    name = "page-html"

    def claims(self, data: bytes, name: str) -> bool:
        """Say whether the bytes look like an HTML page."""
        head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
        if head.startswith(b"<?xml") and b"<html" not in head.lower():
            return False
        if _ANOTHER_FORMAT.match(head):
            return False
        is_named = bool(_HTML_NAME.search(name))
        return bool(_LOOKS_LIKE_HTML.search(data[:20_000])) or (
            is_named and head.startswith(b"<")
        )

    def parse(self, data: bytes, name: str, defaults: Defaults) -> list[Parsed]:
        """Read the page's one story.

        Raises NoStory, TooLarge, UnknownFormat or UnreadableSource.
        """
        return [Reading(read_page(data), defaults).parsed()]


@dataclass(frozen=True)
class Head:
    """What the head of a page says, and what follows for names and addresses."""

    meta: Meta
    linked: LinkedStory
    address: Claim[str]
    outlet: str
    outlets: frozenset[str]
    photos: HeadPhotos


class Reading:
    """One reading of one page: witnesses first, then the judges, then the story."""

    def __init__(self, page: Page, defaults: Defaults) -> None:
        """Gather what the witnesses say."""
        self.page, self.defaults = page, defaults
        self.head = read_head(page)
        page.address = self.head.address.value
        _complete_links(page, page.address)
        self.prose: Prose = measure_prose(page)
        self.region = story_region(page, self.head, self.prose)
        meta, linked = self.head.meta, self.head.linked
        self.element, self.headline = find_headline(page, meta, linked, page.address)
        self.pieces = Walk(page, self.prose, page.address).read(self.region.element)
        first = _first_paragraph(self.pieces)
        self.scope = make_scope(page, self.element, self.region.element, first)
        self.body = Body()
        self.body = self._build_body()
        self.fields: dict[str, Judged] = {}
        self.warnings: list[Warned] = []

    def parsed(self) -> Parsed:
        """Give the story with what is known of each field."""
        head = self.head
        is_story = bool(head.linked.types) or head.meta.first("og:type") == "article"
        refuse_walls(self.body.blocks, is_story=is_story)
        if is_stub(self.page, self.body.blocks, is_free=head.linked.is_free):
            self._warn("paywalled", "The page ends in a paywall: its text may be cut.")
        story = self._story()
        return Parsed(
            story=story,
            format=PageHtmlParser.name,
            guid=self.head.address.value,
            encoding=self.page.encoding,
            fields=self.fields,
            warnings=tuple(self.warnings),
        )

    def _build_body(self) -> Body:
        head = self.head
        heads = {self.headline.value, head.linked.headline, head.meta.first("og:title")}
        heads.add(text_in(self.element) if self.element is not None else "")
        dek = judge_dek(
            self.page, self.scope, head.meta, head.linked, self.headline.value, []
        )
        authors = self._authors([])
        known = Known(
            headlines=frozenset(clean_words(h) for h in heads if h),
            dek=clean_words(dek.value),
            described=frozenset(clean_words(d) for d in descriptions(head) if d),
            outlets=head.outlets,
            authors=frozenset(clean_words(name) for name in authors.value),
            is_live="liveblogposting" in head.linked.types,
        )
        return BodyBuilder(known, self.page, self.element).build(self.pieces)

    def _authors(self, bylines: list[str]) -> Claim[tuple[str, ...]]:
        head = self.head
        signed = self.body.signed
        return judge_authors(
            self.page, self.scope, head.meta, head.linked, bylines, head.outlets, signed
        )

    def _story(self) -> Story:
        head, body = self.head, self.body
        names = self._judge("contributors", self._authors(body.bylines))
        times = judge_times(
            self.page, self.scope, head.meta, head.linked, body.dates, self.defaults,
            head.outlets, head.address.value,
        )  # fmt: skip
        published = self._judge("published_at", times.published)
        headline = self._judge("headline", self.headline)
        social = judge_social_headline(headline, head.meta, head.linked)
        section = self._judge(
            "section", judge_section(self.page, head.meta, head.linked)
        )
        self._warn_about(names, is_day_only=bool(published) and not times.has_time)
        return Story(
            headline=clean_line(headline),
            headlines={"social": social} if social else {},
            kicker=self._judge("kicker", judge_kicker(self.page, self.scope, headline)),
            dek=self._judge("dek", self._dek(names)),
            byline=byline_text(self.page, self.scope, names) if names else "",
            contributors=(*map(Credit, names), *self._contributing(names)),
            dateline=self._judge("dateline", self._dateline()),
            language=self._judge("language", self._language()),
            canonical_url=self._judge("canonical_url", head.address),
            section=SectionRef(name=section) if section else None,
            keywords=find_keywords(head.meta, head.linked),
            first_published_at=published,
            published_at=published,
            updated_at=times.modified,
            lead_photo=self._lead(),
            body=self._checked_body(),
            related=self._related(headline),
            copyright=self._judge(
                "copyright",
                judge_copyright(self.page, head.linked, body.copyright, head.outlet),
            ),
        )

    def _contributing(self, names: tuple[str, ...]) -> list[Credit]:
        helpers = find_contributing(self.scope, self.body.contributions, names)
        self._judge("contributors.contributing", helpers)
        return [Credit(name, "contributing") for name in helpers.value]

    def _related(self, headline: str) -> tuple[RelatedRef, ...]:
        """Give the related stories of the region first, then of boxes after it."""
        beside = find_related(self.page, self.region.element, self.prose, headline)
        related = join_related(self.body.related, beside)
        if self.body.announced_related and not related:
            self._warn(
                "related_announced_empty", "Related stories are announced, none listed."
            )
        return related

    def _judge(self, name: str, claim: Claim[Value]) -> Value:
        if claim.confidence:
            sure = round(claim.confidence, 3)
            self.fields[name] = Judged(sure, None, claim.reason, claim.rejected)
        return claim.value

    def _warn(self, code: str, text: str) -> None:
        self.warnings.append(Warned(code, text))

    def _warn_about(self, names: tuple[str, ...], *, is_day_only: bool) -> None:
        if not names:
            self._warn("byline_missing", "The page names no author.")
        if is_day_only:
            self._warn("date_without_time", "The page gives a day only: noon assumed.")
        if self.page.is_guessed:
            said = f"The encoding was guessed: {self.page.encoding}."
            self._warn("encoding_guessed", said)

    def _dek(self, names: tuple[str, ...]) -> Claim[str]:
        """Give the dek, without a byline at its end."""
        head = self.head
        claim = judge_dek(
            self.page, self.scope, head.meta, head.linked, self.headline.value,
            self.body.deks,
        )  # fmt: skip
        return without_author(claim, names)

    def _dateline(self) -> Claim[str]:
        for block in self.body.blocks:
            if isinstance(block, Paragraph):
                if place := lines.dateline_of(text_of(block.html)):
                    return Claim(place, 0.85, "the first paragraph opens with it")
                break
        if self.head.linked.dateline:
            return Claim(self.head.linked.dateline, 0.8, "JSON-LD")
        place = find_place(self.page, self.scope)
        return Claim(place, 0.6 if place else 0.0, "a place beside the byline")

    def _language(self) -> Claim[str]:
        texts = (b.html for b in self.body.blocks if isinstance(b, Paragraph))
        text = text_of(" ".join(texts))
        claim = judge_language(self.head.meta, self.head.linked, text, self.defaults)
        if claim.reason == "assumed":
            self._warn("language_assumed", f"The page says no language: {claim.value}.")
        return claim

    def _lead(self) -> PlacedPhoto | None:
        page, scope, head = self.page, self.scope, self.head.photos
        seen = look_above(page, self.prose, scope, self.region, head)
        claim = find_lead_photo(
            page, scope, seen, head, self.body.lead, self.headline.value
        )
        if claim.value is None:
            return None
        beside = photos_beside_lead(seen, claim.value, self.body.blocks)
        self.body.blocks[:0] = beside
        photo = check_photo(claim.value)
        for name in ("caption", "credit"):
            if getattr(photo, name):
                self.fields[f"lead_photo.{name}"] = Judged(
                    claim.confidence, None, claim.reason
                )
        return photo

    def _checked_body(self) -> tuple[Block, ...]:
        blocks = check_blocks(map(without_stand_ins, self.body.blocks))
        for index, block in enumerate(blocks):
            sure = self.region.confidence
            if isinstance(block, Paragraph | Heading):
                text = block.html if isinstance(block, Paragraph) else block.text
                is_seen = self.region.witness.knows(clean_words(text_of(text[:400])))
                sure = min(0.97, sure) if is_seen else 0.7 * sure
            self.fields[f"body.{index}"] = Judged(
                round(sure, 3), None, self.region.reason
            )
        return blocks


def read_head(page: Page) -> Head:
    """Read meta elements and JSON-LD, and choose the address and outlet."""
    meta = read_meta(page.root)
    hint = plain_url(meta.canonical) or plain_url(meta.first("og:url"))
    linked = read_linked_story(page.scripts, hint, meta.title)
    address = judge_address(meta, linked)
    outlets = outlet_names(page, meta, linked, address.value)
    name, photos = outlet_name(page, meta, linked), HeadPhotos.of(meta, linked)
    return Head(meta, linked, address, name, outlets, photos)


def descriptions(head: Head) -> list[str]:
    """Give what the head says the story is about."""
    given = [head.linked.alternative, head.linked.description]
    return [*given, head.meta.first("og:description"), head.meta.first("description")]


def _complete_links(page: Page, base: str) -> None:
    """Make links absolute, against a stand-in where the page's address is unknown."""
    for link in page.root.iter("a"):
        href = (link.get("href") or "").strip()
        if href:
            try:
                link.set("href", urljoin(base or STAND_IN, href))
            except ValueError:
                link.attrib.pop("href")


def _first_paragraph(pieces: list[Found]) -> HtmlElement | None:
    for found in pieces:
        if found.kind == "text" and len(found.text) > 80 and found.link_share < 0.5:
            return found.element
    return None


def story_region(page: Page, head: Head, prose: Prose) -> Region:
    """Find the story's region and remember the line of elements around it.

    Raises NoStory where the page holds no paragraph.
    """
    region = find_region(page, head.linked, prose)
    if region is None:
        raise NoStory("The page holds no paragraph of text.")
    element = region.element
    page.story_line = frozenset((element, *element.iterancestors()))
    return region
