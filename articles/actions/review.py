"""The desk's check: submit, return, approve."""

from __future__ import annotations

from django.db import transaction

from articles.actions.recording import lock_article, move
from articles.models import Article
from media.actors import Actor


@transaction.atomic
def submit(article: Article, *, by: Actor, note: str = "") -> Article:
    """Send a draft to the editors."""
    return _move(article, "submit", by=by, note=note)


@transaction.atomic
def return_to_writer(article: Article, *, by: Actor, note: str) -> Article:
    """Send a story back, saying why."""
    return _move(article, "return", by=by, note=note)


@transaction.atomic
def approve(article: Article, *, by: Actor, note: str = "") -> Article:
    """Say that a story may be published."""
    return _move(article, "approve", by=by, note=note)


def _move(article: Article, name: str, *, by: Actor, note: str) -> Article:
    locked = lock_article(article)
    move(locked, name, by=by, note=note)
    return locked
