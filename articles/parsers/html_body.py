"""From the pieces of the story's region to its blocks, and what is not body."""

from __future__ import annotations

from lxml.html import HtmlElement

from articles.blocks import (
    Block,
    ListBlock,
    PhotoBlock,
)
from articles.markup import text_of
from articles.parsers import lines
from articles.parsers.html_above import Above
from articles.parsers.html_edges import Edges, find_edges
from articles.parsers.html_endings import names_told, part_end_notes
from articles.parsers.html_furniture import clean_words
from articles.parsers.html_links import (
    Link,
    first_address,
    linked_words,
    words_before_link,
)
from articles.parsers.html_photos import is_caption_of, make_photo
from articles.parsers.html_sorting import (
    ACTIONS,
    Body,
    move_lead,
    promote,
    relate,
    relate_last_promos,
    take_signature,
)
from articles.parsers.html_tidying import tidy
from articles.parsers.html_tree import Page
from articles.parsers.html_verdicts import Known, Piece, Verdict, judge_piece
from articles.parsers.html_walk import Found

LONGEST_LATE_CAPTION = 300
LONGEST_OF_LINKS = 2000
_NOTES = ("copyright", "contribution")


class BodyBuilder:
    """Sorts pieces into a Body, one verdict after another."""

    def __init__(
        self,
        known: Known,
        page: Page,
        headline: HtmlElement | None = None,
    ) -> None:
        """Take what is known of the story, its page, and the headline's element."""
        self.known, self.headline = known, headline
        self.page = page
        self.body = Body()
        self.edges = Edges()
        self.above: Above | None = None
        self.place = 0

    def build(self, pieces: list[Found]) -> Body:
        """Sort all pieces and tidy the result."""
        self.edges = find_edges(pieces)
        self.above = Above(pieces, self.edges, self.headline, self.known, self._verdict)
        for index, piece in enumerate(pieces):
            if self.body.is_done:
                break
            self.place = index
            is_below = self.edges.is_below(index, piece, pieces[index + 1 : index + 2])
            if not is_below or self._is_note(piece):
                self._take(piece)
        self._part_notes()
        self.body.blocks = tidy(self.body.blocks)
        relate_last_promos(self.body)
        take_signature(self.body, is_signed=bool(self.known.authors))
        move_lead(self.body)
        return self.body

    def _is_note(self, found: Found) -> bool:
        """Say whether a text tells of the story's rights or its helpers."""
        return found.kind == "text" and self._verdict(found) in _NOTES

    def _part_notes(self) -> None:
        """Take the notes off the story's end; what they say of people is kept."""
        authors = self.known.authors
        self.body.blocks, notes = part_end_notes(self.body.blocks, authors)
        for note in notes:
            if lines.contribution_names(note):
                self.body.contributions.append(note)
            elif lines.byline_names(note):
                self.body.bylines.append(note)
            elif not authors and not self.body.bylines:
                self.body.signed += names_told(note)

    def _take(self, found: Found) -> None:
        if found.kind == "block" and found.block is not None:
            self._take_block(found, found.block)
        elif found.kind == "links":
            self._take_links(found)
        elif found.kind in {"text", "heading", "quote"}:
            self._take_text(found)

    def _take_block(self, found: Found, block: Block) -> None:
        if isinstance(block, ListBlock):
            texts = [text_of(item) for item in block.items]
            if self._is_signature(texts) or self._is_in_brief():
                return
            self.body.first = self.body.first or found
        self.body.blocks.append(block)

    def _is_signature(self, texts: list[str]) -> bool:
        """Find a list of who wrote the story and when, of tools and the like; keep it."""
        bylines = [text for text in texts if lines.byline_names(text)]
        dates = [text for text in texts if lines.is_date_line(text)]
        others = [text for text in texts if text not in (*bylines, *dates)]
        if self.body.first is not None:
            bylines, others = [], [*bylines, *others]
        if not all(map(lines.is_furniture, others)):
            return False
        self.body.bylines += bylines
        self.body.dates += dates
        return True

    def _is_in_brief(self) -> bool:
        if self.body.first is not None or self.above is None:
            return False
        return self.above.is_in_brief(self.place)

    def _take_links(self, found: Found) -> None:
        """One pointer between paragraphs is a promo, a list of them is related."""
        links = [link for link in found.links if _is_title(link.title)]
        if not links or self.body.first is None:
            return
        if len(links) == 1 and len(found.text) < 300:
            title = lines.promo_title(links[0].title) or links[0].title
            promote(self.body, title, found.text, links[0].url)
        else:
            relate(self.body, links)

    def _take_text(self, found: Found) -> None:
        verdict = self._verdict(found)
        if verdict == "repeat" and self._is_first_of_story(found):
            verdict = "body"
        if verdict == "body" and found.kind == "text" and self._captions(found):
            return
        if (
            self.body.first is None
            and verdict != "repeat"
            and self._take_above(found, verdict)
        ):
            return
        if self.body.is_related_open and verdict in {"promo", "call"}:
            relate(self.body, [Link(found.text, first_address(found.html))])
            return
        if verdict != "related_heading":
            self.body.is_related_open = False
        ACTIONS[verdict](self.body, found)

    def _is_first_of_story(self, found: Found) -> bool:
        """Say whether the dek once more is the paragraph with which the story begins."""
        is_dek = clean_words(found.text) == self.known.dek
        return (
            is_dek and self.place == self.edges.first and self.edges.is_at_home(found)
        )

    def _captions(self, found: Found) -> bool:
        """Give a text that ends in a credit to the silent photo right before it."""
        last = self.body.blocks[-1] if self.body.blocks else None
        if not isinstance(last, PhotoBlock) or len(found.text) > LONGEST_LATE_CAPTION:
            return False
        if last.photo.caption or last.photo.credit:
            return False
        if not is_caption_of(found.text, last.photo):
            return False
        photo = make_photo(
            caption=found.text,
            credit="",
            alt=last.photo.alt or "",
            source_url=last.photo.source_url,
        )
        self.body.blocks[-1] = PhotoBlock(photo)
        return True

    def _take_above(self, found: Found, verdict: Verdict) -> bool:
        """Keep what stands above the first paragraph and is none; say whether it was."""
        role = self.above.role_of(self.place, found, verdict) if self.above else ""
        kept = {
            "dek": self.body.deks,
            "kicker": self.body.kickers,
            "byline": self.body.bylines,
        }
        if role:
            kept[role].append(found.text)
        if role == "byline":
            self.body.dates.append(found.text)
        return bool(role)

    def _verdict(self, found: Found) -> Verdict:
        return judge_piece(self._piece(found), self.known)

    def _piece(self, found: Found) -> Piece:
        is_short = len(found.html) < LONGEST_OF_LINKS
        tag = {"heading": f"h{found.level}", "quote": "blockquote"}.get(found.kind)
        return Piece(
            text=found.text,
            tag=tag or str(found.element.tag),
            names=self.page.names(found.element),
            link_share=found.link_share,
            has_link="<a " in found.html or found.link_share > 0,
            is_bold=found.is_bold,
            is_first=self.body.first is None,
            beside_link=words_before_link(found.html) if is_short else "",
            linked=linked_words(found.html) if is_short else (),
        )


def _is_title(text: str) -> bool:
    return lines.has_words(text, 3) and not lines.is_furniture(text)
