"""Habits of saved pages in how they set a story's text, each on the smallest page."""

from __future__ import annotations

import pytest

from articles.parsers.html_verdicts import Known, Piece, judge_piece
from tests.articles.test_page_html_details import PARAGRAPHS, read
from tests.articles.test_page_html_habits import LONG, read_whole, said


@pytest.mark.parametrize(
    "opening",
    [
        "<div class='initial'>T</div><p>he harbour sleeps, and nobody minds the late boat.</p>",
        "<p><span class='drop-cap'>T</span> <span>he harbour</span> sleeps, and nobody minds the late boat.</p>",
    ],
)  # fmt: skip
def test_initial__belongs_to_its_word(opening) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<div class='article-body'>{opening}{''.join(PARAGRAPHS)}</div>"
    )
    assert said(story)[0] == "The harbour sleeps, and nobody minds the late boat."


@pytest.mark.parametrize(
    ("text", "linked", "expected"),
    [
        ("More in: World, Harbour news", ("World", "Harbour news"), "furniture"),
        ("Tags: boats | ferries", ("boats", "ferries"), "furniture"),
        ("The late boat: what it costs", ("The late boat: what it costs",), "body"),
        ("It has two names: Pier, Quay", ("Pier",), "body"),
    ],
)
def test_topics__are_a_label_and_links_of_a_few_words(text, linked, expected) -> None:
    piece = Piece(text, has_link=True, link_share=0.5, linked=linked)
    assert judge_piece(piece, Known()) == expected


def test_story__goes_on_where_broken_markup_closed_its_box() -> None:
    more = [LONG.replace("harbour", name) for name in ("ferry", "quay", "boat")]
    loose = "".join(f"<p>{text}</p>" for text in more)
    story = read_whole(
        "<title>Two sailings will go</title><div class='page'><div class='article-content'>"
        f"<h1>Two sailings will go</h1><p>{LONG}</p>{''.join(PARAGRAPHS)}</div>{loose}</div>"
    )
    assert said(story)[-3:] == more


def test_kicker__is_no_item_of_a_menu() -> None:
    items = "".join(
        f"<li><a class='nav-label' href='/{n}'>Part {n}</a></li>" for n in "abc"
    )
    page = (
        "<title>Two sailings will go</title>{}<h1>Two sailings will go</h1>"
        f"<div class='article-body'>{''.join(PARAGRAPHS)}</div>"
    )
    assert read_whole(page.format(f"<ul>{items}</ul>")).kicker == ""
    assert read_whole(page.format("<p class='label'>Harbour</p>")).kicker == "Harbour"


def test_credit__of_one_word_apart_from_its_picture() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><body><div><h1>Two sailings will go</h1>"
        "<img src='a.jpg'><div class='row'><div class='end credit'>Pierpix</div></div></div>"
        f"<div class='article-body'>{''.join(PARAGRAPHS)}</div>"
    )
    assert story.lead_photo is not None
    assert story.lead_photo.credit == "Pierpix"


def test_paragraph__before_the_end_stays() -> None:
    assert said(read())[-1].startswith("A decision on the timetable")


@pytest.mark.parametrize(
    "ending",
    [
        "<p>Reyes &amp; Holm write about boats. Follow them on Twitter or at the pier.</p>",
        "<p>On Twitter: Follow Ana Reyes and get more of the pier.</p>",
        "<p>861</p>",
        "<p>NEWS AND MORE ABOUT THE HARBOUR</p><ul><li><a href='/1'>The late boat of Monday</a></li>"
        "<li><a href='/2'>The early boat of Tuesday</a></li></ul>",
        "<p>Before it is here, it is on the Pier Terminal. LEARN MORE</p>",
    ],
)
def test_ending__leads_elsewhere_and_is_no_paragraph(ending) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<div class='article-body'><p>{LONG}</p>{''.join(PARAGRAPHS)}{ending}</div>"
    )
    assert said(story)[-1].startswith("A decision on the timetable")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Home > News > Ferries", "furniture"),
        ("by Bo Holm / January 19, 2017 / Leave a comment", "byline"),
    ],
)
def test_line_over_the_story__is_the_way_to_it_or_who_wrote_it(line, expected) -> None:
    piece = Piece(line, has_link=True, link_share=0.3, is_first=True)
    assert judge_piece(piece, Known()) == expected


def test_story__of_one_paragraph_is_no_dek_of_the_name_below_it() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<div class='article-body'><p>{LONG}</p><p><b>By Ana Reyes</b></p></div>"
    )
    assert said(story) == [LONG]
