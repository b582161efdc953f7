"""Steps that readers see."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions.checking import refusals_to_publish
from articles.actions.drafting import save_draft
from articles.actions.publishing import kill, publish, publish_update, schedule
from articles.actions.stepping import take
from articles.blocks import Embed, Gallery, Paragraph, PlacedPhoto
from articles.errors import (
    ArticleError,
    NotAllowed,
    NotConfirmed,
    NothingToPublish,
    NotPublishable,
    TimeMissing,
    WrongStatus,
)
from articles.exporting import draft_photos, draft_story
from articles.models import Article, Change, PhotoUse
from articles.story import Credit, RelatedRef, TopicRef
from articles.workflow import STEPS, Status
from tests.factories import (
    SYSTEM,
    make_actor,
    make_article,
    make_photo,
    make_photo_with_file,
    placed,
)

pytestmark = pytest.mark.django_db


def changes(article: Article) -> list[tuple[str, int]]:
    return list(Change.objects.filter(article=article).values_list("kind", "version"))


def test_publish__points_at_the_draft_and_logs_one_change():
    article = make_article("approved")
    live = publish(article, by=make_actor("publisher"))
    assert live.live_revision_id == live.draft_revision_id
    assert live.published_at == live.first_published_at == live.last_published_at
    assert not live.has_unpublished_changes
    assert changes(live) == [("publish", 1)]
    assert live.events.all()[0].action == "publish"


def test_publish__keeps_the_sources_dates():
    then = timezone.now() - timedelta(days=900)
    live = make_article("published", published_at=then, updated_at=then)
    assert live.published_at == live.first_published_at == then
    assert live.last_published_at == then


def test_publish_update__shows_the_changed_draft():
    live = make_article("published")
    with pytest.raises(NothingToPublish):
        publish_update(live, by=SYSTEM)
    save_draft(live, draft_story(live).evolve(headline="Changed"), by=SYSTEM)
    live.refresh_from_db()
    assert live.has_unpublished_changes
    again = publish_update(live, by=SYSTEM)
    assert not again.has_unpublished_changes
    assert changes(live) == [("publish", 1), ("update", 2)]
    assert again.published_at is not None
    assert again.last_published_at is not None
    assert again.published_at < again.last_published_at


def test_publish__keeps_photo_places_of_what_is_live():
    photo = make_photo()
    live = make_article("published", lead_photo=PlacedPhoto(str(photo.pk), caption="C"))
    assert PhotoUse.objects.filter(photo=photo).count() == 2
    kept = PhotoUse.objects.get(revision=live.live_revision)
    assert (kept.role, kept.caption) == ("lead", "C")
    take("unpublish", live, by=SYSTEM)
    take("publish", live, by=SYSTEM)
    assert PhotoUse.objects.filter(photo=photo).count() == 2


def test_unpublish_and_publish__come_back_with_the_same_date():
    live = make_article("published")
    gone = take("unpublish", live, by=SYSTEM)
    assert gone.live_revision is None
    back = take("publish", gone, by=SYSTEM)
    assert back.published_at == live.published_at
    assert [kind for kind, _ in changes(live)] == ["publish", "unpublish", "publish"]


def test_kill__needs_a_confirmation_and_is_final():
    live = make_article("published")
    with pytest.raises(NotConfirmed):
        kill(live, by=SYSTEM, note="libel")
    killed = kill(live, by=SYSTEM, note="libel", confirmed=True)
    assert killed.live_revision is None
    assert changes(live) == [("publish", 1), ("kill", 2)]
    assert killed.events.all()[0].note == "libel"
    for name in STEPS:
        with pytest.raises(WrongStatus):
            take(name, killed, by=SYSTEM, note="again", confirmed=True)
    with pytest.raises(NotAllowed):
        save_draft(
            killed, draft_story(killed).evolve(headline="X"), by=make_actor("publisher")
        )


def test_kill__of_a_story_never_published_tells_nobody():
    killed = make_article("scheduled")
    killed = kill(killed, by=SYSTEM, note="no", confirmed=True)
    assert killed.publish_at is None
    assert changes(killed) == []


def test_schedule__needs_a_time_to_come():
    article = make_article("approved")
    past = timezone.now() - timedelta(seconds=1)
    for at in (None, past):
        with pytest.raises(TimeMissing):
            schedule(article, by=SYSTEM, at=at)
    at = timezone.now() + timedelta(hours=2)
    scheduled = schedule(article, by=SYSTEM, at=at)
    assert (scheduled.status, scheduled.publish_at) == ("scheduled", at)
    assert list(Article.objects.due(at)) == [scheduled]
    assert not Article.objects.due(at - timedelta(seconds=1))
    back = take("cancel_schedule", scheduled, by=SYSTEM)
    assert (back.status, back.publish_at) == ("approved", None)


def test_schedule__an_embargo_that_ends_before_does_not_stop_it():
    now = timezone.now()
    article = make_article("approved", embargo_until=now + timedelta(hours=1))
    with pytest.raises(NotPublishable, match="embargoed"):
        publish(article, by=SYSTEM)
    with pytest.raises(NotPublishable):
        schedule(article, by=SYSTEM, at=now + timedelta(minutes=59))
    later = schedule(article, by=SYSTEM, at=now + timedelta(hours=1, minutes=1))
    assert later.status == Status.SCHEDULED


def test_refusals__each_with_its_code():
    bare = make_photo(credit="")
    article = make_article(
        headline="",
        section=None,
        body=(Embed(provider="x"), Paragraph("<br>")),
        lead_photo=PlacedPhoto(str(bare.pk)),
    )
    refusals = refusals_to_publish(article, draft_photos(article))
    assert [refusal.code for refusal in refusals] == [
        "headline_missing",
        "section_missing",
        "text_missing",
        "photo_credit_missing",
    ]
    with pytest.raises(NotPublishable) as caught:
        publish(article, by=SYSTEM)
    assert len(caught.value.details["refusals"]) == 4
    assert Article.objects.get(pk=article.pk).status == Status.DRAFT


@pytest.mark.parametrize(
    ("of_photo", "of_place", "is_refused"),
    [("A", None, False), ("A", " ", True), ("", "B", False), ("", None, True)],
)
def test_refusals__a_credit_on_every_photo(of_photo, of_place, is_refused):
    photo = make_photo(credit=of_photo)
    article = make_article(lead_photo=PlacedPhoto(str(photo.pk), credit=of_place))
    assert bool(refusals_to_publish(article, draft_photos(article))) == is_refused


@pytest.mark.django_db(transaction=True)
def test_publish__by_two_at_once_happens_once():
    article = make_article("approved")
    results: list[str] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        try:
            publish(article, by=SYSTEM)
            results.append("published")
        except ArticleError as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["published", "wrong_status"]
    assert changes(article) == [("publish", 1)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("many", "trips", "statements"), [(0, 5, 14), (1, 7, 16), (12, 7, 16)]
)
def test_publish__in_as_many_statements_however_long_the_story(many, trips, statements):
    """Lock, hold, read, write and number; one more for photos, one for links."""
    targets = [str(make_article(Status.PUBLISHED).pk) for _ in range(many)]
    photos = tuple(placed(make_photo_with_file()) for _ in range(many))
    article = make_article(
        Status.APPROVED,
        lead_photo=photos[0] if photos else None,
        body=(*(Paragraph(f"Text {n}.") for n in range(many + 1)), Gallery(photos)),
        contributors=tuple(Credit(f"Person {n}") for n in range(many)),
        topics=tuple(TopicRef(f"Topic {n}") for n in range(many)),
        related=tuple(RelatedRef("", "", target) for target in targets),
    )
    with CaptureQueriesContext(connection) as captured:
        publish(article, by=SYSTEM)
    asked = [one["sql"] for one in captured if one["sql"] not in ("BEGIN", "COMMIT")]
    assert len(asked) == trips
    assert sum(sql.count(";\n") + 1 for sql in asked) == statements
    assert article.changes.get().position
