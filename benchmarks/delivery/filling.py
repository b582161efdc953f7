"""Many live stories by COPY: a few thousand templates, each told again as another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.delivery.rows import (
    CONTRIBUTORS,
    SECTIONS,
    TEMPLATES,
    TOPICS,
    YEARS,
    Template,
    templates,
)
from benchmarks.delivery.wide import WIDE, WIDE_INDEXES, words_of

_AT_ONCE = 2
_YOUNGEST, _YOUNG = 20_000, 220_000  # entries of the search, as its sweep leaves them
_CHUNK = 1 << 20
# Made again when all is there: row by row they would take most of the time.
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    AND indexname NOT IN (SELECT conname FROM pg_constraint) AND tablename = %s"""


@dataclass(frozen=True)
class Told:
    """One story: the `n`-th oldest of all; its id grows with time, as ours do."""

    n: int
    at: str
    template: Template
    words: str
    age: int

    @property
    def slug(self) -> str:
        return f"story-{self.n}"

    @property
    def id(self) -> str:
        return f"{self.n:012x}7000{_md5(str(self.n))[:16]}"

    @property
    def section(self) -> str:
        return f"section-{self.n % SECTIONS}"

    @property
    def language(self) -> str:
        return "en" if self.n % 4 else "fr"

    @property
    def type(self) -> str:
        return "news" if self.n % 5 else "opinion"

    def said(self, text: str) -> str:
        """Give a text of the template as this story's own."""
        return text.replace("@", self.slug)


Row = tuple[object, ...]


def _article(one: Told) -> Iterator[Row]:
    empty = ("",) * 5
    now = one.at
    yield (
        one.id, one.slug, "draft", "news", "en", one.slug, "", "{}", *empty, "{}", "[]",
        *empty, "", 0, 0, now, now,
    )  # fmt: skip


def _document(one: Told) -> Iterator[Row]:
    etag = f'"{_md5(one.slug)}"'
    template = one.template
    yield (
        one.id, one.slug, "{}", one.slug, "usable", 1, one.type, one.language,
        one.section, f"wire-{one.n % 9}", one.at, one.at, one.said(template.detail),
        etag, one.said(template.item), one.at, rf"\\x{template.zipped.hex()}", etag,
    )  # fmt: skip


def _facets(one: Told) -> Iterator[Row]:
    for kind, size in (("topic", TOPICS), ("contributor", CONTRIBUTORS)):
        slug = f"{kind}-{one.n * 7919 % size}"
        yield one.id, kind, slug, one.section, one.language, one.at


def _entry(one: Told) -> Iterator[Row]:
    tags = {"section": one.section, "language": one.language, "type": one.type}
    words = " ".join([one.words, *(f"={name}={value}" for name, value in tags.items())])
    yield one.id, one.at, words, one.template.body, one.age


def _wide(one: Told) -> Iterator[Row]:
    template = one.template
    yield (
        one.slug, template.headline, template.dek, template.body, one.at,
        one.said(template.detail), one.said(template.item), one.words,
    )  # fmt: skip


# The largest first, so that those side by side end together.
_TABLES: dict[str, tuple[str, Callable[[Told], Iterator[Row]]]] = {
    "wide_article": (
        "slug headline dek body published_at detail item words",
        _wide,
    ),
    "articles_publisheddocument": (
        "article_id slug old_slugs guid status version type language section source"
        " published_at updated_at detail detail_etag item delivered_at detail_gzip"
        " gzip_of",
        _document,
    ),
    "articles_searchentry": ("document_id published_at words text age", _entry),
    "articles_documentfacet": (
        "document_id kind slug section language published_at",
        _facets,
    ),
    "articles_article": (
        "id guid status type language slug headline headlines kicker dek byline dateline"
        " canonical_url keywords body copyright_holder copyright_notice usage_terms"
        " license_url slugline ednote edit_version delivery_version created_at"
        " updated_at",
        _article,
    ),
}


def fill(database: dict[str, Any], count: int) -> None:
    """Lay down so many stories in an empty, migrated database."""
    with psycopg.connect(**database) as connection:
        connection.execute(WIDE)
        told = _Stories(connection, count)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda table: _fill_table(database, table, told), _TABLES))
    with psycopg.connect(**database) as connection:
        for table in _TABLES:
            # After all of them: what is seen by everybody is marked as such only when
            # nobody is still filling another.
            connection.execute(
                sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table))
            )


def _fill_table(database: dict[str, Any], table: str, told: _Stories) -> None:
    columns, rows_of = _TABLES[table]
    with psycopg.connect(**database) as connection:
        # The rows agree with each other: nothing is checked twice.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        dropped = connection.execute(_INDEXES, [table]).fetchall()
        for name, _ in dropped:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        copying = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, columns.split())),
        )
        with connection.cursor() as cursor, cursor.copy(copying) as copy:
            for chunk in _chunks(row for one in told for row in rows_of(one)):
                copy.write(chunk)
        for _, definition in dropped:
            connection.execute(definition)
        if table == "wide_article":
            connection.execute(WIDE_INDEXES)


def _chunks(rows: Iterator[Row]) -> Iterator[str]:
    """Give rows as COPY reads them, many at once; no value has a tab or a newline."""
    lines: list[str] = []
    size = 0
    for row in rows:
        line = "\t".join(map(str, row))
        lines.append(line)
        size += len(line)
        if size > _CHUNK:
            yield "\n".join([*lines, ""])
            lines, size = [], 0
    yield "\n".join([*lines, ""])


class _Stories:
    """The stories of a database, as often as they are gone through."""

    def __init__(self, connection: psycopg.Connection, count: int) -> None:
        self.count = count
        self.newest = datetime.now(UTC)
        self.templates = [
            (template, _words_of(connection, template)) for template in templates()
        ]

    def __iter__(self) -> Iterator[Told]:
        return map(self._tell, range(1, self.count + 1))

    def _tell(self, n: int) -> Told:
        at = self.newest - YEARS * (1 - n / self.count)
        younger = self.count - n
        age = (younger >= _YOUNGEST) + (younger >= _YOUNG)
        return Told(n, at.isoformat(), *self.templates[n % TEMPLATES], age)


def _words_of(connection: psycopg.Connection, template: Template) -> str:
    said = {name: getattr(template, name) for name in ("headline", "dek", "body")}
    asked = sql.SQL("SELECT " + words_of("%({})s"))
    row = connection.execute(asked, said).fetchone()
    return str(row[0]) if row else ""


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324 - a name, no secret
