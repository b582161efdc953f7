from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from articles.actions import delivering
from articles.actions.refreshing import (
    deliver_again,
    refresh_stories_of,
    take_up_photo_change,
)
from articles.actions.stepping import take
from articles.blocks import Gallery, Paragraph, PhotoBlock
from articles.models import (
    Article,
    PendingDelivery,
    PhotoUse,
    PublishedDocument,
    Section,
)
from articles.tasks import deliver_pending
from articles.workflow import Status
from media.actions import attach_file, change_photo, take_photo
from media.actions.noting import keep_source
from media.actors import Actor
from media.models import Photo, PhotoChange
from tests.articles.showing import document, last_change
from tests.articles.together import in_thread
from tests.factories import (
    SYSTEM,
    make_article,
    make_notice,
    make_photo,
    make_source,
    placed,
)
from tests.media.pictures import agency_jpeg, draw, encode

pytestmark = pytest.mark.django_db


def make_story_with(photo: Photo, status: str = Status.PUBLISHED, **story) -> Article:
    return make_article(status, lead_photo=placed(photo), **story)


def test_change_photo__reaches_every_live_document():
    photo = make_photo()
    lead = make_story_with(photo)
    inside = make_article(
        Status.PUBLISHED,
        body=(
            Paragraph("Text."),
            PhotoBlock(placed(photo, credit="Own words")),
            Gallery((placed(make_photo()), placed(photo))),
        ),
    )
    other = make_story_with(make_photo())
    draft = make_story_with(photo, Status.DRAFT)
    change_photo(photo, {"credit": "New", "caption": "C", "alt": "A"}, by=SYSTEM)
    assert deliver_pending() == 2
    shown = document(lead)["lead_photo"]
    assert (shown["credit"], shown["caption"], shown["alt"]) == ("New", "C", "A")
    block, gallery = document(inside)["body"][1:]
    assert block["photo"]["credit"] == "Own words"
    assert gallery["photos"][1]["credit"] == "New"
    assert document(other)["version"] == 1
    assert not PublishedDocument.objects.filter(pk=draft.pk).exists()
    last = lead.changes.order_by("-id").first()
    assert last is not None
    assert (last.kind, last.version) == ("rights", 2)
    assert last.cause == "photo: alt, caption, credit"
    event = lead.events.first()
    assert event is not None
    assert (event.action, event.actor) == ("refresh", "deliver_pending")
    assert event.from_status == event.to_status == Status.PUBLISHED


def test_deliver_pending__twice_delivers_once():
    photo = make_photo()
    article = make_story_with(photo)
    change_photo(photo, {"credit": "New"}, by=SYSTEM)
    assert (deliver_pending(), deliver_pending()) == (1, 0)
    assert document(article)["version"] == 2
    assert not PhotoChange.objects.exists()
    assert not PendingDelivery.objects.exists()


@pytest.mark.parametrize("status", [Status.UNPUBLISHED, Status.KILLED])
def test_deliver_again__a_story_that_left_its_readers_is_left_alone(status):
    photo = make_photo()
    article = make_story_with(photo)
    refresh_stories_of(photo, cause="test")
    step = {Status.UNPUBLISHED: "unpublish", Status.KILLED: "kill"}[status]
    take(step, article, by=SYSTEM, note="x", confirmed=True)
    before = article.changes.count()
    assert deliver_again(PendingDelivery.objects.get().article_id, by=SYSTEM)
    assert article.changes.count() == before
    assert not PendingDelivery.objects.exists()


def test_refresh_stories_of__only_what_is_live_now():
    photo = make_photo()
    article = make_story_with(photo)
    assert refresh_stories_of(photo, cause="test") == 1
    assert refresh_stories_of(make_photo(), cause="test") == 0
    assert PendingDelivery.objects.get().article == article


def test_attach_file__reaches_live_documents():
    photo = make_photo()
    article = make_story_with(photo)
    attach_file(photo, agency_jpeg(), file_name="a.jpg", by=SYSTEM)
    assert deliver_pending() == 1
    shown = document(article)["lead_photo"]
    assert (shown["id"], shown["file_state"]) == (str(photo.pk), "ok")
    assert shown["renditions"][0]["spec"] == "w320"


def test_merge__places_move_to_the_photo_that_has_the_file():
    data = encode(draw())
    there = take_photo(data, file_name="a.jpg", by=SYSTEM)
    photo = make_photo()
    live, draft = make_story_with(photo), make_story_with(photo, Status.DRAFT)
    attach_file(photo, data, file_name="a.jpg", by=SYSTEM)
    assert deliver_pending() >= 1
    assert document(live)["lead_photo"]["id"] == str(there.pk)
    assert not PhotoUse.objects.filter(photo=photo).exists()
    assert draft.photo_uses.get().photo == there


def test_take_up__what_another_process_did_is_no_work():
    assert not take_up_photo_change(0)
    assert not deliver_again(uuid4(), by=Actor.system("t"))


