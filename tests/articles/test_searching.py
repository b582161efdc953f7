"""Full text: the right stories, in the right order, in one query, safely."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import searching, tasks
from articles.actions import indexing
from articles.blocks import Heading, Paragraph
from articles.models import PublishedDocument, SearchEntry
from articles.story import Credit, SectionRef, TopicRef
from articles.workflow import Status
from tests.factories import make_article, make_story, take_step

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def publish(headline, body="Nothing else.", *, hours=0, **more):
    return make_article(
        Status.PUBLISHED,
        headline=headline,
        body=(Paragraph(body),),
        published_at=START + timedelta(hours=hours),
        **more,
    )


def search(client, q, **more):
    answer = client.get(LIST, {"q": q, **more})
    assert answer.status_code == 200, answer.content
    return [row["headline"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("ferry", ["Ferries sail", "The ferry"]),
        ("ferries", ["Ferries sail", "The ferry"]),
        ("FERRY monday", ["Ferries sail"]),
        ("ferry -monday", ["The ferry"]),
        ("choir OR monday", ["Ferries sail", "Choir sings"]),
        ("monday ferry OR choir", ["Ferries sail", "Choir sings"]),
        ('"harbour wall"', ["The ferry"]),
        ('"wall harbour"', []),
        ('wall harbour', ["Choir sings", "The ferry"]),
        ('harbour -"harbour wall"', ["Choir sings"]),
        ('"harbour wall', ["The ferry"]),
        ("governm", ["Choir sings"]),
        ("governme sings", []),
        ("sings governme", ["Choir sings"]),
        ("cafe", ["Choir sings"]),
        ("CAFÉ", ["Choir sings"]),
        ("the", []),
        ("of the", []),
        ("the -ferry", []),
        ("ferry or", ["Ferries sail", "The ferry"]),
        ("zeppelin", []),
        ("o'neill", ["The ferry"]),
        ("section=news", []),
        ("=section", []),
        ("' OR 1=1", []),
        ("fer:*", ["Ferries sail", "The ferry"]),
        ("\\ ferry", ["Ferries sail", "The ferry"]),
        ("ferry & | ! ( ) <-> :*", ["Ferries sail", "The ferry"]),
    ],
)  # fmt: skip
def test_q__is_read_as_web_searches_are(client, q, found):
    publish("The ferry", "Behind the harbour wall, says O'Neill.", hours=1)
    publish("Choir sings", "A wall, a café, a harbour; the government.", hours=2)
    publish("Ferries sail", "From Monday.", hours=3)
    assert search(client, q) == found


def test_q__reads_each_language_by_its_own_stems(client):
    publish("Neue Häuser", "Am Hafen gebaut.", language="de", hours=1)
    publish("Les maisons", "Nouvelles maisons du port.", language="fr", hours=2)
    publish("Klingon", "tlhIngan Hol jatlh.", language="tlh", hours=3)
    assert search(client, "haus", language="de") == ["Neue Häuser"]
    assert search(client, "gebaute", language="de") == ["Neue Häuser"]
    assert search(client, "maison", language="fr") == ["Les maisons"]
    assert search(client, "maison", language="de") == []
    # Of no language in particular, words are found as they are written.
    assert search(client, "häuser") == ["Neue Häuser"]
    assert search(client, "hauser") == ["Neue Häuser"]
    assert search(client, '"neue häuser"') == ["Neue Häuser"]
    assert search(client, "jatlh tlhIngan") == ["Klingon"]
    assert search(client, "jatl", language="tlh") == ["Klingon"]


def test_q__goes_with_every_filter(client):
    wanted = publish(
        "Ferry one",
        contributors=(Credit("Mia Kern"),),
        topics=(TopicRef("Ports", "ports"),),
        section=SectionRef("Sport", "sport"),
        hours=1,
    )
    publish("Ferry two", hours=2)
    for name, value in {
        "section": "sport",
        "topic": "ports",
        "contributor": wanted.contributors.get().slug,
        "published_before": (START + timedelta(hours=2)).isoformat(),
    }.items():
        assert search(client, "ferry", **{name: value}) == ["Ferry one"], name
    for name, value in {
        "language": "en",
        "type": "news",
        "published_after": START.isoformat(),
    }.items():
        assert len(search(client, "ferry", **{name: value})) == 2, name
    assert search(client, "ferry", section="news", topic="ports") == []
    assert search(client, "the", section="sport") == []


def test_order__by_rank_puts_headlines_first(client):
    publish("A day at sea", "The ferry sails.", hours=3)
    publish("The ferry sails", "A day at sea.", hours=1)
    publish("Sailing", "No boats.", dek="By ferry.", hours=2)
    newest = ["A day at sea", "Sailing", "The ferry sails"]
    assert search(client, "ferry") == newest
    assert search(client, "ferry", order="newest") == newest
    ranked = ["The ferry sails", "Sailing", "A day at sea"]
    assert search(client, "ferry", order="rank") == ranked


def walk(client, url, link="next"):
    pages = []
    while url:
        page = client.get(url.removeprefix("http://127.0.0.1:8000")).json()
        pages.append([row["headline"] for row in page["results"]])
        url = page[link]
        last = page
    return pages, last


@pytest.mark.parametrize("order", ["newest", "rank"])
@pytest.mark.parametrize("q", ["ferry", '"the ferry"'])
def test_pages__cover_all_once_both_ways_and_stay_while_stories_come(client, order, q):
    for number in range(7):
        # Three lie further back than what is looked at first.
        hours = number if number < 4 else -2000 - number
        publish(f"The ferry {number}", "It sails. " * (number % 3 + 1), hours=hours)
    url = f"{LIST}?q={q}&order={order}&page_size=3"
    pages, _ = walk(client, url)
    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(chain.from_iterable(pages)) == [f"The ferry {n}" for n in range(7)]
    second = client.get(url).json()["next"]
    publish("The ferry new", hours=9)
    rest, last = walk(client, second)
    assert rest == pages[1:]
    back, _ = walk(client, last["previous"], "previous")
    assert back[0] == pages[1]
    assert pages[0] in back[1:]


def test_order__by_rank_considers_the_newest(client, monkeypatch):
    monkeypatch.setattr(searching, "MOST_RANKED", 2)
    publish("Ferry ferry", hours=1)
    publish("A boat", "A ferry.", hours=2)
    publish("A ferry", hours=3)
    assert search(client, "ferry", order="rank") == ["A ferry", "A boat"]


def test_snippets__show_the_body_escaped_and_marked(client):
    body = "Ropes &amp; knots: <strong>ferries</strong> sail at 5 &lt; 6."
    make_article(
        Status.PUBLISHED,
        headline="Boats",
        body=(Heading("Harbour"), Paragraph(body)),
    )
    publish("Another ferry", hours=1)
    answer = client.get(LIST, {"q": "ferry", "snippets": "1", "fields": "headline"})
    first = next(r for r in answer.json()["results"] if r["headline"] == "Boats")
    assert first["snippet"] == (
        "Harbour Ropes &amp; knots: <mark>ferries</mark> sail at 5 &lt; 6."
    )
    for off in ({}, {"snippets": "0"}):
        rows = client.get(LIST, {"q": "ferry", **off}).json()["results"]
        assert all("snippet" not in row for row in rows)


def test_q__finds_only_what_readers_see(client):
    shown = publish("The ferry", "First words.")
    publish("Other ferry")
    before = client.get(LIST, {"q": "ferry", "snippets": 1}).content
    for status in (Status.DRAFT, Status.SCHEDULED, Status.UNPUBLISHED, Status.KILLED):
        make_article(status, headline="Hidden ferry", ednote="ferry")
    assert client.get(LIST, {"q": "ferry", "snippets": 1}).content == before
    draft_and_live(shown, "Zeppelins instead.")
    assert search(client, "zeppelins") == []
    assert search(client, '"first words"') == ["The ferry"]
    take_step(shown, "publish_update")
    assert search(client, "zeppelins") == ["The ferry"]
    assert search(client, '"first words"') == []
    take_step(shown, "unpublish")
    assert search(client, "zeppelins") == []
    shown = take_step(shown, "publish")
    take_step(shown, "kill")
    assert search(client, "zeppelins") == []
    assert SearchEntry.objects.count() == 1


def draft_and_live(article, words):
    from articles.actions.drafting import save_draft
    from tests.factories import SYSTEM

    article.refresh_from_db()
    story = make_story(
        headline="The ferry",
        body=(Paragraph(words),),
        slug=article.slug,
        published_at=START,
    )
    save_draft(article, story, by=SYSTEM, base_version=article.edit_version)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"q": ""}, "q"),
        ({"q": "- ?!"}, "q"),
        ({"q": "-ferry"}, "q"),
        ({"q": "ferry OR -boat"}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "a " * 17}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"order": "rank"}, "order"),
        ({"snippets": "1"}, "snippets"),
        ({"q": "ferry", "order": "oldest"}, "order"),
        ({"q": "ferry", "snippets": "yes"}, "snippets"),
    ],
)
def test_q__what_says_nothing_is_refused(client, query, field):
    answer = client.get(LIST, query)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_cursor__of_another_order_is_refused(client):
    for number in range(3):
        publish(f"Ferry {number}", hours=number)
    asked = {"q": "ferry", "page_size": "1"}
    by_rank = client.get(LIST, {**asked, "order": "rank"}).json()["next"]
    cursor = by_rank.partition("cursor=")[2]
    for wrong in (asked, {}):
        assert client.get(LIST, {**wrong, "cursor": cursor}).status_code == 400


HOSTILE = [
    '"' * 200,
    "a OR " * 8 + "a",
    '"the of" ' * 16,
    "-a " * 15 + "b",
    "\\" * 200,
    "'" * 200,
    "e:* " * 16,
    "ferry\u202e \u0300\u0301 \U0001f600",
    "((((((((((",
    "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z" * 3,
    "http://a.b/c?d=e&f " * 5,
    "\u0e01" * 200,
]


@pytest.mark.parametrize("q", HOSTILE)
@pytest.mark.parametrize("order", ["newest", "rank"])
def test_q__whatever_is_typed_is_answered(client, q, order):
    publish("The ferry", "The harbour of the wall.")
    asked = {"q": q, "order": order, "snippets": "1", "section": "news"}
    assert client.get(LIST, asked).status_code in {200, 400}


@pytest.mark.parametrize("count", [10, 10_000])
def test_q__is_one_query_by_the_index_however_many_stories(client, count):
    seed(count)
    for more in ({}, {"order": "rank"}, {"snippets": "1"}, {"section": "news"}):
        for q in ("word7 word3", '"common words"', "common -word2"):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(LIST, {"q": q, **more})
            assert answer.status_code == 200
            assert len(answer.json()["results"]) == min(count, 20) or count == 10, q
            assert len(captured) == 1
            if count > 10:  # of ten rows, any index is one too many
                plan = explain(captured[0]["sql"])
                assert "Seq Scan" not in plan, plan


def explain(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())


def seed(count: int) -> None:
    """Lay down documents and their entries: `word7` is in one of seven."""
    from tests.articles.test_finding import SEED

    with connection.cursor() as cursor:
        for statement in SEED:
            cursor.execute(statement, {"rows": count, "start": START})
        cursor.execute(
            """INSERT INTO articles_searchentry (document_id, published_at, words, text)
            SELECT article_id, published_at, to_tsvector('articles_simple',
                'common words ' || (SELECT string_agg('word' || k, ' ')
                    FROM generate_series(1, 9) AS k WHERE guid::int %% k = 0))
                || array_to_tsvector(ARRAY['=section=news']), 'Common words.'
            FROM articles_publisheddocument""",
            {},
        )
        cursor.execute("ANALYZE articles_searchentry")


def test_prepare_documents__fills_what_a_former_version_left(client):
    article = publish("The ferry")
    killed = make_article(Status.KILLED)
    SearchEntry.objects.all().delete()
    PublishedDocument.objects.update(detail_gzip=None, gzip_of="")
    assert search(client, "ferry") == []
    assert tasks.SWEEPS["prepare_documents"]() == 2
    assert tasks.SWEEPS["prepare_documents"]() == 0
    assert search(client, "ferry") == ["The ferry"]
    assert SearchEntry.objects.get().pk == article.pk
    headers = {"accept-encoding": "gzip"}
    for one in (article, killed):
        answer = client.get(f"{LIST}by-id/{one.pk}/", headers=headers)
        assert answer["Content-Encoding"] == "gzip"


def test_prepare_documents__ends_in_time_for_other_sweeps(monkeypatch):
    for _ in range(2):
        make_article(Status.PUBLISHED)
    PublishedDocument.objects.update(gzip_of="")
    monkeypatch.setattr(indexing, "_BATCH", 1)
    monkeypatch.setattr(indexing, "monotonic", iter([0, 0.5, 1.5]).__next__)
    assert tasks.SWEEPS["prepare_documents"]() == 1
    assert PublishedDocument.objects.unprepared().count() == 1


def test_search_entry__goes_with_its_document_whoever_deletes_it():
    article = publish("The ferry")
    with connection.cursor() as cursor:
        sql = "DELETE FROM articles_publisheddocument WHERE article_id = %s"
        cursor.execute(sql, [article.pk])
    assert not SearchEntry.objects.exists()
