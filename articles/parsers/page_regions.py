"""Where on a page its story is: the body, the lists of other stories, the comments."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.parsers.page_lines import Kind, Line
from media.credits import is_agency

# What a line of each kind adds to the sum of the stretch it stands in; running text
# adds its words. The stretch with the largest sum is the body.
_WEIGHTS = {
    Kind.TITLE: -5,
    Kind.LABEL: -4,
    Kind.PHOTO: -3,
    Kind.CREDIT: -3,
    Kind.PROMO: -2,
    Kind.CALL: -6,
    Kind.EMBED: -1,
    Kind.RELATED: -20,
    Kind.COMMENTS: -40,
    Kind.BYLINE: -10,
    Kind.DATE: -10,
    Kind.NOTE: -2,
    Kind.COPYRIGHT: -80,
    Kind.FURNITURE: -6,
}
_IN_LIST = -3
# What a further line of a box of calls and tools adds: the box counts, not its lines.
_IN_BOX = -2
_BOXED = frozenset({Kind.CALL, Kind.FURNITURE})
_BARE = frozenset({Kind.TITLE, Kind.LABEL, Kind.RELATED})
_MOST_WORDS = 80
_WORDS_BEFORE_COMMENTS = 40
_LINES_ASKED = 20
_SUMMARY_WORDS = 45
_MORE = frozenset(
    {
        "read more",
        "more",
        "see more",
        "mehr",
        "weiterlesen",
        "lire la suite",
        "ver más",
        "ler mais",
        "ver mais",
        "leggi altro",
        "czytaj więcej",
    }
)
# Headings of pointers that stand between paragraphs.
_IN_TEXT = re.compile(
    r"(?:read|see) (?:also|more)|also read|leggi anche|(?:à )?lire(?: aussi)?|à voir|lees ook|leia (?:também|mais)"
    r"|(?:lea|lee) también|lesen sie auch|l[äæe]s (?:också|også|även)|les også|(?:czytaj|zobacz) (?:też|także)"
    r"|читайте|διαβάστε|اقرأ|קראו|延伸|関連記事|相关阅读"
)
_MOST_PASSED = 3
_MOST_TELLINGS = 8
_TOOLS_BETWEEN = 4
_TOOLS = frozenset({Kind.FURNITURE, Kind.LABEL})
_MOST_IN_TEXT = 3
_FEWEST_ITEM_WORDS = 4
_LONG_ITEM = 23
_SKIPPED = frozenset({Kind.LABEL, Kind.DATE, Kind.BYLINE, Kind.CREDIT, Kind.CALL})


@dataclass(frozen=True)
class Zone:
    """A list of other stories: the index of its heading and those of its items."""

    heading: int
    items: tuple[int, ...]
    stop: int


@dataclass(frozen=True)
class Regions:
    """The body as a half-open range of lines, and the lists on the page."""

    start: int
    stop: int
    zones: tuple[Zone, ...]

    def zone_of(self, index: int) -> Zone | None:
        """Give the list a line belongs to."""
        return self._by_line.get(index)

    @cached_property
    def _by_line(self) -> dict[int, Zone]:
        return {
            index: zone
            for zone in reversed(self.zones)
            for index in range(zone.heading, zone.stop)
        }


def find_regions(lines: Sequence[Line]) -> Regions:
    """Find the body and the lists; start equals stop where there is no body."""
    zones = find_zones(lines)
    listed = {i for zone in zones for i in range(zone.heading + 1, zone.stop)}
    best, total, begin, span = 0, 0, 0, (0, 0)
    for i in range(len(lines)):
        if _ends_at_comments(lines, i, span):
            break
        total += _IN_LIST if i in listed else _weight(lines, i)
        if total > best:
            best, span = total, (begin, i + 1)
        if total <= 0:
            total, begin = 0, i + 1
    start, stop = _past_short_list(lines, span, zones)
    return Regions(start, _past_last_photo(lines, stop), zones)


def told_once(lines: Sequence[Line], regions: Regions, title: str) -> Regions:
    """End the body where its headline stands again and the story is told once more."""
    inside = range(regions.start + 1, regions.stop)
    again = (i for i in inside if lines[i].key == title)
    for i in itertools.islice(again, _MOST_TELLINGS):
        if _is_told_again(lines, i, regions):
            stop = i
            while stop > regions.start and lines[stop - 1].kind in _BARE | _BOXED:
                stop -= 1
            return Regions(regions.start, stop, regions.zones)
    return regions


def _is_told_again(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    """Say whether less text follows than stands above, or the same."""
    above = [x for x in lines[regions.start : index] if x.kind is Kind.PROSE]
    below = [x for x in lines[index : regions.stop] if x.kind is Kind.PROSE]
    words = sum(line.count for line in above)
    if words < _WORDS_BEFORE_COMMENTS:
        return False
    is_less = sum(line.count for line in below) < words
    return is_less or below[0].key in {line.key for line in above}


def _past_last_photo(lines: Sequence[Line], stop: int) -> int:
    """Keep with the text the signed captions right under its last paragraph."""
    while stop:
        ahead = lines[stop : stop + _TOOLS_BETWEEN]
        tools = list(itertools.takewhile(lambda line: line.kind in _TOOLS, ahead))
        further = stop + len(tools)
        if further >= len(lines) or not _is_signed_caption(lines[further]):
            break
        stop = further + 1
    return stop


def _is_signed_caption(line: Line) -> bool:
    has_caption = line.credited.confidence and line.credited.caption_rest
    return line.kind is Kind.PHOTO and bool(has_caption)


def _past_short_list(
    lines: Sequence[Line], span: tuple[int, int], zones: Sequence[Zone]
) -> tuple[int, int]:
    """Go on behind a list of few items in the text, where a last paragraph follows it."""
    zone = next((z for z in zones if z.heading == span[1]), None)
    if zone is None or not 0 < len(zone.items) <= _MOST_IN_TEXT:
        return span
    stop = zone.stop
    while stop < len(lines) and lines[stop].kind in {Kind.PROSE, Kind.SENTENCE}:
        stop += 1
    points = bool(_IN_TEXT.match(lines[zone.heading].key))
    is_text = stop > zone.stop and (points or lines[zone.stop].kind is Kind.PROSE)
    return (span[0], stop) if is_text else span


def _weight(lines: Sequence[Line], index: int) -> int:
    line = lines[index]
    follows_text = index > 0 and lines[index - 1].kind in {Kind.PROSE, Kind.SENTENCE}
    if follows_text and is_signed_off(line, is_last=_is_last_text(lines, index)):
        return min(line.count, _MOST_WORDS)
    if index and line.kind in _BOXED and lines[index - 1].kind in _BOXED:
        return _IN_BOX
    return _WEIGHTS.get(line.kind, min(line.count, _MOST_WORDS))


def _is_last_text(lines: Sequence[Line], index: int) -> bool:
    below = lines[index + 1 : index + 4]
    return not any(line.kind in {Kind.PROSE, Kind.SENTENCE} for line in below)


def is_signed_off(line: Line, *, is_last: bool = False) -> bool:
    """Say whether a text ends in "(dpa)": the agency may sign it, as it may a picture.

    The last paragraph may end in the agency's bare name too.
    """
    if line.kind is not Kind.PHOTO:
        return False
    credited = line.credited
    is_bare = is_agency(credited.source) and not credited.creators
    return (
        is_bare
        and (is_last or credited.raw.startswith(("(", "[")))
        and credited.raw.strip("()[]. ") == credited.credit_line
    )


def _ends_at_comments(lines: Sequence[Line], index: int, span: tuple[int, int]) -> bool:
    """Stop at the readers' comments, once a body worth the name stands before them."""
    if lines[index].kind is not Kind.COMMENTS:
        return False
    before = lines[span[0] : span[1]][:_LINES_ASKED]
    words = sum(line.count for line in before if line.kind in {Kind.PROSE, Kind.ITEM})
    return words >= _WORDS_BEFORE_COMMENTS


