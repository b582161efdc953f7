"""Habits of the boxes that a page's story, its pictures and its byline stand in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.markup import text_of
from tests.articles.test_page_html_details import PARAGRAPHS
from tests.articles.test_page_html_habits import LONG, read_whole, said

TITLE = "Old bridge closes for the winter"
MORE = [LONG.replace("harbour", word) for word in ("bridge", "market", "lamp")]


def page_of(body: str, head: str = "") -> str:
    return f"<title>{TITLE}</title>{head}<body><h1>{TITLE}</h1>{body}</body>"


def test_story__goes_on_in_every_box_the_page_calls_the_articles_body() -> None:
    boxes = "".join(
        f"<div class='holder'><div class='group' itemprop='articleBody'>{part}</div></div>"
        for part in (
            "".join(PARAGRAPHS) + 4 * f"<p>{LONG}</p>",
            *(f"<p>{t}</p>" for t in MORE),
        )
    )
    story = read_whole(page_of(f"<article><div class='whole'>{boxes}</div></article>"))
    assert said(story)[-3:] == MORE


def test_story__goes_on_in_the_next_box_that_is_named_its_body() -> None:
    rest = "".join(f"<p>{text}</p>" for text in MORE)
    story = read_whole(
        page_of(
            "<div class='area'><div class='first'>"
            f"<div class='story-text' id='first-part'>{''.join(PARAGRAPHS)}</div></div>"
            f"<div class='advert'></div><div class='article-text'>{rest}</div></div>"
        )
    )
    assert said(story) == [text_of(p) for p in PARAGRAPHS] + MORE


def test_photo__in_a_box_of_embedded_images_keeps_what_is_said_of_it() -> None:
    story = read_whole(
        page_of(
            f"{PARAGRAPHS[0]}<div class='embed-container image'><img src='a.jpg'>"
            "<div class='attribution'>Ana Reyes | Harbour Pictures</div>"
            f"<div class='caption'>The bridge at noon.</div></div>{''.join(PARAGRAPHS[1:])}"
        )
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == (
        "The bridge at noon.",
        "Ana Reyes | Harbour Pictures",
    )


def test_author__of_a_picture_in_microdata_did_not_write_the_story() -> None:
    picture = (
        "<div itemscope itemtype='http://schema.org/ImageObject'><img src='a.jpg'>"
        "<meta itemprop='author' content='Ana Reyes'><div class='attribution'>Ana Reyes"
        "</div></div>"
    )
    story = read_whole(
        page_of(
            f"<p class='byline'>By Maren Holt</p>{picture}<div class='story-text'>"
            f"{''.join(PARAGRAPHS)}</div>"
        )
    )
    assert [c.name for c in story.contributors] == ["Maren Holt"]


def test_author__of_a_pull_quote_did_not_write_the_story() -> None:
    quote = (
        "<div class='pull-quote'><p>It sings in the wind.</p><div class='quote-foot'>"
        "<span class='author'>Boris Tamm</span></div></div>"
    )
    story = read_whole(
        page_of(
            f"<div class='story-text'>{PARAGRAPHS[0]}{quote}{''.join(PARAGRAPHS[1:])}</div>"
        )
    )
    assert not story.contributors


def test_author__written_for_wide_and_narrow_screens_is_one_name() -> None:
    story = read_whole(
        page_of(
            "<div class='bydek'>by <a class='wide'>Maren Holt</a><span class='narrow'>"
            f"Maren Holt</span></div><div class='story-text'>{''.join(PARAGRAPHS)}</div>"
        )
    )
    assert [c.name for c in story.contributors] == ["Maren Holt"]


def test_date__of_a_quoted_post_is_not_the_storys() -> None:
    post = (
        "<blockquote class='instagram-media'><p>A photo posted on <time"
        " datetime='2024-05-01T17:10:05+00:00'>May 1, 2024 at 9:10am PST</time></p>"
        "</blockquote>"
    )
    story = read_whole(
        page_of(
            "<div class='info'><time>May 7, 2024 3:53 PM</time></div>"
            f"<div class='story-text'>{PARAGRAPHS[0]}{post}{''.join(PARAGRAPHS[1:])}</div>"
        )
    )
    assert story.published_at == datetime(2024, 5, 7, 15, 53, tzinfo=UTC)


def test_byline__in_the_foot_of_the_headlines_box_is_the_storys() -> None:
    story = read_whole(
        f"<title>{TITLE}</title><body><div class='summary'><header><h1>{TITLE}</h1></header>"
        "<footer class='meta'><p class='byline'>By <a href='/s'>Maren Holt</a></p>"
        "<p><time datetime='2024-05-07T05:07-0400'>05/07/24 05:07 AM EDT</time></p></footer>"
        f"</div><div class='story-text'>{''.join(PARAGRAPHS)}</div></body>"
    )
    assert [c.name for c in story.contributors] == ["Maren Holt"]
    assert story.published_at == datetime(2024, 5, 7, 9, 7, tzinfo=UTC)


def test_credit__is_no_byline_that_tells_day_and_hour() -> None:
    story = read_whole(
        page_of(
            "<figure class='hero'><img src='a.jpg'><figcaption>The bridge at noon.</figcaption>"
            "<div class='byline'>by Maren Holt May 7, 2024, 12:09pm EDT</div></figure>"
            f"<div class='story-text'>{''.join(PARAGRAPHS)}</div>"
        )
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == ("The bridge at noon.", None)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='epic'><h2>Since you’re here…</h2><p>… we have a small favour to ask. More"
        " people read the Pier than ever, and fewer of them pay for it.</p></div>",
        "<div><span>Topics</span><ul><li><a href='/t'>Ferries</a></li></ul></div>",
        "<div><p>The Pier at Night</p><p>What the boats brought, and who was waiting for them.</p>"
        "<a href='/n'>Get it sent to your inbox.</a></div>",
        "<div><p>Slideshow ( 2 images )</p></div>",
        "<div><span>Autoplay</span><span>Show Thumbnails</span><span>Next Slide</span></div>",
        "<p><b>WATCH | The harbour master on the closure:</b></p>",
        "<p><a href='/e'>Report an editorial error</a></p>",
        "<div><h3>Related stories from The Pier</h3><a href='/1'><h4>Ferry owner resigns</h4></a></div>",
        "<p>— <em>With assistance by Ana Reyes</em></p>"
        "<p>(Updates with the owner’s answer in the third paragraph.)</p>",
        "<p>To contact the reporter on this story: Ana Reyes at ana@pier.example</p>",
        "<p>Über dieses Thema berichtete der Pier am 6. Mai 2019.</p>",
    ],
)  # fmt: skip
def test_last_paragraph__is_followed_by_nothing_the_house_says_of_itself(box) -> None:
    story = read_whole(
        "<title>Two sailings will go</title><article><h1>Two sailings will go</h1>"
        f"<div class='text'><p>{LONG}</p>{''.join(PARAGRAPHS)}{box}</div></article>"
    )
    assert said(story) == [LONG, *(text_of(line) for line in PARAGRAPHS)]
