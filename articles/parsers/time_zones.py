"""The time zone of a page that states none: what its other dates say, else its place.

Only places are listed, never publishers: countries that keep one time, or whose national
outlets do, by the ending of a page's address, and large cities where the outlet's own
name holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

MOST_APART = timedelta(days=45)
_COUNTRIES = {
    "ae": "Asia/Dubai", "ar": "America/Argentina/Buenos_Aires", "at": "Europe/Vienna",
    "be": "Europe/Brussels", "bg": "Europe/Sofia", "br": "America/Sao_Paulo",
    "by": "Europe/Minsk", "ch": "Europe/Zurich", "cl": "America/Santiago",
    "cn": "Asia/Shanghai", "co": "America/Bogota", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn",
    "eg": "Africa/Cairo", "es": "Europe/Madrid", "fi": "Europe/Helsinki",
    "fr": "Europe/Paris", "gr": "Europe/Athens", "hk": "Asia/Hong_Kong",
    "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "ir": "Asia/Tehran",
    "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jp": "Asia/Tokyo",
    "ke": "Africa/Nairobi", "kr": "Asia/Seoul", "lt": "Europe/Vilnius",
    "lu": "Europe/Luxembourg", "lv": "Europe/Riga", "ma": "Africa/Casablanca",
    "mx": "America/Mexico_City", "my": "Asia/Kuala_Lumpur", "ng": "Africa/Lagos",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "nz": "Pacific/Auckland",
    "pe": "America/Lima", "ph": "Asia/Manila", "pk": "Asia/Karachi", "pl": "Europe/Warsaw",
    "pt": "Europe/Lisbon", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade",
    "ru": "Europe/Moscow", "sa": "Asia/Riyadh", "se": "Europe/Stockholm",
    "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok", "tr": "Europe/Istanbul", "tw": "Asia/Taipei",
    "ua": "Europe/Kyiv", "uk": "Europe/London", "uy": "America/Montevideo",
    "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg",
}  # fmt: skip
_CITIES = {
    "America/New_York": "new york|ny|nyc|boston|philadelphia|washington|baltimore|pittsburgh|buffalo"
    "|rochester|syracuse|albany|hartford|providence|newark|miami|tampa|orlando|palm beach"
    "|jacksonville|atlanta|charlotte|raleigh|richmond|norfolk|cleveland|columbus|cincinnati"
    "|dayton|toledo|detroit|indianapolis|manhattan|brooklyn|long island|new jersey|vermont|maine"
    "|new hampshire|connecticut|delaware|carolina|florida|ohio|michigan|toronto|ottawa|montreal",
    "America/Chicago": "chicago|milwaukee|minneapolis|saint paul|st louis|kansas city|omaha"
    "|des moines|dallas|fort worth|houston|san antonio|austin|oklahoma city|tulsa|memphis"
    "|nashville|new orleans|birmingham news|wisconsin|minnesota|iowa|texas|arkansas|mississippi"
    "|louisiana|winnipeg",
    "America/Denver": "denver|boulder|salt lake|albuquerque|santa fe|boise|colorado|utah"
    "|new mexico|wyoming|montana|calgary|edmonton",
    "America/Phoenix": "phoenix|tucson|arizona",
    "America/Los_Angeles": "los angeles|san francisco|san diego|san jose|sacramento|oakland"
    "|seattle|portland oregon|oregon|spokane|las vegas|reno|california|orange county|bay area"
    "|vancouver",
    "Europe/London": "london|manchester|liverpool|birmingham mail|leeds|glasgow|edinburgh"
    "|cardiff|belfast|yorkshire|scotland|wales",
    "Australia/Sydney": "sydney|canberra", "Australia/Melbourne": "melbourne",
    "Australia/Brisbane": "brisbane|queensland", "Australia/Adelaide": "adelaide",
    "Australia/Perth": "perth", "Asia/Kolkata": "delhi|mumbai|hindustan|deccan|india|kolkata",
    "Asia/Tokyo": "tokyo|japan", "Asia/Hong_Kong": "hong kong", "Asia/Jerusalem": "jerusalem",
    "Asia/Manila": "manila|philippine", "Asia/Bangkok": "bangkok",
    "Asia/Singapore": "singapore", "Africa/Johannesburg": "johannesburg|cape town",
    "Africa/Lagos": "lagos|nigeria", "Africa/Nairobi": "nairobi",
    "Europe/Dublin": "dublin|irish", "Europe/Moscow": "moscow",
}  # fmt: skip
_OF_CITY = {
    city: zone for zone, listed in _CITIES.items() for city in listed.split("|")
}
_ANY_CITY = re.compile(
    r"\b(?:"
    + "|".join(sorted(map(re.escape, _OF_CITY), key=len, reverse=True))
    + r")\b"
)


def zone_beside(at: datetime, others: Iterable[datetime]) -> tzinfo | None:
    """Give the offset that another date of the page states, of about the same time.

    "Z" tells nothing: machines write it whatever the clock on the wall says.
    """
    clock = at.replace(tzinfo=None)
    for other in others:
        is_local = other.tzinfo is not None and other.utcoffset()
        if is_local and abs(other.replace(tzinfo=None) - clock) < MOST_APART:
            return other.tzinfo
    return None


def zone_of_place(outlets: Iterable[str], address: str) -> tzinfo | None:
    """Give the zone of the city in the outlet's name, else of the address's country."""
    for outlet in sorted(outlets):
        if found := _ANY_CITY.search(outlet):
            return ZoneInfo(_OF_CITY[found[0]])
    host = urlsplit(address).hostname or ""
    country = _COUNTRIES.get(host.rpartition(".")[2])
    return ZoneInfo(country) if country else None
