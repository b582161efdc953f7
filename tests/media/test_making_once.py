"""One maker of each rendition, whoever asks, however many, whoever dies."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from media.actions import take_photo
from media.actors import Actor
from media.models import Photo
from media.rendering import make_ahead
from tests.media.making import CONTEXT, SPEC, ask, start_asking, start_hanging, until
from tests.media.pictures import agency_jpeg, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(settings, tmp_path) -> Photo:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    data = agency_jpeg((900, 600))
    return take_photo(data, file_name="a.jpg", by=Actor.system("tests"))


def served(photo: Photo) -> list[str]:
    """Give the names that addresses lead to: what lies there is served."""
    root = Path(photo.original.storage.location) / "renditions"
    return sorted(
        path.name
        for path in root.rglob("*.*")
        if path.is_file() and path.suffix != ".part"
    )


def test_rendition_bytes__200_at_once_over_4_processes_encode_once(photo, tmp_path):
    together, log = CONTEXT.Barrier(4), tmp_path / "log"
    crowd = [start_asking(photo, log, together) for _ in range(4)]
    for process in crowd:
        process.join(60)
    assert [process.exitcode for process in crowd] == [0] * 4
    assert len(log.read_text().splitlines()) == 1
    got = {(tmp_path / f"{process.pid}.jpg").read_bytes() for process in crowd}
    assert got == {ask(photo)}
    assert opened(got.pop()).size == (640, 427)


@pytest.mark.parametrize("moment", ["encode", "fsync", "replace"])
def test_rendition_bytes__after_the_maker_was_killed(photo, tmp_path, moment):
    log = tmp_path / "log"
    maker = start_hanging(photo, moment, log)
    until(log.exists)
    assert served(photo) == []
    os.kill(maker.pid or 0, signal.SIGKILL)
    maker.join(30)
    assert opened(ask(photo)).size == (640, 427)
    assert served(photo) == [f"{SPEC}.jpg"]


def test_make_ahead__leaves_to_a_reader_what_is_being_made(photo, tmp_path):
    log = tmp_path / "log"
    maker = start_hanging(photo, "encode", log)
    until(log.exists)
    try:
        made = make_ahead(photo)
        assert f"{SPEC}.jpg" not in served(photo)
    finally:
        os.kill(maker.pid or 0, signal.SIGKILL)
        maker.join(30)
    assert made + make_ahead(photo) == 14
    assert f"{SPEC}.jpg" in served(photo)


def test_make_ahead__what_documents_list_and_avif_once(photo):
    assert make_ahead(photo) == 14
    assert served(photo) == sorted([
        *(f"w{width}.{kind}" for width in (320, 640, 960)
          for kind in ("jpg", "webp", "avif")),
        "16x9-1280.jpg", "4x3-1280.jpg", "1x1-640.jpg", "4x5-640.jpg", "social.jpg",
    ])  # fmt: skip
    assert make_ahead(photo) == 0
    assert opened(ask(photo)).size == (640, 427)
