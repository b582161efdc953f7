"""What speaks for and against a line as a page's headline: marks, each worth its points.

The points were fitted on real and made pages: the log-odds by which a mark tells the
headline from the other lines of its page.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.parsers.lines import is_all_capitals, words_of
from articles.parsers.page_lines import TEXT_KINDS, Kind, Line
from articles.parsers.page_regions import Regions
from articles.parsers.page_titles import (
    CANDIDATES,
    SIGNATURES,
    content_words,
    is_in_menu,
    is_wordy,
)

# In the order of the functions below: form, words, place, neighbours.
POINTS = {
    "two words": -2.4,
    "three or four words": -2.1,
    "five to seven words": -1.1,
    "over 22 words": -2.4,
    "a stop at its end": -2.8,
    "dots at its end": -0.3,
    "a comma at its end": -4.0,
    "a quote first": -0.7,
    "a path": -1.5,
    "a question": 2.3,
    "a small letter first": -2.1,
    "a digit first": -2.0,
    "words with capitals": 1.1,
    "all in capitals": -0.8,
    "a list of topics": -6.0,
    "a label": -2.4,
    "a paragraph": -2.9,
    "a sentence": 0.4,
    "a pointer": -1.0,
    "no title by itself": -1.0,
    "its words are told": 2.5,
    "three words told": 1.0,
    "three words told at once": 3.5,
    "repeated, and told": 2.3,
    "the end of a path": -2.8,
    "in a list": -1.6,
    "in a menu": -1.5,
    "in the text": -1.3,
    "deep in the text": -0.9,
    "far from a paragraph": -0.8,
    "a signature below": 3.1,
    "how near the signature": 1.2,
    "the first over a signature": 1.4,
    "under a labelled title": -3.0,
    "the site's name": -1.4,
    "a signature above": -1.2,
    "right under a signature": 2.8,
    "a label above": 1.2,
    "a dek below": 1.7,
    "a picture soon below": 1.9,
}
# A list of topics beside a headline: "Harbour More: Ferries Tides".
_TOPICS = re.compile(r"^(?:\S+\s){1,3}More:\s")
# A path to the page: "Home › News › Harbour". Words in « » are no steps of one.
_STEP = re.compile(r"(?:[›»>→|]|(?<= )/)\s|\w[›»>→](?=\w)")
_QUOTED = re.compile(r"«[^«»]{1,200}»")
_QUOTES = ("“", '"', "„", "«", "‘")
_LONG_WORD = 4
_SHORTEST_TITLE = 5
_LABELS = frozenset({Kind.LABEL, Kind.FURNITURE, Kind.RELATED})
_CAPITALS_SHARE = 0.85
_TOLD = 0.2
_LINES_OF_CRUMBS = 6
_TITLE_OF_CRUMBS = 4
_LINES_OF_TITLES = 40
_LEAD_PARAGRAPHS = 3
_MOST_READ = 400
_LEAD_WORDS = 20
_FAR = 30
_NEAR = 8
_LINES_ABOVE = 5
_MOST_BELOW = 9


@dataclass(frozen=True)
class Page:
    """A page's lines with its body, as its possible headlines are held against it."""

    lines: Sequence[Line]
    regions: Regions
    keys: Counter[str]

    @cached_property
    def words(self) -> Counter[str]:
        """Count in how many lines of the body each word stands."""
        return _counted(self._running[:_MOST_READ])

    @cached_property
    def _running(self) -> list[Line]:
        body = self.lines[self.regions.start : self.regions.stop]
        return [line for line in body if line.kind in TEXT_KINDS]

    @cached_property
    def _first_words(self) -> set[str]:
        return set(_counted(self._running[:_LEAD_PARAGRAPHS]))

    @cached_property
    def holders(self) -> str:
        """Gather the notices that name the site: its copyright lines."""
        kept = (line for line in self.lines if line.kind is Kind.COPYRIGHT)
        return " ".join(line.key for line in kept)

    def told(self, index: int) -> tuple[float, int]:
        """Say which share of a line's words other lines of the body tell, and how many."""
        own = content_words(self.lines[index].text)
        own_count = int(self._is_read(index))
        shared = sum(self.words[word] > own_count for word in own)
        return (shared / len(own), shared) if own else (0.0, 0)

    def told_at_once(self, index: int) -> int:
        """Count the words of a line that the first paragraphs under it tell."""
        own = content_words(self.lines[index].text)
        if index < self.regions.start:
            return len(own & self._first_words)
        below = self.lines[index + 1 : min(index + _FAR, self.regions.stop)]
        running = [line for line in below if line.kind in TEXT_KINDS]
        return len(own & set(_counted(running[:_LEAD_PARAGRAPHS])))

    def _is_read(self, index: int) -> bool:
        is_inside = self.regions.start <= index < self.regions.stop
        return is_inside and self.lines[index].kind in TEXT_KINDS


