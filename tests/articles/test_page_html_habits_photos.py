"""Habits of saved pages with their pictures, each on the smallest page."""

from __future__ import annotations

import pytest

from tests.articles.test_page_html_details import PARAGRAPHS, read
from tests.articles.test_page_html_habits import read_whole, said


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


@pytest.mark.parametrize(
    ("apart", "caption", "credit"),
    [
        ("<div class='caption'>The pier at night (Ana Reyes/AFP)</div>", "The pier at night", "Ana Reyes/AFP"),
        ("<div><span>Image credit :</span> REUTERS/Ana Reyes</div>", None, "REUTERS/Ana Reyes"),
        ("<div>» National news</div>", None, None),
        ("<div><div class='imageCredit'>Ana Reyes/Staff Photographer</div><div class='imageCaption'>The pier"
         " at night.</div></div>", "The pier at night.", "Ana Reyes/Staff Photographer"),
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
    ("shown", "caption", "credit"),
    [
        ("<figcaption>(Ana ‘Bo’ Reyes Photography)</figcaption>", None, "Ana ‘Bo’ Reyes Photography"),
        ("<div class='meta'><b class='caption'>Ana Reyes </b>(Instagram Ana Reyes)</div>",
         "Ana Reyes", "Instagram Ana Reyes"),
        ("<figcaption>(from left) Ana and Bo</figcaption>", "(from left) Ana and Bo", None),
    ],
)  # fmt: skip
def test_photo__is_credited_in_brackets(shown, caption, credit) -> None:
    story = read(body=f"<figure><img src='a.jpg'>{shown}</figure>")
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == (caption, credit)


def test_photo__stands_in_a_box_of_related_media() -> None:
    story = read(
        body="<div class='hmedia related-media'><p class='photo'><img src='a.jpg'></p>"
        "<p class='contributor vcard'><span class='fn'>AP</span></p>"
        "<p class='fn'>Apr. 8: The mayor signs the paper at the pier.</p></div>"
    )
    (photo,) = story.placed_photos()
    assert photo.caption == "Apr. 8: The mayor signs the paper at the pier."
    assert photo.credit == "AP"


def test_lead_photo__may_stand_in_a_figure_named_for_its_advertising() -> None:
    story = read_whole(
        "<title>Two sailings will go</title><h1>Two sailings will go</h1>"
        "<figure class='leadArtWithAds lead-art-wrapper'><img src='a.jpg' width='800' height='0'>"
        "<figcaption>The late boat. (Ana Reyes/The Pier)</figcaption></figure>"
        f"<div class='article-body'>{''.join(PARAGRAPHS)}</div>"
    )
    assert story.lead_photo is not None
    assert story.lead_photo.caption == "The late boat."
    assert story.lead_photo.credit == "Ana Reyes/The Pier"


# As the content systems of publishers write a picture, caption and credit into a story.
FIGURES = {
    "credit beside the picture, behind a word for readers' ears": (
        "<figure><div><span><img src='a.jpg'></span><span role='text'><span class="
        "'visually-hidden'>Image source, </span>Reuters</span></div><div><span class="
        "'visually-hidden'>Image caption, </span><figcaption><p>Nets dry at the pier</p>"
        "</figcaption></div></figure>",
        "Nets dry at the pier", "Reuters",
    ),
    "label of the caption": (
        "<figure><img src='a.jpg'><figcaption><div><span>FILE PHOTO: Nets dry at the pier of"
        " Skarvik, Norway, May 2, 2019. REUTERS/Ana Reyes</span></div></figcaption></figure>",
        "FILE PHOTO: Nets dry at the pier of Skarvik, Norway, May 2, 2019.", "REUTERS/Ana Reyes",
    ),
    "photographer in the caption, house apart": (
        "<figure><img src='a.jpg'><figcaption><span class='image-description'>Nets dry at the"
        " pier. Picture: Ana Reyes</span><span class='image-source'>Source:Pier News</span>"
        "</figcaption></figure>",
        "Nets dry at the pier.", "Ana Reyes/Pier News",
    ),
    "all of it a link to the picture": (
        "<figure class='inline-content photo'><a href='/photo/1'><img src='a.jpg'></a>"
        "<a href='/photo/1' class='inline-caption'><strong>Photo:</strong> Nets dry at the pier"
        " of Skarvik. <span class='source'>(Pier News: Ana Reyes)</span></a></figure>",
        "Nets dry at the pier of Skarvik.", "Pier News: Ana Reyes",
    ),
    "a box without a name": (
        "<div class='js-outer'><div class='panel'><a href='/gallery'><img src='a.jpg'></a></div>"
        "<div class='asset-credit'>DPA</div><div class='asset-title'>Netze trocknen am Kai</div></div>",
        "Netze trocknen am Kai", "DPA",
    ),
    "a picture embedded": (
        "<figure class='asset-embed responsive-asset'><div><picture><img src='a.jpg'></picture></div>"
        "<div class='CaptionWrapper caption'><span class='caption__text'><p>Nets dry at the pier.</p>"
        "</span><span class='caption__credit'>Photograph by Ana Reyes / Magnum</span></div></figure>",
        "Nets dry at the pier.", "Ana Reyes / Magnum",
    ),
    "a box for subscribers": (
        "<div class='inline-asset subscriber-hide'><figure><div><img src='a.jpg'></div><figcaption>"
        "<span class='caption-text'><p>Nets dry at the pier.</p></span><div class='credit'>"
        "<span class='asset-byline'>Ana Reyes/The Pier</span></div></figcaption></figure></div>",
        "Nets dry at the pier.", "Ana Reyes/The Pier",
    ),
    "a tool before the caption": (
        "<figure><img src='a.jpg'><figcaption><a href='#'>Open this photo in gallery:</a>"
        "<p>Nets dry at the pier.</p><span class='photo-credit'>Ana Reyes/The Pier</span>"
        "</figcaption></figure>",
        "Nets dry at the pier.", "Ana Reyes/The Pier",
    ),
    "who made it and who sells it": (
        "<div class='wp-caption'><img src='a.jpg'><div class='wp-caption-text'><span>Nets dry at"
        " the pier. </span><span class='img-author'>Ana Reyes </span><span class='img-distributor'>"
        "/ Pier Media</span></div></div>",
        "Nets dry at the pier.", "Ana Reyes / Pier Media",
    ),
    "an address to write to": (
        "<figure><img src='a.jpg'><figcaption><span class='caption'>Nets dry at the pier.</span>"
        "<span class='creator'>Ana Reyes</span> <span class='cred'>ana@pier.example</span>"
        "</figcaption></figure>",
        "Nets dry at the pier.", "Ana Reyes",
    ),
    "links in the credit": (
        "<figure><img src='a.jpg'><figcaption>Nets dry at the pier. Photo by <a href='/a'>Ana Reyes"
        "</a> on <a href='/u'>Unsplash</a></figcaption></figure>",
        "Nets dry at the pier.", "Ana Reyes on Unsplash",
    ),
    "credit that is not shown": (
        "<div class='picBox'><img src='a.jpg' alt='Nets at Skarvik (picture alliance/dpa/A. Reyes)'>"
        "<p>Nets dry at the pier of Skarvik</p></div>",
        "Nets dry at the pier of Skarvik", "picture alliance/dpa/A. Reyes",
    ),
    "a stroke behind the label": (
        "<figure><img src='a.jpg'><figcaption>Nets dry at the pier. Photo / Ana Reyes</figcaption>"
        "</figure>",
        "Nets dry at the pier.", "Ana Reyes",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "caption", "credit"), FIGURES.values(), ids=FIGURES)
def test_photo__of_many_content_systems(shown, caption, credit) -> None:
    (photo,) = read(body=shown).placed_photos()
    assert (photo.caption, photo.credit) == (caption, credit)


def test_photo__in_a_teaser_is_none_whoever_is_credited() -> None:
    story = read(
        body="<div class='card'><a href='/other'><img src='a.jpg'></a><span class='credit'>AP</span>"
        "<h3><a href='/other'>Another story of the pier altogether</a></h3></div>"
    )
    assert not [photo for photo in story.placed_photos() if photo.caption]


def test_player__that_is_embedded_is_no_photo() -> None:
    story = read(
        body="<div class='asset-embed'><img src='a.jpg'><iframe src='https://player.example/1'>"
        "</iframe><p>The boat comes in</p></div>"
        "<figure class='asset-embed jwplayer'><img src='b.jpg'><figcaption>It goes</figcaption></figure>"
    )
    assert not list(story.placed_photos())


def test_photos__of_one_resizing_tool_are_told_apart_by_its_file() -> None:
    def box(name: str) -> str:
        return (
            f"<div class='inline-photo'><img src='/resize?file={name}.jpg&width=600'>"
            f"<p class='caption'>The {name} boat at the pier on Monday.</p></div>"
        )

    story = read(body=box("late") + box("early"))
    assert [p.caption for p in story.placed_photos()] == [
        "The late boat at the pier on Monday.",
        "The early boat at the pier on Monday.",
    ]


def test_caption__may_be_a_cite_that_is_a_sentence() -> None:
    story = read(
        body="<div class='photo'><img src='a.jpg'><cite>The late boat passes the light"
        " at the end of the pier.</cite></div>"
        "<div class='photo'><img src='b.jpg'><cite>Ana Reyes</cite></div>"
    )
    assert [(p.caption, p.credit) for p in story.placed_photos()] == [
        ("The late boat passes the light at the end of the pier.", None),
        (None, "Ana Reyes"),
    ]


def test_caption__loses_the_time_and_the_label_of_its_credit() -> None:
    story = read(
        body="<figure><img src='a.jpg'><figcaption>The late boat at the pier.<span>"
        "Published On<time>Oct. 9, 2018</time></span><span>Credit<span class='credit'>"
        "Ana Reyes/AP</span></span></figcaption></figure>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == (
        "The late boat at the pier.",
        "Ana Reyes/AP",
    )


def test_caption__is_no_number_of_a_row() -> None:
    story = read(body="<div class='photo thumb'><img src='a.jpg'><span>3</span></div>")
    assert not [photo for photo in story.placed_photos() if photo.caption]


def test_credit__may_stand_before_its_caption() -> None:
    story = read(
        body="<div class='lede-caption-credit'><div class='lede-caption-credit-wrap'>"
        "<p class='lede-caption-credit-source'>Photo: Ana Reyes/PIER</p>"
        "<p class='lede-caption-credit-info'>The captain.</p></div></div>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == ("The captain.", "Ana Reyes/PIER")


def test_credit__says_who_photographed() -> None:
    story = read(
        body="<div class='section-image'><img src='a.jpg'><div class='content-caption'>"
        "<div class='credit'>Photographed by Ana Reyes</div>"
        "<div class='description'>The captain at noon.</div></div></div>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == ("The captain at noon.", "Ana Reyes")


def test_photo__is_no_quoted_post_in_a_box_without_a_caption() -> None:
    story = read(
        body="<div class='item item-tweet no_caption'><blockquote><p>The boat is late"
        " once more, says the pier.</p></blockquote></div>"
    )
    assert not list(story.placed_photos())


def test_caption__named_a_credits_container_is_told_from_the_credit() -> None:
    story = read(
        body="<div class='inline-photo'><img src='a.jpg'><p class='photo_credit'>Pier Maps"
        "</p><div class='photo_credit_container'><p>This map shows the pier as it stood"
        " in the year of the flood.</p></div></div>"
    )
    (photo,) = story.placed_photos()
    assert photo.credit == "Pier Maps"
    assert (
        photo.caption == "This map shows the pier as it stood in the year of the flood."
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='a.jpg'><figcaption><h2 class='caption'>The late boat at the pier.</h2></figcaption></figure>",
        "<a href='/gallery/1'><figure><img src='a.jpg'><figcaption>The late boat at the pier.</figcaption></figure></a>",
        "<center><img src='a.jpg'><br><i>The late boat at the pier.</i></center>",
        "<figure><img src='a.jpg'><figcaption>The late boat at the pier. <a href='/buy'>Buy Now</a></figcaption></figure>",
    ],
)  # fmt: skip
def test_caption__set_as_a_heading_a_link_or_in_the_middle(markup) -> None:
    story = read(body=markup)
    (photo,) = story.placed_photos()
    assert photo.caption == "The late boat at the pier."


def test_credit__is_no_tool_of_a_film() -> None:
    story = read(
        body="<figure class='video'><img src='a.jpg'><span class='credit'>Ana Reyes/AP</span>"
        "<figcaption><span class='v-credit'>WATCH</span> The boat that came late</figcaption></figure>"
    )
    (photo,) = story.placed_photos()
    assert photo.credit == "Ana Reyes/AP"


def test_photo__leaves_the_paragraph_beside_its_own_box_to_the_story() -> None:
    more = (
        "The harbour master keeps a book of every boat that left without paying. " * 4
    )
    story = read(
        body="<div class='post-photo text-block'><div class='image-left'><img src='a.jpg'>"
        f"<p class='image-credits'>Ana Reyes/AP</p></div><section><p>{more}</p></section></div>"
    )
    (photo,) = story.placed_photos()
    assert (photo.caption, photo.credit) == (None, "Ana Reyes/AP")
    assert more.strip() in said(story)
