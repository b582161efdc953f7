from __future__ import annotations

import pytest

from media.actions import change_photo
from tests.factories import SYSTEM, make_photo
from tests.media.photo_desk import crop, form_of, sent

pytestmark = pytest.mark.django_db
SQUARE = [0.2, 0.1, 0.4, 0.6]  # of 900 × 600 pixels


def errors_of(page) -> dict[str, str]:
    form = page.context["adminform"].form
    return {name: " ".join(texts) for name, texts in form.errors.items()}


def test_crops__three_numbers_give_a_box_of_the_shape(desk, photo):
    desk.post(form_of(photo), sent(photo, **crop("1x1", 0.2, 0.1, 0.4)))
    photo.refresh_from_db()
    assert photo.crops == {"1x1": SQUARE}
    event = photo.events.first()
    assert event is not None
    assert event.changes == {"crops": [{}, {"1x1": SQUARE}]}


def test_crops__untouched_ones_stay_to_the_last_digit(desk, photo):
    stored = {"1x1": SQUARE, "16x9": [0.0, 0.078125, 1.0, 0.84375]}
    photo = change_photo(photo, {"crops": stored}, by=SYSTEM)
    desk.post(form_of(photo), sent(photo, credit="New"))
    photo.refresh_from_db()
    assert (photo.credit, photo.crops) == ("New", stored)


def test_crops__emptied_numbers_mean_automatic(desk, photo):
    photo = change_photo(photo, {"crops": {"1x1": SQUARE}}, by=SYSTEM)
    desk.post(form_of(photo), sent(photo, **crop("1x1", "", "", "")))
    photo.refresh_from_db()
    assert photo.crops == {}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        (crop("1x1", 0.2, "", 0.4), "crop_1x1_top", "all three"),
        (crop("1x1", 0.2, "a", 0.4), "crop_1x1_top", "Enter a number"),
        (crop("1x1", 0.2, 0.1, 1.5), "crop_1x1_width", "less than or equal to 1"),
        (crop("1x1", 0.8, 0.1, 0.4), "crop_1x1_left", "outside the picture"),
        (crop("1x1", 0.2, 0.9, 0.4), "crop_1x1_left", "outside the picture"),
        (crop("1x1", 0, 0.1, 0.4), "crop_1x1_left", "does not hold the focal point"),
        (crop("1x1", 0.2, 0.1, 0), "crop_1x1_left", "outside the picture"),
        ({**crop("1x1", 0.2, 0.1, 0.4), "focal_x": 0.9}, "crop_1x1_left", "focal"),
        ({**crop("1x1", 0.2, 0.1, 0.4), "focal_x": "x"}, "focal_x", "Enter a number"),
        (crop("1x1", "nan", 0.1, 0.4), "crop_1x1_left", "Enter a number"),
    ],
    ids=str,
)
def test_crops__what_does_not_fit_is_told_beside_the_number(
    desk, photo, changes, field, words
):
    page = desk.post(form_of(photo), sent(photo, **changes))
    errors = errors_of(page)
    assert set(errors) == {field}
    assert words in errors[field]
    assert '<details class="crop-numbers" open>' in page.content.decode()
    photo.refresh_from_db()
    assert (photo.version, photo.crops) == (1, {})


def test_crops__point_that_leaves_a_stored_crop_is_told(desk, photo):
    photo = change_photo(photo, {"crops": {"1x1": SQUARE}}, by=SYSTEM)
    errors = errors_of(desk.post(form_of(photo), sent(photo, focal_x=0.9)))
    assert set(errors) == {"crop_1x1_left"}
    both = {"focal_x": 0.9, **crop("1x1", 0.5, 0.1, 0.4)}
    assert desk.post(form_of(photo), sent(photo, **both)).status_code == 302


def test_crops__need_a_file(desk):
    photo = make_photo()
    desk.post(form_of(photo), sent(photo, **crop("1x1", 0.2, 0.1, 0.4)))
    photo.refresh_from_db()
    assert (photo.version, photo.crops) == (1, {})