def test_change_photo__names_to_readers_only_what_they_may_see():
    photo = make_photo()
    article = make_story_with(photo)
    change_photo(photo, {"instructions": "Not before the verdict"}, by=SYSTEM)
    deliver_pending()
    assert last_change(article) == ("publish", 1, "")
    change_photo(photo, {"credit": "New", "instructions": "Embargoed"}, by=SYSTEM)
    deliver_pending()
    assert last_change(article) == ("rights", 2, "photo: credit")


@pytest.mark.django_db(transaction=True)
def test_deliver_pending__many_at_once_deliver_each_once():
    photos = [make_photo() for _ in range(3)]
    articles = [make_story_with(photo) for photo in photos for _ in range(2)]
    for photo in photos:
        change_photo(photo, {"credit": "New"}, by=SYSTEM)
    threads = [in_thread(deliver_pending) for _ in range(4)]
    for thread in threads:
        thread.join()
    deliver_pending()
    assert [document(article)["version"] for article in articles] == [2] * 6


def note(article: Article, kind: str, cause: str) -> None:
    PendingDelivery.objects.create(article=article, kind=kind, cause=cause)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["hold_live", "live_edition"])
def test_deliver_again__a_note_of_rights_that_comes_meanwhile(monkeypatch, moment):
    """Before the notes are served, or after: what is told says what was changed."""
    photo = make_photo(credit="Old")
    article = make_story_with(photo)
    change_photo(photo, {"credit": "New"}, by=SYSTEM)
    note(article, "update", "topic: renamed")
    before = getattr(delivering, moment)

    def take_up_first(*asked):
        change = PhotoChange.objects.values_list("pk", flat=True).get()
        in_thread(lambda: take_up_photo_change(change)).join()
        return before(*asked)

    monkeypatch.setattr(delivering, moment, take_up_first)
    assert deliver_again(article.pk, by=SYSTEM)
    told = ("rights", 2, "topic: renamed; photo: credit")
    assert last_change(article) == told
    monkeypatch.undo()
    deliver_pending()
    assert last_change(article) == told
    assert document(article)["lead_photo"]["credit"] == "New"


def test_deliver_again__what_changed_of_rights_and_is_not_noted_yet():
    photo = make_photo()
    source = make_source(copyright=make_notice(holder="Old"))
    article = make_story_with(photo, source=source)
    change_photo(photo, {"credit": "New"}, by=SYSTEM)
    source.copyright = make_notice(holder="New")
    keep_source(source, by=SYSTEM)
    note(article, "update", "topic: renamed")
    assert deliver_again(article.pk, by=SYSTEM)
    kind, version, cause = last_change(article)
    assert (kind, version) == ("rights", 2)
    assert cause.startswith("topic: renamed; ")
    assert "photo: credit" in cause
    assert "source" in cause
    deliver_pending()
    assert last_change(article) == (kind, version, cause)


def test_deliver_again__rights_of_what_it_does_not_show_are_not_told():
    article = make_story_with(make_photo())
    other = make_photo()
    make_story_with(other)
    change_photo(other, {"credit": "New"}, by=SYSTEM)
    save_name(article)
    note(article, "update", "section: renamed")
    assert deliver_again(article.pk, by=SYSTEM)
    assert last_change(article) == ("update", 2, "section: renamed")


def save_name(article: Article) -> None:
    Section.objects.filter(slug=document(article)["section"]["slug"]).update(name="N")


@pytest.mark.django_db(transaction=True)
def test_publish__while_a_photo_changes_ends_with_the_new_fact():
    """Publishing holds the photo: the change waits, and then finds a live story."""
    photo = make_photo(credit="Old")
    article = make_story_with(photo, Status.APPROVED)
    with transaction.atomic():
        take("publish", article, by=SYSTEM)
        thread = in_thread(lambda: change_photo(photo, {"credit": "New"}, by=SYSTEM))
        thread.join(0.5)
        assert thread.is_alive()
        deliver_pending()
    thread.join()
    deliver_pending()
    assert document(article)["lead_photo"]["credit"] == "New"


@pytest.mark.django_db(transaction=True)
def test_publish__while_the_places_of_a_merged_photo_move():
    """What goes live meanwhile is out of the sweep's sight: it stands right already."""
    data = encode(draw())
    there = take_photo(data, file_name="a.jpg", by=SYSTEM)
    change_photo(there, {"credit": "Old"}, by=SYSTEM)
    photo = make_photo()
    article = make_story_with(photo, Status.APPROVED)
    attach_file(photo, data, file_name="a.jpg", by=SYSTEM)
    with transaction.atomic():
        take("publish", article, by=SYSTEM)
        thread = in_thread(deliver_pending)
        thread.join()
    there.refresh_from_db()
    change_photo(there, {"credit": "New"}, by=SYSTEM)
    deliver_pending()
    shown = document(article)["lead_photo"]
    assert (shown["id"], shown["credit"]) == (str(there.pk), "New")
