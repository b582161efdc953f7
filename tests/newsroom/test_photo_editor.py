"""The photo form in a real browser: point and crops by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from media.actions import change_photo
from media.geometry import Box
from media.models import Photo
from tests.factories import SYSTEM, make_photo_with_file, make_user
from tests.newsroom.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SQUARE = [0.25, 0.2, 0.5, 0.8]  # of 1600 × 1000 pixels


@pytest.fixture
def photo() -> Photo:
    said = {"values": {"credit": "Said/File"}, "origins": {"credit": "xmp"}}
    return make_photo_with_file(metadata_original=said)


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(make_user("photo", is_staff=True))


def open_form(desk: Desk, photo: Photo) -> Page:
    return desk.open(reverse("admin:media_photo_change", args=[photo.pk]))


def choose(page: Page, name: str) -> Locator:
    page.locator(".crop-choice", has_text=name).click()
    frame = page.get_by_role("slider", name=f"Frame of the crop {name}")
    expect(frame).to_be_focused()
    return frame


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of the picture to another, both as shares."""
    area = page.locator("[data-stage]").bounding_box()
    assert area
    points = [
        (area["x"] + x * area["width"], area["y"] + y * area["height"])
        for x, y in (start, end)
    ]
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=4)
    page.mouse.up()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def save(page: Page, photo: Photo) -> Photo:
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    photo.refresh_from_db()
    return photo


def test_editor__by_mouse(desk: Desk, photo: Photo) -> None:
    page = open_form(desk, photo)
    drag(page, (0.5, 0.5), (0.7, 0.4))
    choose(page, "1:1")
    # The corner of the automatic frame (0.375 to 1) goes in, then the frame aside.
    drag(page, (0.995, 0.99), (0.85, 0.9))
    drag(page, (0.6, 0.2), (0.3, 0.3))
    save(page, photo)
    assert photo.focal_point == pytest.approx((0.7, 0.4), abs=0.01)
    box = photo.crop_boxes["1x1"]
    assert box.width == pytest.approx(0.5, abs=0.07)
    # Further aside it may not go: the point would be left outside.
    assert box.left + box.width == pytest.approx(0.7, abs=0.01)
    assert box.holds(photo.focal_point)
    assert set(photo.crops) == {"1x1"}
    assert desk.problems() == []


