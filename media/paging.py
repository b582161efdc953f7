"""Counting for long lists: no further than anybody turns pages."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

MOST_COUNTED = 10_000


class CappedPaginator(Paginator):
    """Counts at most `MOST_COUNTED` rows; older ones are for search and filters."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """Give the number of rows, or `MOST_COUNTED` where there are more."""
        rows = self.object_list.order_by().values("pk")
        return int(rows[:MOST_COUNTED].count())
