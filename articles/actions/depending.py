"""What documents show, as rows: written with each delivery, asked when a fact changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection

from articles.exporting.depending import facts_now
from articles.exporting.documents import Edition
from articles.models import Article, DocumentDependency, PendingDelivery, PhotoUse
from articles.models.delivery import ChangeKind
from articles.models.dependency import FactKind
from articles.statements import Statement, send
from media.models import FactChange, PhotoChange

DOCUMENT = "document"  # a change of this kind: look at what the document has seen
EVERYTHING = "everything"  # one of this kind: every live document, by and by
UNHELD = (FactKind.STORY, FactKind.NOTICE, FactKind.SITE_NOTICE)

_TABLES = {
    "shown": DocumentDependency._meta.db_table,
    "change": FactChange._meta.db_table,
    "pending": PendingDelivery._meta.db_table,
    "photo_change": PhotoChange._meta.db_table,
    "use": PhotoUse._meta.db_table,
}

# What the document shows now replaces what it showed, and those who link to the story
# hear of it: always, as one that goes out at this moment cannot be seen from here.
_KEEP = """
    WITH gone AS (
        DELETE FROM {shown} WHERE article_id = %(article)s
            AND (kind, key) NOT IN (SELECT * FROM unnest(%(kinds)s::text[], %(keys)s::text[]))
    ), told AS (
        INSERT INTO {change} (kind, key, cause, is_rights, at)
        SELECT 'story', %(key)s, 'linked story', false, now() WHERE %(tell)s
        UNION ALL
        SELECT 'document', %(key)s, '', false, now() WHERE %(check)s
    )
    INSERT INTO {shown} (article_id, kind, key, seen)
    SELECT %(article)s, * FROM unnest(
        %(kinds)s::text[], %(keys)s::text[], %(seen)s::text[]
    )
    ON CONFLICT (article_id, kind, key) DO UPDATE SET seen = EXCLUDED.seen
    WHERE {shown}.seen <> EXCLUDED.seen
""".format(**_TABLES)  # noqa: S608 - names of ours
_NOTE = """
    INSERT INTO {pending} (article_id, cause, kind, at)
    SELECT article_id, %(cause)s, %(as)s, now() FROM {shown}
    WHERE kind = %(kind)s AND key = %(key)s AND seen <> %(now)s
""".format(**_TABLES)  # noqa: S608 - names of ours
# One statement, so that a change is seen before it is taken up, or as the note after.
_COMING = """
    SELECT cause FROM {pending} WHERE article_id = %(article)s AND kind = %(rights)s
    UNION
    SELECT 'photo: ' || cause FROM {photo_change} WHERE photo_id IN (
        SELECT photo_id FROM {use}
        WHERE article_id = %(article)s AND revision_id = %(revision)s
    )
    UNION
    SELECT cause FROM {change} WHERE is_rights AND (kind, key) IN (
        SELECT * FROM unnest(%(kinds)s::text[], %(keys)s::text[])
    )
    ORDER BY cause
""".format(**_TABLES)  # noqa: S608 - names of ours
# A change of a story that no document links to by now: one that will has yet to look.
_DROP = """
    DELETE FROM {change} WHERE id IN (
        SELECT id FROM {change} AS told WHERE kind = 'story' AND NOT EXISTS (
            SELECT FROM {shown} WHERE kind = 'story' AND key = told.key
        ) FOR UPDATE SKIP LOCKED
    )
""".format(**_TABLES)  # noqa: S608 - names of ours


def dependencies(
    article: Article,
    edition: Edition | None,
    held: Collection[int] = (),
    *,
    tell: bool = True,
) -> Statement:
    """Give what writes down what the document shows, or (None) that there is none.

    `tell` those who link to the story. Where this document shows what could not be
    held, it is looked at once more after its transaction: the sweep that took up a
    change before that could not see it.
    """
    seen = edition.seen if edition else {}
    asked: dict[str, Any] = {
        "article": article.pk,
        "key": str(article.pk),
        "kinds": [str(kind) for kind, _ in seen],
        "keys": [key for _, key in seen],
        "seen": list(seen.values()),
        "tell": tell,
        "check": edition is not None and _shows_unheld(edition, held),
    }
    return Statement(_KEEP, asked)


def note_stories(change: FactChange) -> int:
    """Note every story whose document shows the fact otherwise; one statement."""
    asked = {
        "kind": change.kind,
        "key": change.key,
        "now": facts_now(change.kind, [change.key])[change.key],
        "cause": change.cause,
        "as": ChangeKind.RIGHTS if change.is_rights else ChangeKind.UPDATE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {k: str(v) for k, v in asked.items()})
        return int(cursor.rowcount)


def rights_to_come(article: Article, edition: Edition) -> list[str]:
    """Give what has changed of rights that this document shows, and no note served.

    To be asked after its facts were read: what they say by then is told with them.
    """
    asked = {
        "article": article.pk,
        "revision": article.live_revision_id,
        "rights": ChangeKind.RIGHTS.value,
        "kinds": [str(kind) for kind, _ in edition.seen],
        "keys": [key for _, key in edition.seen],
    }
    return [cause for (cause,) in send(Statement(_COMING, asked))]


def drop_unheard() -> None:
    """Forget the changes of stories that no document links to, all in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_DROP)


def stale_facts(article_id: UUID) -> set[str]:
    """Give the kinds of what a document shows unheld and is otherwise by now."""
    shown: dict[str, dict[str, str]] = {}
    rows = DocumentDependency.objects.filter(article=article_id, kind__in=UNHELD)
    for kind, key, seen in rows.values_list("kind", "key", "seen"):
        shown.setdefault(kind, {})[key] = seen
    return {kind for kind, seen in shown.items() if facts_now(kind, seen) != seen}


def _shows_unheld(edition: Edition, held: Collection[int]) -> bool:
    notice = edition.facts.notice
    has_links = any(kind == FactKind.STORY for kind, _ in edition.seen)
    return has_links or (notice is not None and notice.pk not in held)