def test_editor__by_keyboard(desk: Desk, photo: Photo) -> None:
    page = open_form(desk, photo)
    point = page.get_by_role("slider", name="Focal point")
    point.focus()
    press(page, "ArrowRight", "Shift+ArrowRight", "ArrowUp", "ArrowUp")
    expect(point).to_have_attribute(
        "aria-valuetext", "61 % from the left, 48 % from the top"
    )
    page.locator(".crop-choice", has_text="4:3").focus()
    press(page, "Enter", "-", "-", "-", "Alt+ArrowDown", "ArrowLeft", "Shift+ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(".crop-choice", has_text="4:3")).to_be_focused()
    save(page, photo)
    assert photo.focal_point == pytest.approx((0.61, 0.48))
    whole = Box(0.1933, 0, 0.8333, 1)  # before it is pushed inside
    box = photo.crop_boxes["4x3"]
    assert box.width == pytest.approx(whole.width - 0.08, abs=0.001)
    assert box.top + box.height == pytest.approx(1, abs=0.001)
    assert box.holds(photo.focal_point)
    assert desk.problems() == []


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_editor__a_crop_goes_along_with_the_point(
    desk: Desk, photo: Photo, way: str
) -> None:
    change_photo(photo, {"crops": {"1x1": SQUARE}}, by=SYSTEM)
    page = open_form(desk, photo)
    if way == "mouse":
        drag(page, (0.5, 0.5), (0.05, 0.5))
    else:
        page.get_by_role("slider", name="Focal point").focus()
        press(page, *["Shift+ArrowLeft"] * 5)
    expect(page.locator("[data-told]")).to_have_text("The crop 1:1 went along.")
    save(page, photo)
    box = photo.crop_boxes["1x1"]
    assert box.left < 0.06
    assert box.holds(photo.focal_point)
    assert (box.top, box.width) == (0.2, 0.5)


def test_editor__resets_to_automatic_and_shows_it_live(
    desk: Desk, photo: Photo
) -> None:
    change_photo(photo, {"crops": {"1x1": SQUARE, "4x3": [0, 0, 0.8, 0.96]}}, by=SYSTEM)
    page = open_form(desk, photo)
    crop = page.locator("[data-shape='1x1']")
    expect(crop.locator(".crop-state")).to_have_text("own800 px")
    before = crop.locator("img").evaluate("image => image.style.left")
    crop.get_by_role("button", name="Reset 1:1 to automatic").click()
    expect(crop.locator(".crop-state")).to_have_text("automatic1000 px")
    assert crop.locator("img").evaluate("image => image.style.left") != before
    assert page.input_value("#id_crop_1x1_left") == ""
    save(page, photo)
    assert photo.crops == {"4x3": [0, 0, 0.8, 0.96]}


def test_editor__numbers_draw_and_refusals_stand_beside_them(
    desk: Desk, photo: Photo
) -> None:
    page = open_form(desk, photo)
    page.locator(".crop-numbers summary").click()
    page.fill("#id_focal_x", "0.9")
    point = page.get_by_role("slider", name="Focal point")
    expect(point).to_have_attribute("aria-valuenow", "90")
    for part, number in {"left": "0", "top": "0", "width": "0.5"}.items():
        page.fill(f"#id_crop_1x1_{part}", number)
    page.click("[name=_continue]")
    row = page.locator(".number-row", has=page.locator("#id_crop_1x1_left"))
    expect(row.locator(".errorlist")).to_contain_text("does not hold the focal point")
    expect(page.locator("#id_crop_1x1_left")).to_be_visible()


def test_editor__takes_the_files_word_and_gives_mine_back(
    desk: Desk, photo: Photo
) -> None:
    page = open_form(desk, photo)
    take = page.get_by_role("button", name="Take for credit line: Said/File")
    take.focus()
    page.keyboard.press("Enter")
    assert page.input_value("#id_credit") == "Said/File"
    back = page.get_by_role("button", name="Put mine back")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    assert page.input_value("#id_credit") == "Mia Kern/Harbour Press"
    take.click()
    expect(page.locator("[data-save-state]")).to_have_text("Unsaved changes")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    photo.refresh_from_db()
    assert photo.credit == "Said/File"


def test_editor__by_touch_without_a_mouse(
    open_desk: Callable[..., Desk], photo: Photo
) -> None:
    user = make_user("photo", is_staff=True)
    desk = open_desk(user, width=390, has_touch=True, is_mobile=True)
    page = open_form(desk, photo)
    stage = page.locator("[data-stage]")
    stage.scroll_into_view_if_needed()
    area = stage.bounding_box()
    assert area
    x, y = area["x"] + area["width"] * 0.25, area["y"] + area["height"] * 0.75
    page.touchscreen.tap(x, y)
    save(page, photo)
    assert photo.focal_point == pytest.approx((0.25, 0.75), abs=0.02)


def test_editor__without_script_all_numbers_are_there(
    open_desk: Callable[..., Desk], photo: Photo
) -> None:
    desk = open_desk(make_user("photo", is_staff=True), java_script_enabled=False)
    page = desk.page
    page.goto(f"{desk.address}{reverse('admin:media_photo_change', args=[photo.pk])}")
    expect(page.locator(".crop-made")).to_have_count(5)
    expect(page.locator(".said")).to_contain_text("Said/File")
    page.locator(".crop-numbers summary").click()
    for part, number in {"left": "0.25", "top": "0.2", "width": "0.5"}.items():
        page.fill(f"#id_crop_1x1_{part}", number)
    save(page, photo)
    assert photo.crops == {"1x1": SQUARE}
