"""Small things saved pages say in markup of their own."""

from __future__ import annotations

from pathlib import Path

from articles.blocks import Promo, Quote
from articles.parsers.base import Defaults
from articles.parsers.page_html import PageHtmlParser
from articles.story import Story

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPHS = (
    "<p>The ferry company said on Thursday that two sailings will go this winter.</p>",
    "<p>Islanders had asked for another boat on Saturdays, the only late one left.</p>",
    "<p>A decision on the timetable is expected before the end of the month.</p>",
)


def read(*, body: str = "", head: str = "", foot: str = "") -> Story:
    page = (
        "<!DOCTYPE html><html lang='en'><head><title>Two sailings will go</title>"
        f"<meta property='og:title' content='Two sailings will go'>{head}</head><body>"
        f"<article><h1>Two sailings will go</h1>"
        f"{PARAGRAPHS[0]}{PARAGRAPHS[1]}{body}{PARAGRAPHS[2]}</article>{foot}"
        "</body></html>"
    )
    (parsed,) = PageHtmlParser().parse(page.encode(), "page.html", Defaults())
    return parsed.story


def test_quote__names_who_said_it() -> None:
    story = read(
        body="<blockquote><p>It was never that fast before.</p>"
        "<cite>— Karin Oduya, fire officer</cite></blockquote>"
    )
    (quote,) = [block for block in story.body if isinstance(block, Quote)]
    assert quote.html == "It was never that fast before."
    assert quote.attribution == "Karin Oduya, fire officer"


def test_quote__of_a_cite_alone_is_kept() -> None:
    story = read(body="<blockquote><cite>Karin Oduya, officer</cite></blockquote>")
    assert "Karin Oduya" in str(story.body)


def test_promo__in_a_box_loses_its_label() -> None:
    story = read(
        body="<aside class='promo'><a href='https://x.example/boat'><strong>Read more:"
        "</strong> The night the boat came late</a></aside>"
    )
    (promo,) = [block for block in story.body if isinstance(block, Promo)]
    assert promo.title == "The night the boat came late"
    assert promo.title_original == "Read more: The night the boat came late"


def test_byline__loses_the_date_beside_it() -> None:
    path = ROOT / "newsroom" / "demo" / "harbour-gazette" / "offshore-wind-jobs.html"
    (parsed,) = PageHtmlParser().parse(path.read_bytes(), path.name, Defaults())
    assert parsed.story.byline == "Joseph Adeyemi"


def test_copyright__is_read_from_a_bare_footer() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Two '
        'sailings will go", "copyrightHolder": {"name": "The Daily Boat"}}</script>'
    )
    story = read(head=head, foot="<footer>© 2026 The Daily Boat</footer>")
    assert (story.copyright.holder, story.copyright.year) == ("The Daily Boat", 2026)
    assert story.copyright.notice == "© 2026 The Daily Boat"


def test_notes__in_boxes_of_their_own_below_the_story_are_its_own() -> None:
    more = " The council of the islands will be heard before anything is decided." * 3
    said = "".join(f"<p>{text[3:-4]}{more}</p>" for text in PARAGRAPHS)
    page = (
        "<html lang='en'><title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<div class='article-body'><div class='text'>{said}</div>"
        "<div id='helpers'><p>Ada Holm contributed to this report</p></div>"
        "<p>Coast Wire<br>™ &amp; © 2013 Coast Wire, Inc.</p></div>"
        "<footer><p>© 2023 The Harbour Group</p></footer></html>"
    )
    (parsed,) = PageHtmlParser().parse(page.encode(), "page.html", Defaults())
    people = [(one.name, one.role) for one in parsed.story.contributors]
    assert people == [("Ada Holm", "contributing")]
    notice = parsed.story.copyright.notice
    assert notice == "Coast Wire ™ & © 2013 Coast Wire, Inc."
    assert "Coast Wire" not in str(parsed.story.body)
