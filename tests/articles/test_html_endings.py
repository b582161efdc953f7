from __future__ import annotations

import pytest

from articles.blocks import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
)
from articles.parsers.html_endings import is_end_note, part_end_notes

STORY: tuple[Block, ...] = (
    Paragraph("The council closed the ferry terminal on Tuesday after a long debate."),
    Paragraph("Forty people spoke, and thirty-nine of them spoke against the plan."),
    Paragraph("The boats stop in June, and the pier will be sold in the autumn after."),
    Paragraph("“We shall swim,” said one of those who had come to hear the vote."),
)


@pytest.mark.parametrize(
    "text",
    [
        "This article was originally published in the May issue.",
        "A shorter version of this story ran in print.",
        "The author is a teacher in Hull.",
        "Contact the newsroom at news@paper.example.",
        "Reach Ann Lee at 555-0101 or on X.",
        "Follow Ann Lee on Twitter.",
        "If you liked this story, share it.",
        "With files from the wires.",
        "Reporting by Ann Lee; editing by Bo Bee.",
        "Dieser Text ist zuerst in der Wochenzeitung erschienen.",
        "Mit Material der dpa",
        "Cet article a été publié le 4 mai.",
        "Con información de agencias",
        "Texto editado por Ana Fonseca",
        "Dit artikel verscheen eerder in de krant.",
    ],
)
def test_is_end_note__speaks_of_the_story_or_its_makers(text):
    assert is_end_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "This story has been corrected: the pier is 90 years old.",
        "An earlier version of this article misstated the year.",
        "This report is the third to find lead in the water.",
        "More than 200 people signed it.",
        "The author of the plan left town in May.",
    ],
)
def test_is_end_note__news_and_corrections_are_none(text):
    assert not is_end_note(text)


@pytest.mark.parametrize(
    "note",
    [
        Paragraph("<em>She grew up two streets from the pier.</em>"),
        Paragraph("Ann Lee, Hull"),
        Paragraph("Write to Ann Lee: ann@paper.example"),
        Paragraph("Follow us on Twitter"),
        Heading("More from the harbour"),
    ],
    ids=lambda block: block.type,
)
def test_part_end_notes__are_taken_from_the_end(note):
    kept, notes = part_end_notes((*STORY, note), frozenset({"ann lee"}))

    assert kept == list(STORY)
    assert len(notes) == 1


def test_part_end_notes__photos_below_the_end_stay():
    photo = PhotoBlock(PlacedPhoto(caption="The pier."))

    kept, notes = part_end_notes(
        (*STORY, Paragraph("With files from the wires."), photo), frozenset()
    )

    assert kept == [*STORY, photo]
    assert notes == ["With files from the wires."]


@pytest.mark.parametrize(
    "last",
    [
        Paragraph("<em>“I shall swim,” said Ann Lee, who is ninety.</em>"),
        Paragraph("<em>Correction: the pier is 90 years old, not 80.</em>"),
        Paragraph("<em>No</em> boat left on Wednesday."),
        Paragraph("Ann Lee said that she would swim in June."),
        ListBlock(("Boats stop in June", "The pier is sold in autumn")),
    ],
)
def test_part_end_notes__speech_corrections_and_news_stay(last):
    assert part_end_notes((*STORY, last), frozenset({"ann lee"})) == (
        [*STORY, last],
        [],
    )


def test_part_end_notes__never_takes_much_of_a_story():
    short = (STORY[0], Paragraph("<em>" + "She grew up by the pier. " * 8 + "</em>"))

    assert part_end_notes(short, frozenset()) == (list(short), [])
