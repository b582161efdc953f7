"""Pictures that stand for other stories are not the story's own."""

from __future__ import annotations

import pytest

from articles.blocks import Promo
from articles.parsers.html_owned import stands_for_another
from articles.parsers.html_tree import read_page
from tests.articles.test_page_html_details import PARAGRAPHS, read
from tests.articles.test_page_html_habits import read_whole

OTHER = "https://pier.example/news/the-late-boat"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<div><a href='{OTHER}'><img src='a.jpg'></a><h3><a href='{OTHER}'>The late boat</a></h3></div>", True),
        (f"<div><a href='{OTHER}'><img src='a.jpg'><div><p>The late boat</p><p>By Ana Reyes</p></div></a></div>", True),
        (f"<div><a href='{OTHER}'><img src='a.jpg'></a><a href='/opinion'>Opinion</a></div>", True),
        (f"<div><a href='{OTHER}'><img src='a.jpg'></a><p>The boat that came late.</p></div>", False),
        (f"<div><a href='{OTHER}'><img src='a.jpg'><p>The late boat. Photo: Ana Reyes/AP</p></a></div>", False),
        ("<div><a href='/large.jpg'><img src='a.jpg'><p>The boat that came late.</p></a></div>", False),
        ("<div><a href='#zoom'><img src='a.jpg'><p>The boat that came late.</p></a></div>", False),
        ("<div><img src='a.jpg'><p class='source'><a href='https://ana.example/1'>Ana Reyes, Boats</a></p></div>", False),
        ("<figure><video></video><figcaption><a href='/film/1'>The boat, a film</a></figcaption></figure>", False),
    ],
)  # fmt: skip
def test_stands_for_another__where_picture_and_words_are_one_link(markup, expected):
    page = read_page(f"<body>{markup}</body>".encode())
    assert stands_for_another(page, page.root.find("body")[0]) is expected


def test_box_of_another_story__is_a_promo_with_its_title() -> None:
    story = read(
        body=f"<aside class='embed'><div class='embed-media'><a href='{OTHER}'>"
        "<span class='embed-title'>The boat that came late again</span><div"
        " class='embed-credit'>Ana Reyes</div><div class='embed-caption'><p>It was the"
        " third time since the winter began.</p></div></a></div></aside>"
    )
    (promo,) = [block for block in story.body if isinstance(block, Promo)]
    assert promo.title == "The boat that came late again"
    assert not list(story.placed_photos())


def whole(above: str, head: str = "", between: str = "") -> str:
    return (
        f"<html><head><title>Two sailings will go</title>{head}</head><body>{above}"
        f"<div class='story'><h1>Two sailings will go</h1>{between}</div>"
        f"<div class='text'>{''.join(PARAGRAPHS)}</div></body></html>"
    )


@pytest.mark.parametrize(
    "above",
    [
        f"<ul class='slides'><li><a href='{OTHER}'><img src='a.jpg'><div class='caption'><h2>The late boat</h2></div></a></li></ul>",
        f"<div class='mega-menu'><div class='media-image'><a href='{OTHER}'><img src='a.jpg'></a>The late boat</div></div>",
        "<div class='brand'><img src='face.jpg'></div>",
    ],
)  # fmt: skip
def test_lead__is_no_picture_of_slides_menus_and_tools_over_the_headline(above) -> None:
    assert read_whole(whole(above)).lead_photo is None


def test_lead__is_not_the_box_around_the_headline() -> None:
    page = whole(
        "",
        between="<p class='date'>24 May 2024</p>",
    ).replace("<h1>", "<div class='featured-image'><img src='pier.jpg'></div><h1>")
    page = page.replace("class='story'", "class='featured-story photo'")
    lead = read_whole(page).lead_photo
    assert lead is not None
    assert (lead.caption, lead.source_url) == (None, "pier.jpg")


def test_lead__is_the_picture_that_the_head_names() -> None:
    page = whole(
        "",
        head="<meta property='og:image' content='https://pier.example/i/pier-1200x630.jpg'>",
        between="<img src='/i/seal.jpg'><img src='/i/pier.jpg'>",
    )
    lead = read_whole(page).lead_photo
    assert lead is not None
    assert lead.source_url.endswith("pier.jpg")


def test_photo__is_not_told_again_by_its_credit_for_another_screen() -> None:
    said = "<div class='caption'><span class='caption-credit'>Credit: Ana Reyes</span></div>"
    story = read(
        body=f"<div class='box'><div class='image'><img src='a.jpg'>{said}</div>{said}</div>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == (None, "Ana Reyes")


def card(n: int, href: str, *, picture: str = "") -> str:
    shown = picture or href
    return (
        f"<div class='k'><a href='{shown}'><img src='{n}.jpg'></a>"
        f"<h4><a href='{href}'>The boat number {n} is late again</a></h4>"
        f"<p>It was to leave at nine o'clock, said the master of boat {n}, and did not.</p></div>"
    )


def test_cards__of_other_stories_in_a_row_are_related_and_no_text() -> None:
    row = "".join(card(n, f"/news/{n}") for n in range(4))
    story = read_whole(
        whole("").replace("</div></body>", f"<div>{row}</div></div></body>")
    )
    assert len(story.related) == 4
    assert not any("master of boat" in str(block) for block in story.body)


@pytest.mark.parametrize(
    "row",
    [
        "".join(card(n, f"https://shop.example/{n}") for n in range(3)),
        "".join(card(n, f"/boats/{n}", picture=f"/img/{n}.jpg") for n in range(3)),
        card(1, "/news/1"),
    ],
)
def test_cards__that_lead_to_other_sites_or_stand_alone_are_text(row) -> None:
    story = read(
        head="<link rel='canonical' href='https://pier.example/news/two'>", body=row
    )
    assert "master of boat" in str(story.body)
