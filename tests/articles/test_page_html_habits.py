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


def test_byline__of_the_head_is_known_in_front_of_its_house() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><meta name=author content='Ana Reis'>"
        "<h1>Two sailings will go</h1><div class='author'><p class='p-author'>Ana Reis</p>"
        f"<p class='p-author-place'>Do CAIS, em Porto Novo</p></div>{''.join(PARAGRAPHS)}"
    )
    assert [each.name for each in story.contributors] == ["Ana Reis"]


def test_byline__is_the_one_link_to_an_author_of_the_page() -> None:
    link = "<div class='side'><b>THE WRITER</b><a rel='author' href='/ar'>Ana Reyes</a></div>"
    other = "<a rel='author' href='/bb'>Bo Bergman</a>"
    far = "<p>x</p>" * 70
    assert [each.name for each in read(foot=far + link).contributors] == ["Ana Reyes"]
    assert read(foot=far + link + other).contributors == ()


def test_byline__is_not_the_publisher_of_the_head() -> None:
    story = read(
        head="<meta name='author' content='Ana Reyes Press'>"
        "<meta name='dc.publisher' content='Ana Reyes Press'>",
        foot="<p>Ana Reyes Press</p>",
    )
    assert story.contributors == ()


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://pier.example/2011/10/06/sailings_n_1.html", "2011-10-06"),
        ("https://pier.example/news/2011-10-6/sailings", "2011-10-06"),
        ("https://pier.example/news/2011/45/06/sailings", ""),
        ("https://pier.example/news/20111006", ""),
    ],
)
def test_published__is_the_day_in_the_address_where_nothing_else_says(
    address, day
) -> None:
    story = read(head=f"<link rel='canonical' href='{address}'>")
    shown = story.published_at.date().isoformat() if story.published_at else ""
    assert shown == day


def test_published__is_read_off_a_line_that_is_only_a_date() -> None:
    page = (
        "<title>Two sailings will go</title><meta name='dc.date' content='2012-10-27'>"
        "<h1>Two sailings will go</h1><p>Porto</p><a href='/d'>27 OCT 2012 - 12:14 CET</a>"
    )
    story = read_whole(page + "".join(PARAGRAPHS))
    assert str(story.published_at) == "2012-10-27 12:14:00+01:00"


def test_photos__of_films_beside_the_first_are_none() -> None:
    def film(number: int) -> str:
        return (
            f"<div class='film-image'><img src='f{number}.jpg'><div>Another film of the"
            f" pier {number}</div><span>{number}:10</span></div>"
        )

    page = (
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<div class='films'>{film(1)}{film(2)}{film(3)}</div>"
        f"<div class='text'>{''.join(PARAGRAPHS)}</div>"
    )
    assert not [photo for photo in read_whole(page).placed_photos() if photo.caption]


@pytest.mark.parametrize(
    ("shown", "caption", "credit"),
    [
        ("1 de 3 O cais à noite — Foto: Ana Reis/Cais", "O cais à noite", "Ana Reis/Cais"),
        ("- The pier in 2008. REUTERS/Ana Reyes -", "The pier in 2008.", "REUTERS/Ana Reyes"),
        ("ampliar foto", None, None),
        ("Episode picture:", None, None),
        ("12 of the 20 boats that are left.", "12 of the 20 boats that are left.", None),
    ],
)  # fmt: skip
def test_caption__loses_counters_tools_and_dashes(shown, caption, credit) -> None:
    story = read(
        body=f"<figure><img src='a.jpg'><figcaption>{shown}</figcaption></figure>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == (caption, credit)


def test_dek__repeats_neither_headline_nor_first_paragraph() -> None:
    first = text_of(PARAGRAPHS[0])
    story = read_whole(
        "<title>Two sailings will go</title><header><h1>Two sailings will go</h1>"
        f"<h2 class='dek'>{first}</h2><p class='byline'>By Ana Reyes</p></header>"
        f"<div class='text'>{''.join(PARAGRAPHS)}</div>"
    )
    assert said(story)[0] == first
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1><div class='dek'>"
        "Two sailings will go And the islanders stay.</div>"
        f"<div class='text'>{''.join(PARAGRAPHS)}</div>"
    )
    assert story.dek == "And the islanders stay."


def test_heading__below_the_end_goes_with_the_text_it_stands_over() -> None:
    box = f"<div class='box-12'><div><h2>A wall of paper</h2><p>{LONG}</p></div></div>"
    page = (
        "<title>Two sailings will go</title><article><h1>Two sailings will go</h1>"
        f"<div>{''.join(PARAGRAPHS)}</div>{box}</article>"
    )
    assert said(read_whole(page))[-2:] == ["A wall of paper", LONG]


def test_last_paragraph__announces_nothing_that_was_not_kept() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1><article>"
        f"{''.join(PARAGRAPHS)}<p>Watch our film:</p></article>"
    )
    assert said(story)[-1] == text_of(PARAGRAPHS[-1])


def test_archive__bar_of_the_web_is_no_page() -> None:
    story = read_whole(
        f"<title>Two sailings will go</title><div id='wm-ipp-base'>{f'<p>{LONG}</p>' * 4}</div>"
        f"<h1>Two sailings will go</h1><div>{''.join(PARAGRAPHS)}</div>"
    )
    assert said(story) == [text_of(paragraph) for paragraph in PARAGRAPHS]


