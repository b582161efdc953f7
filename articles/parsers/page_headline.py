"""Which line of a page is its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.parsers.base import Rejected
from articles.parsers.bylines import is_names_only
from articles.parsers.lines import dateline_of, is_all_capitals, words_of
from articles.parsers.page_lines import TEXT_KINDS, Kind, Line
from articles.parsers.page_regions import Regions
from articles.parsers.page_signed_titles import for_place, signed_titles
from articles.parsers.page_titles import (
    CANDIDATES,
    MENU_WORDS,
    MOST_WORDS,
    SIGNATURES,
    TOPICS_INSIDE,
    body_words,
    is_in_menu,
    is_wordy,
    share_within,
)

_SECOND_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?] [^\W\d_a-zß-öø-ÿ]")
# An entry of a live blog: "15:42 That's all from us".
_TIMED = re.compile(r"(?:[01]?\d|2[0-3])[.:h][0-5]\d\s")
_CRUMB = re.compile(r"[›»>|]\s|(?:^|\w)[›»>](?=\w)")
_QUOTED = re.compile(r"«[^«»]{1,200}»")
_FAR_REPETITION = 12
_NEAR_REPETITION = 4
_LINES_OF_CRUMBS = 6
_TITLE_OF_CRUMBS = 4
_KICKER_WORDS = 5
_LONG_TITLE_WORDS = 8
_FEWEST_SHARED = 0.5
_NEAR_BODY = 14
_LINES_IN_BLOCK = 6
_WORDS_OF_TOOLS = 45
_LINES_CLEAR = 3
_MOST_CANDIDATES = 600
_TITLED = frozenset({Kind.TITLE, Kind.SENTENCE, Kind.PROMO})
_PICTURED = frozenset({Kind.PHOTO, Kind.CREDIT})
_NEVER = _PICTURED | SIGNATURES | {Kind.FURNITURE}


@dataclass(frozen=True)
class Headline:
    """The headline, the line after which its story begins, and how sure that is."""

    text: str
    line: Line
    anchor: int
    confidence: float
    reason: str = ""
    rejected: tuple[Rejected, ...] = ()


def find_headline(lines: Sequence[Line], regions: Regions) -> Headline | None:
    """Weigh every line above the body and a few into it; None where there is none."""
    keys = _repetitions(lines, regions)
    body = body_words(lines[regions.start : regions.stop])
    holders = _holders(lines)
    last = _last_candidate(lines, regions)
    signed = signed_titles(lines, last, regions)
    told = {i: share_within(lines[i].text, body) for i in signed}
    scored = [
        (
            _score(lines, i, regions, keys, body)
            - _for_site(lines[i], holders)
            + for_place(lines, i, regions, told),
            -i,
        )
        for i in range(max(0, last - _MOST_CANDIDATES), last)
        if _may_be_headline(lines[i], keys)
    ]
    if not scored:
        return None
    (best, index), rest = max(scored), sorted(scored)[:-1]
    index = -index
    rivals = [s for s, i in rest if lines[-i].key != lines[index].key]
    lead = best - max(rivals, default=0.0)
    confidence = min(0.98, max(0.4, 0.5 + 0.05 * best + 0.06 * lead))
    line = lines[index]
    text = _without_site_name(line.text)
    others = tuple(
        Rejected(lines[-i].text[:160], 0.0, f"{score:.1f} points")
        for score, i in sorted(rest, reverse=True)[:4]
        if lines[-i].key != line.key
    )
    reason = (
        f"{best:.1f} points for length, place, repetition and the text's words in it"
    )
    anchor = _anchor(lines, index, regions)
    return Headline(text, line, anchor, confidence, reason, others)


def _repetitions(lines: Sequence[Line], regions: Regions) -> Counter[str]:
    """Count lines above the body; what stands twice far above it belongs to a menu."""
    keys = Counter(line.key for line in lines[: regions.start + 1])
    above = lines[max(0, regions.start - _NEAR_BODY) : regions.start + 1]
    near = {line.key for line in above}
    return Counter({key: n if key in near else 1 for key, n in keys.items()})


def _holders(lines: Sequence[Line]) -> str:
    """Gather the notices that name the site: its copyright lines."""
    return " ".join(line.key for line in lines if line.kind is Kind.COPYRIGHT)


def _for_site(line: Line, holders: str) -> float:
    """Mark down the site's own name, which its copyright line says again."""
    return 4.0 if 2 <= line.count <= 5 and line.key in holders else 0.0


def is_repetition(line: Line, headline: Headline) -> bool:
    """Say whether a line is the headline again, alone or with the site's name."""
    key = headline.line.key
    return line.key == key or (line.key.startswith(key) and _is_title_tag(line, key))


