"""Captions that only the paragraphs around them tell."""

from __future__ import annotations

import pytest

from articles.parsers.base import Defaults
from articles.parsers.page_captions import know_captions
from articles.parsers.page_lines import Kind, split_lines
from articles.parsers.page_text import PageTextParser

ABOVE = (
    "The harbour board voted on Monday to sell the last ferry, and its chair, Marta Olsen, spent the evening"
    " on the quay with a thermos flask. She had argued for twenty years that a town on an island needs a boat of"
    " its own, and had lost by a single vote cast by telephone."
)
BELOW = (
    "Nobody has made an offer so far, and the board expects none before the spring, when the ice has gone from"
    " the sound."
)


def kinds_of(*texts: str) -> list[str]:
    return [line.kind for line in know_captions(split_lines("\n\n".join(texts)))]


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Marta Olsen", "She drove home at midnight and slept well, she said."),
        ("Marta Olsen.", f"Olsen waits. {BELOW}"),
        ("The ferry slip, 1931", BELOW),
        ("The old slip is marked with a cross on this map.", BELOW),
        ("Barney, pictured with his aunt, knows no shame", BELOW),
        ("Captain Barney, 31, learned the number at home, his owner says", BELOW),
    ],
)
def test_captions__between_two_paragraphs(line, below):
    assert kinds_of(ABOVE, line, below)[1] is Kind.PHOTO


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Marta Olsen", "Olsen, 61, was born on the island and runs a chandlery."),
        ("Rolf Berg", "She drove home at midnight and slept well, she said."),
        ("What comes next, in short", BELOW),
        ("The board will meet again in May.", BELOW),
    ],
)
def test_no_captions__where_a_section_begins_or_the_text_goes_on(line, below):
    assert kinds_of(ABOVE, line, below)[1] is not Kind.PHOTO


def test_captions__under_a_credit_name_in_full_whom_the_text_knows():
    anew = "Board chair Marta Olsen waits for the last ferry on Monday. She holds her flask."
    credit = "Harbour Guard / Getty Images"
    assert kinds_of(ABOVE, credit, anew, BELOW)[2] is Kind.PHOTO
    assert kinds_of(ABOVE, credit, BELOW, ABOVE)[2] is Kind.PROSE
    assert kinds_of(ABOVE, credit, "Ola Dahl, Mia Ek, and Jon Ås", BELOW)[2] is (
        Kind.PHOTO
    )


def test_captions__stand_over_the_highlights_and_say_what_they_say():
    caption = "Chair Marta Olsen says the board will keep the ferry slip."
    points = ("STORY HIGHLIGHTS", "Chair Marta Olsen spoke on the quay")
    said = kinds_of("Quay news", "By Ann Boll", caption, *points, ABOVE)
    other = "Write to us about your own journeys on our page."
    assert said[2] is Kind.PHOTO
    assert kinds_of("Quay news", "By Ann Boll", other, *points, ABOVE)[2] is not (
        Kind.PHOTO
    )


def test_captions__say_shortly_what_the_lead_says():
    said = "The old ferry at the quay of Marta Olsen."
    lead = "The last ferry has left the quay, and Marta Olsen, who chairs the board, saw it go with a flask in hand."
    signed = ("Quay news", "By Ann Boll", "May 3, 2020")
    assert kinds_of(*signed, said, lead, ABOVE)[3] is Kind.PHOTO
    assert kinds_of("Quay news", said, lead, ABOVE)[1] is not Kind.PHOTO
    other = "Nobody here likes to speak of winter."
    assert kinds_of(*signed, other, lead, ABOVE)[3] is not Kind.PHOTO


def test_captions__under_the_count_of_a_gallery():
    caption, credit = "The mayor rounds the buoy in a tub.", "Photo: Rui Mar/AFP"
    assert kinds_of(ABOVE, "2/3", caption, credit)[2] is Kind.PHOTO
    assert kinds_of(ABOVE, "2/3", caption, BELOW)[2] is not Kind.PHOTO


def test_desks__sign_no_picture():
    assert kinds_of(ABOVE, "ab/cde/fg", "AFP")[1:] == [Kind.FURNITURE] * 2


def photos_of(*texts: str) -> list[tuple[str | None, str | None]]:
    page = "\n\n".join(["Island town sells its last ferry", "By Ann Boll", *texts])
    parsed = PageTextParser().parse(page.encode(), "page.txt", Defaults())
    return [(p.caption, p.credit) for p in parsed[0].story.placed_photos()]


