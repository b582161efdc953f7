from __future__ import annotations

import pytest

from articles.parsers.html_headline import (
    find_headline,
    judge_social_headline,
    without_site,
)
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import read_meta
from articles.parsers.html_tree import read_page
from tests.articles.test_page_html_details import PARAGRAPHS
from tests.articles.test_page_html_habits import read_whole


def headline(markup: str, linked: LinkedStory | None = None) -> str:
    page = read_page(f"<html>{markup}</html>".encode())
    return find_headline(page, read_meta(page.root), linked or LinkedStory())[1].value


@pytest.mark.parametrize(
    ("title", "site", "plain"),
    [
        ("Ferry vote splits town | The Pier", "The Pier", "Ferry vote splits town"),
        ("The Pier - Ferry vote splits town", "The Pier", "Ferry vote splits town"),
        ("Ferry vote splits town - Local - The Pier", "The Pier", "Ferry vote splits town"),
        ("Ferry vote splits town » Pier", "", "Ferry vote splits town"),
        ("Ferry vote", "The Pier", "Ferry vote"),
        ("A long first part of it - and a long second part too", "", "A long first part of it - and a long second part too"),
    ],
)  # fmt: skip
def test_without_site__cases(title, site, plain):
    assert without_site(title, site) == plain


TITLE = "<head><title>Ferry vote splits the town - Pier</title></head>"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (TITLE + "<h1>The Pier</h1><h1>Ferry vote splits the town</h1><p>x", "Ferry vote splits the town"),
        (TITLE + "<h1>Ferry vote splits the town Add to ...</h1><p>x", "Ferry vote splits the town"),
        (TITLE + "<h1>Ferry vote to split the old town</h1><p>x", "Ferry vote to split the old town"),
        (TITLE + "<h1>News</h1><p>x", "Ferry vote splits the town"),
        (TITLE + "<nav><h1>Ferry vote splits the town</h1></nav><h2>Ferry vote splits town</h2>", "Ferry vote splits town"),
        (TITLE + "<div class=headline>Ferry vote splits town</div>", "Ferry vote splits town"),
        (TITLE + "<font size=5>Ferry vote splits town</font>", "Ferry vote splits town"),
        ("<h1>Alone on the page</h1>", "Alone on the page"),
        ("<h3>Alone</h3>", "Alone"),
        ("<p>x</p>", ""),
    ],
)  # fmt: skip
def test_find_headline__cases(markup, found):
    assert headline(markup) == found


def test_find_headline__json_ld_is_a_witness():
    assert (
        headline("<p>x</p>", LinkedStory(headline="From the head")) == "From the head"
    )


def test_judge_social_headline__only_another_wording():
    meta = read_meta(
        read_page(b'<meta property="og:title" content="Ferry vote: what now">').root
    )
    assert judge_social_headline("Ferry vote splits town", meta, LinkedStory()) == (
        "Ferry vote: what now"
    )
    assert judge_social_headline("Ferry vote: what now", meta, LinkedStory()) == ""
    assert judge_social_headline("Something else", meta, LinkedStory()) == ""


@pytest.mark.parametrize(
    ("above", "under", "expected"),
    [
        ("<ul class='menu-x'><li><p class='collection-deck'>A guide to what matters most</p></li></ul>", "", ""),
        ("", "<div class='hed-and-dek'><h1>Two sailings will go</h1><div class='dek'><p>And one boat.</p></div></div>", "And one boat."),
        ("", "<div class='title-and-dek'><p class='series'>The pier</p><h1>Two sailings will go</h1><h2>The last late boat goes too</h2></div>", "The last late boat goes too"),
        ("", "<h1>Two sailings will go</h1><div class='video-end'><h2>The wild ride of a captain</h2></div>", ""),
    ],
)  # fmt: skip
def test_dek__stands_under_the_headline_and_speaks_of_the_story(above, under, expected):
    page = (
        f"<html><head><title>Two sailings will go</title></head><body><div>{above}</div>"
        + "<div><p>x</p></div>" * 3
        + (under or "<h1>Two sailings will go</h1>")
        + f"<div class='article-body'>{''.join(PARAGRAPHS)}</div></body></html>"
    )
    assert read_whole(page).dek == expected
