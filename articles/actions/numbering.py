"""The order of the change feed: committed changes get their places, one after another.

Why a consumer that reads ``position > last`` misses nothing:

- A change has no position until its transaction has committed, and only positions
  are read. So no slow writer can commit below a place that was read already.
- Places are given by one transaction at a time, under a lock that is freed after the
  commit is visible. Each gives the numbers behind the highest it sees, so places
  become visible in their order and without gaps.
- The changes of one story are written under its row lock: a later one gets a higher
  id and commits later. A batch numbers by id, so a story's changes keep their order,
  and so does whatever was published after something else had committed.
- Places are plain numbers in the table. A dump holds them, and a restored database
  goes on behind the highest; nothing depends on transaction ids or a server's clock.

Nobody waits for a transaction that dawdles: it only comes later itself.
"""

from __future__ import annotations

from django.db import connection

from articles.models import Change

_LOCK = 0x66656564  # "feed"
# Sent together they are one transaction and cost one trip. They stay two statements:
# the second one sees what was committed before the lock was got.
_NUMBER = """
    SELECT pg_advisory_xact_lock(%s);
    UPDATE {table} AS change SET position = place.number
    FROM (
        SELECT id, (SELECT coalesce(max(position), 0) FROM {table})
            + row_number() OVER (ORDER BY id) AS number
        FROM {table} WHERE position IS NULL
    ) AS place
    WHERE change.id = place.id
"""


def number_changes() -> int:
    """Give every committed change its place in the feed; say how many got one.

    To be called outside the transactions that write changes: it holds off other
    callers until it has committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER.format(table=Change._meta.db_table), [_LOCK])
        cursor.nextset()
        return int(cursor.rowcount)
