"""What the desk's steps leave for readers: the stored document and its change row."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions.depending import dependencies, rights_to_come
from articles.actions.filing import PUBLIC_STEPS, filing, render
from articles.actions.holding import Held, hold_live
from articles.actions.numbering import number_changes
from articles.exporting import live_edition, rfc3339, story_url
from articles.exporting.documents import Edition
from articles.models import Article, Change, PublishedDocument
from articles.models.delivery import ChangeKind, PublicStatus
from articles.statements import Statement, insert, send, update
from media.actions import order_renditions


def deliver(article: Article, kind: str, *, cause: str) -> None:
    """Write the document of a live story anew, with a change row.

    The caller holds the article's row lock.
    """
    held = hold_live(article)
    edition = live_edition(article, held.story, held.facts)
    written = delivery(article, held, edition, kind, cause=cause)
    send(update(article, "delivery_version"), *written)


def deliver_noted(article: Article) -> str | None:
    """Write the document anew where what the story was noted for changes it; say why.

    The caller holds the article's row lock. None where readers have these bytes
    already. A change of rights is told as one also where its own note comes too late:
    by then these bytes show it.
    """
    held = hold_live(article)
    edition = live_edition(article, held.story, held.facts)
    if _is_delivered(article, render(edition.document)):
        send(dependencies(article, edition, held.notices, tell=False))
        return None
    coming = rights_to_come(article, edition)
    is_rights = coming or any(kind == ChangeKind.RIGHTS for kind, _ in held.served)
    kind = ChangeKind.RIGHTS if is_rights else ChangeKind.UPDATE
    causes = [*(cause for _, cause in held.served), *coming]
    cause = "; ".join(dict.fromkeys(causes))[:200]
    written = delivery(article, held, edition, kind, cause=cause, tell=False)
    send(update(article, "delivery_version"), *written)
    return cause


def delivery(
    article: Article,
    held: Held,
    edition: Edition,
    kind: str,
    *,
    cause: str = "",
    tell: bool = True,
) -> list[Statement]:
    """Give what writes a live document, what it depends on, and its change row.

    The list item is the document without its body. The photos' renditions are made
    afterwards. The caller writes the `delivery_version`, which is counted here.
    """
    order_renditions(held.pictures)
    change = _change(article, kind, cause=cause)
    document = {**edition.document, "version": article.delivery_version}
    filed = filing(
        article,
        document,
        section=document["section"]["slug"],
        source=document["source"]["slug"],
        published_at=datetime.fromisoformat(document["published_at"]),
        updated_at=datetime.fromisoformat(document["updated_at"]),
    )
    return [dependencies(article, edition, held.notices, tell=tell), change, *filed]


def withdraw(article: Article) -> None:
    """Take the document of an unpublished story away: readers find nothing."""
    PublishedDocument.objects.filter(pk=article.pk).delete()
    change = _change(article, ChangeKind.UNPUBLISH)
    send(update(article, "delivery_version"), dependencies(article, None), change)


def bury(article: Article) -> None:
    """Leave a tombstone of a killed story; none where readers never saw it.

    It says only what readers knew: the story's identity and its last public address.
    """
    if article.delivery_version == 0:
        return
    slug, section = _last_address(article)
    now = timezone.now()
    change = _change(article, ChangeKind.KILL)
    tombstone = {
        "id": str(article.pk),
        "guid": article.guid,
        "version": article.delivery_version,
        "status": PublicStatus.CANCELED.value,
        "type": article.type,
        "language": article.language,
        "slug": slug,
        "url": story_url(section, slug),
        "updated_at": rfc3339(now),
    }
    filed = filing(
        article,
        tombstone,
        section=section,
        source="",
        published_at=article.published_at or now,
        updated_at=now,
    )
    counted = update(article, "delivery_version")
    send(counted, change, dependencies(article, None), *filed)


def _last_address(article: Article) -> tuple[str, str]:
    """Give the slug of the story and of its section that readers last saw."""
    stored = PublishedDocument.objects.filter(pk=article.pk)
    if found := stored.values_list("slug", "section").first():
        return found
    seen = article.events.filter(action__in=PUBLIC_STEPS, revision__isnull=False)
    last = seen.values_list("revision__story", flat=True).first()
    return (last["slug"], last["section"]["slug"]) if last else (article.slug, "news")


def _is_delivered(article: Article, detail: bytes) -> bool:
    rows = PublishedDocument.objects.filter(pk=article.pk)
    stored = rows.values_list("detail", flat=True).first()
    return stored is not None and bytes(stored) == detail


def _change(article: Article, kind: str, *, cause: str = "") -> Statement:
    """Count a change of what readers get; give what writes its row."""
    article.delivery_version += 1
    # Readers need not wait for a sweep; should this fail, the next one numbers it.
    transaction.on_commit(number_changes, robust=True)
    return insert(
        Change(
            article_id=article.pk,
            guid=article.guid,
            kind=kind,
            version=article.delivery_version,
            cause=cause,
        )
    )
