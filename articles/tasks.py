"""Sweeps over waiting rows; each is safe at any time and by many processes at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from itertools import takewhile
from math import inf
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles.actions.aging import age_entries
from articles.actions.depending import drop_unheard
from articles.actions.indexing import prepare_documents
from articles.actions.numbering import number_changes
from articles.actions.publishing import cancel_schedule, publish
from articles.actions.refreshing import (
    deliver_again,
    take_up_fact_change,
    take_up_photo_change,
)
from articles.actions.remembering import forget_answers
from articles.errors import ArticleError, NotPublishable
from articles.models import Article, PendingDelivery
from media.actors import Actor
from media.models import FactChange, PhotoChange

logger = logging.getLogger(__name__)

# What one row can do wrong must not stop the rows behind it. A database that does
# not answer is not here: that ends the sweep, and the worker tries again.
ROW_FAILURES = (
    ArticleError, ArithmeticError, AttributeError, DataError, IntegrityError,
    LookupError, TypeError, ValueError,
)  # fmt: skip


def publish_due(now: datetime | None = None) -> int:
    """Publish the scheduled stories whose time has come; say how many went out.

    A story that is refused goes back to approved, with the reasons in its history,
    so that somebody sees to it and no sweep tries for ever.
    """
    moment = now or timezone.now()
    due = Article.objects.due(moment).order_by("publish_at", "pk")
    by = Actor.system("publish_due")
    ids = list(due.values_list("pk", flat=True))
    return _each(ids, lambda pk: _publish_one(pk, moment, by=by))


def refresh_changed_photos() -> int:
    """Note the live stories of changed photos; say how many changes were taken up."""
    return _each(PhotoChange.objects.values_list("pk", flat=True), take_up_photo_change)


def refresh_changed_facts() -> int:
    """Note the live stories that show a changed fact; say how many were taken up."""
    drop_unheard()
    return _each(FactChange.objects.values_list("pk", flat=True), take_up_fact_change)


def deliver_pending(seconds: float = inf) -> int:
    """Deliver what changed facts call for; say how many stories were looked at.

    Ends when nothing is left to do, or when the seconds are over: what is due in other
    sweeps need not wait for a fact that thousands of stories show.
    """
    by, end = Actor.system("deliver_pending"), monotonic() + seconds
    looked_at = 0
    while monotonic() < end:
        taken = refresh_changed_photos() + refresh_changed_facts()
        waiting = PendingDelivery.objects.order_by("pk").values_list(
            "article", flat=True
        )
        stories = takewhile(lambda _: monotonic() < end, dict.fromkeys(waiting))
        done = _each(stories, lambda pk: deliver_again(pk, by=by))
        if not taken and not done:
            break
        looked_at += done
    return looked_at


SWEEPS: dict[str, Callable[[], int]] = {
    "publish_due": publish_due,
    "deliver_pending": partial(deliver_pending, seconds=1),
    "number_changes": number_changes,
    "forget_answers": forget_answers,
    "prepare_documents": partial(prepare_documents, seconds=1),
    "age_entries": partial(age_entries, seconds=1),
}


def _each(keys: Iterable[Any], step: Callable[[Any], bool]) -> int:
    """Take the step for each row in its own transaction; count what was done."""
    done = 0
    for key in keys:
        try:
            done += step(key)
        except ROW_FAILURES:
            logger.exception("A sweep failed for row %s", key)
    return done


@transaction.atomic
def _publish_one(pk: UUID, moment: datetime, *, by: Actor) -> bool:
    article = (
        Article.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .due(moment)
        .filter(pk=pk)
        .first()
    )
    if article is None:
        return False
    try:
        publish(article, by=by)
    except NotPublishable as refused:
        codes = ", ".join(one.code for one in refused.details["refusals"])
        cancel_schedule(article, by=by, note=f"Not published when due: {codes}.")
        return False
    return True
