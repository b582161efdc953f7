"""Names: one row each, however many ask at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions.naming import contributor_for, section_for, topic_for
from articles.models import Article, Contributor, Section, Topic
from articles.story import Credit, SectionRef, TopicRef
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def at_once(work: Callable[[int], object], count: int = 4) -> None:
    """Call work(0), work(1)… in threads that start together."""
    start = threading.Barrier(count)
    errors: list[BaseException] = []

    def run(number: int) -> None:
        start.wait()
        try:
            work(number)
        except BaseException as error:
            errors.append(error)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def test_topic_for__finds_by_code_then_slug_then_name():
    topic = Topic.objects.create(slug="ferries", name="Ferries", qcode="medtop:1")
    assert topic_for(TopicRef("Boats", qcode="medtop:1")) == topic
    assert topic_for(TopicRef("Boats", slug="ferries")) == topic
    assert topic_for(TopicRef("FERRIES")) == topic
    assert topic_for(TopicRef("Ferries!")).slug == "ferries-2"
    assert topic_for(TopicRef("???")).slug == "topic"


def test_section_for__finds_or_makes():
    section = Section.objects.create(slug="news", name="News")
    assert section_for(SectionRef("Whatever", "news")) == section
    assert section_for(SectionRef("NEWS")) == section
    assert section_for(SectionRef("Photos")).slug == "photos-section"
    assert section_for(SectionRef("", "culture")).name == "culture"


def test_contributor_for__by_id():
    row = Contributor.objects.create(name="Ada Weiss", slug="ada-weiss")
    assert contributor_for(Credit("Other", contributor=str(row.pk))) == row


def test_free_slug__asks_few_times_among_many_of_one_name():
    for _ in range(20):
        make_article(headline="Weather")
    with CaptureQueriesContext(connection) as queries:
        twenty_first = make_article(headline="Weather")
    asked = [q for q in queries if "articles_articleslug" in q["sql"]]
    assert twenty_first.slug == "weather-21"
    assert len(asked) <= 16


@pytest.mark.django_db(transaction=True)
def test_names__asked_for_at_once_are_made_once():
    def work(_: int) -> None:
        with transaction.atomic():
            contributor_for(Credit("Ada Weiss"))
            topic_for(TopicRef("Ferries"))
            section_for(SectionRef("Harbour"))

    at_once(work)
    assert (
        Contributor.objects.count(),
        Topic.objects.count(),
        Section.objects.count(),
    ) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_claim_free_slug__at_once_gives_each_its_own():
    section_for(SectionRef("News", "news"))
    at_once(lambda _: make_article(headline="Same"))
    slugs = sorted(Article.objects.values_list("slug", flat=True))
    assert slugs[0] == "same"
    assert len(set(slugs)) == 4