def _last_candidate(lines: Sequence[Line], regions: Regions) -> int:
    """Look two lines into the body, where a headline that ends in a stop may lie.

    A long title further down counts too, where little text stands above it.
    """
    limit, words = regions.start, 0
    for i in range(regions.start, min(regions.start + _LINES_IN_BLOCK, regions.stop)):
        is_near = i < regions.start + 2
        below = lines[i + 1 : min(i + (4 if is_near else 2), regions.stop)]
        is_title = lines[i].kind is Kind.TITLE and lines[i].count > _KICKER_WORDS
        if any(line.kind in SIGNATURES for line in below) and (is_near or is_title):
            limit = i + 1
        words += lines[i].count if lines[i].kind in TEXT_KINDS else 0
        if words > _WORDS_OF_TOOLS:
            break
    return max(limit, 1)


def _may_be_headline(line: Line, keys: Counter[str]) -> bool:
    if line.count > MOST_WORDS or not line.count:
        return False
    if line.kind is Kind.LABEL and line.count < 2 and keys[line.key] < 2:
        return False
    if line.kind in _NEVER:
        return False
    return line.kind in CANDIDATES or (keys[line.key] > 1 and line.count >= 6)


def _score(
    lines: Sequence[Line],
    index: int,
    regions: Regions,
    keys: Counter[str],
    body: set[str],
) -> float:
    line = lines[index]
    overlap = share_within(line.text, body)
    return (
        _for_length(line.count)
        + _for_repetition(lines, index, keys) * min(1.0, 3 * overlap)
        + 3 * overlap
        + _for_form(line, lines[index + 1] if index + 1 < len(lines) else None)
        + _for_capitals(line)
        + _for_followers(lines, index, min(1.0, 3 * overlap))
        + _for_what_is_above(lines, index)
        + _for_being_first(lines, index, body)
        + _for_dek_and_signature(lines, index, body)
        - (2.0 if not overlap and is_all_capitals(line.text) else 0.0)
        - _for_kicker(lines, index, body)
        - _for_better_below(lines, index, regions, body)
        - 0.04 * min(60, max(0, regions.start - index))
    )


def _for_length(count: int) -> float:
    """Prefer 5 to 22 words: shorter are labels, longer are deks."""
    if count <= 2:
        return -2.0
    if count <= 4:
        return 1.0
    return 3.0 if count <= 22 else 0.0


def _for_repetition(lines: Sequence[Line], index: int, keys: Counter[str]) -> float:
    """Prefer what stands twice, or in the page's title too."""
    line = lines[index]
    if line.count < 3:
        return 0.0
    if keys[line.key] > 1:
        return 4.0
    around = lines[max(0, index - _LINES_OF_CRUMBS) : index + _LINES_OF_CRUMBS]
    if any(other.key.endswith(f" {line.key}") for other in around):
        return 4.0
    if any(_ends_in(line, other) for other in around):
        return -4.0
    return 4.0 if any(_is_title_tag(other, line.key) for other in lines[:40]) else 0.0


def _ends_in(crumbs: Line, title: Line) -> bool:
    """Say whether a line is a path that ends in a title: "Home News Ferry to close"."""
    return title.count >= _TITLE_OF_CRUMBS and crumbs.key.endswith(f" {title.key}")


def _is_title_tag(line: Line, key: str) -> bool:
    """Say whether a line is "Headline | Site", key being the folded headline."""
    rest = line.key.removeprefix(key)
    return rest != line.key and bool(re.match(r"^\W{0,3}\s?[|–—·»:-]\s", rest))


def _for_kicker(lines: Sequence[Line], index: int, body: set[str]) -> float:
    """Mark down a short line over a long title that has a dek of its own."""
    below = lines[index + 1 : index + 3]
    if lines[index].count > _KICKER_WORDS or len(below) < 2:
        return 0.0
    is_title = below[0].kind is Kind.TITLE and below[0].count >= _LONG_TITLE_WORDS
    is_told = share_within(below[0].text, body) >= _FEWEST_SHARED
    return 2.5 if is_title and is_told and is_wordy(below[1]) else 0.0


def _for_better_below(
    lines: Sequence[Line], index: int, regions: Regions, body: set[str]
) -> float:
    """Mark down a short line where a title that speaks more of the text follows."""
    if lines[index].count > MENU_WORDS:
        return 0.0
    first = index + (1 if is_in_menu(lines, index) else _LINES_CLEAR)
    titles = [
        lines[i]
        for i in range(first, regions.start)
        if lines[i].count > MENU_WORDS and _is_titled(lines, i)
    ]
    told = (share_within(line.text, body) >= _FEWEST_SHARED for line in titles)
    return 4.0 if any(told) else 0.0


def _is_titled(lines: Sequence[Line], index: int) -> bool:
    """Take a question or a sentence for a title too, where its signature is right below."""
    line, below = lines[index], lines[index + 1 : index + 2]
    is_signed = bool(below) and below[0].kind in SIGNATURES
    return line.kind in _TITLED or (is_signed and is_wordy(line))