@pytest.mark.parametrize(
    ("apart", "caption", "credit"),
    [
        ("<div class='caption'>The pier at night (Ana Reyes/AFP)</div>", "The pier at night", "Ana Reyes/AFP"),
        ("<div><span>Image credit :</span> REUTERS/Ana Reyes</div>", None, "REUTERS/Ana Reyes"),
        ("<div>» National news</div>", None, None),
    ],
)  # fmt: skip
def test_lead_photo__is_told_of_apart_from_it(apart, caption, credit) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        "<div><img src='https://pier.example/a.jpg'></div><div class='tools'>Share</div>"
        f"{apart}<div class='article-body'>{''.join(PARAGRAPHS)}</div>"
    )
    assert story.lead_photo is not None
    assert (story.lead_photo.caption, story.lead_photo.credit) == (caption, credit)


def test_photo__parts_a_caption_that_its_box_calls_a_credit() -> None:
    story = read(
        body="<figure><img src='a.jpg'><div class='credit'>Image credit : The first boat"
        " of the year | Photo: Ana Reyes</div></figure>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == ("The first boat of the year", "Ana Reyes")


@pytest.mark.parametrize(
    "line",
    [
        "<p class='video-desc'>A boat leaves the pier while the people wave at it.</p>",
        "<p class='standfirst'>Ana Reyes currently works for the Pier and lives on the island.</p>",
        "<p>Santa Ana de los Barcos</p><p>Monday, 18 July 2022, 02:00</p>",
        "<div class='intro'>Let friends in your network know what you are reading.</div>",
    ],
)
def test_dek__is_neither_film_nor_author_nor_place(line) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        "<p class='byline'>By Ana Reyes</p>"
        f"<article>{line}{''.join(PARAGRAPHS)}</article>"
    )
    assert story.dek == ""


def test_gallery__keeps_captions_beside_pictures_that_load_late() -> None:
    def item(number: int) -> str:
        return (
            f"<dl class='gallery-item'><dt><img src='data:x' data-src='g{number}.jpg'><noscript>"
            f"<img src='g{number}.jpg'></noscript></dt><dd class='wp-caption-text'>Boat {number}"
            " at the pier (Photo courtesy of Pier High School)</dd></dl>"
        )

    story = read(body=f"<div class='gallery'>{item(1)}{item(2)}</div>")
    assert [(p.caption, p.credit) for p in story.placed_photos()] == [
        (f"Boat {n} at the pier", "Photo courtesy of Pier High School") for n in (1, 2)
    ]


def test_photo__of_no_stated_height_is_one() -> None:
    picture = "<img src='a.jpg' width='800' height='0'>"
    story = read(body=f"<figure>{picture}<figcaption>The pier.</figcaption></figure>")
    assert [photo.source_url for photo in story.placed_photos()] == ["a.jpg"]


def test_photo__in_a_box_to_pin_it_is_no_embed() -> None:
    pin = "<a href='https://pinterest.com/pin/create/button/?url=x'>Pin</a>"
    story = read(
        body="<h2>4. The late boat</h2><div class='embed embed-image'><img src='a.jpg'>"
        f"<div class='social-button'>{pin}</div><span class='credit'>Ana Reyes</span></div>"
        "<p>The late boat leaves at ten, and no other does until the morning after.</p>"
    )
    (photo,) = story.placed_photos()
    assert photo.credit == "Ana Reyes"
    assert "4. The late boat" in said(story)


@pytest.mark.parametrize(
    "shown",
    ["Two sailings will go", ".", "By Ana Reyes posted Aug 18th 2010 7:30PM"],
)
def test_lead_photo__has_no_caption_that_says_nothing_of_it(shown) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        f"<figure><img src='a.jpg'><figcaption>{shown}</figcaption></figure>"
        f"<div class='article-body'>{''.join(PARAGRAPHS)}</div>"
    )
    assert story.lead_photo is not None
    assert story.lead_photo.caption is None


@pytest.mark.parametrize(
    "nobody", ["Pier's Journalistic Standards", "User Admin", "Pier Reporting"]
)
def test_byline__names_people_only(nobody) -> None:
    assert read(foot=f"<div class='author'>{nobody}</div>").contributors == ()


def test_byline__of_special_envoys_names_them_all() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1><div class='author'>Par"
        " <strong>ANA REYES</strong>, <strong>BO BERGMAN</strong> Envoyés spéciaux à Toulouse"
        f"</div>{''.join(PARAGRAPHS)}"
    )
    assert [each.name for each in story.contributors] == ["Ana Reyes", "Bo Bergman"]


@pytest.mark.parametrize(
    "line",
    [
        "The pier is as old as the town, and nobody knows who paid for it. Now… Read…",
        "The pier is as old as the town, and nobody knows who paid for... Read more »",
        "“Questions? Comments? Email us at",
        "FOLLOW THIS TOPIC",
        "Get Pier Business On Twitter, Facebook, and more! E-mail us at pier@pier.example",
    ],
)
def test_last_paragraph__is_the_story_s_own(line) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1><article>"
        f"{''.join(PARAGRAPHS)}<p>{line}</p></article>"
    )
    assert said(story)[-1] == text_of(PARAGRAPHS[-1])


def test_first_paragraph__is_not_who_reported() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1><article>"
        f"<p>From The Pier staff reports</p>{''.join(PARAGRAPHS)}</article>"
    )
    assert said(story)[0] == text_of(PARAGRAPHS[0])
