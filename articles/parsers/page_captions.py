"""Captions that only the paragraphs around them tell: names, years, what is told anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.parsers.bylines import is_names_only, is_person_name
from articles.parsers.lines import is_summary_heading
from articles.parsers.page_lines import Kind, Line
from articles.parsers.page_photos import speaks_as_caption
from articles.parsers.page_titles import content_words, share_within
from media.credits import is_agency

_NEAR = 4
_LINES_BELOW = 12
_SHARE_TOLD = 0.4
_FEWEST_FIRST = 5
_MOST_FIRST = 14
_SHARE_FIRST = 0.3
_MOST_WORDS = 25
_MOST_TOLD_ANEW = 40
_FEWEST_SURNAME = 4
_FEWEST_UNSTOPPED = 18
_LEAD_IN = re.compile(r"[^.!?:]{2,40}: \S")
_STOPS = (".", "!", "?", "”", '"', "»", "’")
_RUNNING = frozenset({Kind.SENTENCE, Kind.PROSE})
_BARE = frozenset({Kind.TITLE, Kind.LABEL})
_SIGNATURES = frozenset({Kind.BYLINE, Kind.DATE})
# How a paragraph goes on with the one before: nothing but a picture stands between them.
_GOES_ON = re.compile(
    r"(?:she|he|they|it|her|his|their|but|then|nonetheless|however|still|instead|later|that|this"
    r"|sie|er|doch|aber|dann|trotzdem|dennoch|elle|il|ils|mais|puis|pourtant|ella|pero|entonces"
    r"|sin embargo|ela|ele|mas|então|lui|lei|ma|poi|zij|ze|hij|maar|toen|hun|hon|han|men|hen)\b",
    re.IGNORECASE,
)
# "The old mill, 1931": what is seen, and the year.
_SEEN_IN_YEAR = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][^.!?:;,]{2,40}, (?:circa |um |vers |ca\.? )?(?:1[89]|20)\d\d\.?"
)
_SHOWN_ON = re.compile(
    r"\b(?:on|in|by) this (?:map|chart|graphic|graph|diagram|screenshot|screen ?grab|still|satellite image)\b"
    r"|^(?:an? )?(?:screenshot|screen ?grab|film still|still) (?:of|from|showing)\b"
    r"|\b(?:auf|in) dieser (?:karte|grafik)\b|\bsur cette (?:carte|image)\b|\ben este (?:mapa|gráfico)\b",
    re.IGNORECASE,
)
# "ab/cde/fg": the desk's initials under an agency's story.
_DESK_INITIALS = re.compile(
    r"(?:[a-z]{2,4}-)?[a-z]{2,4}(?:/[a-z]{2,4}){1,8}(?: \([^()]{2,60}\))?"
)
# "Barney Ross, 31, learned it at home": whom a tabloid shows, without a stop.
_AGED = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+, \d{1,3}, \w")
# "2/3": which picture of a gallery stands below.
_COUNTED = re.compile(r"\d{1,2}\s?(?:/|of|de|von|sur|di)\s?\d{1,2}")
_SECOND_SENTENCE = re.compile(r"[\wß-ÿ”)][.!?][”\"»]? [A-ZÀ-Þ]")
_FULL_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+")


def know_captions(lines: Sequence[Line]) -> list[Line]:
    """Name the captions told by their neighbours; drop the marks of an agency's desk."""
    known = list(lines)
    for index, line in enumerate(lines):
        if _DESK_INITIALS.fullmatch(line.text):
            _drop_sign_off(known, index)
        elif _COUNTED.fullmatch(line.text):
            _know_counted(known, index + 1)
        elif _is_caption(known, index):
            known[index] = replace(line, role=Kind.PHOTO)
    return known


