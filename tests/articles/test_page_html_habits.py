"""Habits of saved pages that a rule was written for, each on the smallest page."""

from __future__ import annotations

import pytest

from articles.blocks import Heading, Paragraph
from articles.markup import text_of
from articles.parsers.base import Defaults
from articles.parsers.page_html import PageHtmlParser
from articles.story import Story
from tests.articles.test_page_html_details import PARAGRAPHS, read

LONG = (
    "The harbour master keeps a book of every boat that left without paying, and reads"
    " from it on the first evening of each year in a room above the chandlery, where"
    " nobody laughs until the third page and then everybody does, even those who owe him"
    " for the summer before last."
)


def read_whole(page: str) -> Story:
    (parsed,) = PageHtmlParser().parse(page.encode(), "page.html", Defaults())
    return parsed.story


def said(story: Story) -> list[str]:
    """Give the body's paragraphs and headings as plain lines."""
    return [
        block.text if isinstance(block, Heading) else text_of(block.html)
        for block in story.body
        if isinstance(block, Heading | Paragraph)
    ]


def test_headings__of_a_component_system_are_crossheads() -> None:
    story = read(
        body="<div class='c-cmp title'><h3 class='cmp-head'>What is left</h3></div>"
    )
    assert "What is left" in said(story)


def test_photo_box__with_running_text_gives_the_text_to_the_story() -> None:
    story = read(
        body="<div class='snippet big-photo'><div class='photo'><img src='a.jpg'></div>"
        f"<div class='text'><p>{LONG}</p><p>{LONG.replace('harbour', 'ferry')}</p></div></div>"
    )
    assert LONG in said(story)
    assert not any(photo.caption for photo in story.placed_photos())


def test_photo__takes_the_words_of_its_description_below_it() -> None:
    story = read(
        body="<img src='a.jpg' alt='The late boat at the pier'>"
        "<p class='x1'>The late boat at the pier</p><p class='x2'>Foto: Foto: Ana Reyes</p>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption or photo.alt, photo.credit) == (
        "The late boat at the pier",
        "Ana Reyes",
    )
    assert "The late boat at the pier" not in said(story)


def test_photo__finds_its_caption_behind_an_empty_element() -> None:
    story = read(
        body="<img src='a.jpg'><p id='description'></p>"
        "<p id='caption'>Ana Reyes / AFP / Getty Images</p>"
    )
    (photo,) = story.placed_photos()
    assert photo.credit == "Ana Reyes / AFP / Getty Images"


def test_first_paragraph__may_introduce_what_follows_in_a_box_of_its_own() -> None:
    rows = "".join(f"<p>{n}. {text_of(p)}</p>" for n, p in enumerate(PARAGRAPHS, 1))
    story = read_whole(
        "<title>Four points on the ferry</title><h1>Four points on the ferry</h1>"
        f"<div class='post-content'>From the company on the timetable:<p>---</p>{rows}</div>"
    )
    assert said(story)[0] == "From the company on the timetable:"


def test_transcript__of_a_film_is_no_text() -> None:
    spoken = " ".join(f"00:0{n} and so the boat is late once more" for n in range(8))
    story = read(body=f"<div class='transcript-text'>{spoken}</div>")
    assert not any("00:01" in text for text in said(story))


def test_bio__is_none_where_a_sentence_hands_over() -> None:
    story = read(
        head="<meta name='author' content='Ana Reyes'>",
        body="<p>Ana Reyes reports.</p><p>Ana Reyes covers ferries for the Pier.</p>",
        foot="<p class='byline'>By Ana Reyes</p>",
    )
    assert "Ana Reyes reports." in said(story)
    assert "Ana Reyes covers ferries for the Pier." not in said(story)


@pytest.mark.parametrize(
    ("title", "masthead"),
    [
        ("The Pier Watch » Blog Archive » A boot in the mud",
         "<h1><a href='https://pier.example/watch/'>The Pier Watch</a></h1>"),
        ("The Pier Watch", "<h1><a href='index.htm'>The Pier Watch</a></h1>"),
        ("The Pier Watch - Oct. 14, 1999", "<h1><img src='m.gif' alt='The Pier Watch'></h1>"),
        ("May 2, 2001 | The Pier Watch", "<a href='/'><img src='m.gif' alt='The Pier Watch'></a>"),
    ],
)  # fmt: skip
def test_headline__is_not_the_masthead(title, masthead) -> None:
    story = read_whole(
        f"<title>{title}</title><link rel=canonical href='https://pier.example/watch/2001/boot/'>"
        f"{masthead}<div class=post><h2>A boot in the mud</h2>{''.join(PARAGRAPHS)}</div>"
    )
    assert story.headline == "A boot in the mud"


@pytest.mark.parametrize("label", ["Change location", "Set your location", "Weather"])
def test_dateline__is_no_button_that_asks_for_a_place(label) -> None:
    story = read(head="", body="", foot="")
    page = (
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<span class='location'>{label}</span>{''.join(PARAGRAPHS)}"
    )
    assert (story.dateline, read_whole(page).dateline) == ("", "")
