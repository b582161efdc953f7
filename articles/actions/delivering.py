"""What the desk's steps leave for readers: the stored document and its change row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.actions.depending import keep_dependencies
from articles.actions.holding import hold_facts
from articles.actions.indexing import compress, write_search_entry
from articles.actions.numbering import number_changes
from articles.exporting import etag_of, live_edition, rfc3339, story_url
from articles.models import (
    Article,
    ArticleEvent,
    Change,
    DocumentFacet,
    PublishedDocument,
)
from articles.models.delivery import (
    FACETS,
    NOTHING_FOLLOWS,
    ChangeKind,
    PublicStatus,
)
from articles.renderers.base import Site
from articles.renderers.document import DocumentRenderer
from media.actions import order_renditions

# Delivered bytes of one story differ in whole seconds, as HTTP dates do.
_APART = timedelta(seconds=1)


def deliver(
    article: Article, kind: str, *, cause: str = "", only_if_changed: bool = False
) -> Change | None:
    """Write the document of a live story, what it depends on, and its change row.

    The caller holds the article's row lock and has set `live_revision`; the list item
    is the document without its body. The photos' renditions are made afterwards. None
    where readers have these bytes already and only a change is asked for.
    """
    held = hold_facts(article)
    edition = live_edition(article)
    keep_dependencies(article, edition, held.notices, tell=not only_if_changed)
    if only_if_changed and _is_delivered(article, edition.document):
        return None
    order_renditions(held.pictures)
    change = _log(article, kind, cause)
    document = {**edition.document, "version": article.delivery_version}
    item = {key: value for key, value in document.items() if key != "body"}
    _store(
        article,
        document,
        item,
        section=document["section"]["slug"],
        source=document["source"]["slug"],
        published_at=datetime.fromisoformat(document["published_at"]),
        updated_at=datetime.fromisoformat(document["updated_at"]),
    )
    return change


def withdraw(article: Article) -> Change:
    """Take the document of an unpublished story away: readers find nothing."""
    PublishedDocument.objects.filter(pk=article.pk).delete()
    keep_dependencies(article, None)
    return _log(article, ChangeKind.UNPUBLISH, "")


def bury(article: Article) -> Change | None:
    """Leave a tombstone of a killed story; none where readers never saw it.

    It says only what readers knew: the story's identity and its last public address.
    """
    if article.delivery_version == 0:
        return None
    slug, section = _last_address(article)
    change = _log(article, ChangeKind.KILL, "")
    keep_dependencies(article, None)
    tombstone = {
        "id": str(article.pk),
        "guid": article.guid,
        "version": article.delivery_version,
        "status": PublicStatus.CANCELED.value,
        "type": article.type,
        "language": article.language,
        "slug": slug,
        "url": story_url(section, slug),
        "updated_at": rfc3339(change.at),
    }
    _store(
        article,
        tombstone,
        tombstone,
        section=section,
        published_at=article.published_at or change.at,
        updated_at=change.at,
    )
    return change


def _last_address(article: Article) -> tuple[str, str]:
    """Give the slug of the story and of its section that readers last saw."""
    if document := _stored(article):
        return document.slug, document.section
    last = _publications(article).values_list("revision__story", flat=True).first()
    return (last["slug"], last["section"]["slug"]) if last else (article.slug, "news")


def _public_slugs(article: Article, stored: PublishedDocument | None) -> set[str]:
    """Give every slug under which readers have found the story.

    A slug that only a draft had is none of theirs, though it is claimed already.
    """
    found = set(_publications(article).values_list("revision__story__slug", flat=True))
    return found | ({stored.slug, *stored.old_slugs} if stored else set())


def _publications(article: Article) -> QuerySet[ArticleEvent]:
    return article.events.filter(
        action__in=("publish", "publish_update", "correct"), revision__isnull=False
    )


def _stored(article: Article) -> PublishedDocument | None:
    rows = PublishedDocument.objects.only(
        "slug", "section", "old_slugs", "delivered_at"
    )
    return rows.filter(pk=article.pk).first()


def _store(
    article: Article,
    document: Mapping[str, Any],
    item: Mapping[str, Any],
    **columns: Any,
) -> None:
    """Write the bytes and, beside them, what lists filter and sort by."""
    detail = _render(document)
    etag = etag_of(detail)
    before = _stored(article)
    now = timezone.now()
    for name in ("slug", "guid", "status", "version", "type", "language"):
        columns[name] = document[name]
    stored, _ = PublishedDocument.objects.update_or_create(
        article=article,
        defaults={
            **columns,
            "old_slugs": sorted(_public_slugs(article, before) - {document["slug"]}),
            "detail": detail,
            "detail_etag": etag,
            "detail_gzip": compress(detail),
            "gzip_of": etag,
            "item": _render(item),
            **NOTHING_FOLLOWS,
            "delivered_at": max(now, before.delivered_at + _APART) if before else now,
        },
    )
    _store_facets(stored, document)
    write_search_entry(stored, document)


def _render(document: Mapping[str, Any]) -> bytes:
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    return DocumentRenderer(site).render(document)


def _is_delivered(article: Article, document: Mapping[str, Any]) -> bool:
    rows = PublishedDocument.objects.filter(pk=article.pk)
    detail = rows.values_list("detail", flat=True).first()
    return detail is not None and bytes(detail) == _render(document)


def _store_facets(stored: PublishedDocument, document: Mapping[str, Any]) -> None:
    """Write what lists find the story by beside its columns; none for a tombstone."""
    same = {
        "section": stored.section,
        "language": stored.language,
        "published_at": stored.published_at,
    }
    wanted = {
        (kind.value, row["slug"])
        for kind, name in FACETS.items()
        for row in document.get(name, [])
        if row["slug"]
    }
    for facet in stored.facets.all():
        if (place := (facet.kind, facet.slug)) not in wanted:
            facet.delete()
            continue
        wanted.remove(place)
        if any(getattr(facet, name) != value for name, value in same.items()):
            stored.facets.filter(pk=facet.pk).update(**same)
    DocumentFacet.objects.bulk_create(
        DocumentFacet(document=stored, kind=kind, slug=slug, **same)
        for kind, slug in sorted(wanted)
    )


def _log(article: Article, kind: str, cause: str) -> Change:
    article.delivery_version += 1
    article.save(update_fields=["delivery_version"])
    # Readers need not wait for a sweep; should this fail, the next one numbers it.
    transaction.on_commit(number_changes, robust=True)
    return Change.objects.create(
        article=article,
        guid=article.guid,
        kind=kind,
        version=article.delivery_version,
        cause=cause,
    )