def find_zones(lines: Sequence[Line]) -> tuple[Zone, ...]:
    """Find every list that a heading announces, empty ones too."""
    zones: list[Zone] = []
    index = 0
    while index < len(lines):
        if lines[index].kind is Kind.RELATED or _opens_list(lines, index):
            zones.append(_zone_from(lines, index))
            index = max(zones[-1].stop, index + 1)
        else:
            index += 1
    return tuple(zones)


def _opens_list(lines: Sequence[Line], index: int) -> bool:
    """Take "Read more" for a heading where two titles or more follow at once."""
    if lines[index].key not in _MORE:
        return False
    below = lines[index + 1 : index + 3]
    kinds = {line.kind for line in below}
    is_titled = bool(kinds & {Kind.TITLE, Kind.PROMO})
    fits = kinds <= {Kind.TITLE, Kind.PROMO, Kind.SENTENCE} and is_titled
    return len(below) == 2 and fits and all(map(is_item, below))


def _zone_from(lines: Sequence[Line], heading: int) -> Zone:
    items: list[int] = []
    index, passed = heading + 1, 0
    while index < len(lines) and passed <= _MOST_PASSED:
        if not _stays(lines, index, heading):
            break
        if is_item(lines[index]):
            items.append(index)
        passed = 0 if is_item(lines[index]) else passed + 1
        index += 1
    if not items:
        return Zone(heading, (), heading + 1)
    stop = _past_signatures(lines, index - passed) if passed > _MOST_PASSED else index
    return _without_crosshead(lines, Zone(heading, tuple(items), stop))


