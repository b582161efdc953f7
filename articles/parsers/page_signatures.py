"""Who wrote a page's story and when: bylines, dates, contributors, dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from articles.parsers.base import Defaults, Rejected
from articles.parsers.bylines import (
    biography_names,
    byline_names,
    is_names_only,
    is_person_name,
    names_a_writer,
    names_in,
    shown_byline,
)
from articles.parsers.contributions import contribution_names
from articles.parsers.dates import DateRead, is_clock_line, read_dates
from articles.parsers.line_words import DATE_WORDS
from articles.parsers.page_findings import Findings
from articles.parsers.page_lines import Kind, Line
from articles.story import Credit
from media.credits import is_agency

_LINES_ABOVE = 4
_LINES_BELOW = 6
_LONGEST_SIGNATURE = 60
_MOST_IN_LABEL = 3
# What stands before a date, run into the name: "Ana SolUpdated: 2 May 2020".
_DATE_LABEL = re.compile(
    r"(?<![A-Z])(?:(?:Last )?Updated|Published|Posted|Publicado|Publié|Aktualisiert)(?: on)?\s?:?\s*$"
)


@dataclass(frozen=True)
class Signatures:
    """The lines that may say who and when, by where they stand.

    ``ends`` are the body's last lines, ``notes`` say who else worked on the story.
    """

    above: Sequence[Line] = ()
    header: Sequence[Line] = ()
    ends: Sequence[Line] = ()
    tail: Sequence[Line] = ()
    notes: Sequence[Line] = ()


def read_signatures(lines: Signatures, findings: Findings) -> list[Line]:
    """Read byline and dates; give the lines of the byline."""
    signed = _keep_byline(lines, findings)
    _keep_contributing(lines.notes, findings)
    _keep_dates(lines, findings)
    return signed


def _keep_byline(lines: Signatures, findings: Findings) -> list[Line]:
    """Ask the witnesses from the surest on; people go before agencies."""
    near = [*lines.above[-_LINES_ABOVE:], *lines.header]
    above = lines.above[-_LINES_ABOVE:]
    named = [*_names_alone(above), *lines.header]
    below = lines.tail[:_LINES_BELOW]
    candidates = []
    for witness, asked, confidence, reason in (
        (_said_by, near, 0.93, "a line near the headline that says By"),
        (_reported_by, lines.header, 0.85, "a note above the text: Reporting by"),
        (_beside_date, near, 0.75, "a name before a date"),
        (_bare_name, lines.header, 0.6, "a name alone beside a date"),
        (_said_by, below, 0.75, "a line under the text that says By"),
        (_signed_below, below, 0.6, "a signature under the text"),
        (_bare_name, named, 0.5, "a name alone above the headline"),
        (_alone, lines.header, 0.55, "a name alone between headline and text"),
        (_in_biography, [*lines.ends, *below], 0.55, "a biography at the end"),
    ):
        names, found = witness(asked)
        people = tuple(name for name in names if is_person_name(name))
        if names:
            candidates.append(_Signed(people or names, found, confidence, reason))
    chosen = next((c for c in candidates if is_person_name(c.names[0])), None)
    if chosen is None and not candidates:
        findings.values["byline"] = ""
        findings.warn("byline_missing", "The page names no author.")
        return []
    return _keep_names(chosen or candidates[0], candidates, findings)


@dataclass(frozen=True)
class _Signed:
    """Names a witness found, its lines, how sure it is and who it was."""

    names: tuple[str, ...]
    lines: list[Line]
    confidence: float
    reason: str


def _keep_names(
    chosen: _Signed, candidates: Sequence[_Signed], findings: Findings
) -> list[Line]:
    names, lines, confidence = chosen.names, chosen.lines, chosen.confidence
    rejected = [
        Rejected(", ".join(c.names), c.confidence, c.reason)
        for c in candidates
        if c.names != names
    ]
    findings.values["contributors"] = tuple(Credit(name) for name in names)
    text = lines[0].text if len(lines) == 1 else ""
    findings.keep(
        "byline",
        shown_byline(text, names),
        confidence,
        *lines,
        reason=chosen.reason,
        rejected=rejected,
    )
    for number, _ in enumerate(names):
        findings.judge(
            f"contributors.{number}", confidence, *lines, reason=chosen.reason
        )
    return lines


def _said_by(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take lines that say "By X"."""
    names: list[str] = []
    found: list[Line] = []
    for line in lines:
        if line.kind is Kind.BYLINE:
            names += byline_names(line.text)
            found.append(line)
    return _distinct(names), found


