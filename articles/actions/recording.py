"""What every action on a story does: lock its row, take the step, write history."""

from __future__ import annotations

from collections.abc import Iterable

from articles.errors import StaleVersion
from articles.models import Article, ArticleEvent, Revision
from articles.statements import AS_JSON, Statement, insert, row_of, send, update
from articles.workflow import next_status
from media.actors import Actor

_LOCK = f"""
    SELECT {AS_JSON} FROM {Article._meta.db_table} AS row
    WHERE id = %(article)s FOR NO KEY UPDATE
"""  # noqa: S608 - names of ours


def lock_article(article: Article, *, base_version: int | None = None) -> Article:
    """Give the article's row, fresh and locked until the transaction ends.

    Raises StaleVersion where it is no longer the version the caller saw.
    """
    found = send(Statement(_LOCK, {"article": article.pk}))
    if not found:
        raise Article.DoesNotExist
    locked = row_of(Article, found[0][0])
    if base_version is not None and base_version != locked.edit_version:
        raise StaleVersion(seen=base_version, current=locked.edit_version)
    return locked


def is_own(article: Article, by: Actor) -> bool:
    """Say whether the story was started by this actor."""
    return by.user_id is not None and article.created_by_id == by.user_id


def check_step(article: Article, name: str, *, by: Actor, note: str = "") -> None:
    """Raise NotAllowed, WrongStatus or NoteMissing where the step is not open."""
    next_status(name, article.status, by, is_own=is_own(article, by), note=note)


def move(
    article: Article,
    name: str,
    *,
    by: Actor,
    note: str = "",
    also: tuple[str, ...] = (),
    more: Iterable[Statement] = (),
) -> None:
    """Take one step of the table on a locked row, and record it.

    `also` names the columns the caller has changed beside the status; `more` is what
    is written after it in the same trip.
    """
    before = article.status
    article.status = next_status(
        name, before, by, is_own=is_own(article, by), note=note
    )
    article.edit_version += 1
    send(
        update(article, "status", "edit_version", "updated_at", *also),
        insert(_event(article, name, by=by, from_status=before, note=note)),
        *more,
    )


def record(
    article: Article,
    action: str,
    *,
    by: Actor,
    from_status: str | None = None,
    note: str = "",
    revision: Revision | None = None,
) -> None:
    """Write the one history row of an action."""
    before = article.status if from_status is None else from_status
    event = _event(article, action, by=by, from_status=before, note=note)
    if revision:
        event.revision_id = revision.pk
    send(insert(event))


def _event(
    article: Article, action: str, *, by: Actor, from_status: str, note: str
) -> ArticleEvent:
    return ArticleEvent(
        article_id=article.pk,
        action=action,
        from_status=from_status,
        to_status=article.status,
        revision_id=article.draft_revision_id,
        user_id=by.user_id,
        actor=by.name,
        run=by.run,
        note=note.strip(),
    )
