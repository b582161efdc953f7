"""Entries of all ages: a search finds the same whatever age each has got."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from articles import searching
from articles.actions import aging, indexing
from articles.cursors import Cursor
from articles.models import PublishedDocument, SearchEntry
from articles.searching import Search, find_matches
from articles.terms import read_terms
from tests.articles.test_searching import draft_and_live, publish, seed
from tests.factories import take_step

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
# As a sweep leaves them; as it finds them; and as nothing should.
SPREADS = {
    "settled": "CASE WHEN place < 40 THEN 0 WHEN place < 150 THEN 1 ELSE 2 END",
    "all young": "0",
    "all old": "2",
    "one old on top": "CASE WHEN place = 0 THEN 2 ELSE 0 END",
    "young ones behind": "CASE WHEN place < 200 THEN 2 WHEN place < 250 THEN 0 ELSE 1 END",
    "any": "abs(hashtext(document_id::text)) % 3",
}
SEARCHES = {
    "common": "common",
    "word2 word3": "word2 & word3",
    "word8 word9": "word8 & word9",
    '"common words" word7': "common <-> words & word7",
}
AGE = """
    UPDATE articles_searchentry AS entry SET age = {spread} FROM (
        SELECT document_id AS of, row_number() OVER
            (ORDER BY published_at DESC, document_id DESC) - 1 AS place
        FROM articles_searchentry
    ) AS placed WHERE of = document_id"""


@pytest.fixture
def many(db):
    """Lay down 300 entries, some of one moment."""
    seed(300)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_searchentry SET published_at = date_trunc('hour',"
            " published_at) WHERE extract(minute FROM published_at) < 20"
        )


def spread(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AGE.format(spread=SPREADS[name]))


def expected(words: str, before: datetime | None) -> list:
    rows = SearchEntry.objects.extra(
        where=["words @@ to_tsquery('simple', %s)"], params=[words]
    )
    if before is not None:
        rows = rows.filter(published_at__lt=before)
    rows = rows.order_by("-published_at", "-document")
    return list(rows.values_list("published_at", "pk"))


@pytest.mark.parametrize("name", SPREADS)
def test_pages__are_the_same_whatever_ages_entries_have(many, monkeypatch, name):
    monkeypatch.setattr(searching, "WALKED", 15)
    spread(name)
    for q, words in SEARCHES.items():
        for before in (None, START + timedelta(minutes=200)):
            filters = {} if before is None else {"published_before": before}
            search = Search(read_terms(q), filters)
            wanted = expected(words, before)
            assert len(wanted) > 1
            check_pages(search, wanted)


def check_pages(search: Search, wanted: list) -> None:
    """Turn the pages to the end, and from each one back."""
    cursor = None
    found: list = []
    starts: list = []
    while cursor is not None or not found:
        page = find_matches(search, 7, cursor)
        starts.append((page.previous, len(found)))
        found += places(page)
        cursor = page.next
    assert found == wanted
    for previous, place in starts[1:]:
        page = find_matches(search, 7, previous)
        assert places(page) == wanted[max(place - 7, 0) : place]


def places(page) -> list:
    return [(row.published_at, row.pk) for row in page.rows]


@pytest.mark.parametrize("name", SPREADS)
def test_rank__weighs_the_newest_whatever_ages_entries_have(many, monkeypatch, name):
    monkeypatch.setattr(searching, "MOST_RANKED", 50)
    spread(name)
    page = find_matches(Search(read_terms("word2"), {}, by_rank=True), 100)
    assert set(places(page)) == set(expected("word2", None)[:50])


def executed(q: str, cursor: Cursor | None = None, **more: bool) -> set[str]:
    """Give the indexes of words that a search really reads."""
    with CaptureQueriesContext(connection) as captured:
        find_matches(Search(read_terms(q), {}, **more), 10, cursor)
    with connection.cursor() as reader:
        reader.execute(f"EXPLAIN (ANALYZE) {captured[0]['sql']}")
        plan = [row[0] for row in reader.fetchall()]
    scans = [line for line in plan if "search_words_" in line]
    assert len(scans) == 3, "\n".join(plan)
    done = [line for line in scans if "never executed" not in line]
    return set(re.findall(r"search_words_\d", "".join(done)))


@pytest.mark.django_db
def test_search__reads_older_entries_only_where_it_must(monkeypatch):
    seed(10_000)
    monkeypatch.setattr(searching, "MOST_RANKED", 50)
    with connection.cursor() as cursor:
        # Of 10,000, one in 2,520 says all these words.
        cursor.execute(AGE.format(spread=SPREADS["settled"]))
        cursor.execute("ANALYZE articles_searchentry")
    youngest, middle, oldest = (f"search_words_{age}" for age in range(3))
    assert executed("common") == {youngest}
    assert executed("word2") == {youngest}
    assert executed("word7") == {youngest, middle}
    assert executed("word8 word9") == {youngest, middle, oldest}
    assert executed("common", by_rank=True) == {youngest, middle}
    # In the middle of frequent words, the next are read one by one.
    rows = SearchEntry.objects.order_by("-published_at").values_list(
        "published_at", "pk"
    )
    deep = rows[5000]
    assert oldest not in executed("common", Cursor(*deep))
    assert oldest in executed("word8 word9", Cursor(*deep))


def ages_of() -> list[int]:
    rows = SearchEntry.objects.order_by("-published_at", "-document")
    return list(rows.values_list("age", flat=True))


@pytest.mark.django_db
def test_age_entries__leaves_so_many_of_each_age(monkeypatch):
    monkeypatch.setattr(aging, "MOST_OF_AGE", (20, 100))
    monkeypatch.setattr(aging, "_BATCH", 30)
    seed(300)
    assert aging.age_entries() == 280 + 180
    assert ages_of() == [0] * 20 + [1] * 100 + [2] * 180
    assert aging.age_entries() == 0
    SearchEntry.objects.update(age=0)
    assert aging.age_entries(seconds=0) == 30, "Other sweeps wait for too long."


@pytest.mark.django_db
def test_age_entries__a_turn_at_a_time_leaves_no_age_behind(monkeypatch):
    monkeypatch.setattr(aging, "MOST_OF_AGE", (20, 100))
    monkeypatch.setattr(aging, "_BATCH", 30)
    seed(300)
    while aging.age_entries(seconds=0):
        pass
    assert ages_of() == [0] * 20 + [1] * 100 + [2] * 180


@pytest.mark.django_db
def test_entry__older_than_an_old_one_is_old_at_once():
    first = publish("The ferry", hours=1)
    publish("The choir", hours=2)
    SearchEntry.objects.filter(pk=first.pk).update(age=2)
    publish("The archive", hours=0)
    publish("The morning", hours=3)
    assert ages_of() == [0, 0, 2, 2]


@pytest.mark.django_db
def test_prepare__the_newest_first_and_the_old_old_at_once(monkeypatch):
    monkeypatch.setattr(aging, "MOST_OF_AGE", (3, 3))
    monkeypatch.setattr(indexing, "_BATCH", 1)
    for number in range(12):
        publish(f"Story {number}", hours=number)
    SearchEntry.objects.all().delete()
    PublishedDocument.objects.update(gzip_of="")
    grown = 0
    while indexing._prepare_batch():
        grown += aging.age_entries()
    assert ages_of() == [0] * 3 + [1] * 3 + [2] * 6
    assert grown == 5, "Old stories pass through all ages."


@pytest.mark.django_db(transaction=True)
def test_age_entries__by_many_beside_who_holds_one(monkeypatch):
    monkeypatch.setattr(aging, "MOST_OF_AGE", (20, 100))
    monkeypatch.setattr(aging, "_BATCH", 10)
    seed(300)
    held = SearchEntry.objects.order_by("published_at").first()
    together = Barrier(3)

    def sweep() -> None:
        try:
            together.wait()
            aging.age_entries()
        finally:
            connections.close_all()

    sweeps = [Thread(target=sweep) for _ in range(2)]
    with transaction.atomic():
        SearchEntry.objects.select_for_update().get(pk=held.pk)
        for one in sweeps:
            one.start()
        together.wait()
        for one in sweeps:
            one.join(30)
            assert not one.is_alive(), "A sweep waits for who holds an entry."
    while aging.age_entries():
        pass
    assert ages_of() == [0] * 20 + [1] * 100 + [2] * 180


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "age"), [(0, 2), (-1, 0), (1, 2)])
def test_entry__keeps_its_age_until_it_gets_another_date(hours, age):
    article = publish("The ferry", "First words.", hours=hours)
    assert SearchEntry.objects.get().age == 0
    SearchEntry.objects.update(age=2)
    draft_and_live(article, "Other words.")  # of `START`
    take_step(article, "publish_update")
    entry = SearchEntry.objects.get()
    assert (entry.age, entry.text, entry.published_at) == (age, "Other words.", START)