def _past_signatures(lines: Sequence[Line], stop: int) -> int:
    """Keep with the last item the date and the byline under it."""
    while stop < len(lines) and lines[stop].kind in {Kind.DATE, Kind.BYLINE}:
        stop += 1
    return stop


def is_item(line: Line) -> bool:
    """Say whether a line of a list is a title or summary, not a label beside one."""
    if line.kind in _SKIPPED or line.kind is Kind.FURNITURE:
        return False
    is_long = line.count == _FEWEST_ITEM_WORDS - 1 and len(line.text) >= _LONG_ITEM
    return is_long or line.count >= _FEWEST_ITEM_WORDS


def _stays(lines: Sequence[Line], index: int, heading: int) -> bool:
    """Say whether a line still belongs to the list."""
    line = lines[index]
    if line.kind in {Kind.TITLE, Kind.PROMO, Kind.FURNITURE} or line.kind in _SKIPPED:
        return True
    following = _next_kind(lines, index)
    if line.kind is Kind.ITEM:
        return line.count <= 20
    if line.kind is Kind.SENTENCE:
        return _is_sentence_of_list(lines, index, heading, following)
    if line.kind is Kind.PROSE:
        return _is_summary(lines, index, heading, following)
    return line.kind is Kind.PHOTO and line.count <= 25


def _is_sentence_of_list(
    lines: Sequence[Line], index: int, heading: int, following: Kind | None
) -> bool:
    """Take a short sentence for an item, unless it goes on with the text around the list."""
    if lines[index].text.endswith(("?", "!")):
        return True
    if following in {Kind.PROSE, Kind.SENTENCE}:
        return False
    points = bool(_IN_TEXT.match(lines[heading].key))
    return not (points and _has_bare_titles(lines[heading + 1 : index]))


def _is_summary(
    lines: Sequence[Line], index: int, heading: int, following: Kind | None
) -> bool:
    """Take a paragraph between two titles of a list for the summary of the first."""
    before = lines[index - 1]
    if index - 1 == heading or line_is_long(lines[index]):
        return False
    if index - 2 == heading and _IN_TEXT.match(lines[heading].key):
        return False
    if _has_bare_titles(lines[heading + 1 : index]):
        return False
    if before.kind not in {
        Kind.TITLE,
        Kind.LABEL,
        Kind.BYLINE,
        Kind.DATE,
        Kind.SENTENCE,
    }:
        return False
    return following not in {Kind.PROSE, Kind.SENTENCE, Kind.ITEM, Kind.PHOTO}


def _has_bare_titles(above: Sequence[Line]) -> bool:
    """Say whether titles of the list stand one under the other, without summaries."""
    named = [line for line in above if line.kind not in {Kind.BYLINE, Kind.DATE}]
    titled = [line.kind is Kind.TITLE and is_item(line) for line in named]
    return any(one and two for one, two in itertools.pairwise(titled))


def line_is_long(line: Line) -> bool:
    """Say whether a paragraph is longer than the summary of another story."""
    return line.count > _SUMMARY_WORDS


def _next_kind(lines: Sequence[Line], index: int) -> Kind | None:
    for line in lines[index + 1 : index + 6]:
        if line.kind is not Kind.FURNITURE:
            return line.kind
    return None


def _without_crosshead(lines: Sequence[Line], zone: Zone) -> Zone:
    """Give the last, short title back to the text that goes on after the list."""
    goes_on = zone.stop < len(lines) and lines[zone.stop].kind is Kind.PROSE
    if not goes_on or len(zone.items) < 2 or zone.items[-1] != zone.stop - 1:
        return zone
    rest = [lines[i].count for i in zone.items[:-1]]
    if lines[zone.items[-1]].count <= 5 and min(rest) > 5:
        return Zone(zone.heading, zone.items[:-1], zone.stop - 1)
    return zone
