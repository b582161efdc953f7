"""The front end of the documentation, in a browser, on a newsroom beside it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from articles.blocks import Paragraph
from articles.markup import BLOCK_TAGS
from articles.workflow import Status
from tests.conftest import ROOT
from tests.documents import code_of
from tests.factories import make_article, make_notice

CODE = code_of("frontend.md", "html")


def test_frontend__has_ten_lines() -> None:
    _, _, rest = CODE.partition('<script type="module">\n')
    script, _, _ = rest.partition("</script>")
    assert len(script.splitlines()) == 10


def test_html__is_what_we_let_through() -> None:
    text = (ROOT / "docs" / "frontend.md").read_text("utf-8")
    said = set(re.findall(r"`([a-z0-9]+)(?:\[[a-z ]+\])?`", text))
    assert said >= BLOCK_TAGS - {"h3"}
    assert "`h2` to `h4`" in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_frontend__lists_and_shows_a_story(browser: Browser, live_server) -> None:
    make_notice(holder="Harbour Press", is_site_default=True)
    body = (Paragraph("It sails from <em>Monday</em>."),)
    make_article(Status.PUBLISHED, headline="Ferry sails & sings", body=body)
    make_article(Status.DRAFT, headline="Nobody sees this")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(
        f"{live_server.url}/frontend.html",
        lambda route: route.fulfill(body=CODE, content_type="text/html"),
    )
    page.goto(f"{live_server.url}/frontend.html")
    expect(page.locator("#list button")).to_have_count(1)
    page.get_by_role("button", name="Ferry sails & sings").click()
    expect(page.locator("#story h1")).to_have_text("Ferry sails & sings")
    expect(page.locator("#story em")).to_have_text("Monday")
    expect(page.locator("#story small")).to_contain_text("Harbour Press")
    assert complaints == []
    page.close()