def test_photos__said_twice_close_by_are_one():
    shown = "The last ferry lies at the quay — Photo: Rui Mar/AFP"
    once = ("The last ferry lies at the quay", "Rui Mar/AFP")
    assert photos_of(f"1 de 1 {shown}", shown, ABOVE, BELOW) == [once]
    far = [f"{n}. {BELOW}" for n in "abcde"]
    assert photos_of(ABOVE, shown, *far, shown, BELOW) == [once, once]


def test_photos__a_teaser_that_the_text_says_again_is_no_caption():
    teaser = "She had argued for twenty years that a town on an island needs a boat"
    assert photos_of(teaser, "Image credit: Rui Mar/AFP", ABOVE, BELOW) == [
        ("", "Rui Mar/AFP")
    ]


def test_photos__between_dashes_and_for_a_paper():
    long = (
        "An old ferry at the quay of the town, where it has waited for a buyer since spring."
        " The board expects none before the ice has gone, and the crew has left for the south."
    )
    assert photos_of(ABOVE, "- The slip at noon. AFP/Rui Mar -", BELOW) == [
        ("The slip at noon.", "AFP/Rui Mar")
    ]
    assert photos_of(ABOVE, f"{long} Eva Lund for The Quay Times", BELOW) == [
        (long, "Eva Lund for The Quay Times")
    ]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "The quay lies empty. AGENCY/Rui Mar/File Photo Purchase Licensing Rights, opens new tab",
            "The quay lies empty.",
            "AGENCY/Rui Mar/File Photo",
        ),
        (
            "The quay lies empty on Monday.Rui Mar",
            "The quay lies empty on Monday.",
            "Rui Mar",
        ),
        (
            "PhotoThe quay lies empty. Photograph: Rui Mar/AFP",
            "The quay lies empty.",
            "Rui Mar/AFP",
        ),
        (
            "Cats asleep on the old quay Rui Mar / Quay Mirror",
            "Cats asleep on the old quay",
            "Rui Mar / Quay Mirror",
        ),
    ],
)
def test_photos__whose_credit_runs_on_behind_the_caption(line, caption, credit):
    assert photos_of(ABOVE, line, BELOW) == [(caption, credit)]


def test_photos__whose_labels_lost_their_space():
    assert photos_of(
        ABOVE, "Image copyrightRui Mar/AFP", "Image captionThe quay lies empty", BELOW
    ) == [("The quay lies empty", "Rui Mar/AFP")]


def test_photos__of_a_gallery_that_is_over_stand_above_its_tools():
    said = "The buyer never came to the quay, and sent a letter."
    shown = ("Rui Mar/AFP", "The quay lies empty.", "Previous Next", "Enlarge")
    assert ("The quay lies empty.", "Rui Mar/AFP") in photos_of(ABOVE, *shown, said)
    assert said not in [caption for caption, _ in photos_of(ABOVE, *shown, said, BELOW)]


def test_photos__with_the_credit_before_a_caption_that_stands_first():
    credit = "Rui Mar/for The Quay News"
    assert photos_of(
        f"{credit} The chair waits on the quay, where the ferry lay until noon on Monday.",
        ABOVE,
        credit,
        BELOW,
    )[0] == (
        "The chair waits on the quay, where the ferry lay until noon on Monday.",
        credit,
    )


def test_photos__with_a_long_caption_that_ends_in_no_stop():
    shown = (
        "Early bird: Rui Mar has rowed out to the empty quay on every Monday since the"
        " ferry was sold, and taken nobody with him"
    )
    assert photos_of(ABOVE, shown, BELOW) == [(shown, "")]


def test_photos__that_speak_of_themselves_under_their_credit():
    shown = "The left image shows the quay before the ferry was sold to the islands."
    assert photos_of(ABOVE, "Rui Mar / Quay News", shown, BELOW) == [
        (shown, "Rui Mar / Quay News")
    ]


def test_photos__a_credit_said_twice_is_of_one():
    credit = "Rui Mar/Getty Images"
    shown = f"The quay lies empty on Monday. {credit}"
    found = photos_of(ABOVE, shown, "toggle caption", credit, BELOW)
    assert found == [("The quay lies empty on Monday.", credit)]
    assert photos_of(ABOVE, credit, credit, BELOW) == [("", credit)]
