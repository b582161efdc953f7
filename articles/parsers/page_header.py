"""What stands between a page's headline and its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.parsers.bylines import is_names_only
from articles.parsers.page_findings import Findings, FoundPhoto
from articles.parsers.page_headline import Headline, is_repetition
from articles.parsers.page_joining import is_unsigned, opens_block_of_two
from articles.parsers.page_lines import MOST_CAPTION_WORDS, TEXT_KINDS, Kind, Line
from articles.parsers.page_photos import (
    is_title_of,
    photo_from,
    photo_of_two,
    photo_without_credit,
    speaks_as_caption,
)
from articles.parsers.page_regions import Regions
from articles.parsers.page_titles import content_words, share_within
from media.credits import is_agency, is_labelled, sells_pictures

_MOST_DEK_WORDS = 60
_DEK_BY_ECHO_WORDS = 30
_FEWEST_LATE_WORDS = 7
_LINES_ABOVE = 6
_LINES_BELOW = 12
_FEWEST_CAPTION_WORDS = 6
# How an entry of a live blog begins: "17.01 Power cut to 40,000 homes".
_TIMED_HEADING = re.compile(r"^(?:[01]?\d|2[0-3])[.:h][0-5]\d\s(?=\S)")
_SIGNATURES = frozenset({Kind.BYLINE, Kind.DATE})
_WORDY = frozenset({Kind.TITLE, Kind.SENTENCE, Kind.PROSE})


@dataclass
class Header:
    """The header's own finds that the body takes up, and which lines are used."""

    photos: list[FoundPhoto] = field(default_factory=list)
    embeds: list[Line] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def first_of_body(lines: Sequence[Line], regions: Regions) -> int:
    """Give the first line of the body proper: deks above a byline are none of it."""
    start = _first_text(lines, regions)
    above = start - 1
    is_timed = above > 0 and _TIMED_HEADING.match(lines[above].text)
    return above if is_timed and lines[above].kind in _WORDY else start


def _first_text(lines: Sequence[Line], regions: Regions) -> int:
    divider = _last_signature(lines, regions)
    if divider is not None:
        after = [
            i
            for i in range(divider + 1, regions.stop)
            if _is_body_text(lines, i, regions)
        ]
        words_after = sum(lines[i].count for i in after)
        words_before = sum(
            line.count
            for line in lines[regions.start : divider]
            if line.kind in TEXT_KINDS
        )
        if after and words_after > words_before:
            return after[0]
    return _after_echoed_dek(lines, regions)


def _is_body_text(lines: Sequence[Line], index: int, regions: Regions) -> bool:
    return lines[index].kind in TEXT_KINDS and not regions.zone_of(index)


def _last_signature(lines: Sequence[Line], regions: Regions) -> int | None:
    """Find the last byline or date with at most two paragraphs above it."""
    found, texts = None, 0
    for i in range(regions.start, regions.stop):
        if regions.zone_of(i):
            continue
        if lines[i].kind in TEXT_KINDS:
            texts += 1
            if texts > 2:
                break
        elif lines[i].kind in _SIGNATURES:
            found = i
    return found


def _after_echoed_dek(lines: Sequence[Line], regions: Regions) -> int:
    """Take a first sentence for the dek where a list parts it from a text that echoes it."""
    start = regions.start
    if start + 1 >= regions.stop or not regions.zone_of(start + 1):
        return start
    first = lines[start]
    zone = regions.zone_of(start + 1)
    rest = [line for line in lines[start + 1 : regions.stop] if line.kind in TEXT_KINDS]
    echo = share_within(first.text, content_words(" ".join(line.text for line in rest)))
    if zone and rest and first.count <= _DEK_BY_ECHO_WORDS and echo >= 0.6:
        return zone.stop
    return start


def read_header(
    lines: Sequence[Line],
    stop: int,
    regions: Regions,
    headline: Headline,
    findings: Findings,
) -> Header:
    """Read photos and dek from the lines before ``stop``."""
    header = Header()
    for i in range(stop):
        if is_repetition(lines[i], headline) or regions.zone_of(i):
            header.used.add(i)
    for i in range(stop):
        if i not in header.used:
            _read_line(lines, i, stop, header)
    _read_dek(lines, stop, header, findings)
    return header


def _read_line(lines: Sequence[Line], index: int, stop: int, header: Header) -> None:
    line = lines[index]
    if line.kind is Kind.EMBED:
        header.embeds.append(line)
        header.used.add(index)
    elif line.kind is Kind.PHOTO:
        title = _title_above(lines, index, header)
        header.photos.append(photo_from(line, title=title))
        header.used.add(index)
    elif line.kind is Kind.CREDIT:
        _read_credit_line(lines, index, stop, header)


def _sign_last(lines: Sequence[Line], index: int, header: Header) -> None:
    """Give the caption above, which calls itself one, the credit under it."""
    header.used.add(index)
    header.photos[-1] = photo_of_two(
        lines[index - 1], lines[index], title=header.photos[-1].title_lines
    )


def _title_above(lines: Sequence[Line], index: int, header: Header) -> list[Line]:
    above = index - 1
    if above < 0 or above in header.used or not is_title_of(lines[above], lines[index]):
        return []
    header.used.add(above)
    return [lines[above]]


