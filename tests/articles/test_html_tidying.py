from __future__ import annotations

from articles.blocks import (
    CallToAction,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Quote,
    Rule,
    Table,
)
from articles.parsers.html_tidying import last_read, tidy, without_stand_ins
from articles.parsers.html_tree import STAND_IN

LONG = Paragraph(
    "A paragraph that is long enough to be told from its twin by its words."
)
PHOTO = PhotoBlock(PlacedPhoto(caption="c", source_url="a.jpg"))
OTHER = Paragraph("Another.")


def test_tidy__twins_are_one():
    assert tidy([LONG, PHOTO, LONG, PHOTO, OTHER, OTHER]) == [LONG, PHOTO, OTHER, OTHER]
    promo = Promo("A title")
    assert tidy([LONG, promo, OTHER, promo, OTHER]) == [LONG, promo, OTHER, OTHER]


def test_tidy__pull_quotes_go_and_quotes_stay():
    assert tidy([LONG, Quote("long enough to be told from its twin"), OTHER]) == [
        LONG,
        OTHER,
    ]
    assert tidy([LONG, Quote("words of another"), OTHER])[1] == Quote(
        "words of another"
    )


def test_tidy__headings_and_rules_without_text_go():
    assert tidy([Rule(), LONG, Rule(), Rule(), OTHER, Heading("x"), Rule()]) == [
        LONG, Rule(), OTHER,
    ]  # fmt: skip


def test_tidy__a_heading_above_a_frame_is_its_title():
    frame = Embed("x", "https://x.example")
    assert tidy([LONG, Heading("Riders"), frame, OTHER]) == [
        LONG, Embed("x", "https://x.example", "Riders"), OTHER,
    ]  # fmt: skip


def test_last_read__not_a_photo_or_pointer():
    assert last_read([LONG, PHOTO, CallToAction("x")]) == LONG
    assert last_read([PHOTO]) is None


def test_without_stand_ins__links_to_an_unknown_address_go():
    link = f'<a href="{STAND_IN}x">y</a>'
    assert without_stand_ins(Paragraph(f"a {link}")) == Paragraph("a y")
    assert without_stand_ins(ListBlock((link,))) == ListBlock(("y",))
    assert without_stand_ins(Table(((link,),))) == Table((("y",),))
    assert without_stand_ins(Promo("t", url=STAND_IN)) == Promo("t")
    assert without_stand_ins(PHOTO) == PHOTO
