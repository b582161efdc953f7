"""What the desk's steps leave for readers: the stored document and its change row."""

from __future__ import annotations

from articles.models import Article, Change
from articles.models.delivery import ChangeKind


def deliver(article: Article, kind: str, *, cause: str = "") -> Change:
    """Write the document of a live story, and its change row.

    The caller holds the article's row lock.
    """
    return _log(article, kind, cause)


def withdraw(article: Article) -> Change:
    """Take the document of an unpublished story away."""
    return _log(article, ChangeKind.UNPUBLISH, "")


def bury(article: Article) -> Change | None:
    """Leave a tombstone of a killed story; none where readers never saw it."""
    if article.delivery_version == 0:
        return None
    return _log(article, ChangeKind.KILL, "")


def _log(article: Article, kind: str, cause: str) -> Change:
    article.delivery_version += 1
    article.save(update_fields=["delivery_version"])
    return Change.objects.create(
        article=article,
        guid=article.guid,
        kind=kind,
        version=article.delivery_version,
        cause=cause,
    )