def _is_caption(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if not 0 < index < len(lines) - 1:
        return False
    if line.kind in _BARE:
        return (
            _shows_whom(lines, index)
            or _is_long_without_stop(lines, index)
            or _names_who_is_told_of(lines, index)
            or _stands_between(lines, index)
            or _is_row_of_people(lines, index)
        )
    return line.kind in _RUNNING and (
        _stands_over_summary(lines, index)
        or _is_long_without_stop(lines, index)
        or _says_what_the_lead_says(lines, index)
        or _is_told_anew(lines, index)
        or _speaks_under_credit(lines, index)
        or _shows_on(lines, index)
    )


def _shows_whom(lines: Sequence[Line], index: int) -> bool:
    """Take "Barney, pictured with his aunt, knows no shame" between two paragraphs."""
    above, line, below = lines[index - 1 : index + 2]
    is_between = above.kind in _RUNNING and below.kind in _RUNNING
    shows = speaks_as_caption(line.text) or _AGED.match(line.text)
    return is_between and line.count > _FEWEST_SURNAME and bool(shows)


def _names_who_is_told_of(lines: Sequence[Line], index: int) -> bool:
    """Take "Ana Sol." over a paragraph that tells of Sol: no byline ends in a stop."""
    name, below = lines[index].text, lines[index + 1]
    if not name.endswith(".") or not is_person_name(name[:-1]):
        return False
    surname = name[:-1].split()[-1]
    return (
        len(surname) >= _FEWEST_SURNAME
        and below.kind is Kind.PROSE
        and surname in below.text
    )


def _stands_between(lines: Sequence[Line], index: int) -> bool:
    """Take a bare name where the paragraph below goes on with the one above; or a year."""
    above, line, below = lines[index - 1 : index + 2]
    if above.kind not in _RUNNING or below.kind not in _RUNNING:
        return False
    if _SEEN_IN_YEAR.fullmatch(line.text):
        return True
    is_told = line.text in above.text or line.text in below.text
    goes_on = bool(_GOES_ON.match(below.text))
    return is_told and goes_on and is_person_name(line.text)


def _is_row_of_people(lines: Sequence[Line], index: int) -> bool:
    """Take "Ana Sol, Rui Mar and Eva Lund" between a credit and a paragraph."""
    above, line, below = lines[index - 1 : index + 2]
    fits = above.kind is Kind.CREDIT and below.kind is Kind.PROSE
    is_row = "," in line.text and is_names_only(line.text.replace(", and ", " and "))
    return fits and is_row


def _stands_over_summary(lines: Sequence[Line], index: int) -> bool:
    """Take a sentence between the signature and "Story highlights", which the text follows."""
    is_over = is_summary_heading(lines[index + 1].text)
    if not is_over or lines[index].count > _MOST_WORDS:
        return False
    above = lines[max(0, index - _NEAR) : index]
    below = " ".join(line.text for line in lines[index + 2 : index + _LINES_BELOW])
    is_told = share_within(lines[index].text, content_words(below)) >= _SHARE_TOLD
    return is_told and any(line.kind in _SIGNATURES for line in above)


def _says_what_the_lead_says(lines: Sequence[Line], index: int) -> bool:
    """Take a very short sentence under the signature that the lead, longer, tells anew."""
    line, lead = lines[index], lines[index + 1]
    if not _FEWEST_FIRST <= line.count <= _MOST_FIRST or lead.kind is not Kind.PROSE:
        return False
    if lead.count < 1.5 * line.count or _SECOND_SENTENCE.search(line.text):
        return False
    above = [each.kind for each in lines[max(0, index - _LINES_BELOW) : index]]
    if not _SIGNATURES & set(above) or Kind.PROSE in above:
        return False
    text = " ".join(each.text for each in lines[index + 1 : index + 3])
    return share_within(line.text, content_words(text)) >= _SHARE_FIRST


def _is_told_anew(lines: Sequence[Line], index: int) -> bool:
    """Take the shorter text under a credit that names in full whom the text above named."""
    credit, line, below = lines[index - 1 : index + 2]
    above = lines[index - 2] if index > 1 else None
    if credit.kind is not Kind.CREDIT or above is None or above.kind is not Kind.PROSE:
        return False
    is_shorter = line.count <= _MOST_TOLD_ANEW < above.count
    if not is_shorter or below.kind is not Kind.PROSE:
        return False
    return any(name in above.text for name in _FULL_NAME.findall(line.text))


def _is_long_without_stop(lines: Sequence[Line], index: int) -> bool:
    """Take "Early bird: ..." without a stop between two paragraphs, too long for a title."""
    above, line, below = lines[index - 1 : index + 2]
    is_between = above.kind in _RUNNING and below.kind in _RUNNING
    is_long = _FEWEST_UNSTOPPED <= len(line.text.split()) <= _MOST_TOLD_ANEW
    stopped = above.text.endswith(_STOPS) and below.text.endswith(_STOPS)
    is_open = bool(_LEAD_IN.match(line.text)) and line.text[-1:].isalnum()
    return is_between and stopped and is_long and is_open


def _speaks_under_credit(lines: Sequence[Line], index: int) -> bool:
    """Take "The left image shows ..." under a credit on a line of its own."""
    credit, line = lines[index - 1 : index + 1]
    is_short = line.count <= _MOST_TOLD_ANEW
    return credit.kind is Kind.CREDIT and is_short and speaks_as_caption(line.text)


def _shows_on(lines: Sequence[Line], index: int) -> bool:
    """Take one short sentence that says what can be seen "on this map"."""
    line = lines[index]
    is_short = line.count <= _MOST_WORDS and not _SECOND_SENTENCE.search(line.text)
    return is_short and bool(_SHOWN_ON.search(line.text))


def _know_counted(lines: list[Line], place: int) -> None:
    """Name the caption under "2/3": it is short, and its credit follows."""
    pair = lines[place : place + 2]
    if len(pair) < 2 or pair[1].kind is not Kind.CREDIT:
        return
    if pair[0].kind in _RUNNING | _BARE and pair[0].count <= _MOST_TOLD_ANEW:
        lines[place] = replace(pair[0], role=Kind.PHOTO)


def _drop_sign_off(lines: list[Line], index: int) -> None:
    """Leave out the initials of an agency's desk, and the agency's name under them."""
    lines[index] = replace(lines[index], role=Kind.FURNITURE)
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below and is_agency(below.text):
        lines[index + 1] = replace(below, role=Kind.FURNITURE)
