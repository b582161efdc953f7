"""What the tests of stale documents share: what readers get."""

from __future__ import annotations

from typing import Any

import orjson

from articles.actions.drafting import save_draft
from articles.exporting import draft_story
from articles.models import Article, PublishedDocument
from tests.factories import SYSTEM, take_step


def document(article: Article) -> dict[str, Any]:
    """Give the document that readers get."""
    row = PublishedDocument.objects.get(pk=article.pk)
    found: dict[str, Any] = orjson.loads(bytes(row.detail))
    return found


def edit(article: Article, **changes: Any) -> None:
    """Change the draft and show it to readers."""
    story = draft_story(Article.objects.get(pk=article.pk)).evolve(**changes)
    save_draft(article, story, by=SYSTEM)
    take_step(article, "publish_update")


def last_change(article: Article) -> tuple[str, int, str]:
    """Give kind, version and cause of the last thing readers heard."""
    change = article.changes.order_by("-id")[0]
    return change.kind, change.version, change.cause
