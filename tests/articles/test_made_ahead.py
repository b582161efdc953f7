"""Renditions made ahead of readers, from going live to the files."""

from __future__ import annotations

import os
import signal
import threading
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from PIL import Image

import media.actions.making
import media.rendering
from articles.actions.stepping import take
from articles.models import Article
from articles.tasks import deliver_pending
from articles.workflow import Status
from media.actions import PhotoDescription, change_photo, make_next, take_photo
from media.metadata import write_jpeg
from media.models import Photo, PhotoChange, RenditionOrder
from media.rendering import fingerprint_of, rendition_bytes, renditions_of
from media.tasks import make_renditions
from tests.articles.showing import document
from tests.articles.test_refreshing import make_story_with
from tests.articles.test_worker import is_published, make_due, running, until
from tests.factories import SYSTEM, make_article, make_photo, make_photo_with_file
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo() -> Photo:
    return take_photo(agency_jpeg((900, 600)), file_name="a.jpg", by=SYSTEM)


def take_grain(strength: int) -> Photo:
    """Take a photo that takes seconds to encode."""
    grain = Image.effect_noise((1300, 860), strength).convert("RGB")
    return take_photo(write_jpeg(grain, AGENCY), file_name="grain.jpg", by=SYSTEM)


def folder_of(photo: Photo) -> Path:
    name = str(photo.pk)
    return Path(settings.MEDIA_ROOT) / "renditions" / name[-2:] / name


def files_of(photo: Photo) -> list[str]:
    """Give what lies ready under the photo's present address."""
    folder = folder_of(photo) / fingerprint_of(photo)
    return sorted(path.name for path in folder.glob("*") if path.suffix != ".part")


def listed(article: Article) -> list[str]:
    photo = document(article)["lead_photo"]
    return [row["url"].removeprefix(settings.SITE_URL) for row in photo["renditions"]]


def test_publish__orders_renditions_in_its_own_transaction(photo):
    with transaction.atomic():
        make_story_with(photo)
        assert RenditionOrder.objects.get().photo == photo
        transaction.set_rollback(True)
    assert not RenditionOrder.objects.exists()
    make_story_with(make_photo())
    make_article(Status.PUBLISHED)
    assert not RenditionOrder.objects.exists()


def test_make_renditions__readers_find_all_made(photo, client, monkeypatch):
    article = make_story_with(photo)
    assert files_of(photo) == []
    assert make_renditions() == 1
    assert not RenditionOrder.objects.exists()
    assert {name.rpartition(".")[2] for name in files_of(photo)} == {
        "avif", "jpg", "webp",
    }  # fmt: skip
    monkeypatch.setattr(media.rendering, "cut", None)
    assert len(listed(article)) == 11
    for path in listed(article):
        assert client.get(path).status_code == 200
    assert make_renditions() == 0


@pytest.mark.parametrize(
    "change", [{"credit": "Edited"}, {"crops": {"1x1": [0.2, 0, 2 / 3, 1]}}], ids=str
)
def test_make_renditions__again_after_a_change(photo, change):
    make_story_with(photo)
    make_renditions()
    before = fingerprint_of(photo)
    changed = change_photo(photo, change, by=SYSTEM)
    assert files_of(changed) == []
    deliver_pending()
    assert make_renditions() == 1
    assert len(files_of(changed)) == 14
    assert [one.name for one in folder_of(photo).iterdir()] == [fingerprint_of(changed)]
    assert before != fingerprint_of(changed)


def test_make_renditions__a_broken_photo_does_not_stop_the_rest(photo, caplog):
    lost, broken = make_photo_with_file(), make_photo_with_file()
    for one in (lost, broken, photo):
        make_story_with(one)
    default_storage.delete(lost.original.name)
    Path(default_storage.path(broken.original.name)).write_bytes(b"no picture")
    assert make_renditions() == 3
    assert not RenditionOrder.objects.exists()
    assert len(files_of(photo)) == 14
    assert f"{lost.pk}: The photo's file is not in the storage" in caplog.text
    assert f"{broken.pk}: This is not a picture" in caplog.text


