"""A connection that is not asked before each request whether it is still there."""

from __future__ import annotations

import select
from time import monotonic

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

SECONDS = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, but that a busy connection is asked once in SECONDS, not each time.

    In between it is enough that nothing waits to be read: an idle server speaks only
    to say that it ends the connection, and a cut one reads as ended. That costs no
    trip to the database. One that rested is asked, as its server may have gone without
    a word; so is one that failed, or was left in the middle of something.
    """

    _answered_at = float("-inf")

    def is_usable(self) -> bool:
        """Say whether the connection can take a query; Django asks once a request."""
        now = monotonic()
        if now - self._answered_at < SECONDS and self._is_idle():
            return True
        if is_usable := super().is_usable():
            self._answered_at = now
        return is_usable

    def _is_idle(self) -> bool:
        if self.connection is None or self.connection.closed or self.errors_occurred:
            return False
        if self.connection.info.transaction_status != TransactionStatus.IDLE:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
