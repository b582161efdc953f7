"""Lines that their neighbours explain, and marks that tools left."""

from __future__ import annotations

import pytest

from articles.parsers.page_joining import join_labels, know_by_neighbours
from articles.parsers.page_lines import Kind, split_lines
from articles.parsers.page_marks import without_marks
from articles.parsers.page_photos import shows_somebody

TEXT = "The council voted on Monday to repair the old harbor bridge, which has been closed for three years."


def kinds_of(*texts: str) -> list[str]:
    return [line.kind for line in know_by_neighbours(split_lines("\n\n".join(texts)))]


def texts_of(*texts: str) -> list[str]:
    return [line.text for line in without_marks(split_lines("\n".join(texts)))]


def test_labels__alone_on_a_line_go_with_what_they_label():
    lines = join_labels(
        split_lines("Image source,\nJane Roe\nFoto:\nAnna Holm/dpa\nEnd")
    )
    assert [line.text for line in lines] == [
        "Image source, Jane Roe",
        "Foto: Anna Holm/dpa",
        "End",
    ]
    assert (lines[0].start, lines[0].end) == (0, len("Image source,\nJane Roe"))


def test_names__under_a_caption_that_calls_itself_one_are_its_credit():
    kinds = kinds_of("Image caption, The bridge has been closed for years", "Jane Roe")
    assert kinds == [Kind.PHOTO, Kind.CREDIT]
    assert (
        kinds_of("The bridge has been closed for years", "Jane Roe")[1] != Kind.CREDIT
    )


def test_tools__of_a_viewer_name_the_caption_over_them():
    caption = "The bridge at dusk. Nobody has crossed it since May."
    kinds = kinds_of(
        caption, "Jane Roe/AP", "hide caption", "toggle caption", "Jane Roe/AP", TEXT
    )
    assert kinds[:2] == [Kind.PHOTO, Kind.CREDIT]
    assert kinds[4:] == [Kind.FURNITURE, Kind.PROSE]


def test_summaries__in_points_are_left_out():
    kinds = kinds_of(
        "Key points", "The bridge will be repaired", "It costs four million", TEXT
    )
    assert kinds == [Kind.FURNITURE] * 3 + [Kind.PROSE]


def test_rows__that_count_are_a_table_and_no_titles():
    rows = [f"{n} Horse of a long name from Lewes" for n in (1, 2, 3)]
    assert kinds_of(*rows) == [Kind.SENTENCE] * 3
    assert Kind.SENTENCE not in kinds_of(*rows[:2])


def test_first_caption__between_signature_and_text():
    kinds = kinds_of("May 3, 2020", "Tom with the coat.", "WXTV", TEXT)
    assert kinds[1:3] == [Kind.PHOTO, Kind.CREDIT]
    assert kinds_of("Tom with the coat.", "WXTV", TEXT)[:2] != [Kind.PHOTO, Kind.CREDIT]


def test_marks__of_markdown_and_numbered_links_are_taken_off():
    assert texts_of(
        "# A headline", "By **Jane Doe**", "![a cat](cat.jpg)", "> So he said.", "[Other](/other) *news*", "---"
    ) == ["A headline", "By Jane Doe", "So he said.", "Other news"]  # fmt: skip
    assert texts_of("* [1]Home", "* [2]News", "[3]Sport") == [
        "* Home",
        "* News",
        "Sport",
    ]


def test_marks__of_a_page_with_hardly_any_stay():
    assert texts_of("We are #1 [sic] here", "a **b** c") == [
        "We are #1 [sic] here",
        "a **b** c",
    ]


@pytest.mark.parametrize(
    ("text", "is_caption"),
    [
        (
            "Eric Tansley on the tower of St Brannock’s, where he has counted swifts.",
            True,
        ),
        ("Siv Nordström på skotern.", True),
        ("Mesner Alois Pichler vor dem Turm der Pfarrkirche.", True),
        ("Eric Tansley on Monday said that he would go.", False),
        ("The Plough in Little Marsh closed in 2016.", False),
        ("Anna Holm ist in Oslo geboren.", False),
        ("Südlohn. Wer in der Stadt wohnt, muss früh aufstehen.", False),
    ],
)
def test_shows_somebody__a_clause_without_a_verb(text, is_caption):
    assert shows_somebody(text) is is_caption