def test_make_renditions__what_fails_otherwise_is_tried_behind_the_others(
    photo, caplog, monkeypatch
):
    full = make_photo_with_file()
    for one in (full, photo):
        make_story_with(one)
    make, order = media.actions.making.make_ahead, []

    def failing(one):
        order.append(one)
        if one == full:
            raise OSError("No space left on device")
        return make(one)

    monkeypatch.setattr(media.actions.making, "make_ahead", failing)
    make_renditions()
    assert order == [full, photo, full, full]
    assert not RenditionOrder.objects.exists()
    assert caplog.text.count("OSError: No space left") == 3
    assert f"{full.pk} were given up" in caplog.text


def test_make_renditions__one_that_somebody_makes_is_left_to_them(
    photo, transactional_db
):
    make_story_with(photo)
    taken, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            RenditionOrder.objects.select_for_update().get()
            taken.set()
            done.wait(30)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert taken.wait(30)
    assert not make_next()
    done.set()
    holder.join()
    assert make_next()
    assert len(files_of(photo)) == 14


def test_worker__killed_in_the_middle_the_next_makes_the_rest(command_environment):
    photo = take_grain(60)
    make_story_with(photo)
    with running(command_environment) as worker:
        until(lambda: files_of(photo))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    made = {name: (folder_of(photo) / fingerprint_of(photo) / name).read_bytes()
            for name in files_of(photo)}  # fmt: skip
    assert 0 < len(made) < 20
    assert RenditionOrder.objects.get().tries == 1
    with running(command_environment):
        until(lambda: not RenditionOrder.objects.exists())
    assert len(files_of(photo)) == 20
    for name, data in made.items():
        path = folder_of(photo) / fingerprint_of(photo) / name
        assert path.read_bytes() == data
        Image.open(path).load()


def test_worker__publishes_what_is_due_while_it_encodes(command_environment):
    for seed in range(3):
        make_story_with(take_grain(60 + seed))
    with running(command_environment):
        until(lambda: RenditionOrder.objects.filter(tries=1).exists())
        due = make_due()
        until(lambda: is_published(due))
        assert RenditionOrder.objects.exists()


def test_placeholder__of_a_photo_taken_before_there_were_any(photo):
    mine = photo.placeholder
    assert mine.startswith("data:image/webp;base64,")
    Photo.objects.update(placeholder="")
    article = make_story_with(photo)
    assert document(article)["lead_photo"]["placeholder"] == ""
    make_renditions()
    deliver_pending()
    assert document(article)["lead_photo"]["placeholder"] == mine
    assert make_renditions() == 1
    assert not PhotoChange.objects.exists()


def test_size__of_a_tiff_taken_before_it_was_measured_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encode(draw((900, 600)), "TIFF", exif=exif)
    described = PhotoDescription(creators=("Ann Lee",), credit="Ann Lee")
    photo = take_photo(data, file_name="a.tif", by=SYSTEM, described=described)
    assert (photo.width, photo.height) == (600, 900)
    Photo.objects.update(placeholder="", width=900, height=600)
    article = make_story_with(Photo.objects.get())
    wrong = rendition_bytes(Photo.objects.get(), renditions_of(Photo.objects.get())[0])
    make_renditions()
    deliver_pending()
    lead = document(article)["lead_photo"]
    assert (lead["width"], lead["height"]) == (600, 900)
    made = folder_of(photo) / fingerprint_of(photo) / "w320.jpg"
    assert made.read_bytes() != wrong
    with Image.open(made) as image:
        assert image.size == (320, 480)


def test_migration__orders_the_photos_of_live_stories(photo):
    make_story_with(photo)
    make_story_with(photo)
    make_story_with(make_photo_with_file(), Status.DRAFT)
    take("unpublish", make_story_with(make_photo_with_file()), by=SYSTEM)
    make_story_with(make_photo())
    RenditionOrder.objects.all().delete()
    migration = import_module("articles.migrations.0012_order_renditions").Migration
    with connection.cursor() as cursor:
        cursor.execute(migration.operations[0].sql)
    assert RenditionOrder.objects.get().photo == photo


def test_command__says_how_many(photo, capsys):
    make_story_with(photo)
    call_command("make_renditions")
    assert capsys.readouterr().out == "1 photos looked after\n"
