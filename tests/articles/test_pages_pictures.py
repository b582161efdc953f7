"""How the reader pages show pictures: types, sizes, what comes first."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from articles.blocks import Gallery, Paragraph, PhotoBlock
from articles.pages.presenting import present_photo
from articles.workflow import Status
from tests.articles.test_pages import read
from tests.factories import make_article, make_photo_with_file, placed

pytestmark = pytest.mark.django_db


def test_pages__the_first_picture_at_once_the_others_when_they_are_near(client):
    photo = make_photo_with_file()
    places = (PhotoBlock(placed(photo)), Gallery((placed(photo), placed(photo))))
    stories = [
        make_article(
            Status.PUBLISHED, lead_photo=placed(photo), body=(Paragraph("x"), *places)
        )
        for _ in range(2)
    ]
    for html, others in (
        (read(client, stories[0]), 3),
        (client.get("/").content.decode(), 1),
    ):
        first, *rest = re.findall(r'<img src="/[^>]+>', html)
        assert 'fetchpriority="high"' in first
        assert "loading=" not in first
        assert len(rest) == others
        for tag in rest:
            assert 'loading="lazy" decoding="async"' in tag
            assert "fetchpriority" not in tag


def test_pages__the_blur_stands_where_the_picture_will(client):
    photo = make_photo_with_file()
    bare = make_photo_with_file(placeholder="")
    article = make_article(
        Status.PUBLISHED,
        lead_photo=placed(photo),
        body=(Paragraph("x"), PhotoBlock(placed(bare))),
    )
    html = read(client, article)
    assert html.count('class="frame"') == 2
    (blur,) = re.findall(r'<img class="blur"[^>]+>', html)
    assert f'src="{photo.placeholder}" width="1280" height="800" alt=""' in blur
    assert "style=" not in html


def test_photo__sources_of_better_types_come_first():
    rows = [
        {"url": f"http://127.0.0.1:8000/p/{kind}/w640", "type": f"image/{kind}",
         "width": 640, "height": 400, "spec": "w640"}
        for kind in ("jpeg", "avif")
    ]  # fmt: skip
    photo = {
        "renditions": rows, "alt": "", "title": "Named", "caption": "", "credit": "",
        "width": 400, "height": 640,
    }  # fmt: skip
    html = render_to_string(
        "articles/pages/photo.html",
        {"photo": present_photo(photo), "place": "body"},
    )
    assert '<source type="image/avif" srcset="/p/avif/w640 640w"' in html
    assert 'src="/p/jpeg/w640"' in html
    assert 'alt="Named"' in html
    assert 'class="photo body tall"' in html
    assert "<figcaption>" not in html