def _counted(lines: Sequence[Line]) -> Counter[str]:
    return Counter(word for line in lines for word in content_words(line.text))


def marks_of(page: Page, index: int) -> dict[str, float]:
    """Give the marks of a line with how strong each is, 0 to 1 for most."""
    marks = {
        **_form(page.lines[index]),
        **_told(page, index),
        **_place(page, index),
        **_neighbours(page, index),
    }
    return {mark: float(value) for mark, value in marks.items() if value}


def points_of(marks: dict[str, float]) -> float:
    """Sum what the marks are worth."""
    return sum(POINTS[mark] * value for mark, value in marks.items())


def _form(line: Line) -> dict[str, float]:
    text, count = line.text, line.count
    return {
        "two words": count <= 2,
        "three or four words": 3 <= count <= 4,
        "five to seven words": 5 <= count <= 7,
        "over 22 words": count > 22,
        "a stop at its end": text.endswith(".") and not text.endswith("..."),
        "dots at its end": text.endswith(("…", "...")),
        "a comma at its end": text.endswith(","),
        "a quote first": text.startswith(_QUOTES),
        "a path": is_path(text),
        "a question": text.endswith("?"),
        "a small letter first": text[:1].islower(),
        "a digit first": text[:1].isdigit(),
        "words with capitals": count >= 3 and _has_capitals(text),
        "all in capitals": is_all_capitals(text),
        "a list of topics": bool(_TOPICS.search(text)),
        "a label": line.kind is Kind.LABEL,
        "a paragraph": line.kind is Kind.PROSE,
        "a sentence": line.kind is Kind.SENTENCE,
        "a pointer": line.kind is Kind.PROMO,
        "no title by itself": line.kind not in CANDIDATES,
    }


def is_path(text: str) -> bool:
    """Say whether a text is steps to a page."""
    return bool(_STEP.search(_QUOTED.sub("", text)))


def _has_capitals(text: str) -> bool:
    """Know Title Case, which deks do not have."""
    long = [word for word in words_of(text) if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in long) >= max(
        1, _CAPITALS_SHARE * len(long)
    )


def _told(page: Page, index: int) -> dict[str, float]:
    share, shared = page.told(index)
    is_again = page.lines[index].count >= 3 and _is_repeated(page, index)
    return {
        "its words are told": share,
        "three words told": min(3, shared) / 3,
        "three words told at once": min(3, page.told_at_once(index)) / 3,
        "repeated, and told": is_again * min(1.0, 3 * share),
        "the end of a path": _ends_a_path(page.lines, index),
    }


def _is_repeated(page: Page, index: int) -> bool:
    """Say whether a line stands twice, ends a path, or is in the page's title too."""
    lines, key = page.lines, page.lines[index].key
    if page.keys[key] > 1:
        return True
    around = lines[max(0, index - _LINES_OF_CRUMBS) : index + _LINES_OF_CRUMBS]
    if any(other.key.endswith(f" {key}") for other in around):
        return True
    return any(is_title_tag(other, key) for other in lines[:_LINES_OF_TITLES])


