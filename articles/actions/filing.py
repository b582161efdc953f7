"""The stored document: its bytes, and what lists and search find it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.actions.indexing import compress, search_entry
from articles.exporting import etag_of
from articles.models import (
    Article,
    ArticleEvent,
    DocumentFacet,
    PublishedDocument,
    Revision,
)
from articles.models.delivery import FACETS
from articles.renderers.base import Site
from articles.renderers.document import DocumentRenderer
from articles.statements import Statement

# The steps whose revision readers have seen.
PUBLIC_STEPS = ("publish", "publish_update", "correct")
_TABLES = {
    "document": PublishedDocument._meta.db_table,
    "facet": DocumentFacet._meta.db_table,
    "event": ArticleEvent._meta.db_table,
    "revision": Revision._meta.db_table,
}
_SAID = ("slug", "guid", "status", "version", "type", "language")
_GIVEN = (
    *_SAID, "section", "source", "published_at", "updated_at", "detail", "detail_etag",
    "detail_gzip", "gzip_of", "item", "delivered_at",
)  # fmt: skip
# A slug that only a draft had is none of the readers', though it is claimed already.
_OLD_SLUGS = """
    SELECT story->>'slug' FROM {event} AS event
        JOIN {revision} AS revision ON revision.id = event.revision_id
        WHERE event.article_id = %(article)s AND action = ANY(%(steps)s)
    UNION SELECT slug FROM {document} WHERE article_id = %(article)s
    UNION SELECT unnest(old_slugs) FROM {document} WHERE article_id = %(article)s
"""
# What is not given is as in a new row: nothing follows. Two deliveries of one story
# differ in whole seconds, as HTTP dates do.
_DOCUMENT = f"""
    INSERT INTO {{document}} AS old (article_id, old_slugs, {", ".join(_GIVEN)})
    VALUES (
        %(article)s,
        ARRAY(
            SELECT known FROM ({_OLD_SLUGS}) AS slugs (known)
            WHERE known <> %(slug)s ORDER BY known
        ),
        {", ".join(f"%({name})s" for name in _GIVEN)}
    )
    ON CONFLICT (article_id) DO UPDATE SET {{anew}}, delivered_at = greatest(
            excluded.delivered_at, old.delivered_at + interval '1 second'
        )
""".format(  # noqa: S608 - names of ours
    **_TABLES,
    anew=", ".join(
        f"{field.column} = excluded.{field.column}"
        for field in PublishedDocument._meta.concrete_fields
        if field.column not in ("article_id", "delivered_at")
    ),
)
_FACETS = """
    DELETE FROM {facet} WHERE document_id = %(article)s AND (kind, slug) NOT IN (
        SELECT * FROM unnest(%(kinds)s::text[], %(slugs)s::text[])
    );
    INSERT INTO {facet} AS old
        (document_id, kind, slug, section, language, published_at)
    SELECT %(article)s, kind, slug, %(section)s, %(language)s, %(published_at)s
    FROM unnest(%(kinds)s::text[], %(slugs)s::text[]) AS wanted (kind, slug)
    ON CONFLICT (document_id, kind, slug) DO UPDATE
    SET section = excluded.section, language = excluded.language,
        published_at = excluded.published_at
    WHERE (old.section, old.language, old.published_at)
        <> (excluded.section, excluded.language, excluded.published_at)
""".format(**_TABLES)  # noqa: S608 - names of ours


def filing(
    article: Article, document: Mapping[str, Any], **columns: Any
) -> Iterator[Statement]:
    """Give what stores a document, or a tombstone, and has lists and search find it.

    `columns` are those a tombstone does not say: section, source, published_at and
    updated_at.
    """
    detail = render(document)
    etag = etag_of(detail)
    given = {
        **{name: document[name] for name in _SAID},
        **columns,
        "detail": detail,
        "detail_etag": etag,
        "detail_gzip": compress(detail),
        "gzip_of": etag,
        "item": render({key: document[key] for key in document if key != "body"}),
        "delivered_at": timezone.now(),
    }
    yield Statement(
        _DOCUMENT, {**given, "article": article.pk, "steps": list(PUBLIC_STEPS)}
    )
    facets = {
        (kind.value, row["slug"])
        for kind, name in FACETS.items()
        for row in document.get(name, [])
        if row["slug"]
    }
    asked = {name: given[name] for name in ("section", "language", "published_at")}
    yield Statement(
        _FACETS,
        {
            **asked,
            "article": article.pk,
            "kinds": [kind for kind, _ in facets],
            "slugs": [slug for _, slug in facets],
        },
    )
    yield search_entry(article.pk, document)


def render(document: Mapping[str, Any]) -> bytes:
    """Give the bytes of a document as readers get it."""
    site = Site(settings.SITE_NAME, settings.SITE_URL)
    return DocumentRenderer(site).render(document)
