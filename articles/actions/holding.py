"""Facts held still while a document is made of them."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import orjson

from articles.exporting.facts import Facts, read_facts
from articles.models import Article, PendingDelivery, PhotoUse, Revision, Section, Topic
from articles.models import Contributor as Person
from articles.statements import Statement, send
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
    WITH served AS (
        DELETE FROM {pending} WHERE article_id = %(article)s RETURNING id, kind, cause
    ),
    live AS (SELECT story FROM {revision} WHERE id = %(revision)s),
    photos AS ({photos}),
    sections AS (
        SELECT id FROM {section} WHERE slug = (SELECT story->'section'->>'slug' FROM live)
        FOR SHARE
    ),
    topics AS (
        SELECT id FROM {topic} WHERE slug IN (
            SELECT named->>'slug' FROM live, jsonb_array_elements(story->'topics') AS named
        ) ORDER BY id FOR SHARE
    ),
    people AS (
        SELECT id FROM {person} WHERE id IN (
            SELECT (named->>'contributor')::bigint
            FROM live, jsonb_array_elements(story->'contributors') AS named
            WHERE named->>'contributor' ~ '^[0-9]+$'
        ) ORDER BY id FOR SHARE
    ),
    sources AS (SELECT id FROM {source} WHERE id = %(source)s FOR SHARE),
    notices AS (
        SELECT id FROM {notice} WHERE is_site_default
            OR id IN (SELECT copyright_id FROM {source} WHERE id = %(source)s)
            OR id IN (
                SELECT copyright_id FROM {section}, live WHERE slug = story->'section'->>'slug'
            )
        ORDER BY id FOR SHARE
    )
    SELECT (SELECT array_agg(id ORDER BY id) FROM photos WHERE sha256 IS NOT NULL),
        (SELECT array_agg(id) FROM notices),
        (SELECT story FROM live),
        (SELECT json_agg(json_build_array(kind, cause) ORDER BY id) FROM served),
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
    "revision": Revision,
}
_NAMES = {name: row._meta.db_table for name, row in _TABLES.items()}
_PHOTOS_SQL = _PHOTOS.format(**_NAMES)
_SQL = _HOLD.format(photos=_PHOTOS_SQL, **_NAMES)


class Held(NamedTuple):
    """A story and what rows say about it, which stays so until the transaction ends.

    `pictures` are its photos that have their file; `notices` are those that are held;
    `served` are kind and cause of what the story was noted for until now.
    """

    story: Story
    facts: Facts
    pictures: list[UUID]
    notices: frozenset[int]
    served: list[tuple[str, str]]


def holding_photos(article: Article) -> Statement:
    """Give what holds the photos of a story, so that none is deleted meanwhile."""
    return Statement(_PHOTOS_SQL, {"article": article.pk})


def hold_draft(article: Article) -> Held:
    """Hold and read what the draft shows, which is about to go live."""
    return _hold(article, article.draft_revision_id, places_of=None)


def hold_live(article: Article) -> Held:
    """Hold and read what a live story shows."""
    revision = article.live_revision_id
    return _hold(article, revision, places_of=revision)


def _hold(article: Article, revision: int | None, *, places_of: int | None) -> Held:
    """Hold what a revision shows until the transaction ends, then read it.

    Whoever changes one of these facts meanwhile waits, and leaves word after the
    document is there: none keeps a fact that changed while it was written. Others who
    only show the same facts do not wait, as the rows are shared; each table's are taken
    in order of their ids. Linked stories are not held, as two that link to each other
    would wait for each other.
    """
    asked = {
        "article": article.pk,
        "revision": revision,
        "source": article.source_id,
    }
    ((pictures, notices, text, served, _),) = send(Statement(_SQL, asked))
    if text is None:
        raise ValueError(f"{article.guid} has no such revision.")
    story = Story.from_json(orjson.loads(text))
    facts = read_facts(article, story, places_of)
    noted = [(kind, cause) for kind, cause in served or ()]
    return Held(story, facts, pictures or [], frozenset(notices or ()), noted)
