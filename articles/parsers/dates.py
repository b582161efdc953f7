"""Dates as pages write them, in the languages news is written in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import import_module
from zoneinfo import ZoneInfo

import dateparser

from articles.parsers.base import Defaults

LONGEST_DATE_LINE = 400
NOON = (12, 0, 0)
_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro",
    "hu", "tr", "ca", "el", "ru", "uk", "ar", "he", "id", "bg", "hr", "sk",
)  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True)
class DateRead:
    """A moment as read; ``at`` is aware, None where no date was found.

    A date alone is 12:00 in the source's zone and ``has_time`` is False.
    """

    at: datetime | None = None
    has_time: bool = False
    has_zone: bool = False


@dataclass(frozen=True)
class DatesRead:
    """What a line says about publication and update, and where the dates stood."""

    published: DateRead = DateRead()
    updated: DateRead = DateRead()
    spans: tuple[tuple[int, int], ...] = ()


def read_date(text: str, defaults: Defaults) -> DateRead:
    """Read the date a text gives, publication before update."""
    dates = read_dates(text, defaults)
    if dates.published.at or dates.updated.at:
        return dates.published if dates.published.at else dates.updated
    return _by_dateparser(text, defaults)


def read_dates(text: str, defaults: Defaults) -> DatesRead:
    """Read every date of a line; the word before each says what it is."""
    line = text[:LONGEST_DATE_LINE]
    if not _DATE_STEM.search(line):
        return DatesRead()
    published, updated, spans, last = DateRead(), DateRead(), [], 0
    for found in _DATE.finditer(line):
        day = _day_of(found, defaults)
        if day is None:
            continue
        clock = _clock_beside(line, found)
        is_update = bool(_UPDATED.search(line[last : found.start()]))
        read = _moment(day, clock, defaults)
        if is_update and updated.at is None:
            updated = read
        elif not is_update and published.at is None:
            published = read
        start, end = found.span()
        if clock:
            start, end = min(start, clock.start()), max(end, clock.end())
        spans.append((start, end))
        last = found.end()
    return DatesRead(published, updated, tuple(spans))


def in_order_of(language: str, defaults: Defaults) -> Defaults:
    """Read 4/2/2018 day first where the text is in a language that writes it so."""
    is_ours = not language or language.startswith("en") or defaults.date_order != "MDY"
    return defaults if is_ours else replace(defaults, date_order="DMY")


@lru_cache(maxsize=128)
def has_date(text: str) -> bool:
    """Say whether a text holds a full date."""
    line = text[:LONGEST_DATE_LINE]
    if not _DATE_STEM.search(line):
        return False
    return any(_day_of(found, Defaults()) for found in _DATE.finditer(line))


# A time of day on the line under its day.
_CLOCK_LINE = re.compile(
    r"(?:(?:alle|ore|um|at|às|a las|kl\.?|om|à)\s)?\d{1,2}\s?[:.h]\s?\d{2}"
    r"(?:\s?(?:uhr|h|hrs|[ap]\.?\s?m\.?))?(?:\s[A-Z]{2,4})?",
    re.IGNORECASE,
)


def is_clock_line(text: str) -> bool:
    """Say whether a line is a time of day and nothing else."""
    return len(text) <= 24 and bool(_CLOCK_LINE.fullmatch(text))


# Tables.


# As the Levant and the Maghreb say them; and without the marks that are often left out.
_ARABIC_MONTHS = (
    "جانفي", "شباط فيفري", "آذار اذار", "نيسان أفريل افريل ابريل", "أيار ايار ماي", "حزيران جوان",
    "تموز جويلية", "آب أوت اغسطس", "أيلول ايلول", "اكتوبر", "", "",
)  # fmt: skip


def _month_numbers() -> dict[str, int]:
    """Collect the names of the months in all our languages from dateparser's data."""
    numbers: dict[str, int] = {}
    for language in _LANGUAGES:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(_MONTHS, 1):
            for name in info.get(month, ()):
                plain = unicodedata.normalize("NFC", name.lower()).strip(". ")
                if 3 <= len(plain) <= 12 and plain.isalpha():
                    numbers.setdefault(plain, number)
    for number, names in enumerate(_ARABIC_MONTHS, 1):
        numbers |= dict.fromkeys(names.split(), number)
    return numbers


