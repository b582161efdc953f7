from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from articles import tasks
from articles.actions import publishing
from articles.models import Article, PublishedDocument
from articles.tasks import SWEEPS, publish_due
from articles.workflow import Status
from tests.articles.test_refreshing import make_story_with
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db


def later():
    return timezone.now() + timedelta(hours=2)


def test_publish_due__what_is_due_and_nothing_earlier():
    article = make_article(Status.SCHEDULED)
    assert publish_due() == 0
    assert publish_due(later()) == 1
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED
    assert PublishedDocument.objects.filter(pk=article.pk).exists()
    event = article.events.first()
    assert event is not None
    assert (event.action, event.actor) == ("publish", "publish_due")
    assert publish_due(later()) == 0


def test_publish_due__other_states_are_left_alone():
    for status in set(Status) - {Status.SCHEDULED}:
        make_article(status)
    assert publish_due(later()) == 0


def test_publish_due__refused_goes_back_to_approved_and_says_why():
    photo = make_photo()
    article = make_story_with(photo, Status.SCHEDULED)
    photo.credit = ""
    photo.save(update_fields=["credit"])
    fine = make_article(Status.SCHEDULED)
    assert publish_due(later()) == 1
    article.refresh_from_db()
    fine.refresh_from_db()
    assert (article.status, fine.status) == (Status.APPROVED, Status.PUBLISHED)
    assert article.publish_at is None
    event = article.events.first()
    assert event is not None
    assert event.action == "cancel_schedule"
    assert event.note == "Not published when due: photo_credit_missing."
    assert publish_due(later()) == 0


def test_publish_due__one_broken_story_does_not_stop_the_others(monkeypatch, caplog):
    broken, fine = make_article(Status.SCHEDULED), make_article(Status.SCHEDULED)
    publish = publishing.publish

    def failing(article, *, by):
        if article == broken:
            raise KeyError("a block that cannot be rendered")
        return publish(article, by=by)

    monkeypatch.setattr(tasks, "publish", failing)
    with caplog.at_level(logging.ERROR, "articles.tasks"):
        assert publish_due(later()) == 1
    assert str(broken.pk) in caplog.text
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.status, fine.status) == (Status.SCHEDULED, Status.PUBLISHED)


def test_publish_due__a_database_that_does_not_answer_ends_the_sweep(monkeypatch):
    make_article(Status.SCHEDULED)

    def failing(article, *, by):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(tasks, "publish", failing)
    with pytest.raises(OperationalError):
        publish_due(later())


@pytest.mark.django_db(transaction=True)
def test_publish_due__many_at_once_publish_each_once():
    articles = [make_article(Status.SCHEDULED) for _ in range(6)]
    moment, counts = later(), []

    def run():
        try:
            counts.append(publish_due(moment))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 6
    for article in Article.objects.filter(pk__in=[one.pk for one in articles]):
        assert article.status == Status.PUBLISHED
        assert article.changes.count() == 1


def test_sweeps__are_those_of_the_contract_so_far():
    assert set(SWEEPS) == {
        "publish_due",
        "deliver_pending",
        "number_changes",
        "forget_answers",
        "prepare_documents",
        "age_entries",
    }
