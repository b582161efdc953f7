"""Doing a request once: its answer is kept with its effect, or neither is."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from articles.errors import KeyReused, StillRunning
from articles.models import KeptAnswer

KEPT_FOR = timedelta(hours=24)
LONGEST_WAIT = 5.0
_PAUSE = 0.05
_AT_ONCE = 1000


def answer_before(user_id: int, key: str, request: str) -> KeptAnswer | None:
    """Give what this key was answered, or None for whoever now does the work.

    Call it in the transaction that does the work: it holds the key until that ends,
    and waits while another one does. Raises StillRunning where that takes long, and
    KeyReused where the key stands for another request.
    """
    _hold(user_id, key)
    kept = KeptAnswer.objects.filter(user_id=user_id, key=key).first()
    if kept and kept.at < timezone.now() - KEPT_FOR:
        # No sweep has forgotten it yet; it is over all the same.
        kept.delete()
        return None
    if kept and kept.request != request:
        raise KeyReused
    return kept


def keep_answer(
    user_id: int,
    key: str,
    request: str,
    *,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
) -> None:
    """Keep the answer, in the transaction of its effect."""
    KeptAnswer.objects.create(
        user_id=user_id,
        key=key,
        request=request,
        status=status,
        headers=dict(headers),
        body=body,
    )


def forget_answers(now: datetime | None = None) -> int:
    """Forget answers a day after they were given; say how many."""
    before = (now or timezone.now()) - KEPT_FOR
    old = KeptAnswer.objects.filter(at__lt=before).order_by("at")
    ids = list(old.values_list("pk", flat=True)[:_AT_ONCE])
    return KeptAnswer.objects.filter(pk__in=ids).delete()[0] if ids else 0


def _hold(user_id: int, key: str) -> None:
    """Let one transaction at a time work under this key."""
    digest = hashlib.sha256(f"answer {user_id} {key}".encode()).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    deadline = time.monotonic() + LONGEST_WAIT
    while not _try(number):
        if time.monotonic() > deadline:
            raise StillRunning(wait=int(LONGEST_WAIT))
        time.sleep(_PAUSE)


def _try(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