def _read_credit_line(
    lines: Sequence[Line], index: int, stop: int, header: Header
) -> None:
    """Join a credit on its own line to the caption above or below it."""
    above, below = index - 1, index + 1
    if above in header.used and _waits_for_credit(lines[above], lines[index]):
        _sign_last(lines, index, header)
    elif below < stop and _is_caption_under(lines, index):
        header.used |= {index, below}
        header.photos.append(photo_of_two(lines[below], lines[index]))
    elif _signs_story(lines, index, stop):
        header.used.add(index)
    elif above >= 0 and lines[above].kind in {Kind.BYLINE, Kind.DATE}:
        text = lines[index].text
        if is_labelled(text) or sells_pictures(text):
            header.used.add(index)
            header.photos.append(photo_from(lines[index]))
    elif above >= 0 and above not in header.used and _may_be_caption(lines, above):
        header.used |= {index, above}
        title = _title_above(lines, above, header) if above else []
        header.photos.append(photo_of_two(lines[above], lines[index], title=title))
    else:
        header.used.add(index)
        if _is_of_photo(lines[index]):
            header.photos.append(photo_from(lines[index]))


def _waits_for_credit(caption: Line, credit: Line) -> bool:
    """Say whether a caption has no credit yet, or names the same photographer."""
    same = set(caption.credited.creators) & set(credit.credited.creators)
    return is_unsigned(caption) or (caption.kind is Kind.PHOTO and bool(same))


def _is_of_photo(line: Line) -> bool:
    return bool(line.credited.creators) or line.credited.confidence >= 0.9


def _signs_story(lines: Sequence[Line], index: int, stop: int) -> bool:
    """Take "Jane Doe, The Paper" or "AP" over a date for the story's signature."""
    text = lines[index].text
    if index + 1 >= stop or lines[index + 1].kind is not Kind.DATE:
        return False
    is_house = is_agency(text) and not sells_pictures(text)
    is_pair = bool(re.search(r",|\s[·•|]\s", text)) and not is_labelled(text)
    return (is_pair or is_house) and not any(
        line.kind is Kind.BYLINE for line in lines[:stop]
    )


def _is_caption_under(lines: Sequence[Line], index: int) -> bool:
    """Say whether the line under a credit calls itself a caption, or shares its block."""
    below = lines[index + 1]
    if is_unsigned(below):
        return True
    return below.kind in _WORDY and opens_block_of_two(lines, index)


def _may_be_caption(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is long enough for a caption, and no part of the text below."""
    line = lines[index]
    is_long = line.count >= 5 or line.kind is Kind.SENTENCE
    below = lines[index + 1 : index + _LINES_BELOW]
    is_quoted = any(line.key in each.key and line.key != each.key for each in below)
    return line.kind in _WORDY and is_long and not is_quoted


def _read_dek(
    lines: Sequence[Line], stop: int, header: Header, findings: Findings
) -> None:
    """Take the first wordy line left for the dek; a second that shows is a caption."""
    signature = next((i for i in range(stop) if lines[i].kind in _SIGNATURES), stop)
    unused = [i for i in range(stop) if i not in header.used]
    left = [i for i in unused if _is_wordy(lines[i])]
    captions = [i for i in unused if _speaks_as_caption(lines[i])]
    for i in captions:
        title = _title_above(lines, i, header)
        header.photos.append(photo_without_credit(lines[i], title=title))
        header.used.add(i)
    deks = [i for i in left if i not in header.used]
    if deks and (deks[0] < signature or _is_long_enough(lines[deks[0]])):
        line = lines[deks[0]]
        findings.keep(
            "dek",
            line.text,
            0.85 if deks[0] <= 1 else 0.65,
            line,
            reason="the first sentence between headline and text",
        )
        header.used.add(deks[0])
    for i in deks[1:]:
        # Running text that is no dek most likely stood under a picture.
        if lines[i].kind is Kind.PROSE and lines[i].key != lines[deks[0]].key:
            header.photos.append(photo_without_credit(lines[i]))


def _speaks_as_caption(line: Line) -> bool:
    is_short = line.kind in _WORDY and 5 <= line.count <= MOST_CAPTION_WORDS
    return is_short and speaks_as_caption(line.text)


def _is_long_enough(line: Line) -> bool:
    """Ask more of a dek under the byline, where tools and labels stand too."""
    return line.kind is not Kind.TITLE or line.count >= _FEWEST_LATE_WORDS


def _is_wordy(line: Line) -> bool:
    if line.kind not in _WORDY or line.count > _MOST_DEK_WORDS:
        return False
    return line.count >= 5 and not is_names_only(line.text)


def photos_above(above: Sequence[Line], header: Header) -> list[FoundPhoto]:
    """Read the captions close above the headline that the header does not repeat."""
    known = {photo.placed.caption for photo in header.photos}
    found: dict[str | None, FoundPhoto] = {}
    for line in above[-_LINES_ABOVE:]:
        if line.kind is Kind.PHOTO and line.count >= _FEWEST_CAPTION_WORDS:
            photo = photo_from(line)
            if photo.placed.caption not in known:
                found.setdefault(photo.placed.caption, photo)
    photos = list(found.values())
    last = above[-1] if above else None
    if last and last.kind is Kind.CREDIT and last.credited.creators:
        photos.append(photo_from(last))
    return photos
