from __future__ import annotations

import pytest

from articles.exporting import live_document
from articles.workflow import Status
from tests.factories import make_article, make_photo_with_file, placed

pytestmark = pytest.mark.django_db


def test_placed_photo__lists_whole_renditions_and_the_largest_crops():
    photo = make_photo_with_file()
    article = make_article(Status.PUBLISHED, lead_photo=placed(photo))
    document = live_document(article)
    rows = document["lead_photo"]["renditions"]
    for row in rows:
        assert row["url"].startswith(f"http://127.0.0.1:8000/photos/{photo.pk}/")
        assert sorted(row) == ["height", "spec", "type", "url", "width"]
    whole = {"w320": 320, "w640": 640, "w960": 960, "w1280": 1280, "w1920": 1600}
    crops = {"16x9-1920": 1600, "4x3-1920": 1333, "1x1-1280": 1000, "4x5-1280": 800,
             "social": 1200}  # fmt: skip
    said = [(row["type"], row["spec"], row["width"]) for row in rows]
    assert said == [
        *(("image/jpeg", *one) for one in whole.items()),
        *(("image/webp", *one) for one in whole.items()),
        *(("image/jpeg", *one) for one in crops.items()),
    ]
