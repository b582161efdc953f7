"""Lists and their filters: the right stories, by an index, in one query."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import finding
from articles.actions.drafting import save_draft
from articles.exporting import draft_story
from articles.models import DocumentFacet
from articles.story import Credit, SectionRef, TopicRef
from articles.workflow import Status
from tests.factories import SYSTEM, make_article, make_source, take_step

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"
START = datetime(2024, 1, 1, tzinfo=UTC)
ROWS = 20_000
# Rows made by the database itself: story N has section N mod 5 and so on. "rare" is
# on one story in 5,000, which sorting by date finds late.
SEED = [
    """
    INSERT INTO articles_article (id, guid, status, type, language, slug, headline,
        headlines, kicker, dek, byline, dateline, canonical_url, keywords, body,
        copyright_holder, copyright_notice, usage_terms, license_url, slugline, ednote,
        edit_version, delivery_version, created_at, updated_at)
    SELECT md5(n::text)::uuid, n::text, 'draft', 'news', 'en', 's-' || n, '', '{}', '',
        '', '', '', '', '{}', '[]', '', '', '', '', '', '', 0, 0, now(), now()
    FROM generate_series(1, %(rows)s) AS n
    """,
    """
    INSERT INTO articles_publisheddocument (article_id, slug, old_slugs, guid, status,
        version, type, language, section, source, published_at, updated_at, detail,
        detail_etag, item, delivered_at)
    SELECT md5(n::text)::uuid, 's-' || n, '{}', n::text, 'usable', 1,
        CASE WHEN n %% 4999 = 7 THEN 'rare' WHEN n %% 4 = 0 THEN 'opinion' ELSE 'news'
        END, CASE n %% 3 WHEN 0 THEN 'fr' ELSE 'en' END, 'section-' || n %% 5,
        'source-' || n %% 7, %(start)s + n * interval '1 minute', now(), '{}', n::text,
        convert_to('{"guid":"' || n || '"}', 'UTF8'), now()
    FROM generate_series(1, %(rows)s) AS n
    """,
    """
    INSERT INTO articles_documentfacet
        (document_id, kind, slug, section, language, published_at)
    SELECT md5(n::text)::uuid, kind, kind || '-' || n %% (10 + k), 'section-' || n %% 5,
        CASE n %% 3 WHEN 0 THEN 'fr' ELSE 'en' END,
        %(start)s + n * interval '1 minute'
    FROM generate_series(1, %(rows)s) AS n, generate_series(0, 1) AS k,
        unnest(ARRAY['topic', 'contributor']) AS kind
    ON CONFLICT DO NOTHING
    """,
    "ANALYZE articles_publisheddocument",
    "ANALYZE articles_documentfacet",
]
ONE = {
    "section": "section-1",
    "topic": "topic-3",
    "contributor": "contributor-4",
    "source": "source-2",
    "type": "opinion",
    "language": "fr",
}
MIDDLE = {
    "published_after": "2024-01-02T00:00:00Z",
    "published_before": "2024-01-09T12:00:00Z",
}
BY_INDEX = [
    {},
    *({name: value} for name, value in ONE.items()),
    *({name: ONE[name], "language": "fr"} for name in ONE if name != "language"),
    {"section": "section-1", "topic": "topic-3"},
    {"section": "section-1", "type": "opinion"},
]


def matches(n: int, filters: dict[str, str]) -> bool:
    """Say whether the seeded story of this number is among those asked for."""
    kind = "rare" if n % 4999 == 7 else "opinion" if n % 4 == 0 else "news"
    said = {
        "section": {f"section-{n % 5}"},
        "topic": {f"topic-{n % 10}", f"topic-{n % 11}"},
        "contributor": {f"contributor-{n % 10}", f"contributor-{n % 11}"},
        "source": {f"source-{n % 7}"},
        "type": {kind},
        "language": {"fr" if n % 3 == 0 else "en"},
    }
    at = START + timedelta(minutes=n)
    after = datetime.fromisoformat(filters.get("published_after", "2000-01-01T00:00Z"))
    before = datetime.fromisoformat(
        filters.get("published_before", "2100-01-01T00:00Z")
    )
    asked = {name: value for name, value in filters.items() if name in said}
    return after <= at < before and all(asked[name] in said[name] for name in asked)


def expected(filters: dict[str, str]) -> list[str]:
    return [str(n) for n in range(ROWS, 0, -1) if matches(n, filters)]


def guids(answer) -> list[str]:
    return [row["guid"] for row in answer.json()["results"]]


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


@pytest.fixture
def _seeded(db):
    with connection.cursor() as cursor:
        for statement in SEED:
            cursor.execute(statement, {"rows": ROWS, "start": START})


def explain(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) {sql}")
        return [row[0] for row in cursor.fetchall()]


def rows_read(plan: list[str]) -> int:
    """Give the most rows that any scan of the plan gave or threw away."""
    given = [
        int(rows) * int(loops)
        for line in plan
        if "Scan" in line
        for rows, loops in re.findall(r"actual rows=(\d+)(?:\.\d+)? loops=(\d+)", line)
    ]
    thrown = [int(n) for line in plan for n in re.findall(r"Filter: (\d+)", line)]
    return max([*given, *thrown])


@pytest.mark.usefixtures("_seeded")
def test_find_page__every_served_list_reads_its_index_and_no_more(client):
    for filters, dates in itertools.product(BY_INDEX, ({}, MIDDLE)):
        asked = {**filters, **dates}
        wanted = expected(asked)
        with CaptureQueriesContext(connection) as first:
            page = client.get(LIST, asked)
        assert guids(page) == wanted[:20], asked
        with CaptureQueriesContext(connection) as second:
            deeper = client.get(path_of(page.json()["next"]))
        assert guids(deeper) == wanted[20:40], asked
        for captured in (first, second):
            assert len(captured) == 1
            plan = explain(captured[0]["sql"])
            text = "\n".join(plan)
            assert "Seq Scan" not in text, text
            assert "Sort" not in text, text
            assert rows_read(plan) <= 42, text


@pytest.mark.usefixtures("_seeded")
def test_find_page__other_combinations_look_through_a_thousand_at_most(client):
    pairs = [dict(two) for two in itertools.combinations(ONE.items(), 2)]
    others = [
        *(pair for pair in pairs if pair not in BY_INDEX),
        {**ONE, "topic": "topic-1"},
        {"source": "source-2", "type": "news", "language": "en"},
    ]
    for filters in others:
        wanted = expected(filters)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(LIST, filters)
        assert len(captured) == 1
        plan = explain(captured[0]["sql"])
        assert rows_read(plan) <= finding.MOST_READ + 1, "\n".join(plan)
        assert "Seq Scan" not in "\n".join(plan)
        if page.status_code == 200:
            assert guids(page) == wanted[:20], filters
        else:
            assert page.status_code == 400, filters
            assert len(wanted) < 1000


@pytest.mark.usefixtures("_seeded")
def test_find_page__too_wide_names_the_fix_and_the_fix_helps(client):
    asked = {"type": "rare", "source": "source-0", "contributor": "contributor-7"}
    page = client.get(LIST, asked)
    assert page.status_code == 400
    errors = page.json()["errors"]
    assert [error["field"] for error in errors] == ["source", "type"]
    assert "published_after" in errors[0]["detail"]
    narrow = {**asked, "published_before": "2024-01-01T04:00:00Z"}
    assert guids(client.get(LIST, narrow)) == ["7"]


@pytest.mark.usefixtures("_seeded")
@pytest.mark.parametrize("filters", [{"topic": "topic-3"}, {"source": "source-1", "type": "news"}])  # fmt: skip
def test_find_page__pages_both_ways_keep_their_filters(client, filters):
    asked = {**filters, **MIDDLE, "page_size": "50"}
    url, pages = f"{LIST}", []
    page = client.get(url, asked).json()
    pages.append(page)
    for _ in range(3):
        given = parse_qs(urlsplit(page["next"]).query)
        assert {name: given[name][0] for name in asked} == asked
        page = client.get(path_of(page["next"])).json()
        pages.append(page)
    for earlier in (pages[2], pages[1], pages[0]):
        page = client.get(path_of(page["previous"])).json()
        assert page["results"] == earlier["results"]
    found = [row["guid"] for one in pages for row in one["results"]]
    assert found == expected({**filters, **MIDDLE})[:200]


def test_lists__a_story_is_found_by_what_it_says(client):
    article = make_article(
        Status.PUBLISHED,
        source=make_source(slug="wire"),
        section=SectionRef("Sport", "sport"),
        topics=(TopicRef("Ferries"), TopicRef("Harbour")),
        contributors=(Credit("Ada Lund"), Credit("Ada Lund", "photographer")),
        type="opinion",
        language="nb-NO",
        published_at=START,
    )
    make_article(Status.PUBLISHED)
    make_article(Status.UNPUBLISHED, topics=(TopicRef("Ferries"),))
    found = {
        "section": "sport",
        "topic": "ferries",
        "contributor": "ada-lund",
        "source": "wire",
        "type": "opinion",
        "language": "nb-NO",
        "published_before": "2024-01-01T00:00:01Z",
    }
    for name, value in found.items():
        assert guids(client.get(LIST, {name: value})) == [article.guid], name
    assert guids(client.get(LIST, found)) == [article.guid]
    for name in found:
        other = {**found, name: "2023-12-31" if "published" in name else "xx"}
        assert guids(client.get(LIST, other)) == [], name


def test_lists__a_changed_story_leaves_the_lists_it_is_no_longer_in(client):
    article = make_article(
        Status.PUBLISHED, topics=(TopicRef("Ferries"), TopicRef("Harbour"))
    )
    changed = draft_story(article).evolve(
        topics=(TopicRef("Harbour"), TopicRef("Wind")),
        section=SectionRef("Sport", "sport"),
    )
    save_draft(article, changed, by=SYSTEM)
    take_step(article, "publish_update")
    rows = {row["slug"]: row for row in DocumentFacet.objects.values("slug", "section")}
    assert set(rows) == {"harbour", "wind"}
    assert rows["harbour"]["section"] == "sport"
    assert guids(client.get(LIST, {"topic": "ferries"})) == []
    sport = {"topic": "harbour", "section": "sport"}
    assert guids(client.get(LIST, sport)) == [article.guid]


@pytest.mark.parametrize("step", ["unpublish", "kill"])
def test_lists__a_story_that_left_its_readers_is_in_none(step):
    article = make_article(Status.PUBLISHED, topics=(TopicRef("Ferries"),))
    take_step(article, step)
    assert not DocumentFacet.objects.exists()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-31", "2024-05-31T00:00:00Z"),
        ("2024-05-31T12:00Z", "2024-05-31T12:00:00Z"),
        ("2024-05-31T12:00:00.5%2B02:00", "2024-05-31T10:00:00.500000Z"),
        ("2024-05-31T12:00:00+02:00", "2024-05-31T10:00:00Z"),
    ],
)
def test_published_after__reads_times_and_dates(client, text, moment):
    at = datetime.fromisoformat(moment)
    make_article(Status.PUBLISHED, published_at=at - timedelta(microseconds=1))
    article = make_article(Status.PUBLISHED, published_at=at)
    newest = make_article(Status.PUBLISHED, published_at=at + timedelta(hours=1))
    page = client.get(f"{LIST}?published_after={text}&page_size=1")
    assert guids(page) == [newest.guid]
    following = page.json()["next"]
    assert parse_qs(urlsplit(following).query)["published_after"] == [moment]
    assert guids(client.get(path_of(page.json()["next"]))) == [article.guid]
    before = f"{LIST}?published_before={text}"
    assert len(guids(client.get(before))) == 1


@pytest.mark.parametrize(
    "query",
    [
        "published_after=yesterday",
        "published_after=2024-05-31T12:00:00",
        "published_before=2024-13-01",
        "published_before=2024-05-31T25:00:00Z",
        "published_before=0001-01-01T00:00:00%2B14:00",
        "published_before=",
        "language=e",
        "language=en_GB",
        "language=en%00",
        "topic=Ferries",
        "contributor=",
        "type=a%20b",
    ],
)
def test_lists__a_filter_that_cannot_be_read_is_named(client, query):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == [query.partition("=")[0]]
