from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.blocks import (
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
    Quote,
    Rule,
    Table,
)
from articles.models import Article
from tests.articles.desk import change_url, rich_article, story_of
from tests.factories import make_article, make_photo, make_user, placed
from tests.newsroom.conftest import Desk, let_editor_hear

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = ".ProseMirror"
DOCS = """<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1">
<p><span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span>
<span style="font-style:italic"> italic</span></p><h1>Big</h1>
<ul><li><p>One</p></li><li><p>Two</p><ul><li><p>Three</p></li></ul></li></ul></b>
<script>window.hacked = true</script><img src=x onerror="window.hacked = true">
<p><a href="javascript:window.hacked=true">bad link</a></p>"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p class=MsoNormal>Before<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>First</p>
<p class=MsoListParagraphCxSpLast><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Second</p>
<p class=MsoNormal>After</p></body></html>"""


@pytest.fixture
def editor(open_desk: Callable[..., Desk]) -> Callable[[Article], Desk]:
    """Give a function that opens a story's form for an editor."""

    def start(article: Article) -> Desk:
        desk = open_desk(make_user("editor", is_staff=True))
        desk.open(change_url(article))
        return desk

    return start


def save(page: Page) -> None:
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist .success")


def paste(page: Page, **kinds: str) -> None:
    page.evaluate(
        """([selector, kinds]) => {
          const data = new DataTransfer()
          for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text)
          document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste",
            {clipboardData: data, bubbles: true, cancelable: true}))
        }""",
        [TEXT, {kind.replace("_", "/"): text for kind, text in kinds.items()}],
    )


def move(page: Page, *keys: str) -> None:
    """Press keys that move the cursor, and wait until the editor has heard of each."""
    for key in keys:
        page.keyboard.press(key)
        let_editor_hear(page)


def body_of(article: Article) -> Any:
    return story_of(article).body


def types_of(body: Any) -> list[str]:
    return [block.type for block in body]


def test_editor__unchanged_story_saves_as_it_was(editor: Any) -> None:
    article = rich_article()
    before = story_of(article)
    desk = editor(article)

    desk.page.click(TEXT)
    assert desk.page.inner_text("[data-save-state]") == ""
    save(desk.page)

    assert story_of(article) == before
    assert article.revisions.count() == 1
    assert desk.problems() == []


def test_editor__markdown_shortcuts_make_our_blocks(editor: Any) -> None:
    article = make_article(body=())
    desk = editor(article)
    page = desk.page
    page.click(TEXT)
    page.keyboard.type("## Crosshead\nA **bold** word\n- one\ntwo\n\n> Said\n---")
    page.keyboard.type("1. first")
    page.fill("[aria-label='Who said it']", "Ida Holm")
    save(page)

    body = list(body_of(article))
    assert types_of(body) == ["heading", "paragraph", "list", "quote", "rule", "list"]
    assert isinstance(body[0], Heading)
    assert (body[0].text, body[0].level) == ("Crosshead", 2)
    assert isinstance(body[1], Paragraph)
    assert body[1].html == "A <strong>bold</strong> word"
    assert isinstance(body[2], ListBlock)
    assert body[2].items == ("one", "two")
    assert isinstance(body[3], Quote)
    assert (body[3].html, body[3].attribution) == ("Said", "Ida Holm")
    assert isinstance(body[4], Rule)
    assert isinstance(body[5], ListBlock)
    assert body[5].style == "number"
    assert all(block.id for block in body)
    assert desk.problems() == []


