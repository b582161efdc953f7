from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from articles.actions.correcting import correct, retract_correction
from articles.actions.drafting import save_draft
from articles.errors import (
    ArticleError,
    CorrectionMissing,
    InvalidField,
    NotAllowed,
    NotCorrected,
    NotPublishable,
    WrongStatus,
)
from articles.exporting import draft_story
from articles.models import Article, Correction, PublishedDocument
from articles.workflow import Status
from tests.articles.showing import document
from tests.articles.test_publishing_at_once import check_consistent
from tests.articles.together import at_once
from tests.factories import SYSTEM, make_actor, make_article, make_user, take_step

pytestmark = pytest.mark.django_db
TEXT = "An earlier version named the wrong ferry."


def edit(article: Article, **changes: Any) -> None:
    story = draft_story(Article.objects.get(pk=article.pk)).evolve(**changes)
    save_draft(article, story, by=SYSTEM)


def test_correct__publishes_the_draft_and_ties_the_revisions():
    article = make_article(Status.PUBLISHED, headline="The Agnes runs")
    was = article.live_revision
    edit(article, headline="The Berta runs")
    by = make_actor("publisher")
    fresh = correct(article, kind="correction", text=f" {TEXT}\r\n", by=by, note="ours")
    row = Correction.objects.get()
    assert (row.text, row.kind, row.actor, row.user_id) == (
        TEXT, "correction", by.name, by.user_id,
    )  # fmt: skip
    assert (row.before, row.after) == (was, fresh.live_revision)
    assert row.before != row.after
    found = document(article)
    assert found["headline"] == "The Berta runs"
    at = row.at.isoformat().replace("+00:00", "Z")
    assert found["corrections"] == [{"kind": "correction", "text": TEXT, "at": at}]
    assert found["updated_at"] > found["published_at"]
    change = article.changes.last()
    assert change is not None
    assert (change.kind, change.version, change.cause) == ("correct", 2, "correction")
    event = article.events.first()
    assert event is not None
    assert (event.action, event.note) == ("correct", "ours")


def test_correct__without_a_changed_draft_is_a_note_alone():
    article = make_article(Status.PUBLISHED)
    correct(article, kind="editors_note", text=TEXT, by=SYSTEM)
    row = Correction.objects.get()
    assert row.before == row.after == article.live_revision
    assert document(article)["corrections"][0]["kind"] == "editors_note"
    assert document(article)["version"] == 2


def test_correct__keeps_a_former_slug_and_its_notes_through_later_steps():
    article = make_article(Status.PUBLISHED, slug="first")
    edit(article, slug="second")
    correct(article, kind="correction", text="One.", by=SYSTEM)
    edit(article, slug="third", headline="Newer")
    take_step(article, "publish_update")
    take_step(article, "unpublish")
    take_step(article, "publish")
    correct(article, kind="clarification", text="Two.", by=SYSTEM)
    found = document(article)
    assert [one["text"] for one in found["corrections"]] == ["One.", "Two."]
    row = PublishedDocument.objects.get()
    assert row.old_slugs == ["first", "second"]
    kinds = list(article.changes.values_list("kind", flat=True))
    assert kinds == ["publish", "correct", "update", "unpublish", "publish", "correct"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"text": " \n\t"}, CorrectionMissing),
        ({"kind": "gossip"}, InvalidField),
        ({"text": "x" * 5001}, InvalidField),
    ],
)
def test_correct__refuses_what_readers_could_not_read(said, error):
    article = make_article(Status.PUBLISHED)
    with pytest.raises(error):
        correct(article, **{"kind": "correction", "text": TEXT, "by": SYSTEM, **said})
    assert not Correction.objects.exists()
    assert document(article)["version"] == 1


def test_correct__a_draft_that_is_not_ready_changes_nothing():
    article = make_article(Status.PUBLISHED)
    edit(article, headline="")
    with pytest.raises(NotPublishable):
        correct(article, kind="correction", text=TEXT, by=SYSTEM)
    assert not Correction.objects.exists()
    assert document(article)["version"] == 1


