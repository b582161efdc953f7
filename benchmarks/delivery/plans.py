"""EXPLAIN of every list, filter and search: by an index, and never all of it sorted."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.cursors import Cursor
from articles.finding import find_page
from articles.models import PublishedDocument
from articles.searching import Search, find_matches
from articles.terms import read_terms
from benchmarks.delivery.rows import OTHER_SEARCHES, SEARCHES

# A search sorts no more rows than these by date: the recent entries, or, of words that
# few of these have, all there are. Figures of this file's own, so that nobody mends a
# plan by raising what it is measured by.
_MOST_SORTED = 20_000
# A list reads one row more than a page has, and from another table one for each.
_MOST_READ = 21
_SORT = re.compile(r"[ >-]*(Incremental )?Sort  \(")
_REFUSED = re.compile(r"Rows Removed by .*: (\d+)")
_ACTUAL = re.compile(r"actual rows=(\d+)(?:\.\d+)? loops=(\d+)")


def explain_all() -> dict[str, Any]:
    """Give every plan by its question, and what is wrong with which."""
    rows = PublishedDocument.objects.newest()
    deep = rows.values_list("published_at", "pk")[rows.count() // 2]
    dates = {"published_before": timezone.now() - timedelta(days=700)}
    one = {
        "section": "section-5", "topic": "topic-7", "contributor": "contributor-9",
        "source": "wire-4", "type": "opinion", "language": "en",
    }  # fmt: skip
    filters: list[dict[str, Any]] = [
        {},
        *({name: value} for name, value in one.items()),
        *({name: one[name], "language": "en"} for name in one if name != "language"),
        {"section": one["section"], "topic": one["topic"]},
        {"section": one["section"], "type": one["type"]},
    ]
    asked = {}
    for asks, more in itertools.product(filters, ({}, dates)):
        for cursor in (None, Cursor(*deep)):
            name = f"{ {**asks, **more} } {'deep' if cursor else 'first'}"
            with CaptureQueriesContext(connection) as captured:
                page = find_page({**asks, **more}, 20, cursor)
            if not page.rows:
                raise AssertionError(f"A list of nothing shows nothing: {name}")
            asked[name] = captured[0]["sql"]
    for q in (*SEARCHES, *OTHER_SEARCHES):
        for by_rank in (False, True):
            with CaptureQueriesContext(connection) as captured:
                find_matches(Search(read_terms(q), {}, by_rank), 20)
            asked[f"q={q} {'by rank' if by_rank else 'newest'}"] = captured[0]["sql"]
    plans = {name: _explain(sql) for name, sql in asked.items()}
    return {
        "plans": plans,
        "wrong": [name for name, plan in plans.items() if _is_wrong(name, plan)],
    }


def _explain(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) {sql}")
        return [row[0] for row in cursor.fetchall()]


def _is_wrong(name: str, plan: list[str]) -> bool:
    """Say whether a plan reads a table through, sorts a list, or all that is found.

    What other processes would do of it, nobody counts.
    """
    if any("Seq Scan on articles_" in line or "Gather" in line for line in plan):
        return True
    sorts = [n for n, line in enumerate(plan) if _SORT.match(line)]
    if not name.startswith("q="):
        read = (max(_rows_given([line]), _rows_refused(line)) for line in plan)
        return bool(sorts) or max(read) > _MOST_READ
    return any(_rows_given(plan[n + 1 :]) > _MOST_SORTED for n in sorts)


def _rows_given(below: list[str]) -> int:
    """Give how many rows the first step of these lines gave; 0 where it never ran."""
    step = next((line for line in below if "->" in line), "")
    found = _ACTUAL.search(step)
    return int(found[1]) * int(found[2]) if found else 0


def _rows_refused(line: str) -> int:
    """Give how many rows a step read for nothing, where the line says so."""
    found = _REFUSED.search(line)
    return int(found[1]) if found else 0