def is_title_tag(line: Line, key: str) -> bool:
    """Say whether a line is "Headline | Site", key being the folded headline."""
    rest = line.key.removeprefix(key)
    return rest != line.key and bool(re.match(r"^\W{0,3}\s?[|–—·»:-]\s", rest))


def _ends_a_path(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is a path that ends in a title: "Home News Ferry to close"."""
    around = lines[max(0, index - _LINES_OF_CRUMBS) : index + _LINES_OF_CRUMBS]
    titles = (line for line in around if line.count >= _TITLE_OF_CRUMBS)
    return any(lines[index].key.endswith(f" {title.key}") for title in titles)


def _place(page: Page, index: int) -> dict[str, float]:
    depth = index - page.regions.start
    below = page.lines[index + 1 : index + _FAR]
    far = (n for n, line in enumerate(below) if _is_paragraph(line))
    return {
        "the site's name": _names_site(page, index),
        "in a list": page.regions.zone_of(index) is not None,
        "in a menu": is_in_menu(page.lines, index),
        "in the text": depth >= 0,
        "deep in the text": math.log1p(max(0, depth)),
        "far from a paragraph": math.log1p(next(far, _FAR)),
    }


def _names_site(page: Page, index: int) -> bool:
    """Say whether a copyright line of the page says a short line again."""
    line = page.lines[index]
    return 2 <= line.count <= 5 and line.key in page.holders


def _is_paragraph(line: Line) -> bool:
    return line.kind is Kind.PROSE and line.count >= _LEAD_WORDS


def _neighbours(page: Page, index: int) -> dict[str, float]:
    lines = page.lines
    above = lines[max(0, index - _LINES_ABOVE) : index]
    further = lines[index + 1 : index + 1 + _MOST_BELOW]
    below = [line for line in further if line.kind is not Kind.FURNITURE]
    near = _nearness(below)
    signed = [line.kind in SIGNATURES for line in above]
    return {
        "a signature below": near > 0,
        "how near the signature": near,
        "the first over a signature": near > 0 and not _has_title_above(page, index),
        "under a labelled title": _is_under_labelled(page, index),
        "a signature above": any(signed),
        "right under a signature": signed[-1:] == [True],
        "a label above": bool(above) and above[-1].kind is Kind.LABEL,
        "a dek below": bool(below) and is_wordy(below[0]) and below[0].count >= 5,
        "a picture soon below": any(x.kind is Kind.PHOTO for x in further[:-2]),
    }


def _nearness(below: Sequence[Line]) -> float:
    """Say how near the next signature is, 1 right below, 0 past a second paragraph."""
    paragraphs = 0
    for place, line in enumerate(below[:_NEAR]):
        if line.kind in SIGNATURES:
            return 1 / (1 + place)
        paragraphs += line.kind is Kind.PROSE
        if paragraphs > 1:
            break
    return 0.0


def _has_title_above(page: Page, index: int) -> bool:
    """Say whether a title that the body tells stands right above; a tool may lie between."""
    above = index - 1
    if above > 0 and page.lines[above].kind is Kind.FURNITURE:
        above -= 1
    return above >= 0 and _is_title(page, above) and page.told(above)[0] >= _TOLD


def _is_title(page: Page, index: int) -> bool:
    line = page.lines[index]
    is_bare = line.kind is Kind.LABEL or is_in_menu(page.lines, index)
    return is_wordy(line) and not is_bare and not is_path(line.text)


def _is_under_labelled(page: Page, index: int) -> bool:
    """Say whether the line above is a title alone under its label: this one is its dek."""
    if index < 2 or not is_wordy(page.lines[index - 1]):
        return False
    label, title, line = page.lines[index - 2 : index + 1]
    is_title = title.kind in {Kind.TITLE, Kind.SENTENCE}
    is_title = is_title and not _TOPICS.search(title.text)
    is_title = is_title and _SHORTEST_TITLE <= title.count <= line.count
    is_label = label.kind in _LABELS or is_path(label.text)
    return is_title and not is_path(title.text) and is_label