@pytest.mark.parametrize("role", ["", "reporter", "photo", "editor"])
def test_correct__is_the_publishers(role):
    article = make_article(Status.PUBLISHED)
    with pytest.raises(NotAllowed):
        correct(article, kind="correction", text=TEXT, by=make_actor(role))
    correct(article, kind="correction", text=TEXT, by=SYSTEM)
    with pytest.raises(NotAllowed):
        retract_correction(Correction.objects.get(), by=make_actor(role))
    assert len(document(article)["corrections"]) == 1


@pytest.mark.parametrize("status", set(Status) - {Status.PUBLISHED})
def test_correct__only_what_readers_see(status):
    with pytest.raises(WrongStatus):
        correct(make_article(status), kind="correction", text=TEXT, by=SYSTEM)


def test_retract__takes_the_note_from_readers_and_keeps_it_at_the_desk():
    article = make_article(Status.PUBLISHED)
    correct(article, kind="correction", text="Wrong.", by=SYSTEM)
    correct(article, kind="correction", text="Right.", by=SYSTEM)
    wrong = Correction.objects.get(text="Wrong.")
    retract_correction(wrong, by=make_actor("publisher"), note="was right before")
    assert [c["text"] for c in document(article)["corrections"]] == ["Right."]
    assert article.corrections.count() == 2
    change, event = article.changes.last(), article.events.first()
    assert change is not None
    assert (change.kind, change.cause) == ("correct", "retracted: correction")
    assert event is not None
    assert (event.action, event.note) == ("retract_correction", "was right before")
    with pytest.raises(NotCorrected):
        retract_correction(wrong, by=SYSTEM)
    assert article.changes.count() == 4


def test_correction__says_something_of_a_known_kind():
    article = make_article(Status.PUBLISHED)
    revision = article.live_revision
    for wrong in ({"kind": "gossip"}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.create(
                article=article,
                before=revision,
                after=revision,
                **{"text": "x", **wrong},
            )


def test_correction__reaches_the_page_json_ld_and_the_feeds():
    article = make_article(Status.PUBLISHED, slug="ferry")
    correct(article, kind="clarification", text="Two\n<lines>", by=SYSTEM)
    found = document(article)["corrections"][0]
    client = Client()
    page = client.get("/news/ferry/").content.decode()
    assert '<p dir="auto">Two<br>&lt;lines&gt;</p>' in page
    assert f'Clarification <time datetime="{found["at"]}">' in page
    data = client.get("/api/v1/articles/ferry/?format=json-ld").json()
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Two\n<lines>",
            "datePublished": found["at"],
        }
    ]
    feed = client.get("/feeds/latest.json").json()["items"][0]
    said = f"<strong>Clarification, {found['at'][:10]}:</strong> Two<br>&lt;lines&gt;"
    assert said in feed["content_html"]
    assert feed["date_modified"] == document(article)["updated_at"]


def test_transitions__correct_by_the_api():
    article = make_article(Status.PUBLISHED)
    client = Client()
    client.force_login(make_user("publisher"))

    def post(**said):
        return client.post(
            f"/api/v1/desk/articles/{article.pk}/transitions/",
            json.dumps({"step": "correct", **said}),
            content_type="application/json",
            headers={"if-match": "*"},
        )

    refused = post()
    assert refused.status_code == 400
    assert refused.json()["code"] == "correction_missing"
    assert refused.json()["errors"][0]["field"] == "text"
    assert post(text=TEXT, kind="gossip").status_code == 400
    assert post(text=TEXT, kind="update").status_code == 200
    assert document(article)["corrections"][0]["kind"] == "update"


@pytest.mark.django_db(transaction=True)
def test_correct__beside_other_steps_stays_whole():
    article = make_article(Status.PUBLISHED)
    edit(article, headline="Changed")

    def correcting(number: int) -> Any:
        def job() -> str:
            text = f"Note {number}."
            return correct(article, kind="correction", text=text, by=SYSTEM).status

        return job

    def killing() -> str:
        return take_step(article, "kill").status

    found = at_once(correcting(1), correcting(2), correcting(3))
    assert found == ["published"] * 3
    check_consistent(article)
    assert len(document(article)["corrections"]) == 3
    found = at_once(correcting(4), killing)
    assert found in (["published", "killed"], ["wrong_status", "killed"])
    check_consistent(article)
    with pytest.raises(ArticleError):
        correct(article, kind="correction", text=TEXT, by=SYSTEM)
