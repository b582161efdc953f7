"""One story, end to end, as the people of the desk see it in a browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Contributor
from articles.workflow import Status
from tests.articles.desk import change_url
from tests.factories import draw_jpeg, make_notice, make_user
from tests.newsroom.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = """Harbour Gazette

Ferry to the islands sails again

The crossing was closed for a year.

Anna Quay and boats
The ferry at the quay on Monday. (Mia Kern/Harbour Press)
Mia Kern/Harbour Press

The ferry to the islands sails again from Monday, the harbour office said.

Tickets cost what they cost before the closure, and bicycles travel free of charge.

The company hired twelve people for the winter, most of them from the islands.

© 2026 Harbour Gazette
"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector(f"text={name}: done.")


def fetch_status(desk: Desk, path: str) -> int:
    return desk.page.request.get(f"{desk.address}{path}", max_redirects=0).status


@pytest.fixture
def imported(tmp_path: Path) -> Article:
    (tmp_path / "ferry.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "ferry.jpg").write_bytes(draw_jpeg(7, (1600, 1000)))
    call_command(
        "import_articles", str(tmp_path), "--source", "gazette", stdout=io.StringIO()
    )
    return Article.objects.get()


def test_walk__from_import_to_kill(
    open_desk: Callable[..., Desk], imported: Article
) -> None:
    make_notice(holder="Harbour Press", is_site_default=True)
    Contributor.objects.create(name="Ana Silva", slug="ana-silva")
    story = change_url(imported)

    # A reporter finds the story, may read it, and may not change it.
    reporter = open_desk(make_user("reporter", is_staff=True))
    page = reporter.open(reverse("admin:articles_article_changelist"))
    page.fill("#searchbar", "islands")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=imported.headline).click()
    expect(page.locator(".body-read")).to_contain_text("bicycles travel free")
    assert page.locator("[name=headline]").count() == 0
    assert page.locator(".steps").count() == 0

    # An editor looks at what the import was unsure of, mends it and passes it on.
    editor = open_desk(make_user("editor", is_staff=True))
    page = editor.open(reverse("admin:index"))
    page.locator(".desk-list a", has_text=imported.headline).first.click()
    expect(page.locator("#review-heading")).to_be_visible()
    page.fill("#id_byline", "Ana Silva")
    page.fill("#id_headline", "Ferry sails to the islands again")
    page.click(".ProseMirror p >> nth=-1")
    page.keyboard.press("End")
    page.wait_for_timeout(100)
    page.keyboard.type(" More will follow.")
    page.click("[name=_save]")
    page.wait_for_selector("text=Saved as revision 2.")
    press(page, "Submit for review")
    press(page, "Approve")
    preview = editor.open(
        f"{reverse('admin:index')}articles/article/{imported.pk}/preview/"
    )
    expect(preview.locator("body")).to_contain_text("More will follow.")

    # A publisher publishes; readers get it.
    publisher = open_desk(make_user("publisher", is_staff=True))
    page = publisher.open(story)
    press(page, "Publish")
    imported.refresh_from_db()
    assert imported.status == Status.PUBLISHED
    assert imported.section
    address = f"/{imported.section.slug}/{imported.slug}/"
    reader = open_desk(None)
    page = reader.open(address)
    expect(page.locator("h1")).to_have_text("Ferry sails to the islands again")
    expect(page.locator("body")).to_contain_text("Mia Kern/Harbour Press")
    expect(page.locator("body")).to_contain_text("© 2026")

    # The editor changes it: readers see that when the publisher says so.
    page = editor.open(story)
    page.fill("#id_headline", "Ferry to the islands: twelve new jobs")
    page.click("[name=_save]")
    page.wait_for_selector("text=Saved as")
    expect(reader.open(address).locator("h1")).to_have_text(
        "Ferry sails to the islands again"
    )
    press(publisher.open(story), "Publish the changes")
    expect(reader.open(address).locator("h1")).to_have_text(
        "Ferry to the islands: twelve new jobs"
    )

    # It is killed, with a reason and a confirmation, and stays killed.
    page = publisher.open(story)
    page.get_by_role("link", name="Kill").click()
    page.fill("#id_note", "The company denies it.")
    page.fill("#id_slug", imported.slug)
    page.get_by_role("button", name="Kill").click()
    page.wait_for_selector("text=Kill: done.")
    assert fetch_status(reader, address) == 410
    assert fetch_status(reader, f"/api/v1/articles/{imported.slug}/") == 410
    expect(publisher.open(story).locator("[data-workflow]")).to_contain_text(
        "No step is open"
    )
    for desk in (reporter, editor, publisher):
        assert desk.problems() == []
