"""Which entries a search reads: the youngest first, older ones only where it must.

Each age of entries has an index of its words. That of the youngest is small, and most
searches end there; what they go on to look for is rare. The planner is not told how
frequent words are: it would rather go through years by date for words that have gone out
of use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from articles.models.search import MOST_OF_AGE
from articles.tsquery import TextQuery

# In the middle of a list of frequent words, so many of the next are read one by one.
WALKED = 500
LAST = len(MOST_OF_AGE)
# Behind the youngest entry of greater ages, older ones may stand between younger ones,
# however far the sweep is; before it, none does.
_EDGES = "edge AS MATERIALIZED (SELECT {edges})"
_EDGE = "coalesce(greatest({older}), '-infinity') AS of{age}"
# The moment of the youngest entry of an age, as one step into an index.
YOUNGEST = """(SELECT published_at FROM articles_searchentry WHERE age = {age}
        ORDER BY published_at DESC, document_id DESC LIMIT 1)"""
_AGED = """aged{age} AS MATERIALIZED (
        SELECT document_id, published_at FROM articles_searchentry
        WHERE age = {age} AND {matches} AND {anywhere} AND {gates}
        ORDER BY {unordered} {way}, document_id {way} LIMIT %(most)s
    )"""
_UNTIL = "until{age} AS MATERIALIZED (SELECT {is_enough} AS is_enough)"
_NOT_ENOUGH = "NOT (SELECT is_enough FROM until{age})"
_HAS_MOST = """(SELECT count(*) FROM ({found}) AS any_age
        WHERE published_at > (SELECT of{age} FROM edge)) >= %(most)s"""
_STARTS_YOUNG = "(%(start)s > (SELECT of{age} FROM edge))"
_WALKED = """walked AS MATERIALIZED (
        SELECT document_id, published_at FROM (
            SELECT * FROM ({next}) AS any_age
            ORDER BY published_at {way}, document_id {way} LIMIT %(walked)s
        ) AS next
        WHERE words @@ (SELECT exact FROM asked)
        ORDER BY published_at {way}, document_id {way} LIMIT %(wanted)s
    )"""
_NEXT = """SELECT document_id, published_at, words FROM articles_searchentry
            WHERE age = {age} AND {within} AND NOT {starts_young}"""
_FOUND = """found AS (
        SELECT document_id, published_at FROM (
            SELECT * FROM ({found}) AS any_age
            ORDER BY published_at {way}, document_id {way} LIMIT %(most)s
        ) AS loosely {exactly}
        ORDER BY published_at {way}, document_id {way} LIMIT %(wanted)s
    )"""
# One entry by its key for each row, however many the planner thinks there are.
ENTRY = """CROSS JOIN LATERAL (
            SELECT words, text FROM articles_searchentry AS one
            WHERE one.document_id = {of}.document_id OFFSET 0
        ) AS entry"""
# Words in a row are no matter of the index: what it found is looked at once more.
_EXACTLY = " ".join([ENTRY, "WHERE entry.words @@ (SELECT exact FROM asked)"])
_MATCHES = {
    "exact": "words @@ (SELECT exact FROM asked)",
    "loose": "words @@ (SELECT loose FROM asked)",
}
_UNORDERED = "(published_at + interval '0')"


@dataclass(frozen=True)
class Range:
    """The part of a list that is read: a condition on `{time}`, and from which end.

    `starts` says that there is a %(start)s than which no story is younger; upwards, or
    older.
    """

    condition: str
    starts: bool
    is_up: bool


def pick_ids(asked: TextQuery, part: Range, *, is_loose: bool, walks: bool) -> str:
    """Give the WITH that finds ids and times, in the order of times, as `found`.

    It takes the first %(wanted)s that match the exact query, of the first %(most)s that
    match the loose one; only where `is_loose` does the latter find more.
    """
    named = {
        "matches": _MATCHES["loose" if is_loose else "exact"],
        "within": part.condition.format(time="published_at"),
        "anywhere": part.condition.format(time=_UNORDERED),
        "exactly": _EXACTLY.format(of="loosely") if is_loose else "",
        "unordered": _UNORDERED,
        "way": "ASC" if part.is_up else "DESC",
    }
    steps = [_asked(asked, is_loose=is_loose), _edges()]
    found, gates = [], ["TRUE"]
    for age in range(LAST):
        steps.append(_AGED.format(age=age, gates=" AND ".join(gates), **named))
        found.append(f"TABLE aged{age}")
        steps.append(_until(age, found, part))
        gates.append(_NOT_ENOUGH.format(age=age))
    either = " UNION ALL "
    if walks and part.starts:
        either = " UNION "  # what was walked by is of some age, too
        steps.append(_walked(named))
        found.append("TABLE walked")
        gates.append("(SELECT count(*) FROM walked) < %(wanted)s")
    steps.append(_AGED.format(age=LAST, gates=" AND ".join(gates), **named))
    found.append(f"TABLE aged{LAST}")
    steps.append(_FOUND.format(found=either.join(found), **named))
    return "WITH " + ", ".join(steps)


def _asked(asked: TextQuery, *, is_loose: bool) -> str:
    loose = f", ({asked.loose}) AS loose" if is_loose else ""
    return f"asked AS MATERIALIZED (SELECT ({asked.exact}) AS exact{loose})"


def _edges() -> str:
    """Give the moment of the youngest entry of greater ages than each."""
    youngest = [YOUNGEST.format(age=age) for age in range(1, LAST + 1)]
    edges = [
        _EDGE.format(older=", ".join(youngest[age:]), age=age) for age in range(LAST)
    ]
    return _EDGES.format(edges=", ".join(edges))


def _until(age: int, found: list[str], part: Range) -> str:
    """Give whether older entries do not matter; upwards, those are behind the start."""
    has_most = _HAS_MOST.format(age=age, found=" UNION ALL ".join(found))
    is_enough = _STARTS_YOUNG.format(age=age) if part.is_up else has_most
    return _UNTIL.format(age=age, is_enough=is_enough)


def _walked(named: Mapping[str, str]) -> str:
    starts_young = _STARTS_YOUNG.format(age=LAST - 1)
    entries = [
        _NEXT.format(age=age, starts_young=starts_young, **named)
        for age in range(LAST + 1)
    ]
    return _WALKED.format(next=" UNION ALL ".join(entries), **named)
