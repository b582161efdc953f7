"""One way in for doors: take a step by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from articles.actions import correcting, publishing, review
from articles.models import Article
from media.actors import Actor


def take(
    name: str,
    article: Article,
    *,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
    confirmed: bool = False,
    kind: str = "correction",
    text: str = "",
) -> Article:
    """Take the step called `name` (a key of `workflow.STEPS`) and give the new row.

    `at` is for schedule, `confirmed` for kill, `kind` and `text` (for readers) for
    correct; others ignore them. A KeyError means that there is no such step.
    """
    if name == "schedule":
        return publishing.schedule(article, by=by, at=at, note=note)
    if name == "kill":
        return publishing.kill(article, by=by, note=note, confirmed=confirmed)
    if name == "correct":
        return correcting.correct(article, kind=kind, text=text, by=by, note=note)
    simple: dict[str, Callable[..., Article]] = {
        "submit": review.submit,
        "return": review.return_to_writer,
        "approve": review.approve,
        "cancel_schedule": publishing.cancel_schedule,
        "publish": publishing.publish,
        "publish_update": publishing.publish_update,
        "unpublish": publishing.unpublish,
    }
    return simple[name](article, by=by, note=note)
