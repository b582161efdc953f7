"""The list of photos in a real browser: keys, choosing, and files dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from media.actions import take_photo
from media.models import Photo
from tests.factories import SYSTEM, draw_jpeg, make_photo, make_user
from tests.media.pictures import agency_jpeg
from tests.newsroom.conftest import Desk
from tests.newsroom.test_desk_pages import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST, ADD = reverse("admin:media_photo_changelist"), reverse("admin:media_photo_add")
# A drop as the browser gives it: the files lie in a DataTransfer.
DROP = """files => {
  const data = new DataTransfer()
  for (const [name, bytes] of files) {
    data.items.add(new File([new Uint8Array(bytes)], name, {type: "image/jpeg"}))
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const options = {bubbles: true, cancelable: true, dataTransfer: data}
    document.body.dispatchEvent(new DragEvent(kind, options))
  }
}"""


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(make_user("photo", is_staff=True))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText.trim()"))


def test_grid__arrow_keys_go_from_card_to_card(desk: Desk) -> None:
    for number in range(9, 0, -1):
        make_photo(title=f"Card {number}")
    page = desk.open(LIST)
    page.locator(".photo-card-link").first.focus()
    columns = page.evaluate(
        "getComputedStyle(document.querySelector('.photo-grid'))"
        ".gridTemplateColumns.split(' ').length"
    )
    steps = {
        "ArrowRight": "Card 2",
        "ArrowDown": f"Card {2 + columns}",
        "ArrowLeft": f"Card {1 + columns}",
        "ArrowUp": "Card 1",
        "End": "Card 9",
        "Home": "Card 1",
    }
    for key, title in steps.items():
        page.keyboard.press(key)
        assert focused(page).endswith(title)
    outline = page.locator(".photo-card").first.evaluate(
        "card => getComputedStyle(card).outlineStyle"
    )
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Card 1")


def test_grid__chosen_by_key_and_set_together(desk: Desk) -> None:
    for number in range(3):
        make_photo(title=f"Card {number}")
    page = desk.open(LIST)
    page.locator(".photo-card-link").first.focus()
    page.keyboard.press("x")
    expect(page.locator(".action-counter")).to_have_text("1 of 3 chosen")
    page.get_by_label("All on this page").check()
    expect(page.locator(".is-chosen")).to_have_count(3)
    page.select_option("select[name=action]", "set_for_many")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".chosen .use")).to_have_count(3)
    assert desk.problems() + violations_of(desk) == []
    page.fill("#id_credit", "Kari Ås/NTB")
    page.get_by_role("button", name="Set for all").click()
    expect(page.locator(".messagelist")).to_contain_text("3 photos are changed.")
    assert set(Photo.objects.values_list("credit", flat=True)) == {"Kari Ås/NTB"}


def test_grid__dropped_files_each_with_its_own_end(desk: Desk) -> None:
    take_photo(agency_jpeg(), file_name="known.jpg", by=SYSTEM)
    page = desk.open(LIST)
    files = [
        ("new.jpg", list(draw_jpeg(1, (80, 60)))),
        ("known.jpg", list(agency_jpeg())),
        ("text.jpg", list(b"no picture")),
    ]
    page.evaluate(DROP, files)
    expect(page.locator("[data-sum]")).to_have_text("2 here, 1 refused")
    rows = page.locator(".dropping-file")
    expect(rows.nth(0)).to_contain_text("new.jpg is here")
    expect(rows.nth(1)).to_contain_text("was here already")
    expect(rows.nth(2)).to_contain_text("This is not a picture")
    assert Photo.objects.count() == 2
    assert page.locator(".drop-here").count() == 0
    page.get_by_role("link", name="Show them").click()
    expect(page.locator(".photo-card")).to_have_count(2)
    assert desk.problems() == []


def test_upload__chosen_files_start_at_once_and_can_be_sent_again(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "one.jpg"
    file.write_bytes(draw_jpeg(2, (80, 60)))
    page = desk.open(ADD)
    page.route(f"**{ADD}", lambda route: route.abort())
    page.set_input_files("#id_pictures", str(file))
    expect(page.locator(".dropping-file")).to_contain_text("The connection broke.")
    page.unroute(f"**{ADD}")
    page.get_by_role("button", name="Try one.jpg again").click()
    expect(page.locator("[data-sum]")).to_have_text("1 here")
    assert Photo.objects.get().file_name == "one.jpg"


def test_upload__without_script(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    good, bad = tmp_path / "one.jpg", tmp_path / "two.jpg"
    good.write_bytes(draw_jpeg(3, (80, 60)))
    bad.write_bytes(b"GIF89a")
    desk = open_desk(make_user("photo", is_staff=True), java_script_enabled=False)
    page = desk.page
    page.goto(f"{desk.address}{ADD}")
    page.set_input_files("#id_pictures", [str(good), str(bad)])
    page.get_by_role("button", name="Take").click()
    expect(page.locator(".messagelist")).to_contain_text("wo.jpg: GIF is not taken")
    assert Photo.objects.get().file_name == "one.jpg"
