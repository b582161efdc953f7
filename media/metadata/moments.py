"""When a picture was taken, in the many ways software writes it -> ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_DATE = r"(\d{4})(?:[-:/.]?(\d\d)(?:[-:/.]?(\d\d))?)?"
_CLOCK = r"(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,6})\d*)?)?"
_ZONE = r"(Z|[+-]\d\d(?::?\d\d)?)?"
_FARTHEST = timedelta(hours=14)
_MOMENT = re.compile(rf"\s*{_DATE}(?:[T ]\s*{_CLOCK}\s*{_ZONE})?", re.IGNORECASE)


def to_iso(text: str) -> str:
    """Give a date or time as ISO 8601, as exact as it is; nothing where it is none.

    XMP's own way (2026-02-02T08:41:00+01:00), EXIF's with colons, IIM's without
    anything, and what stands between them. A zone, day or month that there is not
    leaves what is before it.
    """
    match = _MOMENT.match(text)
    if match is None:
        return ""
    year, month, day, *clock, fraction, zone = match.groups()
    date = "-".join(filter(None, (year, month, day)))
    moment = date
    if day and clock[0]:
        seconds = f"{clock[2] or '00'}{f'.{fraction}' if fraction else ''}"
        moment = f"{date}T{clock[0]}:{clock[1]}:{seconds}"
    exact = f"{moment}{_zone(zone or '')}"
    tries = (exact, moment, date, f"{year}-{month}", year)
    return next(filter(_is_real, tries), "")


def _zone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return f"{text[0]}{digits[:2]}:{digits[2:] or '00'}" if digits else text.upper()


def _is_real(text: str) -> bool:
    """Say whether the calendar has it; a year or month alone counts from its first."""
    whole = f"{text}-01-01"[:10] if len(text) < len("2026-02-02") else text
    try:
        return is_storable(datetime.fromisoformat(whole))
    except ValueError:
        return False


def is_storable(moment: datetime) -> bool:
    """Say whether a database can give a moment back, in whatever zone.

    Zones end at 14 hours; at the ends of the calendar they lead out of it.
    """
    offset = moment.utcoffset() or timedelta()
    return 1 < moment.year < 9999 and abs(offset) <= _FARTHEST
