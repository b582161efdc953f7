"""Many live stories: a few thousand templates by COPY, multiplied by the database."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import orjson
import psycopg

TEMPLATES = 2000
SECTIONS, TOPICS, CONTRIBUTORS = 12, 400, 300
YEARS = timedelta(days=3650)
_VOCABULARY = 10_000
_WORDS_IN_BODY = 150
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]

_TEMPLATE = """
    CREATE UNLOGGED TABLE template (
        number int PRIMARY KEY, headline text, dek text, body text, detail text,
        item text, zipped bytea, words tsvector, wide tsvector)"""
_WORDS = """
    UPDATE template SET
        wide = setweight(to_tsvector('english', headline), 'A')
            || setweight(to_tsvector('english', dek), 'B')
            || setweight(to_tsvector('english', body), 'C'),
        words = setweight(to_tsvector('articles_english', headline), 'A')
            || setweight(to_tsvector('articles_english', dek), 'B')
            || setweight(to_tsvector('articles_english', body), 'C')
            || setweight(to_tsvector('articles_simple', headline), 'A')
            || setweight(to_tsvector('articles_simple', dek), 'B')
            || setweight(to_tsvector('articles_simple', body), 'C')"""
# Story n is the n-th oldest; its id grows with time, as ours do.
_NUMBERED = """
    FROM (
        SELECT n, (lpad(to_hex(n), 12, '0') || '7000' || substr(md5(n::text), 1, 16))
                ::uuid AS id,
            'story-' || n AS slug, 'section-' || n %% %(sections)s AS section,
            %(newest)s - %(years)s * (1 - n::float8 / %(count)s) AS at
        FROM generate_series(1, %(count)s) AS n
    ) AS story
    JOIN template ON template.number = n %% %(templates)s"""
_SAID = """convert_to(replace(template.{column}, '@', slug), 'UTF8')"""
FILLING = [
    f"""
    INSERT INTO articles_article (id, guid, status, type, language, slug, headline,
        headlines, kicker, dek, byline, dateline, canonical_url, keywords, body,
        copyright_holder, copyright_notice, usage_terms, license_url, slugline, ednote,
        edit_version, delivery_version, created_at, updated_at)
    SELECT id, slug, 'draft', 'news', 'en', slug, '', '{{}}', '', '', '', '', '', '{{}}',
        '[]', '', '', '', '', '', '', 0, 0, now(), now() {_NUMBERED}""",
    f"""
    INSERT INTO articles_publisheddocument (article_id, slug, old_slugs, guid, status,
        version, type, language, section, source, published_at, updated_at, detail,
        detail_etag, item, delivered_at, detail_gzip, gzip_of)
    SELECT id, slug, '{{}}', slug, 'usable', 1, CASE n %% 5 WHEN 0 THEN 'opinion' ELSE
        'news' END, CASE n %% 4 WHEN 0 THEN 'fr' ELSE 'en' END, section, 'wire-' || n %% 9,
        at, at, {_SAID.format(column="detail")}, '"' || md5(slug) || '"',
        {_SAID.format(column="item")}, at, zipped, '"' || md5(slug) || '"' {_NUMBERED}""",
    f"""
    INSERT INTO articles_documentfacet
        (document_id, kind, slug, section, language, published_at)
    SELECT id, kind, kind || '-' || (n::bigint * 7919) %% size, section,
        CASE n %% 4 WHEN 0 THEN 'fr' ELSE 'en' END, at {_NUMBERED}
    CROSS JOIN (VALUES ('topic', {TOPICS}), ('contributor', {CONTRIBUTORS}))
        AS facet (kind, size)""",
    f"""
    INSERT INTO articles_searchentry (document_id, published_at, words, text)
    SELECT id, at, template.words || array_to_tsvector(ARRAY['=section=' || section,
        '=language=' || CASE n %% 4 WHEN 0 THEN 'fr' ELSE 'en' END, '=type=news']),
        template.body {_NUMBERED}""",
    f"""
    INSERT INTO wide_article
        (slug, headline, dek, body, published_at, detail, item, words)
    SELECT slug, headline, dek, template.body, at, {_SAID.format(column="detail")},
        {_SAID.format(column="item")}, template.wide {_NUMBERED}""",
]
# Made again when all is there: entry by entry they would take most of the time.
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND indexname NOT IN (SELECT conname FROM pg_constraint)
    AND tablename IN ('articles_article', 'articles_publisheddocument',
        'articles_documentfacet', 'articles_searchentry')"""


