"""When the story was published and updated: machine dates weighed against shown ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from articles.parsers import lines
from articles.parsers.base import Defaults
from articles.parsers.dates import DateRead, has_date, read_dates
from articles.parsers.html_claims import Claim, reject
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import Meta, microdata, value_of
from articles.parsers.html_scope import Scope
from articles.parsers.html_tree import Page, spaced_text_in
from articles.parsers.time_zones import zone_beside, zone_of_place

LONGEST_DATE = 140
LONGEST_ALONE = 60
PUBLISHED_METAS = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "date.published", "publishdate", "publish-date", "pubdate", "publication_date",
    "article:publicationdate", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date",
    "dcterms.issued", "dc.date.created", "parsely-pub-date", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime", "date", "ptime", "pdate", "originalpublicationdate",
    "last-published", "published_time", "article_date_original", "created", "sort_date",
)  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified", "revised", "article.updated", "utime",
)  # fmt: skip
_DATE_WORDS = re.compile(
    r"-(?:date|dates|datetime|time|timestamp|published|publish|pubdate|pub-date|dateline|datum"
    r"|fecha|data|updated|modified|posted|posted-on|entry-meta|byline|meta|info|publication"
    r"|erscheinung|datetime|heure|hora|ora|when|article-header|credits|submitted|publication|publie)(?=-)"
)
_UPDATE_WORDS = re.compile(
    r"-(?:updated|update|modified|modify|revised|lastmod|last-updated)(?=-)"
)
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d?(?::?\d\d)?(?!\d))?",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<mark>[/-])(?:[A-Za-z]{2,20}/)?(?P<month>[01]?\d)(?P=mark)"
    r"(?P<day>[0-3]?\d)(?!\d)"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


@dataclass(frozen=True)
class Times:
    """The judged times; ``has_time`` is False where only a day is known."""

    published: Claim[datetime | None]
    modified: datetime | None
    has_time: bool
    has_zone: bool


@dataclass(frozen=True)
class _Witness:
    read: DateRead
    who: str


def judge_times(
    page: Page,
    scope: Scope,
    meta: Meta,
    linked: LinkedStory,
    texts: Iterable[str],
    defaults: Defaults,
    outlets: Iterable[str] = (),
    address: str = "",
) -> Times:
    """Choose the publication and the update time.

    A machine date with a zone wins, then one with a time, then what the page shows. A
    machine's "Z" that shows the same clock as the page's local time is no zone. A time
    without a zone is one of the page's other dates', the source's or the place's.
    """
    shown, shown_updates = _shown_dates(page, scope, texts, defaults)
    machine = _machine_dates(page, scope, meta, linked, defaults)
    titled = _Witness(read_dates(meta.title[-60:], defaults).published, "the title")
    filed = _Witness(_date_in(address, defaults), "the address")
    witnesses = [w for w in (*machine, *shown, titled, filed) if w.read.at]
    best = _best(witnesses)
    modified = _modified(meta, linked, shown_updates, defaults)
    if best is None:
        at = modified.at
        return Times(Claim(at, 0.4 if at else 0.0, "only an update is dated"), at,
                     modified.has_time, modified.has_zone)  # fmt: skip
    read = _without_false_zone(best.read, witnesses, defaults)
    if read.at and read.has_time and not read.has_zone:
        dated = [*(w.read for w in witnesses), modified]
        zoned = [each.at for each in dated if each.at and each.has_zone]
        read = _placed(read, zoned, outlets, address, defaults)
    updated = modified.at if modified.at and read.at and modified.at > read.at else None
    others = [Claim(w.read.at, 0.5, w.who) for w in witnesses if w is not best]
    published = reject(_claim(read, best, witnesses), others)
    return Times(published, updated, read.has_time, read.has_zone)


def _best(witnesses: list[_Witness]) -> _Witness | None:
    """Give the first witness with a zone, else with a time, else any."""
    for test in (_has_zone, _has_time, _has_day):
        for witness in witnesses:
            if test(witness.read):
                return witness
    return None


def read_machine_date(value: str, defaults: Defaults) -> DateRead:
    """Read a date as machines write it: ISO 8601 in its variants, RFC 822, seconds."""
    value = value.strip()
    if _EPOCH.fullmatch(value):
        at = datetime.fromtimestamp(int(value[:10]), UTC)
        return _sane(DateRead(at, has_time=True, has_zone=True))
    found = _ISO.match(value)
    if found:
        return _from_iso(found, defaults)
    if re.match(r"[A-Za-z]{3},? \d", value):
        try:
            at = parsedate_to_datetime(value)
        except ValueError:
            return DateRead()
        if at.tzinfo:
            return _sane(DateRead(at, has_time=True, has_zone=True))
        home = ZoneInfo(defaults.time_zone)
        return _sane(DateRead(at.replace(tzinfo=home), has_time=True))
    dates = read_dates(value, defaults)
    return dates.published if dates.published.at else dates.updated


def _date_in(address: str, defaults: Defaults) -> DateRead:
    """Read the day under which an address files the story: "/2011/10/06/"."""
    found = _FILED.search(address)
    if not found:
        return DateRead()
    day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return read_machine_date(day, defaults)


def _from_iso(found: re.Match[str], defaults: Defaults) -> DateRead:
    year, month, day = (int(found[i]) for i in (1, 2, 3))
    home = ZoneInfo(defaults.time_zone)
    try:
        if found[4] is None:
            return _sane(DateRead(datetime(year, month, day, 12, tzinfo=home)))
        at = datetime(
            year,
            month,
            day,
            int(found[4]),
            int(found[5]),
            int(found[6] or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return DateRead()
    zone = (found[7] or "").upper()
    if not zone:
        is_midnight = (at.hour, at.minute, at.second) == (0, 0, 0)
        if is_midnight:
            return _sane(DateRead(at.replace(hour=12, tzinfo=home)))
        return _sane(DateRead(at.replace(tzinfo=home), has_time=True))
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        digits = digits.zfill(4) if len(digits) == 3 else digits.zfill(2).ljust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if offset > timedelta(hours=15):
            return DateRead()
        at = at.replace(tzinfo=timezone(offset if zone[0] == "+" else -offset))
    return _sane(DateRead(at, has_time=True, has_zone=True))


def _sane(read: DateRead) -> DateRead:
    """Refuse dates no news page can have."""
    return read if read.at and 1980 <= read.at.year <= 2100 else DateRead()


def _machine_dates(
    page: Page, scope: Scope, meta: Meta, linked: LinkedStory, defaults: Defaults
) -> list[_Witness]:
    given = [("JSON-LD", linked.published)]
    given += [(f"meta {n}", meta.first(n)) for n in PUBLISHED_METAS if meta.first(n)]
    near = set(scope.before) | set(scope.after)
    given += [
        ("microdata", value_of(e))
        for name in ("datePublished", "dateCreated")
        for e in microdata(page.root, name)
        if e.tag == "meta" or e in near
    ]
    given += [
        ("a time element", time.get("datetime") or "")
        for time in scope.before
        if time.tag in {"time", "abbr"} and not _is_update(page, time)
    ]
    reads = [_Witness(read_machine_date(v, defaults), who) for who, v in given if v]
    return [witness for witness in reads if witness.read.at]


def _shown_dates(
    page: Page, scope: Scope, texts: Iterable[str], defaults: Defaults
) -> tuple[list[_Witness], list[DateRead]]:
    shown: list[_Witness] = []
    updates: list[DateRead] = []
    for element in (*scope.before, *scope.after[:40]):
        is_named = element.tag == "time" or _DATE_WORDS.search(page.names(element))
        text = spaced_text_in(element) if is_named or len(element) < 2 else ""
        if not is_named and not (
            len(text) < LONGEST_ALONE and lines.is_date_line(text)
        ):
            continue
        if not 6 <= len(text) <= LONGEST_DATE or not has_date(text):
            continue
        dates = read_dates(text, defaults)
        if _is_update(page, element):
            updates.append(dates.published)
        else:
            shown.append(_Witness(dates.published, "the page"))
            updates.append(dates.updated)
    for text in texts:
        dates = read_dates(text, defaults)
        shown.append(_Witness(dates.published, "a line of the text"))
        updates.append(dates.updated)
    good = [w for w in shown if w.read.at]
    return good, [u for u in updates if u.at]


def _is_update(page: Page, element: HtmlElement) -> bool:
    parent = element.getparent()
    names = page.names(element) + (page.names(parent) if parent is not None else "")
    return (
        bool(_UPDATE_WORDS.search(names)) or element.get("itemprop") == "dateModified"
    )


def _modified(
    meta: Meta, linked: LinkedStory, shown: list[DateRead], defaults: Defaults
) -> DateRead:
    given = [linked.modified, *(meta.first(n) for n in MODIFIED_METAS)]
    reads = [read_machine_date(value, defaults) for value in given if value]
    return next((read for read in [*reads, *shown] if read.at), DateRead())


def _without_false_zone(
    read: DateRead, witnesses: list[_Witness], defaults: Defaults
) -> DateRead:
    if read.at is None or not read.has_zone or read.at.utcoffset():
        return read
    clock = read.at.replace(tzinfo=None, second=0)
    for witness in witnesses:
        if witness.who == "the page" and _shows_clock(witness.read, clock):
            local = read.at.replace(tzinfo=ZoneInfo(defaults.time_zone))
            return replace(read, at=local, has_zone=False)
    return read


def _placed(
    read: DateRead,
    zoned: list[datetime],
    outlets: Iterable[str],
    address: str,
    defaults: Defaults,
) -> DateRead:
    """Give a time without a zone one, where the page or its place tells it."""
    if read.at is None:
        return read
    zone = zone_beside(read.at, zoned)
    if zone is None and defaults.time_zone == Defaults().time_zone:
        zone = zone_of_place(outlets, address)
    return replace(read, at=read.at.replace(tzinfo=zone)) if zone else read


def _shows_clock(read: DateRead, clock: datetime) -> bool:
    if read.at is None or not read.has_time or read.has_zone:
        return False
    return read.at.replace(tzinfo=None, second=0) == clock


def _claim(
    read: DateRead, best: _Witness, witnesses: list[_Witness]
) -> Claim[datetime | None]:
    others = [w for w in witnesses if w is not best and w.who != best.who]
    agree = any(_agrees(read, w.read) for w in others)
    if read.has_zone:
        return Claim(read.at, 0.97 if agree else 0.92, f"{best.who}, with its zone")
    if read.has_time:
        return Claim(
            read.at, 0.85 if agree else 0.75, f"{best.who}, in the source's zone"
        )
    return Claim(read.at, 0.7 if agree else 0.6, f"{best.who}, a day only")


def _agrees(read: DateRead, other: DateRead) -> bool:
    if read.at is None or other.at is None:
        return False
    return abs((read.at - other.at).total_seconds()) < 14 * 3600


def _has_zone(read: DateRead) -> bool:
    return read.has_zone


def _has_time(read: DateRead) -> bool:
    return read.has_time


def _has_day(read: DateRead) -> bool:
    return read.at is not None
