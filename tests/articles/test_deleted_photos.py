"""Photos that are deleted, and the stories that show them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from articles.actions.drafting import save_draft
from articles.actions.holding import holding_photos
from articles.actions.stepping import take
from articles.errors import NotPublishable
from articles.exporting import draft_story
from articles.models import Article
from articles.statements import send
from articles.workflow import Status
from media.actions import delete_photo, restore_photo
from media.errors import PhotoIsShown
from media.models import Photo
from media.rendering import public_files
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo_with_file,
    make_user,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo() -> Photo:
    return make_photo_with_file((320, 200))


def titles(photo: Photo) -> list[str]:
    return [str(story) for story in Article.objects.showing(photo)]


def delete(photo: Photo) -> Photo:
    return delete_photo(photo, by=SYSTEM, shown_in=titles)


def desk(role: str = "photo") -> Client:
    client = Client()
    client.force_login(make_user(role, is_staff=True))
    return client


def test_delete_photo__refused_by_a_live_story_which_is_named(photo):
    make_article(Status.PUBLISHED, headline="Ferry runs", lead_photo=placed(photo))
    with pytest.raises(PhotoIsShown, match="Ferry runs"):
        delete(photo)


def test_delete_photo__allowed_where_it_is_only_in_drafts_and_the_past(photo):
    make_article(Status.DRAFT, lead_photo=placed(photo))
    make_article(Status.UNPUBLISHED, lead_photo=placed(photo))
    story = make_article(Status.PUBLISHED, lead_photo=placed(photo))
    save_draft(story, draft_story(story).evolve(lead_photo=None), by=SYSTEM)
    with pytest.raises(PhotoIsShown):
        delete(photo)  # readers see the revision before
    take_step(story, "publish_update")
    assert delete(photo).deleted_at


@pytest.mark.parametrize("status", [Status.APPROVED, Status.UNPUBLISHED])
def test_publish__refused_with_a_deleted_photo(photo, status):
    story = make_article(status, lead_photo=placed(photo))
    delete(photo)
    with pytest.raises(NotPublishable) as refused:
        take("publish", story, by=SYSTEM)
    (why,) = refused.value.details["refusals"]
    assert why.code == "photo_deleted"
    restore_photo(photo, by=SYSTEM)
    assert take("publish", story, by=SYSTEM).status == Status.PUBLISHED


def attempt(action: Callable[[], object], told: list[str]) -> threading.Thread:
    """Do it in another session; say in `told` what refused it."""

    def work() -> None:
        try:
            action()
            told.append("done")
        except (NotPublishable, PhotoIsShown) as error:
            told.append(error.code)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_delete_photo__waits_for_who_publishes_it(photo):
    story = make_article(Status.APPROVED, lead_photo=placed(photo))
    told: list[str] = []
    with transaction.atomic():
        send(holding_photos(story))
        other = attempt(lambda: delete(photo), told)
        other.join(0.3)
        assert other.is_alive()
        take("publish", story, by=SYSTEM)
    other.join()
    photo.refresh_from_db()
    assert told == ["photo_shown"]
    assert photo.deleted_at is None


@pytest.mark.django_db(transaction=True)
def test_publish__waits_for_who_deletes_a_photo(photo):
    story = make_article(Status.APPROVED, lead_photo=placed(photo))
    told: list[str] = []
    with transaction.atomic():
        delete(photo)
        other = attempt(lambda: take("publish", story, by=SYSTEM), told)
        other.join(0.3)
        assert other.is_alive()
    other.join()
    story.refresh_from_db()
    assert told == ["not_publishable"]
    assert story.status == Status.APPROVED


def test_public_doors__know_no_deleted_photo(client, photo):
    story = make_article(Status.PUBLISHED, lead_photo=placed(photo))
    path = public_files(photo)[0].path
    assert client.get(path).status_code == 200
    Photo.objects.filter(pk=photo.pk).update(deleted_at=story.updated_at)
    assert client.get(path).status_code == 404


def test_admin__delete_asks_tells_and_restores(photo):
    client = desk()
    story = make_article(Status.PUBLISHED, headline="Quay", lead_photo=placed(photo))
    remove = reverse("admin:media_photo_remove", args=[photo.pk])
    form = reverse("admin:media_photo_change", args=[photo.pk])
    listed = reverse("admin:media_photo_changelist")
    assert "Quay" in client.get(remove).text
    assert "Readers see this photo in: Quay." in client.post(remove, follow=True).text
    take_step(story, "unpublish")
    assert "Delete the photo" in client.get(remove).text
    assert "is deleted" in client.post(remove, follow=True).text
    assert form not in client.get(listed).text
    assert form in client.get(f"{listed}?deleted=yes").text
    page = client.get(form).text
    assert "Restore" in page
    assert 'name="caption"' not in page
    picture = reverse("admin:media_photo_picture", args=[photo.pk, "w320"])
    assert client.get(picture).status_code == 404
    restore = reverse("admin:media_photo_restore", args=[photo.pk])
    client.get(restore)
    assert form not in client.get(listed).text
    assert "is back" in client.post(restore, follow=True).text
    assert form in client.get(listed).text


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_admin__who_may_not_delete_sees_no_button(photo, role):
    client = desk(role)
    remove = reverse("admin:media_photo_remove", args=[photo.pk])
    assert (
        remove
        not in client.get(reverse("admin:media_photo_change", args=[photo.pk])).text
    )
    assert client.post(remove).status_code == 403
    restore = reverse("admin:media_photo_restore", args=[photo.pk])
    assert client.post(restore).status_code == 403
    photo.refresh_from_db()
    assert photo.deleted_at is None