def fill(connection: psycopg.Connection, count: int, wide: str, indexes: str) -> None:
    """Lay down so many stories in an empty, migrated database."""
    # The rows agree with each other: nothing is checked twice.
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET maintenance_work_mem = '512MB'")
    connection.execute(wide)
    connection.execute(_TEMPLATE)
    with connection.cursor() as cursor:
        columns = "number, headline, dek, body, detail, item, zipped"
        with cursor.copy(f"COPY template ({columns}) FROM STDIN") as copy:
            for row in _templates():
                copy.write_row(row)
    connection.execute(_WORDS)
    dropped = connection.execute(_INDEXES).fetchall()
    for name, _ in dropped:
        connection.execute(f'DROP INDEX "{name}"')
    numbers = {
        "count": count, "newest": datetime.now(UTC), "years": YEARS,
        "sections": SECTIONS, "templates": TEMPLATES,
    }  # fmt: skip
    for statement in FILLING:
        connection.execute(statement, numbers)
    for _, definition in dropped:
        connection.execute(definition)
    connection.execute(indexes)
    connection.execute("DROP TABLE template")
    connection.execute("SET session_replication_role = DEFAULT")
    for table in ("publisheddocument", "documentfacet", "searchentry", "article"):
        connection.execute(f"VACUUM ANALYZE articles_{table}")


def word(rank: int) -> str:
    """Give the word of this rank: each half as frequent as the one of half its rank."""
    chosen = random.Random(rank)  # noqa: S311 - no secret
    return "".join(chosen.choice(_SYLLABLES) for _ in range(3 + rank % 2)) + "k"


SEARCHES = [
    f"{word(one)} {word(other)}"
    for one, other in (
        (20, 60), (50, 500), (80, 1500), (200, 400), (300, 900), (40, 3000),
    )
]  # fmt: skip
OTHER_SEARCHES = [
    f'"{word(3)} {word(5)}"', f"{word(30)} -{word(2)}", word(150)[:4],
    f"{word(1)} OR {word(2)} OR {word(4)}",
]  # fmt: skip


def _templates() -> Iterator[tuple[object, ...]]:
    chosen = random.Random(1)  # noqa: S311 - no secret
    ranks = range(1, _VOCABULARY)
    words = [word(rank) for rank in ranks]
    weights = [1 / rank for rank in ranks]
    for number in range(TEMPLATES):
        said = chosen.choices(words, weights, k=20 + _WORDS_IN_BODY)
        headline, dek = " ".join(said[:8]).capitalize(), " ".join(said[8:20])
        body = " ".join(said[20:])
        item = {
            "id": "@", "slug": "@", "url": "https://www.example.org/section/@/",
            "headline": headline, "dek": dek, "byline": "By Mia Kern",
            "lead_photo": {"caption": dek, "credit": "Mia Kern/Harbour Press",
                "renditions": [f"https://www.example.org/photos/@/w{n}.jpg"
                    for n in (320, 640, 960, 1280)]},
        }  # fmt: skip
        paragraphs = [{"type": "paragraph", "html": body[at : at + 300]}
            for at in range(0, len(body), 300)]  # fmt: skip
        detail = orjson.dumps({**item, "body": paragraphs})
        yield (
            number, headline, dek, body, detail.decode(), orjson.dumps(item).decode(),
            gzip.compress(detail, mtime=0),
        )  # fmt: skip