MONTH_NUMBERS = _month_numbers()
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120,
    "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ast": -240, "adt": -180,
    "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780,
    "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "ist": 330, "brt": -180, "art": -180,
    "wib": 420, "wita": 480, "wit": 540, "pkt": 300, "gst": 240, "eat": 180, "sast": 120,
    "cat": 120, "wat": 60, "trt": 180,
}  # fmt: skip
_REGIONS = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
_UPDATED = re.compile(
    r"updat|modif|mis à jour|mise à jour|aktualisier|zuletzt|geändert|actualiza|atualiza"
    r"|aggiorna|bijgewerkt|uppdater|opdater|oppdater|edited|revised|päivitetty|aktuali[zs]"
    r"|frissít|обновл|оновл|ενημ[έε]ρωσ|güncelle|تحديث|עודכן|更新|수정|diperbarui",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_]{3,12}"
_DATE_STEM = re.compile(r"(?:19|20)\d\d|\d[./-]\s?\d")
_DATE = re.compile(
    rf"""(?<![\d/])(?:
      (?P<iso_year>(?:19|20)\d\d)[-/.](?P<iso_month>\d\d?)[-/.](?P<iso_day>\d\d?)(?!\d)
    | (?P<cjk_year>(?:19|20)\d\d)[年년]\s?(?P<cjk_month>\d\d?)[月월]\s?(?P<cjk_day>\d\d?)[日일]
    | (?P<day>\d\d?)(?:st|nd|rd|th|er|[.ºª°])?[\s-]{{0,2}}(?:de\s|of\s|d['’])?
      (?:[^\W\d_]{{2,12}}\s?/\s?)?(?P<month>{_NAME}|آب)\b\.?,?[\s-]{{0,2}}(?:del?\s)?(?P<year>(?:19|20)\d\d)(?!\d)
    | \b(?P<us_month>{_NAME})\b\.?\s{{0,2}}(?P<us_day>\d\d?)(?:st|nd|rd|th)?,?\s{{0,2}}
      (?P<us_year>(?:19|20)\d\d)(?!\d)
    | (?P<first>\d\d?)(?P<mark>[./-])(?P<gap>\s?)(?P<second>\d\d?)(?P=mark)(?P=gap)
      (?P<third>(?:(?:19|20)\d\d|\d\d))(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SECOND_HALF = frozenset({"p", "下午", "午後", "오후"})
_CLOCK = re.compile(
    r"""(?<![\d:.,/])(?P<before>\b(?:kl|um|ore|alle|klo|om|at)\b\.?\s)?
    (?P<half_before>[上下]午|午[前後]|오[전후])?\s?(?P<hour>2[0-3]|[01]?\d)
    (?:(?P<colon>[:：]|\sh\s?|h|[時时]|시\s?)(?P<minute>[0-5]\d)?(?!\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?
      |(?P<dot>\.)(?P<dot_minute>[0-5]\d)(?![\d.]))?
    (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?
    (?P<clock_word>\s?(?:uhr|hrs?|h)\b)?
    (?:\s?\(?(?P<zone>(?:(?:GMT|UTC)\s?)?[+-]\d\d?:?(?:\d\d)?(?!\d)|(?-i:[A-Z]{2,4}T?|Z)\b))?""",
    re.IGNORECASE | re.VERBOSE,
)


# From a match to a moment.


def _day_of(found: re.Match[str], defaults: Defaults) -> date | None:
    part = found.groupdict()
    if part["first"]:
        year, month, day = _by_order(part, defaults)
    elif part["month"] or part["us_month"]:
        month = _month_number(part["month"] or part["us_month"])
        year, day = (
            int(part["year"] or part["us_year"]),
            int(part["day"] or part["us_day"]),
        )
    else:
        kind = "iso" if part["iso_year"] else "cjk"
        year, month, day = (
            int(part[f"{kind}_{name}"]) for name in ("year", "month", "day")
        )
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    """Give a month's number, 0 where the name is none; Hebrew may prefix it with "in"."""
    plain = unicodedata.normalize("NFC", name.lower())
    return MONTH_NUMBERS.get(plain) or MONTH_NUMBERS.get(plain.removeprefix("ב"), 0)


def _by_order(part: dict[str, str], defaults: Defaults) -> tuple[int, int, int]:
    """Read 11/10/2026 in the source's order; dots are always day first."""
    first, second, third = int(part["first"]), int(part["second"]), int(part["third"])
    year = third if third > 99 else 2000 + third if third < 70 else 1900 + third
    is_day_first = part["mark"] == "." or defaults.date_order != "MDY" or first > 12
    if is_day_first and second <= 12:
        return year, second, first
    return year, first, second


def _clock_beside(line: str, found: re.Match[str]) -> re.Match[str] | None:
    """Find the time of day after the date, or else close before it."""
    after = line[: found.end() + 30]
    for match in _CLOCK.finditer(after, found.end()):
        between = line[found.end() : match.start()]
        if _is_clock(match) or _is_dotted_clock(match, between):
            is_own = not _DATE.search(between) and not _UPDATED.search(between)
            return match if is_own else _clock_before(line, found)
    return _clock_before(line, found)


def _clock_before(line: str, found: re.Match[str]) -> re.Match[str] | None:
    before = list(_CLOCK.finditer(line, max(0, found.start() - 25), found.start()))
    return next((m for m in reversed(before) if _is_clock(m)), None)


def _is_clock(found: re.Match[str]) -> bool:
    """Refuse bare numbers and 3.02 without a word that makes it a time."""
    if found["colon"]:
        return found["minute"] is not None or bool(found["colon"].strip() == "h")
    said = found["clock_word"] or (found["dot"] and (found["before"] or found["zone"]))
    return bool(found["half"] or said)


def _is_dotted_clock(found: re.Match[str], between: str) -> bool:
    """Take 2022-06-14 06.00, where the hour stands right after the day."""
    is_whole = bool(found["dot"]) and len(found["hour"]) == 2
    return is_whole and not between.strip(" ,")


def _moment(day: date, clock: re.Match[str] | None, defaults: Defaults) -> DateRead:
    home = ZoneInfo(defaults.time_zone)
    if clock is None:
        at = datetime(day.year, day.month, day.day, *NOON, tzinfo=home)
        return DateRead(at)
    hour = int(clock["hour"])
    half = (clock["half"] or clock["half_before"] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in _SECOND_HALF else 0)
    minute = int(clock["minute"] or clock["dot_minute"] or 0)
    zone = _zone(clock["zone"] or "")
    at = datetime(
        day.year, day.month, day.day, hour, minute, int(clock["second"] or 0),
        tzinfo=zone or home,
    )  # fmt: skip
    return DateRead(at, has_time=True, has_zone=zone is not None)


def _zone(text: str) -> tzinfo | None:
    name = text.casefold()
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name]))
    if name[:3] in {"gmt", "utc"}:
        text = text[3:].strip()
    if text[:1] in {"+", "-"}:
        digits = text[1:].replace(":", "")
        digits = digits.zfill(2 if len(digits) < 3 else 4).ljust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(-offset if text[0] == "-" else offset)
    return None


def _by_dateparser(text: str, defaults: Defaults) -> DateRead:
    """Ask dateparser about a short text with a year, in a language we have no table of."""
    if len(text) > 60 or not re.search(r"(?:19|20|25)\d\d", text):
        return DateRead()
    settings = {
        "TIMEZONE": defaults.time_zone,
        "RETURN_AS_TIMEZONE_AWARE": True,
        "DATE_ORDER": defaults.date_order,
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    at = dateparser.parse(text, settings=settings)
    if at is None:
        return DateRead()
    if (at.hour, at.minute, at.second) == (0, 0, 0):
        return DateRead(at.replace(hour=12))
    return DateRead(at, has_time=True)
