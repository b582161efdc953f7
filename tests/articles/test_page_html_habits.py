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
        f"{''.join(PARAGRAPHS)}<p>Watch our film:</p><p>Sign up for our newsletter.</p>"
        "</article>"
    )
    assert said(story)[-1] == text_of(PARAGRAPHS[-1])


def test_archive__bar_of_the_web_is_no_page() -> None:
    story = read_whole(
        f"<title>Two sailings will go</title><div id='wm-ipp-base'>{f'<p>{LONG}</p>' * 4}</div>"
        f"<h1>Two sailings will go</h1><div>{''.join(PARAGRAPHS)}</div>"
    )
    assert said(story) == [text_of(paragraph) for paragraph in PARAGRAPHS]


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


def test_summary__in_points_over_the_story_is_none_of_it() -> None:
    points = (
        "<ul><li>Two sailings go this winter</li><li>Islanders want another</li></ul>"
    )
    page = "<title>Two sailings will go</title><h1>Two sailings will go</h1><article>"
    told = read_whole(
        f"{page}<h3>Story highlights</h3>{points}{''.join(PARAGRAPHS)}</article>"
    )
    bare = read_whole(f"{page}{points}{''.join(PARAGRAPHS)}</article>")
    assert len(bare.body) == len(told.body) + 1 == len(PARAGRAPHS) + 1


def test_byline__stands_at_the_end_of_a_korean_story() -> None:
    story = read_whole(
        "<title>배가 두 번 덜 다닌다</title><h1>배가 두 번 덜 다닌다</h1><div class='article-body'>"
        + "<br><br>".join(
            ["여객선 회사는 목요일 이번 겨울에 두 편을 줄인다고 밝혔다."] * 4
        )
        + "<br><br>김하늘 기자 kim@pier.example</div>"
    )
    assert [each.name for each in story.contributors] == ["김하늘"]


def test_listing__is_no_call_for_asking_at_its_end() -> None:
    listing = (
        "Evening sounds, 6:30-9:30 p.m. weekly, through Dec. 31, at the park beside the old"
        " pier, 300 Harbour Boulevard. A band plays on the stage and boats may moor for free."
        " See <a href='https://pier.example/e'>pier.example</a>. Register for free tickets."
    )
    assert any(
        "Evening sounds" in text for text in said(read(body=f"<p>{listing}</p>"))
    )


def test_byline__is_a_line_of_its_own_in_a_cite() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1><cite class='source'>"
        "<a href='/a'><img src='a.jpg' width='35'></a> By Ana Reyes<br>Pier.example<br>"
        f"<a href='/a'>Archive</a> | <a href='/m'>Contact</a></cite>{''.join(PARAGRAPHS)}"
    )
    assert [each.name for each in story.contributors] == ["Ana Reyes"]


def test_first_paragraph__is_no_dek_for_the_photo_below_it() -> None:
    picture = "<div class='film-box'><figure><img src='a.jpg'></figure></div>"
    story = read_whole(
        "<title>Two sailings will go</title><article><h1>Two sailings will go</h1>"
        f"<p>{LONG} {LONG}</p>{picture}<div class='middle'>{''.join(PARAGRAPHS)}</div></article>"
    )
    assert said(story)[0].startswith("The harbour master keeps")


@pytest.mark.parametrize(
    "style", ["print:text-black", "mb-2 print:block md:ad", "hover:share"]
)
def test_paragraph__is_not_named_by_a_utility_class_of_one_state(style) -> None:
    assert "They waited." in said(read(body=f"<p class='{style}'>They waited.</p>"))


def test_byline__is_not_the_house_however_its_letters_are_marked() -> None:
    story = read_whole(
        "<title>Two sailings will go</title>"
        "<meta property='og:site_name' content='Graiul Țărmului - cotidian independent'>"
        "<h1>Two sailings will go</h1><div class='author'>De Graiul Ţărmului</div>"
        f"{''.join(PARAGRAPHS)}"
    )
    assert story.contributors == ()


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("<div class='byline'>By The Associated Press</div>", "The Associated Press"),
        ("<span class='author'>AP</span>", "AP"),
        ("<p><b>By Reuters</b></p>", "Reuters"),
        ("<div><span>AFP</span>, publié le lundi 30 mai 2016 à 16h12</div>", "AFP"),
        ("<p class='byline'>Reuters in Oslo</p>", "Reuters"),
        ("<div class='as_byline'>PTI | Updated: May 6, 2019, 10:00 IST</div>", "PTI"),
        ("<span class='byLine'>By Jonathan Mayo | <a href='/a'>Archive</a></span>", "Jonathan Mayo"),
        ("<div class='byline'>By Jonathan Reyes, CNN July 18, 2013</div>", "Jonathan Reyes"),
        ("<div class='byline'>Getty Images</div>", ""),
        ("<div class='byline'>By Ana Reyes</div><div class='byline'>Reuters</div>", "Ana Reyes"),
        ("<div class='byline'><span>Filed Under</span></div>", ""),
    ],
)  # fmt: skip
def test_byline__is_an_agency_where_nobody_else_signs(signed, name) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><article><h1>Two sailings will go</h1>"
        f"{signed}<div class='text'><p>{LONG}</p>{''.join(PARAGRAPHS)}</div></article>"
    )
    assert [credit.name for credit in story.contributors] == [name] * bool(name)


def test_first_paragraph__in_a_script_without_spaces_is_no_label() -> None:
    story = read_whole(
        "<html lang='zh'><title>末班船</title><h1>末班船</h1><div class='article-body'>"
        "<p>谁还记得那条夜船？ 谁又在码头上等过？</p>"
        + "<p>轮渡公司星期四说，今年冬天将取消两个航班，岛民们曾要求增加星期六的航班。</p>"
        * 3
        + "</div></html>"
    )
    assert said(story)[0].startswith("谁还记得")


@pytest.mark.parametrize(
    "byline",
    [
        "<div class='byline'><span>By Ana Reyes</span><span>Fisheries correspondent</span></div>",
        "<div class='byline'>By North Sea correspondent <a href='/a'>Ana Reyes</a> and wires</div>",
        "<div class='author'>Aus Skarvik berichtet <a href='/a'>Ana Reyes</a></div>",
        "<div class='entry-meta'><span>Posted on <time>May 6, 2019</time></span> <span class='byline'>"
        "by <span class='author'>Ana Reyes</span></span> <span>Leave a comment</span></div>",
        "<p class='byline'><span itemprop='author'>Ana Reyes</span> in Skarvik</p>",
        "<div class='author'><span id='ctl_ContentPlaceHolder1_lblAuthor'>By ANA REYES</span></div>",
        "<div class='byline'><span>By Ana Reyes</span> <span>ana@pier.example</span></div>",
    ],
)  # fmt: skip
def test_byline__above_the_text_is_neither_text_nor_dek(byline) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><article><h1>Two sailings will go</h1>"
        f"{byline}<p>{LONG}</p>{''.join(PARAGRAPHS)}</article>"
    )
    assert [credit.name for credit in story.contributors] == ["Ana Reyes"]
    assert (said(story)[0], story.dek) == (LONG, "")


def test_byline__is_a_name_alone_over_the_first_paragraph() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><article><h1>Two sailings will go</h1>"
        f"<div class='text'><p>Jonathan Reyes</p><p>{LONG}</p>{''.join(PARAGRAPHS)}</div></article>"
    )
    assert [credit.name for credit in story.contributors] == ["Jonathan Reyes"]
    assert said(story)[0] == LONG
