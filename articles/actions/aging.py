"""Entries of the search grow older, so that the index of the youngest stays small."""

from __future__ import annotations

from math import inf
from time import monotonic

from django.db import connection

from articles.models.search import MOST_OF_AGE

_BATCH = 100  # in one transaction
# The oldest first: those that keep their age are the youngest.
_GROW = """
    UPDATE articles_searchentry SET age = age + 1 WHERE document_id IN (
        SELECT document_id FROM articles_searchentry
        WHERE age = %(age)s AND (published_at, document_id) <= (
            SELECT published_at, document_id FROM articles_searchentry
            WHERE age = %(age)s
            ORDER BY published_at DESC, document_id DESC OFFSET %(most)s LIMIT 1
        )
        ORDER BY published_at, document_id LIMIT %(batch)s
        FOR UPDATE SKIP LOCKED
    )"""


def age_entries(seconds: float = inf) -> int:
    """Make the oldest entries of each age older where it has too many; say how many.

    Ends when the seconds are over, so that other sweeps get their turn. Searches find
    the same at any time, only not as fast. What comes to an age makes as many of it
    older at once: where nothing has come, the many of the next are not counted.
    """
    end, done = monotonic() + seconds, 0
    while True:
        before = done
        for age, most in enumerate(MOST_OF_AGE):
            done += _grow(age, most)
            if not done:
                return 0
        if done == before or monotonic() >= end:
            return done


def _grow(age: int, most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_GROW, {"age": age, "most": most, "batch": _BATCH})
        return int(cursor.rowcount)
