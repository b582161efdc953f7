"""One story, end to end, as the people of the desk see it in a browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.workflow import Status
from tests.articles.desk import change_url
from tests.factories import draw_jpeg, make_notice, make_user
from tests.newsroom.conftest import Desk, let_editor_hear

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
FIRST = "Ferry sails to the islands again"
SECOND = "Ferry to the islands: twelve new jobs"


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


def find_and_read(reporter: Desk, story: Article) -> None:
    """Find the story in the list; read it, with nothing to change."""
    page = reporter.open(reverse("admin:articles_article_changelist"))
    page.fill("#searchbar", "islands")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=story.headline).click()
    expect(page.locator(".body-read")).to_contain_text("bicycles travel free")
    assert page.locator("[name=headline]").count() == 0
    assert page.locator(".steps").count() == 0


def mend_and_approve(editor: Desk, story: Article) -> None:
    """Open the story from the desk, mend what the import left, pass it on."""
    page = editor.open(reverse("admin:index"))
    page.locator(".desk-list a", has_text=story.headline).first.click()
    expect(page.locator("#review-heading")).to_be_visible()
    page.fill("#id_byline", "Ana Silva")
    page.fill("#id_headline", FIRST)
    page.click(".ProseMirror p >> nth=-1")
    page.keyboard.press("End")
    let_editor_hear(page)
    page.keyboard.type(" More will follow.")
    page.click("[name=_save]")
    page.wait_for_selector("text=Saved as revision 2.")
    press(page, "Submit for review")
    press(page, "Approve")
    preview = editor.open(reverse("admin:article_preview", args=[story.pk]))
    expect(preview.locator("body")).to_contain_text("More will follow.")


def publish(publisher: Desk, reader: Desk, story: Article) -> str:
    """Publish; give the address where readers now find the story."""
    press(publisher.open(change_url(story)), "Publish")
    story.refresh_from_db()
    assert story.status == Status.PUBLISHED
    assert story.section
    address = f"/{story.section.slug}/{story.slug}/"
    page = reader.open(address)
    expect(page.locator("h1")).to_have_text(FIRST)
    expect(page.locator("body")).to_contain_text("Mia Kern/Harbour Press")
    expect(page.locator("body")).to_contain_text("© 2026")
    return address


def change(editor: Desk, publisher: Desk, reader: Desk, address: str) -> None:
    """Change the live story: readers see it when the publisher says so."""
    story = change_url(Article.objects.get())
    page = editor.open(story)
    page.fill("#id_headline", SECOND)
    page.click("[name=_save]")
    page.wait_for_selector("text=Saved as")
    expect(reader.open(address).locator("h1")).to_have_text(FIRST)
    press(publisher.open(story), "Publish the changes")
    expect(reader.open(address).locator("h1")).to_have_text(SECOND)


def kill(publisher: Desk, story: Article) -> None:
    """Take the story back for good, with a reason and a confirmation."""
    page = publisher.open(change_url(story))
    page.get_by_role("link", name="Kill").click()
    page.fill("#id_note", "The company denies it.")
    page.fill("#id_slug", story.slug)
    page.get_by_role("button", name="Kill").click()
    page.wait_for_selector("text=Kill: done.")
    page = publisher.open(change_url(story))
    expect(page.locator("[data-workflow]")).to_contain_text("No step is open")


def test_walk__from_import_to_kill(
    open_desk: Callable[..., Desk], imported: Article
) -> None:
    make_notice(holder="Harbour Press", is_site_default=True)
    roles = ("reporter", "editor", "publisher")
    desks = {role: open_desk(make_user(role, is_staff=True)) for role in roles}
    reader = open_desk(None)

    find_and_read(desks["reporter"], imported)
    mend_and_approve(desks["editor"], imported)
    address = publish(desks["publisher"], reader, imported)
    change(desks["editor"], desks["publisher"], reader, address)
    kill(desks["publisher"], imported)

    assert fetch_status(reader, address) == 410
    assert fetch_status(reader, f"/api/v1/articles/{imported.slug}/") == 410
    assert [desk.problems() for desk in desks.values()] == [[], [], []]