def _for_form(line: Line, below: Line | None) -> float:
    """Mark down what ends in a stop, crumbs, names, and captions with a credit below."""
    ends = line.text.endswith(".") and not line.text.endswith("...")
    score = -1.5 if ends else 0.0
    if ends and _SECOND_SENTENCE.search(line.text):
        score -= 1.5
    unquoted = _QUOTED.sub("", line.text)
    score -= 4.0 * min(2, len(_CRUMB.findall(unquoted)))
    if TOPICS_INSIDE.search(line.text):
        score -= 5.0
    if _TIMED.match(line.text):
        score -= 3.0
    if line.text.endswith(","):
        score -= 4.0
    if is_names_only(line.text) or dateline_of(f"{line.text} "):
        score -= 3.0
    if line.kind is Kind.PROMO and ":" in line.text[:20]:
        score -= 2.0
    if below is not None and below.kind is Kind.CREDIT:
        score -= 3.0 if ends else 1.5
    return score


def _for_followers(lines: Sequence[Line], index: int, told: float) -> float:
    """Prefer what a byline, a date or a picture soon follows."""
    near = [line.kind for line in lines[index + 1 : index + 8]]
    bare = [kind for kind in near if kind is not Kind.FURNITURE]
    above = lines[index - 1] if index else None
    is_first = not above or not (is_wordy(above) or above.kind in _PICTURED)
    is_first = is_first or is_in_menu(lines, index - 1)
    at_once = 1.5 * told if is_first and bare and bare[0] in SIGNATURES else 0.0
    soon = any(kind in SIGNATURES or kind is Kind.PHOTO for kind in near)
    return at_once + (1.5 if soon else 0.0)


def _for_what_is_above(lines: Sequence[Line], index: int) -> float:
    """Mark down what a credit or a signature stands above, as they do a caption."""
    above = [line.kind for line in lines[max(0, index - 5) : index]]
    below = [line.kind for line in lines[index + 1 : index + 8]]
    is_signed_below = any(kind in SIGNATURES for kind in below[:_LINES_CLEAR])
    is_titled = any(
        line.kind is Kind.TITLE and line.count > MENU_WORDS
        for line in lines[max(0, index - 5) : index]
    )
    is_caption = is_titled or not is_signed_below
    is_credited = bool(above) and above[-1] is Kind.CREDIT
    score = -3.0 if is_credited and is_caption else 0.0
    is_signed = any(kind in SIGNATURES for kind in above)
    is_last = is_signed and not any(kind in SIGNATURES for kind in below)
    return score - (1.5 if is_last else 0.0)


def _for_being_first(lines: Sequence[Line], index: int, body: set[str]) -> float:
    """Of a headline and its dek, which both speak of the story, prefer the first."""
    line = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else None
    has_dek = below is not None and is_wordy(below) and below.count >= 5
    is_marked = _for_capitals(line) > 0 or line.text.endswith("?")
    is_title = line.count >= 4 or (line.count == 3 and is_marked)
    score = 1.5 if has_dek and is_title else 0.0
    for place in range(max(0, index - 6), index):
        if is_in_menu(lines, place) and is_in_menu(lines, place + 1):
            continue
        is_told = share_within(lines[place].text, body) >= 0.3
        if is_told and is_wordy(lines[place]) and not _for_kicker(lines, place, body):
            return score
    return score + 1.5


def _for_dek_and_signature(lines: Sequence[Line], index: int, body: set[str]) -> float:
    """Prefer the first of two titles over a byline: the second sums the story up."""
    below = lines[index + 1 : index + 3]
    if len(below) < 2 or below[1].kind not in SIGNATURES:
        return 0.0
    is_dek = is_wordy(below[0]) and share_within(below[0].text, body) >= 0.3
    above = lines[max(0, index - _LINES_CLEAR) : index]
    is_clear = not any(is_wordy(line) for line in above)
    is_title = lines[index].kind is Kind.TITLE and lines[index].count >= 3
    return 1.5 if is_dek and is_clear and is_title else 0.0


def _for_capitals(line: Line) -> float:
    """Prefer Title Case, which deks do not have."""
    long = [word for word in words_of(line.text) if len(word) >= 4]
    if line.count < 3 or not long:
        return 0.0
    return 1.0 if sum(word[0].isupper() for word in long) >= 0.85 * len(long) else 0.0


def _anchor(lines: Sequence[Line], index: int, regions: Regions) -> int:
    """Begin after the headline; after its last repetition where much lies between."""
    key = lines[index].key
    again = [i for i in range(index, regions.start) if lines[i].key == key]
    last = again[-1] if again else index
    is_signed = any(line.kind in SIGNATURES for line in lines[last + 1 : last + 3])
    is_signed = is_signed and not any(
        line.kind in SIGNATURES for line in lines[index:last]
    )
    far = _NEAR_REPETITION if is_signed else _FAR_REPETITION
    return last if last - index >= far else index


def _without_site_name(text: str) -> str:
    """Drop " | Site" from a headline that only the page's title gives."""
    text = re.sub(r"\s(?:Add to \.\.\.|Share|Print|Email)$", "", text)
    head, bar, tail = text.rpartition(" | ")
    return head if bar and len(tail.split()) <= 4 and len(head.split()) >= 3 else text