def _reported_by(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take "Reporting by X" above the text for the byline."""
    for line in lines:
        if line.kind is Kind.NOTE and (names := contribution_names(line.text)):
            return names, [line]
    return (), []


def _beside_date(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take "AFP 30 avril 2015" and "Jane Doe | 3 May 2020": a name before the date."""
    for line in lines:
        if line.kind is not Kind.DATE:
            continue
        spans = read_dates(line.text, Defaults()).spans
        before = line.text[: spans[0][0]] if spans else ""
        before = _without_days(_DATE_LABEL.sub("", before)).strip(" |,–—-·•")
        names = [name.strip() for name in before.split(" / ")]
        if all(map(is_person_name, names)) or is_agency(before):
            return tuple(names), [line]
    return (), []


def _without_days(text: str) -> str:
    """Cut what belongs to a date off a text's end: "dpa Montag," gives "dpa"."""
    words = text.split()
    while words and words[-1].casefold().strip(",.|") in DATE_WORDS:
        words.pop()
    return " ".join(words)


def _bare_name(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take a line that is only a name, or a name with its post, next to date or headline."""
    lines = [line for line in lines if line.kind is not Kind.FURNITURE]
    for i, line in enumerate(lines):
        if not _may_be_name(line):
            continue
        names = names_in(line.text.strip(" -–—|·•,"))
        beside = [near.kind for near in lines[max(0, i - 2) : i + 5]]
        opens = bool(names) and line.text.casefold().startswith(names[0].casefold())
        if opens and is_person_name(names[0]) and Kind.DATE in beside:
            return names, [line]
    return (), []


def _alone(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take a line of names where all others under the headline are short labels."""
    said = [line for line in lines if line.kind is not Kind.FURNITURE]
    first = said[0] if said else None
    if first is None or not _may_be_name(first):
        return (), []
    names = names_in(first.text)
    opens = bool(names) and first.text.casefold().startswith(names[0].casefold())
    is_signed = opens and (is_person_name(names[0]) or is_agency(names[0]))
    others = all(
        line.kind is Kind.DATE or line.count <= _MOST_IN_LABEL for line in said[1:]
    )
    return (names, [first]) if is_signed and others else ((), [])


def _names_alone(above: Sequence[Line]) -> list[Line]:
    """Leave out of the lines over a headline what is no date and more than a name."""
    return [
        line
        for line in above
        if line.kind in {Kind.DATE, Kind.BYLINE} or is_names_only(line.text)
    ]


def _may_be_name(line: Line) -> bool:
    """Ask short lines only, none that signs a picture; "Ann LEE." is no sentence."""
    if line.role is Kind.CREDIT or line.count > 10:
        return False
    is_stopped = line.kind is Kind.SENTENCE and is_person_name(line.text.rstrip("."))
    return is_stopped or line.kind in {Kind.TITLE, Kind.LABEL, Kind.CREDIT}


def _signed_below(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take "Kim Gump, Dallas" or "AFP" as the first line under the text."""
    for line in lines[:2]:
        text = line.text.strip("()[]–—- .")
        if len(text) > _LONGEST_SIGNATURE or line.kind is Kind.FURNITURE:
            continue
        if line.kind in {Kind.RELATED, Kind.COMMENTS, Kind.CALL}:
            return (), []
        name, comma, place = text.partition(", ")
        if is_person_name(name) and (not comma or len(place.split()) <= 3):
            return (name,), [line]
        if is_agency(text):
            return (text,), [line]
        return (), []
    return (), []


def _in_biography(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take "Jane Doe is a reporter." as the last line of all."""
    for line in reversed(lines):
        names = biography_names(line.text)
        if names and names_a_writer(line.text):
            return names, [line]
    return (), []


def _keep_contributing(notes: Sequence[Line], findings: Findings) -> None:
    known = findings.values.get("contributors", ())
    names = _distinct([n for line in notes for n in contribution_names(line.text)])
    more = [
        Credit(n, "contributing") for n in names if n not in {c.name for c in known}
    ]
    findings.values["contributors"] = (*known, *more)
    for number, _ in enumerate(more, len(known)):
        findings.judge(
            f"contributors.{number}", 0.8, *notes, reason="a note of who contributed"
        )


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())


def _keep_dates(signatures: Signatures, findings: Findings) -> None:
    """Read the first date under the headline, else just above it, else under the body."""
    stamped = [line for line in signatures.header if line.kind is not Kind.TITLE]
    for lines, confidence, where in (
        (stamped, 0.93, "under the headline"),
        (signatures.header, 0.8, "in a title under the headline"),
        (signatures.above[-_LINES_ABOVE:], 0.7, "above the headline"),
        (signatures.tail[:_LINES_BELOW], 0.6, "under the text"),
    ):
        dates = _first_date(lines, findings.defaults)
        if dates is not None:
            _keep_moments(dates, confidence, where, findings)
            return


@dataclass(frozen=True)
class _Dated:
    """The first publication and update read, and their lines."""

    shown: DateRead
    updated: DateRead
    lines: list[Line]


def _first_date(lines: Sequence[Line], defaults: Defaults) -> _Dated | None:
    published, updated = DateRead(), DateRead()
    found: list[Line] = []
    for line, below in zip_longest(lines, lines[1:]):
        if line.kind not in {Kind.DATE, Kind.BYLINE, Kind.FURNITURE, Kind.TITLE}:
            continue
        is_clock = below is not None and is_clock_line(below.text)
        text = f"{line.text} {below.text}" if is_clock else line.text
        dates = read_dates(text, defaults)
        if not dates.spans:
            continue
        found.append(line)
        published = _earlier(published, dates.published)
        updated = updated if updated.at else dates.updated
    shown = published if published.at else updated
    return _Dated(shown, updated, found) if shown.at else None


def _earlier(one: DateRead, other: DateRead) -> DateRead:
    """Keep the first date read, but let the same day's time complete it."""
    if one.at is None:
        return other
    is_same_day = other.at is not None and other.at.date() == one.at.date()
    return other if is_same_day and other.has_time and not one.has_time else one


def _keep_moments(
    dates: _Dated, confidence: float, where: str, findings: Findings
) -> None:
    first = dates.lines[:1]
    for name in ("published_at", "first_published_at"):
        reason = f"a date {where}"
        findings.keep(name, dates.shown.at, confidence, *first, reason=reason)
    if dates.updated.at:
        reason = f"a date of update {where}"
        at = dates.updated.at
        findings.keep("updated_at", at, confidence, *dates.lines, reason=reason)
    if not dates.shown.has_time:
        findings.warn(
            "date_without_time",
            "The page gives a day without a time; 12:00 is assumed.",
        )
