"""What stands between a story's headline and its first paragraph: dek, kicker, byline."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from lxml.html import HtmlElement

from articles.blocks import Rule
from articles.parsers import lines
from articles.parsers.dates import has_date
from articles.parsers.html_edges import Edges, kind_of
from articles.parsers.html_furniture import clean_words
from articles.parsers.html_tree import names_of, text_in
from articles.parsers.html_verdicts import Known, Verdict
from articles.parsers.html_walk import Found
from articles.parsers.line_words import NAME_PARTICLES

Role = Literal["dek", "kicker", "byline", ""]

AHEAD = 6
LONGEST_UNNAMED_DEK = 200
LONGEST_BEFORE_PHOTO = 300
SHORTEST_DEK = 20
LONGEST_DEK = 500
LONGEST_LABEL = 60
LONGEST_SIGNATURE = 160
DEK_WORDS = re.compile(
    r"-(?:dek|deck|standfirst|stand-first|subtitle|sub-title|subheadline|subhed|sub-headline"
    r"|bajada|chapo|chapeau|sottotitolo|sommario|entradilla|ingress|subtitulo|subtitular"
    r"|linha-fina|linhafina|vorspann|teasertext|untertitel|underrubrik|manchet|summary"
    r"|abstract|overview|anons|announce|article-description|article-desc|post-excerpt|excerpt|catenaccio|copete|lead-text)(?=-)"
)
KICKER_WORDS = re.compile(
    r"-(?:kicker|eyebrow|topper|overline|dachzeile|spitzmarke|volanta|antetitulo|antetitol"
    r"|surtitre|chapeu|occhiello|rubric|vignette|slugline|label|superhead|strapline|toptitle"
    r"|section-name|section-label|category)(?=-)"
)
# What is said of a film over the text is neither.
FILM_WORDS = re.compile(
    r"-(?:video|film|audio|player|podcast)-(?:desc|description|caption|title|headline|summary|text|info)(?=-)"
)
MOST_WORDS_IN_A_PLACE = 6
_BESIDE_BYLINE = frozenset({"byline", "date", "furniture", "credit"})
_BESIDE_STORY = _BESIDE_BYLINE | {"copyright", "promo"}
_TEXTS = frozenset({"text", "heading", "quote"})


class Above:
    """Judges the pieces above the first paragraph."""

    def __init__(
        self,
        pieces: Sequence[Found],
        edges: Edges,
        headline: HtmlElement | None,
        known: Known,
        verdict_of: Callable[[Found], Verdict],
    ) -> None:
        """Take all pieces, where the story begins, and how to ask for a verdict."""
        self.pieces, self.edges, self.known = pieces, edges, known
        self.verdict_of = verdict_of
        around = () if headline is None else headline.iterancestors()
        self.around_headline = frozenset(around)
        inside = () if headline is None else headline.iter()
        self.headline = frozenset(inside)

    def role_of(self, place: int, found: Found, verdict: Verdict) -> Role:
        """Say what a piece above the first paragraph is; empty where its verdict holds."""
        if verdict in _BESIDE_STORY:
            return "dek" if DEK_WORDS.search(names_around(found)) else ""
        if self._is_over_headline(place) or KICKER_WORDS.search(names_around(found)):
            return "kicker" if len(found.text) <= LONGEST_DEK else ""
        if FILM_WORDS.search(names_of(found.element)):
            return "kicker"
        if self._is_dek(place, found) or self._is_signed_below(place, found):
            return "dek"
        if self.edges.is_above(place, found):
            return self._role_apart(place, found)
        return ""

    def is_in_brief(self, place: int) -> bool:
        """Say whether a heading announces what follows as the story's points in brief."""
        return place > 0 and lines.is_summary_heading(self.pieces[place - 1].text)

    def _role_apart(self, place: int, found: Found) -> Role:
        """Judge what does not stand with the paragraphs by what parts it from them."""
        if found.text.endswith((":", "：")) and lines.has_words(found.text, 5):
            return ""
        if lines.ends_sentence(found.text) or len(found.text) > LONGEST_SIGNATURE:
            return "dek" if self._is_parted(place, found) else ""
        if has_date(found.text):
            return "byline"
        if len(found.text) <= LONGEST_LABEL and found.kind != "heading":
            return "kicker"
        return "dek" if self._is_parted(place, found) else ""

    def _is_parted(self, place: int, found: Found) -> bool:
        """Say whether a byline, a date or a photo stands before the first paragraph."""
        if not SHORTEST_DEK <= len(found.text) <= LONGEST_DEK:
            return False
        if lines.dateline_of(found.text):
            return False
        between = self.pieces[place + 1 : self.edges.first]
        is_short = len(found.text) <= LONGEST_BEFORE_PHOTO
        return any(
            is_short and not isinstance(each.block, Rule)
            if each.kind == "block"
            else each.kind in _TEXTS and self.verdict_of(each) in _BESIDE_BYLINE
            for each in between
        )

    def _is_signed_below(self, place: int, found: Found) -> bool:
        """Say whether who wrote the story, or when, stands between a text and the next."""
        if not SHORTEST_DEK <= len(found.text) <= LONGEST_DEK:
            return False
        if _is_name(found.text):
            return False
        ahead = range(place + 1, min(place + 1 + AHEAD, len(self.pieces)))
        for index in ahead:
            each = self.pieces[index]
            verdict = self.verdict_of(each) if each.kind in _TEXTS else "furniture"
            if verdict in {"byline", "date"}:
                is_over_text = any(e.kind == "text" for e in self.pieces[index + 1 :])
                return is_over_text and not lines.dateline_of(found.text)
            if verdict == "body":
                return False
        return False

    def _is_over_headline(self, place: int) -> bool:
        """Say whether the headline is still to come, and comes soon."""
        ahead = self.pieces[place + 1 : place + 1 + AHEAD]
        return any(found.element in self.headline for found in ahead)

    def _is_dek(self, place: int, found: Found) -> bool:
        """Find what is named a dek, or a heading that no text follows directly."""
        if DEK_WORDS.search(names_around(found)):
            return True
        following = self.pieces[place + 1 : place + 1 + AHEAD]
        is_described = clean_words(found.text) in self.known.described
        if is_described and self._stands_apart(found, following):
            return True
        if self._is_in_header(found, following):
            return True
        is_heading = found.kind == "heading" and SHORTEST_DEK <= len(found.text) <= 300
        return is_heading and not self._is_text_next(following)

    def _is_in_header(self, found: Found, following: Sequence[Found]) -> bool:
        """Find the one text in a box with the headline that holds no paragraph."""
        boxes = (e for e in found.element.iterancestors() if e in self.around_headline)
        header = next(boxes, None)
        if header is None or not SHORTEST_DEK <= len(found.text) <= LONGEST_DEK:
            return False
        texts = [e for e in following if e.kind == "text" and len(e.text) > 80]
        return bool(texts) and all(
            header not in e.element.iterancestors() for e in texts
        )

    def _stands_apart(self, found: Found, following: Sequence[Found]) -> bool:
        """Say whether a text is bold, or in a box unlike those of the next paragraphs."""
        texts = [
            each
            for each in following
            if each.kind == "text" and self.verdict_of(each) == "body"
        ]
        box = found.element.getparent()
        is_alone = all(
            each.element.getparent() is not box and kind_of(each) != kind_of(found)
            for each in texts
        )
        return (
            len(found.text) <= LONGEST_UNNAMED_DEK
            and bool(texts)
            and (found.is_bold or is_alone)
        )

    def _is_text_next(self, following: Sequence[Found]) -> bool:
        """Say whether a paragraph comes next, bylines and dates aside."""
        for found in following:
            if found.kind == "block":
                return False
            if found.kind == "text":
                verdict = self.verdict_of(found)
                if verdict not in {"byline", "date", "kicker", "furniture"}:
                    return True
        return True


def _is_name(text: str) -> bool:
    """Say whether a text is the name of a place or a house: capitals, and no verb."""
    words = [word for word in text.split() if word.casefold() not in NAME_PARTICLES]
    is_short = len(text.split()) <= MOST_WORDS_IN_A_PLACE
    return is_short and all(word[:1].isupper() or len(word) <= 3 for word in words)


def names_around(found: Found) -> str:
    """Give the names of a piece's element, and of boxes that hold nothing else."""
    element, names = found.element, names_of(found.element)
    for ancestor in list(element.iterancestors())[:2]:
        if ancestor.tag in {"body", "html"} or text_in(ancestor) != found.text:
            break
        names += names_of(ancestor)
    return names
