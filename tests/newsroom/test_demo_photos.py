"""The demo's photos are as small as promised and say who took them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from media.metadata import read_metadata
from newsroom.demo.draw_photos import HERE, MOST_BYTES, draw, main
from newsroom.demo.pictures import PICTURES

PATHS = [picture.path for picture in PICTURES]


@pytest.mark.parametrize("picture", PICTURES, ids=PATHS)
def test_draw__gives_a_picture_that_says_whose_it_is(picture) -> None:
    with Image.open(io.BytesIO(draw(picture, scale=0.25))) as image:
        shown = image.size[::-1] if picture.is_sideways else image.size
        said = read_metadata(image).metadata
        orientation = image.getexif().get(0x0112)
    assert shown == picture.size
    assert orientation == (6 if picture.is_sideways else None)
    wanted = picture.metadata
    assert (said.credit, said.creators) == (wanted.credit, wanted.creators)
    assert (said.caption, said.alt) == (wanted.caption, wanted.alt)
    assert said.copyright_notice == wanted.copyright_notice


@pytest.mark.parametrize("picture", PICTURES, ids=PATHS)
def test_committed_photo__is_small_and_described(picture) -> None:
    path = HERE / picture.path
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as image:
        assert read_metadata(image).metadata.credit == picture.metadata.credit
        assert min(image.size) >= 1067


def test_pictures__are_all_that_lie_there() -> None:
    found = {str(path.relative_to(HERE)) for path in HERE.rglob("*.jpg")}
    assert found == set(PATHS)


def test_main__writes_below_the_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("newsroom.demo.draw_photos.PICTURES", PICTURES[:1])
    main(tmp_path)
    assert (tmp_path / PATHS[0]).read_bytes()[:2] == b"\xff\xd8"
