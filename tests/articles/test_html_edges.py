"""What stands with a story's paragraphs and what does not, whatever boxes are called."""

from __future__ import annotations

import pytest

from articles.parsers.base import Defaults
from articles.parsers.page_html import PageHtmlParser
from articles.story import Story
from tests.articles.test_page_html_samples import texts_of_body

TEXT = [
    "The council closed the ferry terminal on Tuesday after a debate of nine hours.",
    "Forty people spoke, and thirty-nine of them spoke against the plan to close it.",
    "The last boat leaves in June, and the pier will be sold when the summer is over.",
]
DEK = "Forty spoke, one of them for it, and the pier goes to whoever pays the most"


def read(above: str = "", below: str = "", inside: str = "") -> Story:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    page = (
        "<html lang=en><head><title>Ferry terminal to close</title></head><body>"
        f"<article><h1>Ferry terminal to close</h1>{above}<div>{paragraphs}{inside}"
        f"</div>{below}</article></body></html>"
    )
    (parsed,) = PageHtmlParser().parse(page.encode(), "page.html", Defaults())
    return parsed.story


@pytest.mark.parametrize(
    "above",
    [
        f"<div><p>{DEK}</p></div><div>By Ann Lee</div><div>May 7, 2024</div>",
        f"<p>{DEK}</p><p>By Ann Lee</p><p>May 7, 2024</p>",
        f"<div><p class=xk>{DEK}.</p></div><p>May 7, 2024</p>",
        f"<div class=chapo><p>{DEK}</p></div>",
    ],
)
def test_above__a_text_parted_by_byline_or_date_is_the_dek(above):
    story = read(above=above)

    assert texts_of_body(story) == TEXT
    assert story.dek.startswith(DEK)


@pytest.mark.parametrize(
    "above",
    [
        "<ul><li>By Ann Lee</li><li>May 7, 2024</li></ul>",
        "<div><span>The Gazette </span><span>Ann Lee</span> May 7, 2024</div>",
        "<div><p>Harbour</p></div>",
    ],
)
def test_above__signatures_and_labels_are_no_text(above):
    assert texts_of_body(read(above=above)) == TEXT


@pytest.mark.parametrize(
    "below",
    [
        "<div><h2>More about</h2><span><a href=/f>Ferries</a></span></div>",
        "<div><h2>Join the forum</h2><p>See what other readers said of it</p></div>",
        "<div><p>Get it on your phone.</p></div>",
        "<div>Topics: ferries, harbour</div>",
        "<ul><li>Ferries</li><li>The harbour</li></ul>",
    ],
)
def test_below__what_keeps_no_company_is_no_text(below):
    assert texts_of_body(read(below=below)) == TEXT


def test_below__a_long_sentence_is_believed_alone():
    text = (
        "The harbour master, who has waved off every boat since 1988, said that she would "
        "wave off the last one too, and that somebody else could take the flag down."
    )

    assert texts_of_body(read(below=f"<section><p>{text}</p></section>")) == [
        *TEXT, text,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        (
            "<p><b>READ ALSO. </b><a href=/a>Nine piers sold in May</a></p>",
            "Nine piers",
        ),
        (
            "<p><b>See film</b> <a href=/a>The last boat seen from above</a></p>",
            "The la",
        ),
        (
            "<a href=/a><span>Read too</span><div>The boat that stayed</div></a>",
            "The boat",
        ),
    ],
)
def test_inside__a_label_before_a_link_points_elsewhere(inside, title):
    story = read(inside=inside + f"<p>{TEXT[0]} It was late.</p>")

    assert texts_of_body(story) == [*TEXT, f"{TEXT[0]} It was late."]
    (promo,) = [block for block in story.body if block.type == "promo"]
    assert promo.title.startswith(title)


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>Sign up for the morning</h3><p>Five stories, every weekday.</p></div>",
        "<section><p>Five stories a day.</p><form><input type=email></form></section>",
    ],
)
def test_inside__a_box_to_sign_up_with_is_no_text(box):
    assert texts_of_body(read(inside=box + f"<p>{TEXT[0]} It was late.</p>")) == [
        *TEXT, f"{TEXT[0]} It was late.",
    ]  # fmt: skip


def test_above__a_paragraph_with_a_dateline_is_no_dek():
    first = "HULL, England (AP) — The boats stop in June, said the harbour master."
    story = read(above=f"<p>{first}</p><p>By Ann Lee</p>")

    assert texts_of_body(story) == [first, *TEXT]
    assert story.dek == ""


def test_inside__a_text_with_a_credit_below_a_silent_photo_is_its_caption():
    photo = "<p><img src=/pier.jpg width=800></p><p>The pier in May. (Ann Lee/AP)</p>"
    story = read(inside=f"{photo}<p>{TEXT[0]} It was late.</p>")

    (block,) = [block for block in story.body if block.type == "photo"]
    assert (block.photo.caption, block.photo.credit) == (
        "The pier in May.", "Ann Lee/AP",
    )  # fmt: skip
    assert texts_of_body(story) == [*TEXT, f"{TEXT[0]} It was late."]


def test_inside__a_photo_with_a_caption_keeps_it():
    photo = (
        "<figure><img src=/pier.jpg width=800><figcaption>The pier.</figcaption>"
        "</figure><p>The boats lay still in May, said Ann Lee (AP).</p>"
    )
    story = read(inside=f"{photo}<p>{TEXT[0]} It was late.</p>")

    (block,) = [block for block in story.body if block.type == "photo"]
    assert block.photo.caption == "The pier."
    assert len(texts_of_body(story)) == len(TEXT) + 2


def test_inside__a_paragraph_that_an_agency_signs_is_no_caption():
    signed = "The boats lay still in May, and the flag was taken down. (Reuters)"
    story = read(inside=f"<p><img src=/pier.jpg width=800></p><p>{signed}</p>")

    assert texts_of_body(story) == [*TEXT, signed]
