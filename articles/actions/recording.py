"""What every action on a story does: lock its row, take the step, write history."""

from __future__ import annotations

from articles.errors import StaleVersion
from articles.models import Article, ArticleEvent, Revision
from articles.workflow import next_status
from media.actors import Actor


def lock_article(article: Article, *, base_version: int | None = None) -> Article:
    """Give the article's row, fresh and locked until the transaction ends.

    Raises StaleVersion where it is no longer the version the caller saw.
    """
    locked = Article.objects.select_for_update(of=("self",), no_key=True).get(
        pk=article.pk
    )
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
) -> ArticleEvent:
    """Take one step of the table on a locked row, and record it.

    `also` names the columns the caller has changed beside the status.
    """
    before = article.status
    article.status = next_status(
        name, before, by, is_own=is_own(article, by), note=note
    )
    article.edit_version += 1
    article.save(update_fields=["status", "edit_version", "updated_at", *also])
    return record(article, name, by=by, from_status=before, note=note)


def record(
    article: Article,
    action: str,
    *,
    by: Actor,
    from_status: str | None = None,
    note: str = "",
    revision: Revision | None = None,
) -> ArticleEvent:
    """Write the one history row of an action."""
    return ArticleEvent.objects.create(
        article=article,
        action=action,
        from_status=article.status if from_status is None else from_status,
        to_status=article.status,
        revision_id=revision.pk if revision else article.draft_revision_id,
        user_id=by.user_id,
        actor=by.name,
        run=by.run,
        note=note.strip(),
    )