def test_editor__splitting_a_paragraph_keeps_its_id_once(editor: Any) -> None:
    article = make_article(body=(Paragraph("Onetwo"),))
    old = article.body[0]["id"]
    page = editor(article).page
    page.click(f"{TEXT} p")
    move(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight")
    page.keyboard.press("Enter")
    save(page)

    first, second = body_of(article)
    assert (first, first.id) == (Paragraph("One", id=old), old)
    assert second.id not in {"", old}


def test_editor__pastes_documents_as_plain_blocks(editor: Any) -> None:
    article = make_article(body=())
    desk = editor(article)
    page = desk.page
    page.click(TEXT)
    paste(page, text_html=DOCS)
    save(page)

    paragraph, heading, items, *rest = body_of(article)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.html == "Plain <strong>bold</strong> <em>italic</em>"
    assert isinstance(heading, Heading)
    assert (heading.text, heading.level) == ("Big", 2)
    assert isinstance(items, ListBlock)
    assert items.items == ("One", "Two", "Three")
    assert [block.html for block in rest] == ["bad link"]
    assert page.evaluate("window.hacked") is None


def test_editor__pastes_words_drawn_lists_as_lists(editor: Any) -> None:
    article = make_article(body=())
    page = editor(article).page
    page.click(TEXT)
    paste(page, text_html=WORD)
    save(page)

    before, items, after = body_of(article)
    assert isinstance(items, ListBlock)
    assert items.items == ("First", "Second")
    assert (before.html, after.html) == ("Before", "After")


def test_editor__pasted_addresses_become_embeds_and_links(editor: Any) -> None:
    article = make_article(body=(Paragraph("word"),))
    page = editor(article).page
    page.click(TEXT)
    move(page, "Control+A")
    paste(page, text_plain="https://example.org/a")
    move(page, "End", "Enter")
    paste(page, text_plain="https://www.youtube.com/watch?v=abc")
    save(page)

    text, embed = body_of(article)
    assert text.html == '<a href="https://example.org/a">word</a>'
    assert isinstance(embed, Embed)
    assert (embed.provider, embed.state) == ("youtube.com", "ok")


def test_editor__a_paste_after_a_card_does_not_replace_it(editor: Any) -> None:
    article = make_article(body=(Promo("Keep me", url="https://example.org"),))
    page = editor(article).page
    page.click(TEXT, position={"x": 300, "y": 230})
    move(page, "Control+End")
    paste(page, text_plain="More")
    save(page)

    assert types_of(body_of(article)) == ["promo", "paragraph"]


def test_editor__dialogs_make_links_promos_and_embeds(editor: Any) -> None:
    article = make_article(body=(Paragraph("word"),))
    desk = editor(article)
    page = desk.page
    page.dblclick(f"{TEXT} p", position={"x": 8, "y": 12})
    page.keyboard.press("Control+k")
    page.get_by_label("Address (empty removes the link)").fill("example.org/x")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Promo").click()
    dialog = page.locator("dialog")
    dialog.get_by_label("Title", exact=True).fill("Read on")
    dialog.get_by_label("Address, where it is not ours").fill("https://example.org/p")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Embed").click()
    dialog.get_by_label("Address", exact=True).fill("https://vimeo.com/1")
    page.get_by_role("button", name="Done").click()
    save(page)

    text, *cards = body_of(article)
    assert text.html == '<a href="https://example.org/x">word</a>'
    assert {type(card) for card in cards} == {Promo, Embed}
    assert desk.problems() == []


def test_editor__a_link_without_a_selection_stands_on_the_word(editor: Any) -> None:
    article = make_article(body=(Paragraph("one two three"),))
    page = editor(article).page
    page.click(f"{TEXT} p")
    move(page, "Home", *["ArrowRight"] * 5, "Control+k")
    page.locator("dialog").get_by_label("Address (empty").fill("https://example.org/x")
    page.keyboard.press("Enter")
    save(page)

    (text,) = body_of(article)
    assert text.html == 'one <a href="https://example.org/x">two</a> three'


def test_editor__photos_say_what_this_place_says(editor: Any) -> None:
    photo = make_photo(caption="Own caption.", credit="Mia Kern")
    article = make_article(body=(PhotoBlock(placed(photo)), Paragraph("x")))
    page = editor(article).page
    card = page.locator(".block-photo")
    expect(card).to_contain_text("Own caption.")
    card.get_by_role("button", name="Edit").click()
    assert (
        page.get_by_label("Credit here").last.get_attribute("placeholder") == "Mia Kern"
    )
    page.locator("dialog").get_by_label("Caption here").fill("Only here.")
    page.get_by_role("button", name="Done").click()
    expect(card).to_contain_text("Only here.")
    save(page)

    block = body_of(article)[0]
    assert isinstance(block, PhotoBlock)
    assert block.photo == placed(photo, caption="Only here.")


def test_editor__kept_blocks_can_be_moved_past_and_survive(editor: Any) -> None:
    table = Table((("a", "<em>b</em>"),), caption="C")
    article = make_article(body=(Paragraph("x"), table))
    page = editor(article).page
    expect(page.locator(".block-kept")).to_contain_text("Table")
    page.click(f"{TEXT} p")
    page.keyboard.type("y")
    save(page)

    body = body_of(article)
    assert isinstance(body[1], Table)
    assert (body[1].rows, body[1].caption) == (table.rows, "C")


def test_editor__photo_editor_can_take_photos_out_but_not_type(
    open_desk: Callable[..., Desk],
) -> None:
    photo = make_photo()
    article = make_article(body=(PhotoBlock(placed(photo)), Paragraph("text")))
    desk = open_desk(make_user("photo", is_staff=True))
    page = desk.open(change_url(article))
    page.click(f"{TEXT} p")
    page.keyboard.type("tampered")
    page.locator(".block-photo").get_by_role("button", name="Remove").click()
    save(page)

    (left,) = body_of(article)
    assert left.html == "text"
    assert page.get_by_role("toolbar").get_by_role("button").count() == 3


def test_form__unsaved_changes_hold_the_steps_back(editor: Any) -> None:
    article = make_article()
    page = editor(article).page
    button = page.get_by_role("button", name="Submit for review")
    assert button.is_enabled()
    page.fill("#id_headline", "Changed")

    assert button.is_disabled()
    expect(page.locator("[data-save-state]")).to_have_text("Unsaved changes")
    save(page)
    button.click()
    page.wait_for_selector("text=Submit for review: done.")


def test_form__rows_are_ordered_by_their_buttons(editor: Any) -> None:
    article = rich_article()
    page = editor(article).page
    page.locator("#credits-group [data-move=down]").first.click()
    save(page)

    assert [credit.name for credit in story_of(article).contributors] == ["Ben", "Ana"]


def test_toolbar__is_one_tab_stop_with_arrows(editor: Any) -> None:
    page = editor(make_article()).page
    page.focus("[aria-label='Kind of block']")
    page.keyboard.press("ArrowRight")

    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Bold (Ctrl+B)"
    assert page.locator(".editor-toolbar [tabindex='0']").count() == 1


def test_editor__without_scripts_the_text_area_keeps_the_body(
    open_desk: Callable[..., Desk],
) -> None:
    article = rich_article()
    before = story_of(article)
    desk = open_desk(make_user("editor", is_staff=True), java_script_enabled=False)
    page = desk.page
    page.goto(f"{desk.address}{change_url(article)}")
    page.fill("#id_headline", "Without scripts")
    page.click("[name=_save]")

    assert story_of(article) == before.evolve(headline="Without scripts")
    assert reverse("admin:index") in page.url


def test_lead_photo__is_chosen_in_the_admins_own_list(editor: Any) -> None:
    photo = make_photo(title="Bridge at dawn", credit="Mia Kern")
    article = make_article()
    desk = editor(article)
    page = desk.page
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Choose a photo").click()
    opened.value.locator(".photo-card-link").first.click()
    expect(page.locator(".lead-buttons strong")).to_have_text("Bridge at dawn")
    assert page.get_attribute("#id_lead_credit", "placeholder") == "Mia Kern"
    save(page)

    assert story_of(article).lead_photo == placed(photo)
    assert desk.problems() == []


def test_toolbar__photo_goes_after_the_block_with_the_cursor(editor: Any) -> None:
    photo = make_photo()
    article = make_article(body=(Paragraph("one"), Paragraph("two")))
    page = editor(article).page
    page.click(f"{TEXT} p >> nth=0")
    with page.expect_popup() as opened:
        page.get_by_role("toolbar").get_by_role("button", name="Photo").click()
    opened.value.locator(".photo-card-link").first.click()
    expect(page.locator(".block-photo")).to_contain_text(photo.title)
    save(page)

    assert types_of(body_of(article)) == ["paragraph", "photo", "paragraph"]
