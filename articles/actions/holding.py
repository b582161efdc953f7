"""Facts held still while a document is made of them."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db import connection

from articles.exporting.facts import named_in
from articles.models import Article, PendingDelivery, PhotoUse, Section, Topic
from articles.models import Contributor as Person
from articles.story import Story
from media.models import CopyrightNotice, Photo, Source

# One statement, so that it costs one round trip whatever a story shows. What was noted
# for the story before this is served by the delivery that follows.
_PHOTOS = """
    SELECT id, sha256 FROM {photo} WHERE id IN (
        SELECT photo_id FROM {use} WHERE article_id = %(article)s
        UNION
        SELECT shown.merged_into_id FROM {use} AS here
        JOIN {photo} AS shown ON shown.id = here.photo_id
        WHERE here.article_id = %(article)s
    ) ORDER BY id FOR SHARE
"""
_HOLD = """
    WITH served AS (DELETE FROM {pending} WHERE article_id = %(article)s),
    photos AS ({photos}),
    sections AS (SELECT id FROM {section} WHERE slug = %(section)s FOR SHARE),
    topics AS (
        SELECT id FROM {topic} WHERE slug = ANY(%(topics)s::text[]) ORDER BY id FOR SHARE
    ),
    people AS (
        SELECT id FROM {person} WHERE id = ANY(%(people)s::bigint[]) ORDER BY id FOR SHARE
    ),
    sources AS (SELECT id FROM {source} WHERE id = %(source)s FOR SHARE),
    notices AS (
        SELECT id FROM {notice} WHERE is_site_default
            OR id IN (SELECT copyright_id FROM {source} WHERE id = %(source)s)
            OR id IN (SELECT copyright_id FROM {section} WHERE slug = %(section)s)
        ORDER BY id FOR SHARE
    )
    SELECT (SELECT array_agg(id ORDER BY id) FROM photos WHERE sha256 IS NOT NULL),
        (SELECT array_agg(id) FROM notices),
        (SELECT count(*) FROM sections) + (SELECT count(*) FROM topics)
        + (SELECT count(*) FROM people) + (SELECT count(*) FROM sources)
"""
_TABLES = {
    "pending": PendingDelivery,
    "photo": Photo,
    "use": PhotoUse,
    "section": Section,
    "topic": Topic,
    "person": Person,
    "source": Source,
    "notice": CopyrightNotice,
}
_NAMES = {name: row._meta.db_table for name, row in _TABLES.items()}
_PHOTOS_SQL = _PHOTOS.format(**_NAMES)
_SQL = _HOLD.format(photos=_PHOTOS_SQL, **_NAMES)


class Held(NamedTuple):
    """What was held and is asked for later: photos that have their file, notices."""

    pictures: list[UUID]
    notices: frozenset[int]


def hold_photos(article: Article) -> None:
    """Hold the photos of a story until the transaction ends, so that none is deleted.

    The same rows in the same order as `hold_facts`, which comes after it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PHOTOS_SQL, {"article": article.pk})


def hold_facts(article: Article, story: Story) -> Held:
    """Hold what a live story shows until the transaction ends.

    Whoever changes one of these facts meanwhile waits, and leaves word after the
    document is there: none keeps a fact that changed while it was written. Others who
    only show the same facts do not wait, as the rows are shared; each table's are taken
    in order of their ids. Linked stories are not held, as two that link to each other
    would wait for each other.
    """
    asked = {**named_in(story), "article": article.pk, "source": article.source_id}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, asked)
        pictures, notices, _ = cursor.fetchone()
    return Held(pictures or [], frozenset(notices or ()))
